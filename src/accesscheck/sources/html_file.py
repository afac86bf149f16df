"""Local pages, and the targets that a folder or a list holds."""

from collections.abc import Iterator
from pathlib import Path

from accesscheck.model.target import Target

ENDINGS = (".html", ".htm", ".xhtml")


def pages_of(folder: Path) -> Iterator[Path]:
    """The HTML files of a folder and of those in it, in order of their path; hidden folders are left out."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in ENDINGS and path.is_file():
            if not any(part.startswith(".") or part == "node_modules" for part in path.relative_to(folder).parts):
                yield path


def expand(target: Target) -> tuple[Target, ...]:
    """The target itself, or a target for each page if it is a folder with pages."""
    path = Path(target.address)
    if "://" in target.address or not path.is_dir():
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
