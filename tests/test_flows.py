"""Flows: pages that no address leads to."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from accesscheck.cli.app import run
from accesscheck.errors import OptionError
from accesscheck.flows import load
from accesscheck.model.flow import Step

GOOD = """
start: https://intranet.example/login
steps:
  - fill: {"#user": "${A_USER}", "#password": "${A_PASSWORD}"}
  - click: "button"
  - check: Overview
  - wait: 0.5
  - check: Form
"""


def test_each_state_has_the_steps_before_it(tmp_path: Path) -> None:
    path = tmp_path / "flow.yml"
    path.write_text(GOOD, encoding="utf-8")
    first, second = load(path)
    assert (first.state, second.state) == ("Overview", "Form")
    assert first.steps == (
        Step(action="fill", selector="#user", value="${A_USER}"),
        Step(action="fill", selector="#password", value="${A_PASSWORD}"),
        Step(action="click", selector="button"),
    )
    assert second.steps == (*first.steps, Step(action="wait", value="0.5"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("start: [", "no flow", id="no YAML"),
        pytest.param("steps: []", "no flow", id="no start"),
        pytest.param("start: ftp://a\nsteps: [{check: A}]", "no flow", id="not http"),
        pytest.param("start: https://a.example\nsteps: [{click: a}]", "nothing to check", id="no check"),
        pytest.param("start: https://a.example\nsteps: [{check: A}, {check: A}]", "step 2", id="a name twice"),
        pytest.param("start: https://a.example\nsteps: [{jump: a}]", "Use one of: check, check-box", id="unknown"),
        pytest.param("start: https://a.example\nsteps: [{wait: long}]", "number of seconds", id="wait for words"),
        pytest.param("start: https://a.example\nsteps: [{wait: '61'}]", "at most 60", id="wait too long"),
        pytest.param("start: https://a.example\nsteps: [{click: a, wait: '1'}]", "one key", id="two keys"),
    ],
)
def test_a_wrong_flow_says_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "flow.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OptionError, match=says):
        load(path)


def test_a_flow_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="cannot be read"):
        load(tmp_path / "none.yml")


LOGIN = """<!doctype html><html lang="en"><title>Log in</title><form method="post" action="/in">
<label>Name <input id="user" name="user"></label><label>Password <input id="password" type="password" name="password">
</label><button>Go</button></form>"""
INSIDE = """<!doctype html><html lang="en"><title>Inside</title><h1>Hello</h1><a id="deeper" href="/form">Leave</a>
<img id="plan" src="x.png">"""
FORM = '<!doctype html><html lang="en"><title>Form</title><h1>Leave</h1><input id="days">'


class _Site(BaseHTTPRequestHandler):
    """A site with a login: what is behind it wants the cookie."""

    def do_GET(self) -> None:
        inside = "in=1" in (self.headers.get("Cookie") or "")
        pages = {"/home": INSIDE, "/form": FORM}
        self._send(pages[self.path] if inside and self.path in pages else LOGIN)

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.sent.append(sent)  # type: ignore[attr-defined]
        self.send_response(303)
        if sent == "user=an&password=secret":
            self.send_header("Set-Cookie", "in=1")
        self.send_header("Location", "/home")
        self.end_headers()

    def _send(self, html: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(html.encode())

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def site() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.sent = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def _flow(tmp_path: Path, site: ThreadingHTTPServer, *, password: str = "${FLOW_PASSWORD}", step: str = "") -> str:
    path = tmp_path / "flow.yml"
    path.write_text(
        f"start: http://127.0.0.1:{site.server_address[1]}/login\nsteps:\n"
        f'  - fill: {{"#user": "${{FLOW_USER}}", "#password": "{password}"}}\n  - click: button\n  - check: Overview\n'
        f'  - click: "#deeper"\n{step}  - check: Form\n',
        encoding="utf-8",
    )
    return str(path)


@pytest.mark.browser
@pytest.mark.parametrize("depth", ["standard", "thorough"])
def test_what_is_behind_a_login_is_checked(
    tmp_path: Path, site: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch, depth: str
) -> None:
    monkeypatch.setenv("FLOW_USER", "an")
    monkeypatch.setenv("FLOW_PASSWORD", "secret")
    out = tmp_path / "out.json"
    code = run(["check", "--flow", _flow(tmp_path, site), "--format", "json", "-o", str(out), "--depth", depth, "-q"])
    assert code in (1, 3)
    text = out.read_text(encoding="utf-8")
    pages = json.loads(text)["pages"]
    assert [(page["state"], page["title"]) for page in pages] == [("Overview", "Inside"), ("Form", "Form")]
    failed = [{one["rule_id"] for one in page["results"] if one["outcome"] == "failed"} for page in pages]
    assert "axe-image-alt" in failed[0]
    assert "axe-label" in failed[1]
    assert "secret" not in text


@pytest.mark.browser
@pytest.mark.parametrize(
    ("changes", "environment", "key"),
    [
        pytest.param({"password": "secret"}, {"FLOW_USER": "an"}, "flow-password", id="a password in the file"),
        pytest.param({}, {"FLOW_USER": "an"}, "flow-variable", id="a variable that is not set"),
        pytest.param(
            {"step": '  - click: "#nowhere"\n'},
            {"FLOW_USER": "an", "FLOW_PASSWORD": "secret"},
            "flow-step",
            id="a selector that is not there",
        ),
    ],
)
def test_a_step_that_cannot_be_taken(
    tmp_path: Path,
    site: ThreadingHTTPServer,
    monkeypatch: pytest.MonkeyPatch,
    changes: dict[str, str],
    environment: dict[str, str],
    key: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = tmp_path / "out.json"
    flow = _flow(tmp_path, site, **changes)
    run(["check", "--flow", flow, "--format", "json", "-o", str(out), "--timeout", "3", "-q"])
    page = json.loads(out.read_text(encoding="utf-8"))["pages"][-1]
    assert [note["key"] for note in page["notes"]] == [key]
    assert {one["outcome"] for one in page["results"]} == {"untested"}


def test_without_a_browser_a_flow_is_untested(tmp_path: Path, site: ThreadingHTTPServer) -> None:
    out = tmp_path / "out.json"
    code = run(["check", "--flow", _flow(tmp_path, site), "--no-browser", "--format", "json", "-o", str(out), "-q"])
    assert code == 3
    assert {one["outcome"] for one in json.loads(out.read_text(encoding="utf-8"))["pages"][0]["results"]} == {
        "untested"
    }
