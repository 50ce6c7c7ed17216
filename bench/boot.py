#!/usr/bin/env python3
"""The rounds of bench/boot.sh: each program in turn, so that what else the machine does falls on all alike."""
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request

work, runs, imds, hello, native, host = sys.argv[1], int(sys.argv[2]), *sys.argv[3:]
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": True}


def boot(program, state, *more):
    return [program, "run", "--simulate", "--imds", imds, "--json", "--quiet", "--state", state, *more]


def used(command):
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, **QUIET)
    wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall * 1000, (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


cases = {"hello": lambda: [hello]}
for name, program in (("native", native), ("host", host)):
    settled, fresh = f"{work}/{name}-settled", f"{work}/{name}-fresh"
    subprocess.run(boot(program, settled), **QUIET)
    cases[f"{name}: full boot"] = lambda program=program, fresh=fresh: (shutil.rmtree(fresh, True), boot(program, fresh))[1]
    cases[f"{name}: nothing left to do"] = lambda program=program, settled=settled: boot(program, settled)
    cases[f"{name}: settled start"] = lambda program=program, settled=settled: boot(program, settled, "--scheduled")
    cases[f"{name}: status"] = lambda program=program, settled=settled: [program, "status", "--state", settled]
    cases[f"{name}: version"] = lambda program=program: [program, "version"]

# A plan with a custom step is handed over to a host that ends at once; beside it, that host alone.
cases["hand-over: the host alone"] = lambda: [f"{work}/beside/host/openlaunch"]
cases["hand-over: by the program"] = lambda: [
    f"{work}/beside/openlaunch", "run", "--simulate", "--config", f"{work}/plan.yml", "--state", f"{work}/none"]
if shutil.which("cloud-init"):
    cases["cloud-init: its version"] = lambda: ["cloud-init", "--version"]

times = {name: [] for name in cases}
for _ in range(runs):
    for name, command in cases.items():
        times[name].append(used(command()))

# What else the machine does is in the medians, and hardly in the minima.
for word, of in (("median", statistics.median), ("minimum", min)):
    base = [of(column) for column in zip(*times["hello"])]
    print(f"{word:28}   wall          CPU")
    for name, rounds in times.items():
        wall, cpu = (of(column) for column in zip(*rounds))
        print(f"{name:28} {wall / base[0]:6.2f} x {cpu / base[1]:6.2f} x   {wall:6.1f} ms {cpu:6.1f} ms")


def requests():
    with urllib.request.urlopen(f"{imds}/count") as answer:
        return int(answer.read())


def usage(command):
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return used


def files_of(program):
    folder = os.path.dirname(program)
    return [os.path.join(where, file) for where, _, names in os.walk(folder) for file in names]


def ready(program, state):
    """Milliseconds from the start of the process to the line on the console."""
    started = time.monotonic()
    command = [program, "run", "--simulate", "--imds", imds, "--quiet", "--state", state, "--console", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        for line in process.stdout:
            if "Windows is Ready to use" in line:
                took = (time.monotonic() - started) * 1000
    return took


def read_cold(program, state):
    """Megabytes that a boot reads of its own program where nothing of it is in memory."""
    for file in files_of(program):
        with open(file, "rb") as opened:
            os.fsync(opened.fileno())  # pages that are not on the disk yet stay
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return usage(boot(program, state)).ru_inblock * 512 / 1e6


for name, program in (("native", native), ("host", host)):
    counted, measured = f"{work}/{name}-counted", f"{work}/{name}-measured"
    for which in ("first", "later"):
        before = requests()
        trace = subprocess.run(
            ["strace", "-f", "-y", "-e", "trace=fsync,fdatasync", *boot(program, counted)],
            capture_output=True, text=True, check=True)
        asked = requests() - before
        # The file of the simulated machine is none that a real boot writes.
        flushes = [line for line in trace.stderr.splitlines() if re.search(r"sync\(\d+<", line) and "machine.yml" not in line]
        print(f"{name}, {which} boot: {asked} requests, {len(flushes)} flushes, "
              f"peak {usage(boot(program, measured)).ru_maxrss // 1024} MiB")
    fresh = [ready(program, f"{work}/{name}-ready-{run}") for run in range(runs)]
    later = [ready(program, measured) for _ in range(runs)]
    print(f"{name}: Ready after {min(fresh):.0f} ms, in a later boot {min(later):.0f} ms (minima)")
    print(f"{name}: {read_cold(program, measured):.1f} MB read of a program that is not in memory")
    files = files_of(program)
    print(f"{name}: {len(files)} files, {sum(map(os.path.getsize, files)) / 1e6:.1f} MB")
