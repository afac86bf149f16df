"""What the plugin costs at the start of pytest: CPU time on an empty suite, with it and without it.

    .venv/bin/python benchmarks/pytest_startup.py [ROUNDS]

Runs alternate, so that what else the machine does meets both alike. The plugin is only kept from loading; pytest reads
the list of files of each package that has a plugin all the same, so that is measured apart.
"""

import importlib.metadata
import resource
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = {"with the plugin": [], "without the plugin": ["-p", "no:accesscheck"]}
QUIET = ["-p", "no:cacheprovider", "-p", "no:hypothesispytest"]
"""What costs far more, and hides what is measured: hypothesis is imported whole at the end of a run."""
LIMIT = 30.0
"""Milliseconds of CPU time that the plugin may cost."""


def cpu_of(arguments: list[str], folder: str) -> float:
    """CPU time of one run of pytest in an empty folder, in milliseconds, of the process and what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "pytest", "-q", *QUIET, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True)
    if done.returncode != 5:  # No tests were collected.
        sys.exit(done.stderr.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def listing() -> float:
    """CPU time of reading the list of the package's files, in milliseconds, as pytest does at each start."""
    began = time.process_time()
    files = importlib.metadata.distribution("accesscheck").files or []
    assert [str(file) for file in files]
    return (time.process_time() - began) * 1000


def main() -> None:
    """Measure, and print a table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    found: dict[str, list[float]] = {name: [] for name in RUNS}
    with tempfile.TemporaryDirectory() as folder:
        for arguments in RUNS.values():
            cpu_of(arguments, folder)
        for _ in range(rounds):
            for name, arguments in RUNS.items():
                found[name].append(cpu_of(arguments, folder))
    print(f"| {'pytest on an empty suite':<26} | median | least | most | ms CPU, {rounds} rounds")
    print(f"| {'-' * 26} | ------ | ----- | ---- |")
    for name, values in found.items():
        print(f"| {name:<26} | {statistics.median(values):6.0f} | {min(values):5.0f} | {max(values):4.0f} |")
    pairs = zip(found["with the plugin"], found["without the plugin"], strict=True)
    cost = statistics.median(one - other for one, other in pairs)
    listed = statistics.median(listing() for _ in range(5))
    print(f"\nThe plugin: {cost:.1f} ms, median of the pairs. The list of its files: {listed:.1f} ms more. ", end="")
    print(f"Together {'within' if cost + listed <= LIMIT else 'over'} {LIMIT:.0f} ms.")


if __name__ == "__main__":
    main()
