"""accesscheck monitor targets: what is aimed at, checked and shown beside what was measured."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from accesscheck.cli import FINDINGS, FINE, MISTAKE, interface_language
from accesscheck.errors import N_

if TYPE_CHECKING:
    from accesscheck.hookspecs import Store
    from accesscheck.monitoring.indicators import Unit
    from accesscheck.monitoring.inventory import Inventory
    from accesscheck.monitoring.reports.gather import Year
    from accesscheck.monitoring.reports.target_table import TargetLine

MARK = "*"
"""After a figure that cannot be compared with the one beside it."""


def targets(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help=N_("CSV or XLSX. Else targets.csv beside the inventory."))
    ] = None,
    year: Annotated[int | None, typer.Option(help=N_("The year of the targets. Else this one."))] = None,
    store: Annotated[
        str | None,
        typer.Option(
            "--store",
            metavar="ADDRESS",
            help=N_("A file, or postgresql://user@host/database. Else accesscheck.db beside the configuration."),
        ),
    ] = None,
    inventory: Annotated[
        Path | None, typer.Option(help=N_("The inventory. Else the nearest accesscheck-inventory.json."))
    ] = None,
    format: Annotated[Literal["table", "csv", "markdown"], typer.Option(help=N_("table, csv or markdown."))] = "table",
    language: Annotated[str | None, typer.Option("--language", "-l", help=N_("nl, fr, en or de."))] = None,
) -> int:
    """Check a table of targets, and show those of a year beside the figures of the two years before."""
    from accesscheck.cli import listing
    from accesscheck.cli.inventory import tell_problems
    from accesscheck.messages import say
    from accesscheck.monitoring import inventory as inventories
    from accesscheck.monitoring import targets as tables
    from accesscheck.monitoring.reports import target_table

    speak = interface_language(language)
    kept = inventory or inventories.find(Path.cwd())
    read = tables.read(file or kept.with_name(tables.FILE_NAME))
    if read.problems:
        tell_problems(read.problems, speak)
        return MISTAKE
    chosen = year or date.today().year
    opened = _opened(store)
    try:
        found = None if opened is None else _last_year(opened, inventories.load(kept), chosen)
    finally:
        if opened is not None:
            opened.close()
    made = target_table.lines(read.targets, chosen, found)
    if not made:
        typer.echo(
            say(
                speak,
                N_("There are no targets for {year}. Add them to the table, or give another --year."),
                year=chosen,
            )
        )
        return FINE
    header, rows = _header(chosen, speak), [_row(one, speak) for one in made]
    if opened is None:
        header, rows = _without_figures(header), [_without_figures(row) for row in rows]
    title = say(speak, N_("Targets of {year}"), year=chosen)
    typer.echo(listing.render(title, header, rows, format), nl=False)
    notes = [one.sentence(speak) for one in read.remarks]
    if any(one.other_method for one in made):
        notes.append(say(speak, N_("* Measured by another method: do not compare this with the year after it.")))
    for note in notes:
        typer.echo(note, err=format == "csv")
    return FINDINGS if read.remarks else FINE


def _opened(named: str | None) -> "Store | None":
    """The store; None if none was named, and there is none at the usual place."""
    from accesscheck import plugins
    from accesscheck import store as stores
    from accesscheck.cli.store import address_of

    address = address_of(named)
    usual = named is None and not os.environ.get("ACCESSCHECK_STORE")
    if usual and "://" not in address and not Path(address).exists():
        return None
    if stores.is_ours(address):
        return stores.open_store(address, make=False)
    return plugins.open_store(plugins.plugin_manager(), address)


def _last_year(store: "Store", inventory: "Inventory", year: int) -> "Year | None":
    """The last year before one that was measured, of the two that are shown."""
    from accesscheck.monitoring.inventory import Records
    from accesscheck.monitoring.reports.gather import Year

    measured = [one.year for one in store.runs() if one.finished_at is not None and one.year in (year - 1, year - 2)]
    if not measured:
        return None
    if not inventory.products:
        inventory = Records(entities=store.entities(), products=store.products())
    return Year(store, inventory, max(one for one in measured if one is not None))


def _header(year: int, speak: str) -> list[str]:
    from accesscheck.messages import say

    return [
        say(speak, N_("Indicator")),
        say(speak, N_("Level")),
        *(say(speak, N_("Figure of {year}"), year=past) for past in (year - 2, year - 1)),
        say(speak, N_("Target of {year}"), year=year),
        say(speak, N_("End target")),
    ]


def _row(line: "TargetLine", speak: str) -> list[str]:
    from accesscheck.messages import say
    from accesscheck.monitoring import columns
    from accesscheck.monitoring.reports import numbers

    target, unit = line.target, line.indicator.unit
    end = ""
    if target.end_value is not None:
        end = f"{_exact(target.end_value, unit, speak)} ({target.end_year})"
    before, last = (numbers.shown(one.value if one else None, unit, speak) for one in (line.before_last, line.last))
    return [
        say(speak, line.indicator.title),
        columns.title("levels", target.level, speak) if target.level else say(speak, N_("all bodies")),
        before + (MARK if line.other_method else ""),
        last,
        _exact(target.value, unit, speak),
        end,
    ]


def _exact(value: float, unit: "Unit", speak: str) -> str:
    """A target as it was set: unlike a figure, it is not rounded."""
    number = f"{100 * value if unit == 'share' else value:.6g}".replace(".", "." if speak == "en" else ",")
    if unit != "share":
        return number
    return f"{number}%" if speak == "en" else f"{number}\u00a0%"


def _without_figures(row: Sequence[str]) -> list[str]:
    return [*row[:2], *row[4:]]
