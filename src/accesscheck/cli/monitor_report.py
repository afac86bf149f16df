"""accesscheck monitor report: the reports of a year, for each body, each policy domain and the whole government."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accesscheck.cli import FINE, MISTAKE, interface_language
from accesscheck.cli.monitor_run import Address, Inventory, Year
from accesscheck.errors import N_, OptionError

if TYPE_CHECKING:
    from accesscheck.config import Settings
    from accesscheck.monitoring.inventory import Records
    from accesscheck.monitoring.reports.europe import Europe
    from accesscheck.monitoring.reports.letter import Sender
    from accesscheck.monitoring.reports.publishing import Format, Tell


def report(
    year: Year,
    entity: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY", help=N_("Only the report and letter of this body. Can be given again.")),
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option("--language", "-l", help=N_("nl, fr, en or de. Can be given again; the first one comes first.")),
    ] = None,
    format: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help=N_("html, pdf, docx, xlsx or data. Can be given again; else all of them.")),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FOLDER", help=N_("Where to write. Else reports-YEAR."))
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--date", metavar="DAY", help=N_("The date of the letters, as 2026-12-31. Else today.")),
    ] = None,
    deadline: Annotated[
        str | None,
        typer.Option(metavar="DAY", help=N_("The last day for an answer, as 2027-03-31. Else some days later.")),
    ] = None,
    targets: Annotated[Path | None, typer.Option(metavar="FILE", help=N_("The targets. Else targets.csv."))] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, metavar="N", help=N_("Bodies to write at the same time."))] = 1,
    store: Address = None,
    inventory: Inventory = None,
) -> int:
    """Write the reports of a year: letters, a site, PDF, Word, Excel and open data."""
    from accesscheck import audit, config
    from accesscheck.cli.inventory import tell_problems
    from accesscheck.cli.store import address_of
    from accesscheck.messages import say
    from accesscheck.monitoring import inventory as inventories
    from accesscheck.monitoring import plan as plans
    from accesscheck.monitoring import targets as target_files
    from accesscheck.monitoring.reports import publishing

    languages = tuple(dict.fromkeys(language or [interface_language(None)]))
    publishing.require_languages(languages)
    speak = languages[0]
    settings = config.load(config.find(Path.cwd()))
    root = config.root(config.find(Path.cwd()), Path.cwd())
    address = address_of(store)
    records = _records(inventory, address)
    beside = (inventory or inventories.find(Path.cwd())).parent
    usual = beside / target_files.FILE_NAME
    aimed = target_files.read(targets or usual) if targets or usual.is_file() else None
    planned = {past: plans.read(path) for past, path in plans.years_in(beside).items() if past <= year}
    if problems := [one for read in (aimed, *planned.values()) if read for one in read.problems]:
        tell_problems(problems, speak)
        return MISTAKE
    source = publishing.Source(
        store=address,
        inventory=records,
        year=year,
        plans={past: {one.key: one for one in read.chosen} for past, read in planned.items()},
        targets=aimed.targets if aimed else (),
        country=settings.country,
        snapshots=root / "snapshots",
    )
    sent = date.today() if on is None else _day("--date", on)
    publication = publishing.Publication(
        folder=output or Path(f"reports-{year}"),
        on=sent,
        languages=languages,
        formats=_formats(format),
        bodies=tuple(entity or ()),
        sender=_sender(settings),
        deadline=_day("--deadline", deadline) if deadline else sent + timedelta(days=settings.monitoring.sender.days),
        licence=settings.monitoring.licence,
        reported=_reported(settings, year),
        workers=workers,
    )
    rules = {one.id: one for one in audit.load_rules()}
    with _progress(speak) as tell:
        first = publishing.publish(source, rules, publication, tell=tell)
    typer.echo(say(speak, N_("The reports are written. Begin with: {path}"), path=str(first)))
    return FINE


def _records(named: Path | None, address: str) -> "Records":
    """The inventory in its file; without one, what the run kept of it. OptionError for a file that is not there."""
    from contextlib import closing

    from accesscheck import plugins
    from accesscheck.cli.monitor_run import require_store
    from accesscheck.monitoring import inventory as inventories
    from accesscheck.monitoring.inventory import Records

    require_store(address)
    path = named or inventories.find(Path.cwd())
    if path.is_file():
        return inventories.load(path)
    if named is not None:
        raise OptionError(
            N_("{path}: there is no inventory. Make one with: accesscheck inventory import FILE"), path=str(path)
        )
    with closing(plugins.open_store(plugins.plugin_manager(), address)) as opened:
        return Records(entities=opened.entities(), products=opened.products())


def _formats(given: list[str] | None) -> "tuple[Format, ...]":
    from accesscheck.monitoring.reports.publishing import FORMATS

    for name in given or ():
        if name not in FORMATS:
            raise OptionError(
                N_("--format: “{name}” is not allowed. Use one of: {allowed}."), name=name, allowed=", ".join(FORMATS)
            )
    return tuple(one for one in FORMATS if not given or one in given)


def _sender(settings: "Settings") -> "Sender":
    from accesscheck.monitoring.reports.letter import Sender

    table = settings.monitoring.sender
    return Sender(
        name=table.name,
        address=table.address,
        place=table.place,
        email=table.email,
        phone=table.phone,
        signed=table.signed,
        online=table.online,
    )


def _reported(settings: "Settings", year: int) -> "Europe":
    """What the configuration knows for the report to Europe."""
    from accesscheck.cli.monitor import settings_of
    from accesscheck.monitoring import sizes
    from accesscheck.monitoring.reports.europe import Europe

    minimums = sizes.minimums(year, settings_of(None, None, {}))
    return Europe(usability=settings.monitoring.usability, minimums=minimums)


def _day(option: str, given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise OptionError(
            N_("{option}: “{given}” is no day. Write it as 2026-12-31."), option=option, given=given
        ) from None


@contextmanager
def _progress(speak: str) -> "Iterator[Tell]":
    """A bar with the time left on a screen; else a line when a kind of report is written."""
    from accesscheck.messages import say

    names = {
        "groups": say(speak, N_("Reports of groups")),
        "data": say(speak, N_("Data of bodies")),
        "bodies": say(speak, N_("Reports and letters of bodies")),
    }
    if not sys.stderr.isatty():

        def line(what: str, done: int, total: int) -> None:
            if done == total:
                typer.echo(f"{names[what]}: {done}", err=True)

        yield line
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        tasks = {what: bar.add_task(name, total=None) for what, name in names.items()}
        yield lambda what, done, total: bar.update(tasks[what], completed=done, total=total)
