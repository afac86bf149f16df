"""The sites on this machine: each on a port of its own, which it keeps, with the pages of one year at a time."""

import shutil
import socket
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from accesscheck.demo.government import sites
from accesscheck.demo.government.world import World
from accesscheck.errors import N_, OptionError
from accesscheck.sources.folder_server import FolderServer

_FIRST_PORT, _LAST_PORT = 21_000, 29_999
"""Below the ports that systems give to programs that ask for any: those may be taken again at the next run."""


def address(port: int) -> str:
    """The address of the site on a port."""
    return f"http://127.0.0.1:{port}/"


def free_ports(world: World) -> Mapping[str, int]:
    """A free port for each site. OptionError if there are too few."""
    found: dict[str, int] = {}
    ports = iter(range(_FIRST_PORT, _LAST_PORT + 1))
    for site in world.sites:
        port = next(filter(_is_free, ports), None)
        if port is None:
            raise OptionError(N_("There are too few free ports on this machine. Close some programs, and try again."))
        found[site.key] = port
    return found


def _is_free(port: int) -> bool:
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


class Serving:
    """Serves the sites, written to a folder as they are in a year. It begins with none: see `switch`."""

    def __init__(self, world: World, folder: Path, ports: Mapping[str, int]) -> None:
        self._world = world
        self._folder = folder
        self._ports = ports
        self._servers: dict[str, FolderServer] = {}

    def __enter__(self) -> "Serving":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers.values():
            server.close()
        self._servers.clear()

    def switch(self, year: int) -> None:
        """Serve the sites as they are in a year. One that is down in it refuses connections.

        OptionError if another program has the port of a site.
        """
        for site in self._world.sites:
            folder = self._folder / site.key
            if site.down == year:
                if (running := self._servers.pop(site.key, None)) is not None:
                    running.close()
                continue
            shutil.rmtree(folder, ignore_errors=True)
            sites.write(self._world, site.key, year, folder, address=address(self._ports[site.key]))
            if site.key not in self._servers:
                self._servers[site.key] = self._started(folder, self._ports[site.key])

    def _started(self, folder: Path, port: int) -> FolderServer:
        try:
            return FolderServer(folder, port=port)
        except OSError:
            raise OptionError(
                N_("Another program uses port {port}. Stop it, or begin again in another folder with --folder."),
                port=str(port),
            ) from None
