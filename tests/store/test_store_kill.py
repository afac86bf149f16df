"""A program that is killed while it writes leaves nothing half, and what is written again is there once."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_store_contract import small_page, whole

from accesscheck.store import open_store
from accesscheck.store.health import examined

WRITE = """
import sys
sys.path[:0] = sys.argv[2:]
from test_store_contract import run, small_page
from accesscheck.store import open_store
store = open_store(sys.argv[1])
store.begin(run(), year=2026)
store.plan("r", ["p"])
print("ready", flush=True)
for number in range(60):
    store.add("r", small_page(str(number), number), product="p")
    print(number, flush=True)
store.finish("r")
print("finished", flush=True)
"""


@pytest.mark.slow
def test_a_kill_loses_at_most_the_page_in_flight(address: str) -> None:
    said: list[str] = []
    for moment in (0.0, 0.01, 0.05, 0.1, 0.2, 0.3, None):
        folders = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
        program = subprocess.Popen([sys.executable, "-c", WRITE, address, *folders], stdout=subprocess.PIPE, text=True)
        assert program.stdout is not None
        said = [program.stdout.readline()]
        if moment is not None:
            time.sleep(moment)
            program.send_signal(signal.SIGKILL)
        said += program.stdout.read().splitlines()
        program.stdout.close()
        program.wait()
        store = open_store(address)
        pages = list(store.pages("r"))
        assert all(map(whole, pages))
        assert len({page.address for page in pages}) == len(pages)
        assert len(pages) >= sum(line.isdigit() for line in said), "a page that was said to be kept is lost"
        assert examined(store).whole
        store.close()
    assert said[-1] == "finished"
    store = open_store(address)
    assert list(store.pages("r")) == [small_page(str(number), number) for number in range(60)]
    assert store.product_tallies("r")[0].failures == 180
    store.close()
