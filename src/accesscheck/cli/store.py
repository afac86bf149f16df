"""accesscheck store: bring the store of results up to date, look whether it is whole, copy it, and export it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accesscheck.cli import FINDINGS, FINE, interface_language
from accesscheck.errors import N_, StoreError

if TYPE_CHECKING:
    from accesscheck.store.health import Health
    from accesscheck.store.store import SqlStore

FILE_NAME = "accesscheck.db"

app = typer.Typer(help=N_("Look after the store, which keeps results over the years."), no_args_is_help=True)

Address = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="ADDRESS",
        help=N_("A file, or postgresql://user@host/database. Else accesscheck.db beside the configuration."),
    ),
]
Config = Annotated[Path | None, typer.Option(help=N_("The configuration file. Else the nearest accesscheck.toml."))]
Language = Annotated[str | None, typer.Option("--language", "-l", help=N_("nl, fr, en or de."))]


@app.command(help=N_("Bring the store up to date with this version; make it if there is none."))
def upgrade(store: Address = None, config: Config = None, language: Language = None) -> None:
    """Bring the store up to date with this version; make it if there is none."""
    address = _ours(address_of(store, config))
    from accesscheck.messages import say
    from accesscheck.store.store import upgraded

    path, before, after = upgraded(address)
    if before == after:
        told = N_("{path}: the store is up to date.")
    elif before is None:
        told = N_("{path}: a new store was made.")
    else:
        told = N_("{path}: the store was brought up to date.")
    typer.echo(say(interface_language(language), told, path=path))


@app.command(help=N_("Look whether the store is up to date and whole. Exit code 1 if it is not whole."))
def check(store: Address = None, config: Config = None, language: Language = None) -> int:
    """Look whether the store is up to date and whole. Exit code 1 if it is not whole."""
    opened = _opened(address_of(store, config))
    from accesscheck.store.health import examined

    health = examined(opened)
    for line in _lines(health, opened, interface_language(language)):
        typer.echo(line)
    return FINE if health.whole else FINDINGS


@app.command(help=N_("Copy the store into a file, also while it is in use."))
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("The file to write."))],
    store: Address = None,
    config: Config = None,
    force: Annotated[bool, typer.Option("--force", help=N_("Write over a file that is there."))] = False,
    language: Language = None,
) -> None:
    """Copy the store into a file, also while it is in use."""
    opened = _opened(address_of(store, config))
    from accesscheck.messages import say
    from accesscheck.store.backup import back_up

    size = back_up(opened, file, force=force)
    told = N_("{path}: the backup was written, {size} MB.")
    typer.echo(say(interface_language(language), told, path=str(file), size=f"{size / 1_000_000:.1f}"))


@app.command(help=N_("Write everything in the store as tables for analysts, with a dictionary of the columns."))
def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=N_("The folder to write in."))],
    format_: Annotated[str, typer.Option("--format", help=N_("csv or parquet."))] = "csv",
    store: Address = None,
    config: Config = None,
    language: Language = None,
) -> None:
    """Write everything in the store as tables for analysts, with a dictionary of the columns."""
    opened = _opened(address_of(store, config))
    from accesscheck.messages import say
    from accesscheck.store import export as exporting

    speak = interface_language(language)
    written = exporting.export(opened, folder, format_=format_, language=speak)
    told = N_("{path}: {count} files were written. What the columns mean stands in {dictionary}.")
    typer.echo(say(speak, told, path=str(folder), count=len(written), dictionary=written[-1].name))


def address_of(given: str | None, config: Path | None = None) -> str:
    """The store that was named, that of ACCESSCHECK_STORE or of the settings, or the usual one."""
    if named := given or os.environ.get("ACCESSCHECK_STORE"):
        return named
    from accesscheck import config as configuration

    path = config or configuration.find(Path.cwd())
    return configuration.load(path).store or str(configuration.root(path, Path.cwd()) / FILE_NAME)


def _opened(address: str) -> "SqlStore":
    """The store, which must be there. StoreError."""
    from accesscheck import store

    return store.open_store(_ours(address), make=False)


def _ours(address: str) -> str:
    """The address. StoreError if a plugin looks after it, or nobody; InstallationError if we cannot."""
    from accesscheck import store

    store.require_installed()
    if not store.is_ours(address):
        raise StoreError(
            N_("“{address}” is no address of a store. Give a file, or postgresql://user@host/database."),
            address=address,
        )
    return address


def _lines(health: "Health", store: "SqlStore", language: str) -> list[str]:
    from accesscheck.messages import say, say_count
    from accesscheck.store.addresses import shown

    path = shown(store.engine.url)
    current = N_("{path}: the schema is {version}, which is up to date.")
    lines = [say(language, current, path=path, version=health.version)]
    for said in health.damage:
        lines.append(say(language, N_("The file is damaged: {problem}. Put a backup in its place."), problem=said))
    for table, column, count in health.orphans:
        told = N_("{table}: in {count} rows, {column} points to a row that is not there.")
        lines.append(say(language, told, table=table, column=column, count=count))
    if health.incomplete:
        lines.append(
            say_count(language, "{count} page lacks findings.", "{count} pages lack findings.", health.incomplete)
        )
    if health.whole:
        rows = dict(health.rows)
        lines.append(
            say(
                language,
                N_("It is whole: {runs} runs, {pages} pages, {findings} findings, {products} products."),
                runs=rows["run"],
                pages=rows["page_result"],
                findings=rows["finding"],
                products=rows["product"],
            )
        )
    return lines
