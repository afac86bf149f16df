"""Where the compiled form of a folder of rule files is kept: under a name that any change of a file changes."""

import functools
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from accesscheck.installation import cache_folder

KEPT = 8
"""Compiled forms that are kept: of a few checkouts and plugins."""


def file_of(folder: Path) -> Path:
    """Where the compiled form of a folder is kept: under a name that any change of a file changes.

    Path, size and time of change of each file stand for its content: reading thousands of files takes longer than
    all the rest.
    """
    digest = hashlib.blake2b(_compiler_version(), digest_size=16)
    for path, size, changed in sorted(_signatures(folder.resolve())):
        digest.update(f"{path}\x00{size}\x00{changed}\x00".encode("utf-8", "surrogatepass"))
    return cache_folder() / f"rules-{digest.hexdigest()}.json"


def _signatures(folder: Path) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _signatures(Path(entry.path))
            elif entry.name.endswith(".yml"):
                facts = entry.stat()
                yield entry.path, facts.st_size, facts.st_mtime_ns


@functools.cache
def _compiler_version() -> bytes:
    """The code of this package, of the rule and of phrases: other code makes another compiled form."""
    here = Path(__file__).parent
    sources = [*sorted(here.glob("*.py")), here.parent / "model" / "rule.py", here.parent / "text" / "phrases.py"]
    return b"".join(source.read_bytes() for source in sources if source.is_file())


def write(path: Path, content: bytes) -> None:
    """Write whole or not at all; a folder that cannot be written to costs time, no more."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as handle:
            handle.write(content)
        Path(handle.name).replace(path)
        for old in sorted(path.parent.glob("rules-*.json"), key=lambda one: one.stat().st_mtime)[:-KEPT]:
            old.unlink()
    except OSError:
        return
