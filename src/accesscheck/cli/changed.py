"""What changed since a revision of git: committed, not yet committed, and new."""

import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from accesscheck.errors import N_, OptionError

if TYPE_CHECKING:
    from accesscheck.model.target import Target


def changed_since(base: str, folder: Path) -> frozenset[Path]:
    """The files that are new or changed since a branch left `base`, as whole paths. OptionError if git cannot tell."""
    top = Path(_git(["rev-parse", "--show-toplevel"], folder, base).rstrip("\n"))
    commit = _git(["rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}"], folder, base).strip()
    touched = _git(["diff", "--name-only", "-z", "--diff-filter=d", "--merge-base", commit], top, base)
    new = _git(["ls-files", "--others", "--exclude-standard", "-z"], top, base)
    return frozenset((top / name).resolve() for name in (*touched.split("\0"), *new.split("\0")) if name)


def readable(files: Iterable[Path]) -> list[str]:
    """Of files those that accesscheck reads, as paths from here where they lie below."""
    from accesscheck import sources

    here = Path.cwd().resolve()
    found = (path for path in sorted(files) if path.is_file() and sources.media_type_of(path.name) is not None)
    return [str(path.relative_to(here)) if path.is_relative_to(here) else str(path) for path in found]


def touched(targets: Iterable["Target"], files: frozenset[Path], root: Path) -> tuple[list["Target"], int]:
    """The targets that are among the files or made from one of them, and how many addresses have no file."""
    kept: list[Target] = []
    unknown = 0
    for target in targets:
        if "://" in target.address and target.source is None:
            unknown += 1
        elif (root / (target.source or Path(target.address).resolve())).resolve() in files:
            kept.append(target)
    return kept, unknown


def _git(arguments: list[str], folder: Path, base: str) -> str:
    try:
        ran = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        raise OptionError(
            N_("--diff needs git, and git could not be run here. Install it, or leave --diff out.")
        ) from None
    if ran.returncode == 0:
        return ran.stdout.decode("utf-8", "surrogateescape")
    problem = ran.stderr.decode("utf-8", "replace").strip().splitlines()
    if arguments[0] == "rev-parse" and "--verify" in arguments:
        raise OptionError(
            N_("--diff: git knows no revision “{base}” here. Fetch it first: git fetch origin {base}"), base=base
        )
    if arguments[0] == "rev-parse":
        raise OptionError(N_("--diff: this folder is in no repository of git. Run the check inside of one."))
    raise OptionError(
        N_("--diff: git cannot tell what changed since “{base}” ({problem}). In a pipeline, fetch the whole history."),
        base=base,
        problem=problem[-1] if problem else "",
    )
