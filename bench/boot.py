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

times = {name: [] for name in cases}
for _ in range(runs):
    for name, command in cases.items():
        times[name].append(used(command()))

base = [statistics.median(column) for column in zip(*times["hello"])]
print(f"{'':28}   wall          CPU")
for name, rounds in times.items():
    wall, cpu = (statistics.median(column) for column in zip(*rounds))
    print(f"{name:28} {wall / base[0]:6.2f} x {cpu / base[1]:6.2f} x   {wall:6.1f} ms {cpu:6.1f} ms")


def requests():
    with urllib.request.urlopen(f"{imds}/count") as answer:
        return int(answer.read())


def peak(command):
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss // 1024


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
        print(f"{name}, {which} boot: {asked} requests, {len(flushes)} flushes, peak {peak(boot(program, measured))} MiB")
    folder = os.path.dirname(program)
    files = [os.path.join(where, file) for where, _, names in os.walk(folder) for file in names]
    print(f"{name}: {len(files)} files, {sum(map(os.path.getsize, files)) / 1e6:.1f} MB")
