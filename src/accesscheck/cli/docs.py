"""accesscheck docs: pages that are made from code and rules."""

from pathlib import Path
from typing import Annotated

import typer

from accesscheck.cli import FINDINGS, FINE
from accesscheck.errors import N_


def docs(
    folder: Annotated[Path, typer.Option(help=N_("The folder with the project's docs."))] = Path("docs"),
    check: Annotated[bool, typer.Option("--check", help=N_("Write nothing; say which pages are out of date."))] = False,
) -> int:
    """Write the pages that are made from code and rules, or check that they are up to date."""
    from accesscheck.docs import generate

    stale = generate(folder, write=not check)
    for path in stale:
        typer.echo(f"{path}: {'out of date. Run: accesscheck docs' if check else 'written'}")
    return FINDINGS if check and stale else FINE
