"""The user's own server: started for the time of a check, and stopped with all that it started."""

import contextlib
import os
import re
import secrets
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO
from urllib.parse import urlsplit

from accesscheck.errors import N_, OptionError

PATIENCE = 5.0
"""How long processes have to end by themselves before they are killed, in seconds."""
LOOK = 0.1
"""Between two looks at the server, in seconds."""
LAST_LINES = 20
LONGEST_LINE = 300
MARK = "ACCESSCHECK_STARTED"
"""A variable that each process of the server inherits, so that it is found wherever it went."""

_UNSEEN = re.compile(
    r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[^\t -\x7e\x80-\U0010ffff]|[\x80-\x9f]"
)


@contextmanager
def started(command: str, wait_for: str, timeout: float) -> "Iterator[Server]":
    """Run a command until the end of the `with`; it begins when `wait_for` answers. OptionError if that never is.

    All processes of the command are stopped, whatever happens, also on Ctrl+C and on SIGTERM.
    """
    host, port = _place(wait_for)
    if _listens(host, port):
        raise OptionError(
            N_(
                "{address} answers already, before your server was started. Stop what runs there, or take another port."
            ),
            address=wait_for,
        )
    with _signals_as_interrupts():
        server = Server(command)
        try:
            server.wait(wait_for, timeout)
            yield server
        finally:
            server.stop()


class Server:
    """The processes of a command."""

    def __init__(self, command: str) -> None:
        self._command = command
        self._mark = secrets.token_hex(16)
        self._lines: deque[str] = deque(maxlen=LAST_LINES)
        self._process = _run(command, {**os.environ, MARK: self._mark})
        self._reader = threading.Thread(target=self._read, name="accesscheck-server", daemon=True)
        self._reader.start()

    def wait(self, address: str, timeout: float) -> None:
        """Wait until the address answers. OptionError if the server ends or the time is up before that."""
        deadline = time.monotonic() + timeout
        while True:
            if (code := self.ended()) is not None:
                told = N_(
                    "“{command}” ended with code {code} before {address} answered. Mend it, or give the command that "
                    "keeps running.{output}"
                )
                raise self._problem(told, address, code=str(code))
            if _answers(address):
                return
            if time.monotonic() > deadline:
                told = N_(
                    "{address} did not answer within {seconds} seconds after “{command}” was started. Check the "
                    "address, or give more time with --start-timeout.{output}"
                )
                raise self._problem(told, address, seconds=f"{timeout:g}")
            time.sleep(LOOK)

    def ended(self) -> int | None:
        """The exit code, if the server has ended by itself; None while it runs.

        A command may leave its server behind and end well: then that server is what counts.
        """
        code = self._process.poll()
        return None if code is None or (code == 0 and self._left()) else code

    def stop(self) -> None:
        """End all processes: first with a request, then by force."""
        if sys.platform == "win32":
            command = ["taskkill", "/F", "/T", "/PID", str(self._process.pid)]
            subprocess.run(command, capture_output=True, check=False)
        else:
            try:
                self._end(signal.SIGTERM)
            finally:  # Also for a person who does not want to wait, and presses Ctrl+C again.
                self._end(signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):  # A server of another user cannot be stopped.
            self._process.wait(1)
        self._reader.join(1)

    def _end(self, how: int) -> None:
        """Send each process a signal once, also those that come later, until none is left or PATIENCE is over."""
        told: set[int] = set()
        deadline = time.monotonic() + PATIENCE
        while (left := self._left()) and time.monotonic() < deadline:
            for pid in left - told:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, how)
            told |= left
            time.sleep(LOOK / 2)

    def _left(self) -> set[int]:
        """The processes of the command that are there: those of its group, and those that carry the mark."""
        self._process.poll()
        if Path("/proc/self/environ").exists():
            return set(_marked(f"{MARK}={self._mark}".encode(), self._process.pid))
        return _group(self._process.pid)

    def _read(self) -> None:
        output: IO[bytes] | None = self._process.stdout
        assert output is not None
        with output:
            while line := output.readline(65_536):
                text = _UNSEEN.sub("", line.decode("utf-8", "replace")).rstrip()
                if text:
                    self._lines.append(text[:LONGEST_LINE])

    def _problem(self, message: str, address: str, **params: str) -> OptionError:
        """What went wrong, and under it the last lines that the server wrote."""
        if self._process.poll() is not None:
            self._reader.join(1)
        output = "".join(f"\n  | {line}" for line in tuple(self._lines))
        return OptionError(message, command=self._command, address=address, output=output, **params)


def _run(command: str, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    try:
        arguments = shlex.split(command)
    except ValueError:
        arguments = []
    if not arguments:
        raise OptionError(N_("--start: “{command}” is no command. Check its quotation marks."), command=command)
    # npm and its like are batch files on Windows, and need a shell.
    shell = sys.platform == "win32"
    try:
        return subprocess.Popen(
            command if shell else arguments,
            shell=shell,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=not shell,
        )
    except OSError as error:
        raise OptionError(
            N_("“{command}” cannot be started: {problem}. Check the command given with --start."),
            command=command,
            problem=str(error.strerror),
        ) from None


def _marked(mark: bytes, group: int) -> Iterator[int]:
    """Processes with a variable in their environment, or of a process group; not those that are only still listed."""
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal() or int(folder.name) == os.getpid():
            continue
        try:
            # After the name, which may hold anything: state, parent, process group.
            state, _, its_group = (folder / "stat").read_bytes().rpartition(b")")[2].split()[:3]
            if state in (b"Z", b"X"):
                continue
            if int(its_group) == group or mark in (folder / "environ").read_bytes().split(b"\0"):
                yield int(folder.name)
        except (OSError, ValueError):
            continue  # It has ended, or is another person's.


def _group(leader: int) -> set[int]:
    """A process group, named as os.kill wants it; empty if nobody is in it, and where there are none."""
    try:
        os.killpg(leader, 0)
    except (AttributeError, ProcessLookupError, PermissionError):
        return set()
    return {-leader}


def _place(address: str) -> tuple[str, int]:
    try:
        split = urlsplit(address)
        port = split.port or {"http": 80, "https": 443}[split.scheme]
        if split.hostname:
            return split.hostname, port
    except (KeyError, ValueError):
        pass
    raise OptionError(
        N_(
            "--wait-for: “{address}” is no address. Give the one your server answers at, such as http://127.0.0.1:4173/"
        ),
        address=address,
    )


def _listens(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), 2):
            return True
    except OSError:
        return False


def _answers(address: str) -> bool:
    """Whether an address gives an answer that is no breakdown."""
    import httpx

    from accesscheck.sources.http import is_local

    try:
        # What is on this machine is not asked by way of a proxy.
        with httpx.stream("GET", address, timeout=2, trust_env=not is_local(address)) as response:
            return response.status_code < 500
    except (httpx.HTTPError, httpx.InvalidURL):
        return False


@contextmanager
def _signals_as_interrupts() -> Iterator[None]:
    """Let a request to end be an interrupt, so that everything is put away. Only the main thread can."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before: dict[int, object] = {}
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, interrupt)
    try:
        yield
    finally:
        for number in before:
            signal.signal(number, signal.SIG_DFL)
