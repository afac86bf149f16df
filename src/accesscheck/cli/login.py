"""accesscheck login: log in by hand once, and keep what the browser then has."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from accesscheck.cli import FINE, interface_language
from accesscheck.errors import N_, InstallationError, OptionError


def login(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help=N_("The page to log in at."))],
    state: Annotated[Path, typer.Option(metavar="FILE", help=N_("The file to keep the login in."))],
    language: Annotated[str | None, typer.Option("--language", "-l", help=N_("nl, fr, en or de."))] = None,
) -> int:
    """Open a browser to log in by hand, and keep the login for later checks."""
    from accesscheck import messages
    from accesscheck.audit import whole
    from accesscheck.sources.login import logged_in
    from accesscheck.sources.source_error import SourceError

    spoken = interface_language(language)
    address = whole(address)
    if not address.startswith(("http://", "https://")):
        raise OptionError(N_("“{address}” is no address. Give one that begins with https://."), address=address)
    if not _has_screen():
        raise InstallationError(
            N_("There is no screen here to log in on. Run this where you can see a browser, and copy the file here.")
        )

    def wait_for_person() -> None:
        print(messages.say(spoken, N_("Log in in the browser window. Then come back here and press Enter.")), end=" ")
        input()

    try:
        kept = logged_in(address, wait_for_person)
    except SourceError as error:
        raise OptionError(messages.NOTES[error.note.key], address=address, **error.note.params) from None
    except EOFError:
        raise OptionError(N_("Nobody is here to press Enter. Run this in a terminal.")) from None
    keep(state, kept)
    told = N_(
        "{path}: the login is kept. Whoever has the file is logged in as you: keep it out of your repository. "
        "Use it with: accesscheck check {address} --state {path}"
    )
    print(messages.say(spoken, told, path=str(state), address=address))
    return FINE


def keep(path: Path, state: str) -> None:
    """Write a login so that only its owner can read it. OptionError."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(state)
        part.replace(path)
    except OSError as error:
        raise OptionError(
            N_("{path}: the file cannot be written: {problem}. Name another one with --state."),
            path=str(path),
            problem=str(error.strerror),
        ) from None


def _has_screen() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
