"""CPU time and memory of a command and of every process that it starts."""

import subprocess
import time
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """`cpu` and `wall` in seconds, `memory` in bytes: the largest sum of PSS that was seen."""

    cpu: float
    wall: float
    memory: int
    returncode: int


def cost_of(command: list[str], *, every: float = 0.25) -> Cost:
    """Run a command to its end and look at its processes every so many seconds."""
    began = time.monotonic()
    process = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    spent: dict[tuple[int, float], float] = {}
    memory = 0
    while process.poll() is None:
        held = 0
        for one in _tree(process):
            try:
                times = one.cpu_times()
                spent[one.pid, one.create_time()] = times.user + times.system
                held += one.memory_info().rss - one.memory_info().shared
            except psutil.Error:
                continue
        memory = max(memory, held)
        time.sleep(every)
    return Cost(cpu=sum(spent.values()), wall=time.monotonic() - began, memory=memory, returncode=process.returncode)


def _tree(process: psutil.Popen) -> list[psutil.Process]:
    try:
        return [psutil.Process(process.pid), *process.children(recursive=True)]
    except psutil.Error:
        return []
