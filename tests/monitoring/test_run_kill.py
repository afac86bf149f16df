"""A run that is killed at any moment, and gone on with, ends with the same store as one that nobody disturbed."""

import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import postgres
import psutil
import pytest
import yearly
from endurance import ENDURING, takes_minutes
from servers import Site

from accesscheck.monitoring import snapshots
from accesscheck.store import open_store
from accesscheck.store.health import examined

KILLS = 10 if ENDURING else 2
"""At random moments; `make endurance` gives more."""


@contextmanager
def year(folder: Path, depth: str) -> Iterator[dict[str, str]]:
    """Two products on hosts of their own."""
    with Site(yearly.site()) as one, Site(yearly.site('<input name="q">', count=2)) as other:
        products = {"W1": one.address("/"), "W2": other.address("/")}
        yearly.write(folder, products, years=(2025, 2026), settings=yearly.DEPTH.format(depth))
        yield products


def measured(folder: Path, store: str, workers: int) -> float:
    """Measure 2026 without a disturbance; how long that took, in seconds."""
    began = time.monotonic()
    done = yearly.monitor(folder, "run", "2026", "--store", store, "--workers", str(workers))
    assert done.returncode == 0, done.stderr
    return time.monotonic() - began


def killed(folder: Path, store: str, workers: int, seconds: float) -> bool:
    """Kill a run and all that it started after a while; whether it had ended by then."""
    line = yearly.command("run", "2026", "--store", store, "--workers", str(workers))
    log = (folder / "run.log").open("ab")
    with log:
        process = subprocess.Popen(line, cwd=folder, env=yearly.variables(), stdout=log, stderr=log)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        mine = psutil.Process(process.pid)
        for one in (mine, *mine.children(recursive=True)):
            try:
                one.kill()
            except psutil.NoSuchProcess:
                continue
        process.wait()
        return False
    assert process.returncode == 0, (folder / "run.log").read_text(encoding="utf-8")
    return True


def check_equal(folder: Path, store: str, expected: dict[str, Any]) -> None:
    """Nothing is there twice, nothing is lost, and each snapshot can be read."""
    with closing(open_store(store)) as opened:
        found = yearly.contents(opened, "year-2026")
        for name, value in expected.items():
            assert found[name] == value, name
        assert examined(opened).whole
        for _, kind, reference in opened.snapshots("year-2026"):
            if kind == snapshots.DOCUMENT:
                assert snapshots.load(folder / "snapshots", reference) is not None
    assert not list((folder / "snapshots").rglob("*.part"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("depth", "workers", "kills"),
    [
        pytest.param("quick", 1, KILLS, id="sources alone"),
        pytest.param("quick", 2, KILLS // 2, id="two workers", marks=takes_minutes),
        pytest.param("standard", 1, KILLS // 2, id="in a browser", marks=[pytest.mark.browser, takes_minutes]),
    ],
)
def test_kill_and_go_on(tmp_path: Path, depth: str, workers: int, kills: int) -> None:
    moments = random.Random(f"{depth} {workers}")
    calm, rough = tmp_path / "calm", tmp_path / "rough"
    calm.mkdir()
    with year(calm, depth):
        assert yearly.monitor(calm, "run", "2025").returncode == 0
        for copy in (tmp_path / "before", rough):
            shutil.copytree(calm, copy)
        lasted = measured(calm, "accesscheck.db", workers)
        with closing(open_store(str(calm / "accesscheck.db"))) as opened:
            expected = yearly.contents(opened, "year-2026")
        assert expected["finished"]
        assert expected["findings"]
        assert expected["changes"]
        while kills:
            if killed(rough, "accesscheck.db", workers, lasted * moments.uniform(0.05, 0.8)):
                check_equal(rough, str(rough / "accesscheck.db"), expected)
                shutil.rmtree(rough)
                shutil.copytree(tmp_path / "before", rough)
            else:
                kills -= 1
        measured(rough, "accesscheck.db", workers)
    check_equal(rough, str(rough / "accesscheck.db"), expected)


@pytest.mark.slow
@takes_minutes
def test_kill_and_go_on_in_postgresql(tmp_path: Path) -> None:
    moments = random.Random("PostgreSQL")
    with postgres.server("fsync=off") as server, year(tmp_path, "quick"):
        calm, rough = server.new_address(), server.new_address()
        lasted = measured(tmp_path, calm, 1)
        with closing(open_store(calm)) as opened:
            expected = yearly.contents(opened, "year-2026")
        for _ in range(KILLS // 2):
            killed(tmp_path, rough, 1, moments.uniform(0.1, lasted))
        measured(tmp_path, rough, 1)
        check_equal(tmp_path, rough, expected)
