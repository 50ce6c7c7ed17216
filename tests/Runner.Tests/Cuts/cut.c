// Loaded into the agent (LD_PRELOAD): counts the calls that write to one folder, and cuts or refuses one of them.
//   CUT_FOLDER  the folder
//   CUT_AT      the number of the call, from 1; 0 only counts
//   CUT_MODE    kill: the process dies before the call; power: the machine does, and the journal has only what was flushed; torn: half-way through a write, and after any other call;
//               a number: the call fails with that errno; a number and +: all later ones too
//               signal and a number: the process gets that signal and goes on
//               clock and a number: no call fails, and from this one on the clock is that many seconds off
//   CUT_LOG     gets a line for each call
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static const char *folder;
static const char *mode = "";
static long at;
static int failure, persists, signal_number, calls_log = -1;
static long shift; // of the clock, in seconds
static atomic_int is_shifted;
static atomic_long count;
static atomic_long flushed = -1; // the length of the journal that the disk has

__attribute__((constructor)) static void start(void)
{
    folder = getenv("CUT_FOLDER");
    at = getenv("CUT_AT") ? atol(getenv("CUT_AT")) : 0;
    mode = getenv("CUT_MODE") ? getenv("CUT_MODE") : "";
    failure = atoi(mode);
    signal_number = strncmp(mode, "signal", 6) ? 0 : atoi(mode + 6);
    shift = strncmp(mode, "clock", 5) ? 0 : atol(mode + 5);
    persists = mode[0] && mode[strlen(mode) - 1] == '+';
    if (getenv("CUT_LOG"))
        calls_log = open(getenv("CUT_LOG"), O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0600);
    unsetenv("LD_PRELOAD"); // the scripts' own calls are not the agent's
}

static const char *journal(void)
{
    static _Thread_local char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/journal.ndjson", folder);
    return path;
}

static void note_length(const char *path)
{
    struct stat file;
    if (!strcmp(path, journal()))
        atomic_store(&flushed, stat(path, &file) ? 0 : (long)file.st_size);
}

static void die(void)
{
    kill(getpid(), SIGKILL);
    pause();
}

// 0: not concerned; 1: this call is the one.
static int due(const char *kind, const char *path)
{
    if (!folder || !path || strncmp(path, folder, strlen(folder)))
        return 0;
    if (atomic_load(&flushed) < 0 && !strcmp(kind, "open"))
        note_length(path);
    long number = atomic_fetch_add(&count, 1) + 1;
    if (calls_log >= 0)
        dprintf(calls_log, "%ld %s %s\n", number, kind, path + strlen(folder));
    if (number != at && !(persists && at && number > at))
        return 0;
    if (signal_number) {
        kill(getpid(), signal_number);
        return 0;
    }
    if (shift) {
        atomic_store(&is_shifted, 1);
        return 0;
    }
    if (!strcmp(mode, "power") && truncate(journal(), atomic_load(&flushed)))
        errno = 0; // no journal yet
    if (!strcmp(mode, "kill") || !strcmp(mode, "power"))
        die();
    return 1;
}

static int due_file(const char *kind, int file)
{
    char link[64], path[PATH_MAX + 1];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, PATH_MAX);
    if (length < 0)
        return 0;
    path[length] = 0;
    return due(kind, path);
}

static void note_flush(int file)
{
    char link[64], path[PATH_MAX + 1];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = folder ? readlink(link, path, PATH_MAX) : -1;
    if (length < 0)
        return;
    path[length] = 0;
    note_length(path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

// The call, unless it is the one: then it fails, or the process dies after it.
#define WRAP(type, name, parameters, arguments, test) \
    type name parameters \
    { \
        if (!(test)) \
            return REAL(name) arguments; \
        if (failure) { errno = failure; return -1; } \
        REAL(name) arguments; \
        die(); \
        return -1; \
    }

#define WRAP_WRITE(name, parameters, whole, half) \
    ssize_t name parameters \
    { \
        if (!due_file("write", file)) \
            return REAL(name) whole; \
        if (failure) { errno = failure; return -1; } \
        REAL(name) half; \
        die(); \
        return -1; \
    }

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int result = REAL(clock_gettime)(clock, now);
    if (!result && atomic_load(&is_shifted) && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        now->tv_sec += shift;
    return result;
}

WRAP_WRITE(write, (int file, const void *bytes, size_t length), (file, bytes, length), (file, bytes, length / 2))
WRAP_WRITE(pwrite, (int file, const void *bytes, size_t length, off_t offset), (file, bytes, length, offset), (file, bytes, length / 2, offset))
WRAP_WRITE(pwrite64, (int file, const void *bytes, size_t length, off64_t offset), (file, bytes, length, offset), (file, bytes, length / 2, offset))
#define WRAP_FLUSH(name) \
    int name(int file) \
    { \
        int is_due = due_file("fsync", file); \
        if (is_due && failure) { errno = failure; return -1; } \
        int result = REAL(name)(file); \
        note_flush(file); \
        if (is_due) \
            die(); \
        return result; \
    }

WRAP_FLUSH(fsync)
WRAP_FLUSH(fdatasync)
WRAP(int, ftruncate, (int file, off_t length), (file, length), due_file("truncate", file))
WRAP(int, ftruncate64, (int file, off64_t length), (file, length), due_file("truncate", file))
WRAP(int, rename, (const char *from, const char *to), (from, to), due("rename", to))
WRAP(int, link, (const char *from, const char *to), (from, to), due("link", to))
WRAP(int, unlink, (const char *path), (path), due("unlink", path))
WRAP(int, rmdir, (const char *path), (path), due("rmdir", path))
WRAP(int, mkdir, (const char *path, mode_t bits), (path, bits), due("mkdir", path))

#define WRAP_OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        va_list rest; \
        va_start(rest, flags); \
        mode_t bits = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        if (!due("open", path)) \
            return REAL(name)(path, flags, bits); \
        if (failure) { errno = failure; return -1; } \
        REAL(name)(path, flags, bits); \
        die(); \
        return -1; \
    }

WRAP_OPEN(open)
WRAP_OPEN(open64)
