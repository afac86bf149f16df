"""Local pages and templates of pages, and the targets that a folder or a list holds."""

from collections.abc import Iterator
from pathlib import Path

from accesscheck.model.target import Target
from accesscheck.sources import templates

ENDINGS = (".html", ".htm", ".xhtml")


def pages_of(folder: Path) -> Iterator[Path]:
    """The HTML files and templates of a folder and of those in it, in order of their path.

    Hidden folders are left out, and so is what a link leads out of the folder to.
    """
    inside = folder.resolve()
    for path in sorted(folder.rglob("*")):
        if _is_of_page(path) and path.is_file() and path.resolve().is_relative_to(inside):
            if not any(part.startswith(".") or part == "node_modules" for part in path.relative_to(folder).parts):
                yield path


def _is_of_page(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS or templates.makes_page(path)


def expand(target: Target) -> tuple[Target, ...]:
    """The target itself, or a target for each page if it is a folder with pages."""
    path = Path(target.address)
    if "://" in target.address or not _is_folder(path):
        return (target,)
    found = tuple(
        Target(
            address=str(page),
            media_type=target.media_type,
            entity=target.entity,
            profile=target.profile,
            folder=str(path),
        )
        for page in pages_of(path)
    )
    return found or (target,)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # A path that is too long to be one, such as a text that was given instead.
        return False
