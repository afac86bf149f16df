"""A loopback server for one folder, so that local pages are opened as pages and not as files."""

import functools
import threading
from collections.abc import Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote


class _Handler(SimpleHTTPRequestHandler):
    """Serves files of its folder; no listings, and nothing that a link leads out of the folder to."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, media_types: Mapping[Path, str], **kwargs: Any) -> None:
        self._media_types = media_types
        super().__init__(*args, **kwargs)

    def guess_type(self, path: Any) -> str:
        return self._media_types.get(Path(path)) or super().guess_type(path)

    def translate_path(self, path: str) -> str:
        """The file of a path. As hosts of built sites do, /about is given about.html if there is nothing else."""
        found = Path(super().translate_path(path))
        page = found.with_name(f"{found.name}.html")
        return str(page if not found.exists() and page.is_file() else found)

    def send_head(self) -> Any:
        root = Path(self.directory).resolve()
        wanted = Path(self.translate_path(self.path)).resolve()
        if not wanted.is_relative_to(root) or not wanted.exists():
            self.send_error(404)
            return None
        return super().send_head()

    def list_directory(self, path: Any) -> Any:
        self.send_error(404)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        self.send_response(code)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        return


_Handler.extensions_map = {
    **SimpleHTTPRequestHandler.extensions_map,
    ".xhtml": "application/xhtml+xml",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".mjs": "text/javascript",
}


class FolderServer:
    """Serves a folder on a port of 127.0.0.1 until it is closed; a free one for 0. OSError if that is taken."""

    def __init__(self, folder: Path, *, port: int = 0) -> None:
        self._folder = folder.resolve()
        self._media_types: dict[Path, str] = {}
        handler = functools.partial(_Handler, directory=str(self._folder), media_types=self._media_types)
        self._server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, name="accesscheck-folder", daemon=True).start()

    def address_of(self, path: Path, media_type: str | None = None) -> str:
        """The address of a file in the folder, as visitors have it: that of its folder for index.html.

        It is served as `media_type`, if given, whatever its name says.
        """
        if media_type is not None:
            self._media_types[path.resolve()] = media_type
        relative = path.resolve().relative_to(self._folder).as_posix()
        if path.name == "index.html":
            relative = relative.removesuffix("index.html")
        return f"http://127.0.0.1:{self._server.server_address[1]}/{quote(relative)}"

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


@functools.cache
def server_of(folder: Path) -> FolderServer:
    """The server of a folder in this process, started at the first call; it ends with the process."""
    return FolderServer(folder)
