"""accesscheck inventory: bring in, give out, check and list the bodies and products that are monitored."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from accesscheck.cli import FINDINGS, FINE, MISTAKE, interface_language
from accesscheck.errors import N_, OptionError

if TYPE_CHECKING:
    from accesscheck.model.entity import Entity
    from accesscheck.model.product import Product
    from accesscheck.monitoring.changes import Change
    from accesscheck.monitoring.intake import Intake, Placed
    from accesscheck.monitoring.inventory import Records
    from accesscheck.monitoring.problems import Problem

app = typer.Typer(
    help=N_("Keep the bodies and the products that are monitored."), no_args_is_help=True, rich_markup_mode=None
)

File = Annotated[
    Path | None, typer.Option("--inventory", help=N_("The inventory. Else the nearest accesscheck-inventory.json."))
]
Language = Annotated[str | None, typer.Option("--language", "-l", help=N_("nl, fr, en or de."))]

MOST = 200
"""Problems and changes that are shown one by one."""

KINDS = {"new": N_("new"), "changed": N_("changed"), "gone": N_("not in the file")}
TABLES = {"entities": N_("Bodies"), "products": N_("Products")}


@app.command("import", help=N_("Show what files would change in the inventory, and bring them in."))
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=N_("CSV, XLSX or JSON files."))],
    inventory: File = None,
    apply: Annotated[
        bool | None, typer.Option("--apply/--dry-run", "--yes", help=N_("Do it, or only show it. Else it is asked."))
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help=N_("Take out what is not in the files."))] = False,
    language: Language = None,
) -> int:
    """Show what files would change in the inventory, and bring them in."""
    from accesscheck.messages import say
    from accesscheck.monitoring import changes, consistency, intake
    from accesscheck.monitoring import inventory as inventories

    speak = interface_language(language)
    path = inventory or inventories.find(Path.cwd())
    present = inventories.load(path)
    read = intake.read(files)
    comes = inventories.Records(
        entities=tuple(one.row for one in read.entities), products=tuple(one.row for one in read.products)
    )
    found = changes.changes(present, comes)
    after = changes.applied(present, found, remove=remove)
    problems = [*read.problems, *consistency.problems(*_placed(after, read, path), complete=read.complete)]
    if problems:
        tell_problems(problems, speak)
        return MISTAKE
    for line in _told(found, present, remove=remove, speak=speak):
        typer.echo(line)
    nothing = not found or (not remove and all(one.kind == "gone" for one in found))
    if nothing:
        typer.echo(say(speak, N_("There is nothing to change.")))
        return FINE
    if apply is None and sys.stdin.isatty():
        apply = typer.confirm(say(speak, N_("Write this to {path}?"), path=str(path)))
    if not apply:
        typer.echo(say(speak, N_("Nothing was written. To write it, give --apply.")))
        return FINE
    inventories.save(path, after)
    typer.echo(
        say(
            speak,
            N_("{path}: the inventory has {entities} rows of bodies and {products} rows of products now."),
            path=str(path),
            entities=len(after.entities),
            products=len(after.products),
        )
    )
    return FINE


@app.command("export", help=N_("Write the inventory to a file that can be brought in again."))
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("A .json file, or a .csv file with --only."))],
    only: Annotated[
        Literal["entities", "products"] | None, typer.Option(help=N_("What a CSV file holds: entities or products."))
    ] = None,
    inventory: File = None,
) -> int:
    """Write the inventory to a file that can be brought in again."""
    from accesscheck.monitoring import inventory as inventories
    from accesscheck.monitoring import rows, sheets

    records = records_of(inventory)
    match file.suffix.lower():
        case ".json":
            inventories.save(file, records)
        case ".csv" if only:
            table = (
                [rows.entity_cells(one) for one in inventories.in_order(records.entities)]
                if only == "entities"
                else [rows.product_cells(one) for one in inventories.in_order(records.products)]
            )
            header = rows.header(only, table)
            text = sheets.csv_text(header, ([row.get(name, "") for name in header] for row in table))
            inventories.write(file, text)
        case ".csv":
            raise OptionError(N_("A CSV file holds one table. Give --only entities or --only products."))
        case suffix:
            raise OptionError(
                N_("“{suffix}” files are not written. Give the file the suffix .json or .csv."), suffix=suffix or "-"
            )
    return FINE


@app.command(help=N_("Check whether the inventory holds together in a year, and what is past its day."))
def check(
    year: Annotated[int | None, typer.Argument(help=N_("The year. Else this one."))] = None,
    inventory: File = None,
    language: Language = None,
) -> int:
    """Check whether the inventory holds together in a year, and what is past its day."""
    from accesscheck.messages import say, say_count
    from accesscheck.monitoring import consistency, intake
    from accesscheck.monitoring import inventory as inventories

    speak = interface_language(language)
    today = date.today()
    chosen = year or today.year
    path = inventory or inventories.find(Path.cwd())
    records = records_of(inventory)
    problems = consistency.problems(
        intake.placed(records.entities, path.name), intake.placed(records.products, path.name)
    )
    told = [
        *(problem.sentence(speak) for problem in problems),
        *(remark.sentence(speak) for remark in consistency.remarks(records, chosen, today)),
    ]
    for sentence in told:
        typer.echo(sentence)
    if not told:
        typer.echo(say(speak, N_("The inventory holds together in {year}."), year=chosen))
        return FINE
    total = say_count(speak, "{count} point to look at.", "{count} points to look at.", len(told))
    typer.echo(f"\n{total}")
    return FINDINGS


@app.command("list", help=N_("List the products of a year: their state, when they will be mended, and exemptions."))
def list_products(
    year: Annotated[int | None, typer.Argument(help=N_("The year. Else this one."))] = None,
    entity: Annotated[str | None, typer.Option(metavar="KEY", help=N_("Only the products of this body."))] = None,
    format: Annotated[Literal["table", "csv", "markdown"], typer.Option(help=N_("table, csv or markdown."))] = "table",
    inventory: File = None,
    language: Language = None,
) -> int:
    """List the products of a year: their state, when they will be mended, and exemptions."""
    from accesscheck.cli import listing
    from accesscheck.messages import say

    speak = interface_language(language)
    records = records_of(inventory)
    chosen = year or date.today().year
    bodies = {one.key: one for one in records.entities if one.valid_in(chosen)}
    if entity is not None and all(one.key != entity for one in records.entities):
        raise OptionError(N_("The inventory has no body “{key}”. List the products without --entity."), key=entity)
    products = sorted(
        (one for one in records.products if one.valid_in(chosen) and entity in (None, one.entity)),
        key=lambda one: (one.entity, one.key),
    )
    header = [say(speak, name) for name in COLUMNS]
    rows = [_listed(one, bodies.get(one.entity), speak) for one in products]
    title = say(speak, N_("Digital products in {year}"), year=chosen)
    typer.echo(listing.render(title, header, rows, format), nl=False)
    return FINE


COLUMNS = (
    N_("Key"),
    N_("Product"),
    N_("Body"),
    N_("Kind"),
    N_("State"),
    N_("To be mended by"),
    N_("Exemptions"),
)


def _listed(product: "Product", body: "Entity | None", speak: str) -> list[str]:
    from accesscheck.messages import say
    from accesscheck.monitoring import columns

    exemptions = []
    for one in product.exemptions:
        title = columns.title("exemptions", one.kind, speak)
        until = say(speak, N_("until {day}"), day=one.until.isoformat()) if one.until else ""
        exemptions.append(f"{title} ({until})" if until else title)
    return [
        product.key,
        product.name(speak),
        body.name(speak) if body else product.entity,
        columns.title("kinds", product.kind, speak),
        columns.title("statuses", product.status, speak),
        product.planned.isoformat() if product.planned else "",
        ", ".join(exemptions),
    ]


def records_of(path: Path | None) -> "Records":
    """The inventory. OptionError if there is none: to list nothing would look as if all were well."""
    from accesscheck.monitoring import inventory as inventories

    found = path or inventories.find(Path.cwd())
    if not found.is_file():
        raise OptionError(
            N_("{path}: there is no inventory yet. Make one with: accesscheck inventory import FILE"), path=str(found)
        )
    return inventories.load(found)


def _placed(after: "Records", read: "Intake", path: Path) -> "tuple[list[Placed[Entity]], list[Placed[Product]]]":
    """All rows after the import, with where they were read: those of the files there, the others in the inventory."""
    from accesscheck.monitoring import intake

    bodies = {(one.row.key, one.row.valid_from) for one in read.entities}
    products = {(one.row.key, one.row.valid_from) for one in read.products}
    other_bodies = [one for one in after.entities if (one.key, one.valid_from) not in bodies]
    other_products = [one for one in after.products if (one.key, one.valid_from) not in products]
    return (
        [*read.entities, *intake.placed(other_bodies, path.name)],
        [*read.products, *intake.placed(other_products, path.name)],
    )


def tell_problems(problems: "Sequence[Problem]", speak: str) -> None:
    """Say what is to be mended in a file, and that nothing was done."""
    from accesscheck.messages import say, say_count

    ordered = sorted(problems, key=lambda one: one.place)
    for problem in ordered[:MOST]:
        typer.echo(problem.sentence(speak), err=True)
    if len(ordered) > MOST:
        typer.echo(say(speak, N_("… and {count} more."), count=len(ordered) - MOST), err=True)
    total = say_count(
        speak,
        "{count} thing to mend. Nothing was written.",
        "{count} things to mend. Nothing was written.",
        len(ordered),
    )
    typer.echo(total, err=True)


def _told(found: "Sequence[Change]", present: "Records", *, remove: bool, speak: str) -> Iterator[str]:
    """What changes, table by table."""
    from accesscheck.messages import say

    for table, title in TABLES.items():
        mine = [one for one in found if one.table == table]
        counts = {kind: sum(one.kind == kind for one in mine) for kind in KINDS}
        yield say(
            speak,
            N_("{table}: {new} new, {changed} changed, {gone} not in the file."),
            table=say(speak, title),
            **counts,
        )
        for one in mine[:MOST]:
            yield from _told_change(one, speak)
        if len(mine) > MOST:
            yield say(speak, N_("… and {count} more."), count=len(mine) - MOST)
    if any(one.kind == "gone" for one in found):
        yield say(
            speak,
            N_("What is not in the file is taken out.")
            if remove
            else N_("What is not in the file stays. To take it out, give --remove; to end it, give it a last year."),
        )


def _told_change(one: "Change", speak: str) -> Iterator[str]:
    from accesscheck.messages import QUOTES, say

    row = one.about
    span = f" {row.valid_from or ''}–{row.valid_to or ''}" if row.valid_from or row.valid_to else ""
    yield f"  {say(speak, KINDS[one.kind])}: {row.key}{span}  {row.name(speak)}"
    opening, closing = QUOTES[speak]
    for name, before, after in one.fields:
        yield f"    {name}: {opening}{before}{closing} → {opening}{after}{closing}"
