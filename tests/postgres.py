"""A PostgreSQL server of our own, in a temporary folder, that is gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

_numbers = count()


@contextmanager
def server(*settings: str) -> Iterator["Server"]:
    """A server that answers on a socket in its folder alone. RuntimeError if PostgreSQL is not installed."""
    folder = Path(tempfile.mkdtemp(prefix="accesscheck-pg-"))
    running = Server(folder)
    try:
        running.start(*settings)
        yield running
    finally:
        running.stop()
        shutil.rmtree(folder, ignore_errors=True)


class Server:
    """The server. It refuses to run as root, so then it runs as the user postgres."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            owner = pwd.getpwnam(self.user)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
            self._as = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}

    def start(self, *settings: str) -> None:
        """Make an empty cluster, and start it."""
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-U", self.user, "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        options = " ".join(["-c listen_addresses=", f"-k {self.folder}", *(f"-c {one}" for one in settings)])
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")

    def stop(self) -> None:
        """Stop it at once."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")

    def new_address(self) -> str:
        """The address of a new, empty database."""
        name = f"test{next(_numbers)}"
        self._run("createdb", "-h", str(self.folder), "-U", self.user, name)
        return f"postgresql://{self.user}@/{name}?host={self.folder}"

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(_folder_of_programs() / program), *arguments],
            cwd=self.folder,
            # The server would inherit a pipe, and hold it open.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            **self._as,
        )
        if done.returncode:
            raise RuntimeError(f"{program} {' '.join(arguments)} ended with {done.returncode}")


def _folder_of_programs() -> Path:
    """Of the newest PostgreSQL on this machine: Debian keeps its programs out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        raise RuntimeError("PostgreSQL is not installed. Install it with: apt-get install postgresql")
    return found[-1].parent if found else Path(on_path or "").resolve().parent
