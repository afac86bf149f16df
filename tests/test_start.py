"""The user's own server: it runs for the time of a check, and nothing of it is left, whatever happens."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from servers import Site, answer

from accesscheck import config
from accesscheck.cli.app import run
from accesscheck.cli.start import LAST_LINES, started
from accesscheck.errors import OptionError

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes of POSIX")

SERVER = """
import http.server, os, subprocess, sys, time
port, kind, mark = int(sys.argv[1]), sys.argv[2], sys.argv[3]
PAGE = b'<!doctype html><html lang="en"><title>Desk</title><h1>Desk</h1><img src="a.png">'
SLEEP = [sys.executable, "-c", "import time; time.sleep(600)", mark]
IGNORE = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
DEAF = [sys.executable, "-c", IGNORE, mark]

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        print("asked", self.path, flush=True)
        if kind == "silent-page" and self.path == "/page":
            open("asked", "w").close()
            time.sleep(600)
        if kind == "dies-later" and self.path == "/page":
            os._exit(9)
        self.send_response(503 if kind == "broken" else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE)

if kind == "dies":
    for number in range(50):
        print("line", number)
    print("\\x1b[31mno config\\x1b[0m", file=sys.stderr)
    sys.exit(7)
if kind == "never":
    time.sleep(600)
if kind == "child":
    subprocess.Popen(SLEEP)
if kind == "deaf-child":
    subprocess.Popen(DEAF)
if kind == "session-of-its-own":
    subprocess.Popen(SLEEP, start_new_session=True)
if kind == "orphan" and os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execv(sys.executable, SLEEP)
    os._exit(0)
if kind == "leaves-its-server" and os.fork():
    os._exit(0)
http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""


class Own:
    """A command that starts a server of one kind, and what is left of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mark = uuid.uuid4().hex
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        (folder / "server.py").write_text(SERVER, encoding="utf-8")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def command(self, kind: str) -> str:
        return f"'{sys.executable}' '{self.folder / 'server.py'}' {self.port} {kind} {self.mark}"

    def left(self) -> list[psutil.Process]:
        """Processes of the command that run; a zombie does not."""
        found = []
        for process in psutil.process_iter(["cmdline", "status"]):
            if self.mark in (process.info["cmdline"] or ()) and process.info["status"] != psutil.STATUS_ZOMBIE:
                if process.pid != os.getpid() and "accesscheck" not in process.info["cmdline"]:
                    found.append(process)
        return found

    def check(self, kind: str, *arguments: str) -> "subprocess.Popen[str]":
        """The check command in a process of its own, with this server."""
        given = ["check", "--start", self.command(kind), "--wait-for", self.address, "--no-browser", *arguments]
        return subprocess.Popen(
            [sys.executable, "-m", "accesscheck", *given],
            cwd=self.folder,
            env={**os.environ, "LC_ALL": "C"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Own]:
    server = Own(tmp_path)
    yield server
    left = server.left()
    for process in left:
        process.kill()
    assert left == []


@pytest.mark.parametrize("kind", ["plain", "child", "deaf-child", "session-of-its-own", "orphan", "leaves-its-server"])
def test_nothing_is_left(own: Own, kind: str) -> None:
    with started(own.command(kind), own.address, 30):
        assert own.left()
    assert own.left() == []


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        pytest.param("never", "did not answer within 1 seconds", id="never answers"),
        pytest.param("broken", "did not answer within 1 seconds", id="answers that it is broken"),
        pytest.param("dies", "ended with code 7 before", id="dies"),
    ],
)
def test_a_server_that_does_not_come_up(own: Own, kind: str, says: str) -> None:
    with pytest.raises(OptionError, match=says), started(own.command(kind), own.address, 1):
        pytest.fail("it came up")
    assert own.left() == []


def test_the_last_lines_of_a_server_that_died_are_told(own: Own) -> None:
    with pytest.raises(OptionError) as problem, started(own.command("dies"), own.address, 30):
        pytest.fail("it came up")
    lines = str(problem.value).splitlines()[1:]
    assert len(lines) == LAST_LINES
    assert "  | no config" in lines
    assert "\x1b" not in str(problem.value)


@pytest.mark.parametrize(
    ("command", "address", "says"),
    [
        pytest.param("no-such-command-at-all", "http://127.0.0.1:9/", "cannot be started", id="no such command"),
        pytest.param("npm 'run", "http://127.0.0.1:9/", "is no command", id="an open quotation mark"),
        pytest.param("", "http://127.0.0.1:9/", "is no command", id="nothing"),
        pytest.param("sleep 1", "localhost:9", "is no address", id="an address without its scheme"),
        pytest.param("sleep 1", "http://127.0.0.1:many/", "is no address", id="a port that is none"),
    ],
)
def test_a_wrong_command_or_address(command: str, address: str, says: str) -> None:
    with pytest.raises(OptionError, match=says), started(command, address, 1):
        pytest.fail("it came up")


def test_a_port_where_another_server_answers(own: Own) -> None:
    with (
        Site({"/": answer("another")}) as other,
        pytest.raises(OptionError, match="answers already"),
        started(own.command("plain"), other.address("/"), 1),
    ):
        pytest.fail("it came up")


def test_a_check_that_fails_stops_the_server(own: Own) -> None:
    with pytest.raises(ZeroDivisionError), started(own.command("orphan"), own.address, 30):
        raise ZeroDivisionError
    assert own.left() == []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize(
    ("kind", "begun"),
    [
        pytest.param("silent-page", "asked", id="while it checks"),
        pytest.param("never", "", id="while it waits"),
    ],
)
def test_an_interrupt_stops_the_server(own: Own, how: signal.Signals, kind: str, begun: str) -> None:
    check = own.check(kind, f"{own.address}page")
    deadline = time.monotonic() + 60
    while not (own.left() and (own.folder / begun).exists()) and time.monotonic() < deadline:
        time.sleep(0.05)
    check.send_signal(how)
    _, errors = check.communicate(timeout=60)
    assert (check.returncode, "Traceback" in errors) == (130, False)
    assert own.left() == []


def test_what_the_server_writes_is_not_in_the_report(own: Own) -> None:
    check = own.check("plain", "--format", "json", "--rules", "html-image-without-alternative")
    written, errors = check.communicate(timeout=60)
    assert [page["address"] for page in json.loads(written)["pages"]] == [own.address]
    assert "asked" not in errors
    assert check.returncode == 1


def test_a_server_that_dies_during_the_check(own: Own) -> None:
    check = own.check("dies-later", f"{own.address}page", own.address)
    _, errors = check.communicate(timeout=60)
    assert "ended during the check, with code 9" in errors
    assert check.returncode in (1, 3)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["--start", "sleep 9"], "--start also needs --wait-for", id="without an address"),
        pytest.param(
            ["--start", "sleep 9", "--wait-for", "http://127.0.0.1:9/", "--start-timeout", "0"],
            "start-timeout has a value that is not allowed",
            id="without time",
        ),
    ],
)
def test_options_that_do_not_fit(arguments: list[str], says: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", *arguments]) == 2
    assert says in capfd.readouterr().err


@pytest.mark.parametrize("named", [True, False])
def test_the_server_of_the_file_is_for_checks_that_name_no_target(tmp_path: Path, *, named: bool) -> None:
    path = tmp_path / "accesscheck.toml"
    path.write_text('start = "npm start"\nwait-for = "http://127.0.0.1:1/"\nsitemap = "/sitemap.xml"\ncrawl = 5\n')
    settings = config.load(path, named=named)
    assert (settings.start is None, settings.sitemap is None, settings.crawl) == (named, named, 5)
