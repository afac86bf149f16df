"""Probes that drive the page: what they may do, and that nothing of it reaches the next probe."""

import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from accesscheck.hookspecs import OpenOptions, Probe
from accesscheck.model.document import Document
from accesscheck.model.target import Target
from accesscheck.sources import open_target
from accesscheck.sources.open_page import OpenPage
from accesscheck.sources.probes import tab_walk

pytestmark = pytest.mark.browser

Measure = Callable[[OpenPage], Coroutine[Any, Any, Any]]

PAGE = """<!doctype html><html lang="en"><title>Desk</title><body><h1>Desk</h1>
<p><a id="first" href="/elsewhere">First</a> <button id="b">Send</button></p>
<x-card></x-card><iframe title="In" srcdoc="<button id='inner'>In</button>"></iframe>
<script>
document.querySelector("x-card").attachShadow({mode: "open"}).innerHTML = "<button id='deep'>Deep</button>";
</script>
"""


SAVES = """<!doctype html><html lang="en"><title>Draft</title><p>Draft</p><script>
let draft = "";
for (const gone of ["pagehide", "visibilitychange", "beforeunload", "unload"]) addEventListener(gone, () => {
  if (!draft) return;
  navigator.sendBeacon("/draft", draft);
  fetch("/keep", {method: "POST", body: draft, keepalive: true}).catch(() => {});
});
</script>"""
"""It sends what was changed when it is left."""


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append((self.command, self.path))  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write({"/saves": SAVES, "/plain": PLAIN}.get(self.path, PAGE).encode())

    do_POST = do_HEAD = do_PUT = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.asked = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def measured(site: ThreadingHTTPServer, *probes: Probe, timeout: float = 10.0) -> Document:
    address = f"http://127.0.0.1:{site.server_address[1]}/"
    return open_target(Target(address=address), OpenOptions(probes=probes, timeout=timeout))


def probe(measure: Measure, name: str = "one", *, touches: bool = False, budget: float = 10.0) -> Probe:
    return Probe(name=name, measure=measure, touches=touches, budget=budget)


async def _title(page: OpenPage) -> Any:
    return await page.evaluate("() => document.title")


async def _change(page: OpenPage) -> Any:
    await page.resize(400, 300)
    return await page.evaluate("() => { document.title = 'Changed'; scrollTo(0, 99); window.left = 1; }")


async def _state(page: OpenPage) -> Any:
    return await page.evaluate("() => [document.title, innerWidth, innerHeight, scrollY, window.left ?? null]")


def test_what_a_probe_changes_is_gone_for_the_next(site: ThreadingHTTPServer) -> None:
    document = measured(site, probe(_change, "change", touches=True), probe(_state, "state", touches=True))
    assert document.probes["state"] == ["Desk", 1280, 720, 0, None]
    assert document.notes == ()


def test_those_that_only_look_go_first_and_cause_no_load(site: ThreadingHTTPServer) -> None:
    document = measured(site, probe(_change, "a", touches=True), probe(_title, "b"), probe(_state, "c"))
    assert (document.probes["b"], document.probes["c"][1]) == ("Desk", 1280)
    assert [path for _, path in site.asked if path == "/"] == ["/"]  # type: ignore[attr-defined]


async def _asked_together(page: OpenPage) -> Any:
    return await page.in_frames("(given) => [given, document.title]", "x")


async def _asked_in_vain(page: OpenPage) -> Any:
    return await page.in_frames("() => { throw new Error('no'); }")


def test_what_is_asked_at_once_is_answered_apart(site: ThreadingHTTPServer) -> None:
    document = measured(site, probe(_asked_together, "a"), probe(_asked_in_vain, "b"), probe(_title, "c"))
    assert document.probes["a"] == [["x", "Desk"], ["x", ""]]
    assert (document.probes["b"], document.probes["c"]) == ([], "Desk")
    assert document.notes == ()


PLAIN = """<!doctype html><html lang="en"><title>Plain</title><body style="height: 4000px"><p><a href="/a">First</a></p>
<div id="box" style="height: 50px; overflow: auto"><p style="height: 300px">x</p><p><a href="/b">Second</a></p></div>
<p style="margin-top: 3000px"><a href="/c">Third</a></p>"""

STATE = """() => [document.activeElement.localName, scrollY, document.querySelector('#box').scrollTop,
  document.querySelectorAll('style').length]"""


async def _where(page: OpenPage) -> Any:
    return await page.evaluate(STATE)


def test_walking_a_page_without_scripts_is_put_back_and_costs_no_load(site: ThreadingHTTPServer) -> None:
    address = f"http://127.0.0.1:{site.server_address[1]}/plain"
    last = Probe(name="where", measure=_where, touches=True, budget=99.0)
    document = open_target(Target(address=address), OpenOptions(probes=(tab_walk.probe(), last)))
    assert [stop["text"] for stop in document.probes["tab-walk"]["stops"]] == ["First", "Second", "Third"]
    assert document.probes["where"] == ["body", 0, 0, 0]
    assert [path for _, path in site.asked if path == "/plain"] == ["/plain"]  # type: ignore[attr-defined]


async def _never(page: OpenPage) -> Any:
    return await page.evaluate("() => new Promise(() => {})")


def test_a_probe_that_hangs_costs_its_budget(site: ThreadingHTTPServer) -> None:
    document = measured(site, probe(_never, "never", budget=1.0), probe(_title, "next"))
    assert "never" not in document.probes
    assert document.probes["next"] == "Desk"
    assert [(note.key, note.params["probe"]) for note in document.notes] == [("probe-late", "never")]


async def _block(page: OpenPage) -> Any:
    return await page.evaluate("() => { for (;;); }")


def test_a_page_that_is_stuck_leaves_the_rest_unmeasured(site: ThreadingHTTPServer) -> None:
    document = measured(site, probe(_block, "block", budget=1.0), probe(_title, "next"), timeout=3.0)
    assert set(document.probes) == {"layout"}
    assert [note.params["probe"] for note in document.notes] == ["block", "next"]
    assert measured(site, probe(_title)).probes["one"] == "Desk"


async def _throw(page: OpenPage) -> Any:
    return await page.evaluate("() => { throw new Error('no'); }")


def test_a_probe_that_fails_is_told(site: ThreadingHTTPServer) -> None:
    document = measured(site, probe(_throw, "throw"), probe(_title, "next"))
    assert document.probes["next"] == "Desk"
    assert [(note.key, note.params["probe"]) for note in document.notes] == [("probe-failed", "throw")]


async def _act(page: OpenPage) -> Any:
    await page.evaluate(
        """() => {
          fetch('/save', {method: 'POST', body: 'x'}).catch(() => {});
          navigator.sendBeacon('/beacon', 'x');
          fetch('/read').catch(() => {});
          const form = document.body.appendChild(document.createElement('form'));
          form.method = 'post'; form.action = '/order'; form.submit();
        }"""
    )
    await page.settle(0.5)
    await page.evaluate("() => { window.open('/window'); alert('Hello'); location.href = '/away'; }")
    await page.settle(0.5)
    here = await page.evaluate("() => location.pathname")
    return [here, sorted(page.happened.led_to), page.happened.windows, page.happened.dialogs, page.happened.refused]


def test_nothing_is_sent_and_links_lead_nowhere(site: ThreadingHTTPServer) -> None:
    document = measured(site, probe(_act, touches=True))
    here, led_to, windows, dialogs, refused = document.probes["one"]
    assert here == "/"
    assert [address.rsplit("/", 1)[-1] for address in led_to] == ["away", "order"]
    assert (windows, dialogs, refused) == (1, 1, 3)
    asked = set(site.asked)  # type: ignore[attr-defined]
    assert ("GET", "/read") in asked
    assert {path for method, path in asked if method != "GET"} == set()
    assert not {path for _, path in asked} & {"/save", "/beacon", "/order", "/away"}
    # What a probe does to the page is no remark about the page.
    assert document.notes == ()


async def _write(page: OpenPage) -> Any:
    return await page.evaluate("() => { draft = 'x'; }")


async def _write_twice(page: OpenPage) -> Any:
    await _write(page)
    await page.again()
    await _write(page)
    await page.go(page.address)


def test_nothing_is_sent_when_a_changed_page_is_left(site: ThreadingHTTPServer) -> None:
    address = f"http://127.0.0.1:{site.server_address[1]}/saves"
    probes = (
        probe(_write_twice, "a", touches=True),
        probe(_write, "b", touches=True),
        probe(_write, "c", touches=True),
    )
    open_target(Target(address=address), OpenOptions(probes=probes))
    open_target(Target(address=f"{address}?again"), OpenOptions(probes=probes))
    time.sleep(0.5)  # What was kept for after the page has had its time to come.
    assert {method for method, _ in site.asked} == {"GET"}  # type: ignore[attr-defined]


async def _visit(page: OpenPage) -> Any:
    await page.go(page.address + "other?p=1")
    there = await page.evaluate("() => location.pathname + location.search")
    await page.again()
    return [there, await page.evaluate("() => location.pathname")]


def test_a_probe_can_look_at_another_page_and_come_back(site: ThreadingHTTPServer) -> None:
    assert measured(site, probe(_visit, touches=True)).probes["one"] == ["/other?p=1", "/"]


async def _focus(page: OpenPage) -> Any:
    places = []
    for _ in range(4):
        await page.page.keyboard.press("Tab")
        places.append(await page.evaluate("() => ac.place(ac.activeElement())"))
    return places


async def _buttons(page: OpenPage) -> Any:
    return await page.in_frames("() => [...ac.elements()].filter((e) => e.matches('button')).map(ac.selector)")


def test_elements_are_named_into_shadow_roots_and_frames(site: ThreadingHTTPServer) -> None:
    document = measured(site, probe(_focus, "focus", touches=True), probe(_buttons, "buttons"))
    assert [place["selector"] for place in document.probes["focus"][:3]] == [
        "#first",
        "#b",
        "html > body > x-card >>> #deep",
    ]
    assert document.probes["focus"][0]["html"] == '<a id="first" href="/elsewhere">'
    assert document.probes["buttons"] == [["#b", "html > body > x-card >>> #deep"], ["html > body > iframe >>> #inner"]]


async def _pictures(page: OpenPage) -> Any:
    whole, part = await page.picture(), await page.picture((0, 0, 30, 20))
    return [whole.size, part.size, part.getpixel((1, 1))]


def test_pictures(site: ThreadingHTTPServer) -> None:
    assert measured(site, probe(_pictures)).probes["one"] == [(1280, 720), (30, 20), (255, 255, 255)]


LISTENING = """<!doctype html><title>T</title><button id="a">A</button><button id="b" onclick="1">B</button>
<p id="c">C</p><script>
document.getElementById('a').addEventListener('click', () => {});
const gone = () => {};
document.getElementById('c').addEventListener('keydown', gone);
document.getElementById('c').removeEventListener('keydown', gone);
document.getElementById('c').onmouseover = () => {};
</script>"""


async def _listeners(page: OpenPage) -> Any:
    return await page.evaluate("() => ['a', 'b', 'c'].map((id) => ac.listens(document.getElementById(id)))")


def test_listeners_are_known(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(LISTENING, encoding="utf-8")
    document = open_target(Target(address=str(path)), OpenOptions(probes=(probe(_listeners),)))
    assert document.probes["one"] == [["click"], ["click"], ["mouseover"]]
