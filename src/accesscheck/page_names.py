"""What pages are called in settings and in a baseline: the path of a file, or the address without what changes."""

import os
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

from accesscheck import fingerprints
from accesscheck.model.report import PageResult
from accesscheck.model.target import Target


def lasting(page: PageResult, root: Path) -> str:
    """The name that a page keeps over runs: a file's path from `root`, else the address without host of this machine.

    A file outside of `root` has its path within the folder that was checked, so that nothing of the machine is told.
    """
    target = page.target
    if "://" not in page.address and (inside := _within(page.address, root)):
        return inside + (f"#{target.state}" if target.state else "")
    return fingerprints.page_key(page.address, target.folder, target.state)


def fits(pattern: str, address: str, target: Target) -> bool:
    """Whether a pattern with * and ? is one of the names of a page; * stands for slashes too."""
    return any(fnmatchcase(name, pattern) for name in _names(address, target))


def moved(name: str, moves: Mapping[str, str]) -> str:
    """Where a page of a name is now. A pattern has one *, and so has what it becomes: `old/*` = `new/*`."""
    if name in moves:
        return moves[name]
    for old, new in moves.items():
        before, star, after = old.partition("*")
        if star and name.startswith(before) and name.endswith(after) and len(name) >= len(before) + len(after):
            return new.replace("*", name[len(before) : len(name) - len(after)], 1)
    return name


def source_of(address: str, path_map: Mapping[str, str]) -> str | None:
    """The file that the page at an address is made from, with slashes, by a map of pages to files; None if none fits.

    A page of the map is a path, with or without a last slash, or begins with its host.
    """
    try:
        split = urlsplit(address)
    except ValueError:
        return None
    bare = split.path.rstrip("/")
    for path in (split.path or "/", bare, f"{bare}/"):
        for name in (path, f"{split.netloc}{path}"):
            if (found := moved(name, path_map)) != name:
                return found.removeprefix("./")
    return None


def _names(address: str, target: Target) -> set[str]:
    even = address.replace("\\", "/").removeprefix("./")
    key = fingerprints.page_key(address, target.folder)
    names = {even, key}
    if "://" in address:
        names.add("/" + key.partition("/")[2])
    elif inside := _within(address, Path.cwd()):
        names.add(inside)
    if target.state:
        names |= {f"{name}#{target.state}" for name in names} | {target.state}
    return names


def _within(path: str, root: Path) -> str | None:
    """The path from a folder, with slashes; None if it does not lie there."""
    try:
        found = os.path.relpath(Path(path).resolve(), root.resolve())
    except (OSError, ValueError):
        return None
    if found == os.pardir or found.startswith(os.pardir + os.sep):
        return None
    return found.replace("\\", "/")
