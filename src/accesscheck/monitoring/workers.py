"""Processes that measure products of different hosts at the same time."""

import contextlib
import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, wait
from multiprocessing import connection
from typing import Any

from accesscheck import plugins
from accesscheck.model.stored_run import State
from accesscheck.monitoring.measuring import Measuring
from accesscheck.monitoring.run_settings import Job, RunSettings, Step, Tell

ATTEMPTS = 3
"""How often a group of products is begun: one that makes its process die must not keep the others from ending."""

LOOK = 0.2
"""How often what the workers tell is passed on, in seconds."""

Group = tuple[Job, ...]
"""Products that share a host, so that one worker measures them one after the other."""


def measure(settings: RunSettings, groups: Sequence[Group], tell: Tell) -> None:
    """Measure groups of products. What is left of a group when its worker is lost goes on in another."""
    left = list(groups)
    for _ in range(ATTEMPTS):
        left = _measured(settings, left, tell)
        if not left:
            return
    manager = plugins.plugin_manager(settings.options.without_plugins)
    with contextlib.closing(plugins.open_store(manager, settings.store)) as store:
        ended = {one.product for one in store.states(settings.run_id) if one.state is State.DONE}
        for key in [job.product.key for group in left for job in group if job.product.key not in ended]:
            store.put_state(settings.run_id, key, State.FAILED, reason="worker-lost")
            tell(Step(product=key, state=State.FAILED, reason="worker-lost"))


def _measured(settings: RunSettings, groups: Sequence[Group], tell: Tell) -> list[Group]:
    """Measure groups in new processes; those that are left because a process was lost."""
    # A browser and its threads do not survive a fork.
    context = multiprocessing.get_context("spawn")
    steps: Any = context.Queue()
    count = min(settings.workers, len(groups))
    executor = ProcessPoolExecutor(count, context, initializer=_begin, initargs=(settings, steps))
    left: list[Group] = []
    try:
        running: dict[Future[None], Group] = {executor.submit(_work, group): group for group in groups}
        while running:
            ended = wait(running, timeout=LOOK).done
            _pass_on(steps, tell)
            for future in ended:
                group = running.pop(future)
                try:
                    future.result()
                except BrokenExecutor:
                    left.append(group)
        _pass_on(steps, tell)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
    return left


def _pass_on(steps: Any, tell: Tell) -> None:
    with contextlib.suppress(queue.Empty):
        while True:
            tell(steps.get_nowait())


class _Worker:
    """What a worker has for as long as it lives."""

    measuring: Measuring


def _begin(settings: RunSettings, steps: Any) -> None:
    """Make this process ready to work, and let it end with the one that began it, also if that one is killed."""
    # The page in flight is lost; what a worker would do about Ctrl+C is for its parent to decide.
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()
    _Worker.measuring = Measuring(settings, steps.put)


def _end_after(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def _work(group: Group) -> None:
    for job in group:
        _Worker.measuring.product(job)
