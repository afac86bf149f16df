"""accesscheck demo: examples that run on this machine."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accesscheck.cli import FINE, INTERRUPTED, interface_language
from accesscheck.errors import N_

if TYPE_CHECKING:
    from accesscheck.demo.government.years import Demo
    from accesscheck.monitoring.run_settings import Step

app = typer.Typer(help=N_("Try accesscheck on an example."), no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def demo() -> None:
    """Keeps the name of its one command in use."""


@app.command(
    help=N_("Monitor an invented government for three years: its sites run on this machine, with known barriers.")
)
def government(
    folder: Annotated[
        Path,
        typer.Option(metavar="FOLDER", help=N_("Where everything goes. What is there is gone on with.")),
    ] = Path("demo-government"),
    short: Annotated[bool, typer.Option("--short", help=N_("One policy domain, 4 sites and two years."))] = False,
    workers: Annotated[
        int, typer.Option(min=1, max=64, metavar="N", help=N_("Products of different hosts at the same time."))
    ] = 2,
    language: Annotated[str | None, typer.Option("--language", "-l", help=N_("nl, fr, en or de."))] = None,
) -> int:
    """Monitor an invented government for three years."""
    from accesscheck.demo.government import years

    speak = interface_language(language)
    began = time.monotonic()
    made = years.opened(folder.resolve(), short=short)
    _introduce(made, speak)
    try:
        years.measure(
            made,
            language=speak,
            workers=workers,
            began=lambda year: _year(made, year, speak),
            tell=lambda step: _line(step, speak),
        )
        _say(speak, N_("The reports are being written."))
        from accesscheck.demo.government import reporting

        first = reporting.write(made, language=speak, workers=workers)
    except KeyboardInterrupt:
        _say(speak, N_("Interrupted. What was done is kept. Give the same command to go on."))
        return INTERRUPTED
    _conclude(made, first, time.monotonic() - began, speak)
    return FINE


def _introduce(made: "Demo", speak: str) -> None:
    from accesscheck.demo.government.years import DEPTH

    world = made.world
    first, last = world.years[0], world.years[-1]
    _say(
        speak,
        N_("Nergenland is an invented government with {bodies} bodies and {sites} sites. It is measured in {years}."),
        bodies=sum(one.valid_in(first) for one in world.entities),
        sites=len(world.sites),
        years=f"{first}–{last}",
    )
    _say(speak, N_("All pages are checked, at the depth “{depth}”. Nothing leaves this machine."), depth=DEPTH)


def _year(made: "Demo", year: int, speak: str) -> None:
    from accesscheck.demo.government.sites import pages_of

    up = [one.key for one in made.world.sites if one.down != year]
    pages = sum(len(pages_of(made.world, key, year)) for key in up)
    _say(speak, N_("{year}: {sites} sites with {pages} pages"), year=year, sites=len(up), pages=pages)


def _line(step: "Step", speak: str) -> None:
    """A product that is done, in a line."""
    from accesscheck.messages import say
    from accesscheck.monitoring.reasons import why

    if step.state not in ("done", "failed"):
        return
    told = say(speak, N_("measured") if step.state == "done" else N_("not measured"))
    because = f". {why(step.reason, speak)}" if step.reason else ""
    print(f"  {step.product}: {told}{because}", file=sys.stderr, flush=True)


def _conclude(made: "Demo", first: Path, seconds: float, speak: str) -> None:
    from accesscheck.messages import say

    last = made.world.years[-1]
    _say(speak, N_("Done in {minutes} minutes."), minutes=f"{seconds / 60:.1f}")
    typer.echo(say(speak, N_("The reports are written. Begin with: {path}"), path=str(first)))
    typer.echo(
        say(
            speak,
            N_("The inventory, the plans, the targets and the results are in {folder}. Try there: {command}"),
            folder=str(made.folder),
            command=f"accesscheck monitor status {last}",
        )
    )


def _say(speak: str, message: str, **params: str | int) -> None:
    """A remark for the person who runs the command."""
    from accesscheck.messages import say

    print(say(speak, message, **params), file=sys.stderr, flush=True)
