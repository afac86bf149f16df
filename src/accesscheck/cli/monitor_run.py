"""accesscheck monitor run, rescore and status: measure a year, score it again, and tell how far it is."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accesscheck.cli import FINE, INTERRUPTED, MISTAKE, UNTESTED, interface_language
from accesscheck.errors import N_, OptionError

if TYPE_CHECKING:
    from accesscheck.hookspecs import Store
    from accesscheck.model.stored_run import ProductRun, StoredRun
    from accesscheck.monitoring.inventory import Records
    from accesscheck.monitoring.plan import PlanFile
    from accesscheck.monitoring.run_settings import RunSettings, Step, Tell
    from accesscheck.monitoring.sample import Chosen

Year = Annotated[int, typer.Argument(metavar="YEAR", min=1000, max=9999)]
Address = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="ADDRESS",
        help=N_("A file, or postgresql://user@host/database. Else accesscheck.db beside the configuration."),
    ),
]
Inventory = Annotated[
    Path | None, typer.Option("--inventory", help=N_("The inventory. Else the nearest accesscheck-inventory.json."))
]
Language = Annotated[str | None, typer.Option("--language", "-l", help=N_("nl, fr, en or de."))]

STATES = {
    "planned": N_("waiting"),
    "crawling": N_("looking for pages"),
    "sampled": N_("pages are chosen"),
    "auditing": N_("checking pages"),
    "done": N_("measured"),
    "failed": N_("not measured"),
}
COLUMNS = (
    N_("Key"),
    N_("Product"),
    N_("State"),
    N_("Found"),
    N_("Chosen"),
    N_("Checked"),
    N_("What to know"),
)
CRAWL = 0.2
"""What share of the work on a product the search for its pages is, for the time left."""


def run(
    year: Year,
    entity: Annotated[
        list[str] | None, typer.Option(metavar="KEY", help=N_("Only the products of this body. Can be given again."))
    ] = None,
    product: Annotated[
        list[str] | None, typer.Option(metavar="KEY", help=N_("Only this product. Can be given again."))
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help=N_("Go on with a run; a mistake if there is none. Else one is begun."))
    ] = False,
    leave_open: Annotated[
        bool, typer.Option("--leave-open", help=N_("Write no figures yet, so that samples can still be changed."))
    ] = False,
    workers: Annotated[
        int, typer.Option(min=1, max=64, metavar="N", help=N_("Products of different hosts at the same time."))
    ] = 1,
    store: Address = None,
    inventory: Inventory = None,
    plan: Annotated[Path | None, typer.Option(metavar="FILE", help=N_("The plan. Else plan-YEAR.csv."))] = None,
    language: Language = None,
) -> int:
    """Measure the products in the plan of a year: find their pages, choose some, check them, and keep the results."""
    from accesscheck.cli.inventory import records_of, tell_problems
    from accesscheck.monitoring import plan as plans
    from accesscheck.monitoring.run import remove_old, run_year

    speak = interface_language(language)
    records = records_of(inventory)
    path = plan or Path(plans.file_name(year))
    read = _plan(path, year)
    if read.problems:
        tell_problems(read.problems, speak)
        return MISTAKE
    chosen = [one for one in read.chosen if one.choice != "taken-out"]
    if not chosen:
        raise OptionError(
            N_("{path}: the plan has no product. Draw one with: accesscheck monitor plan {year} --redraw"),
            path=str(path),
            year=str(year),
        )
    only = _only(chosen, records, year, entity or (), product or ())
    settings = _settings(year, store, workers)
    left = _left(settings, chosen, only, speak, resume=resume)
    try:
        with _progress(left, speak) as tell:
            states = run_year(settings, records, chosen, only=only, finish=not leave_open, tell=tell)
    except KeyboardInterrupt:
        _say(speak, N_("Interrupted. What was done is kept. Go on with: accesscheck monitor run {year}"), year=year)
        return INTERRUPTED
    _tell_outcome(states, settings, speak)
    for past in remove_old(settings):
        _say(speak, N_("The snapshots of {past} were removed: they are older than keep-snapshots says."), past=past)
    asked = [one for one in states if only is None or one.product in only]
    return UNTESTED if any(_is_failure(one) for one in asked) else FINE


def rescore(year: Year, store: Address = None, language: Language = None) -> int:
    """Judge the snapshots of a year by the rules of today, and keep the results beside the first ones."""
    from accesscheck.messages import say
    from accesscheck.monitoring import rescoring

    speak = interface_language(language)
    settings = _settings(year, store, workers=1)
    require_store(settings.store)
    try:
        with _counting(speak) as tell:
            done = rescoring.rescore(settings, tell=tell)
    except KeyboardInterrupt:
        _say(speak, N_("Interrupted. What was done is kept. Go on with: accesscheck monitor rescore {year}"), year=year)
        return INTERRUPTED
    told = N_("{run}: {scored} pages were scored by the rules of today. {untested} could not be opened in {year}.")
    typer.echo(say(speak, told, run=done.run, scored=done.scored, untested=done.untested, year=year))
    if done.gone:
        typer.echo(
            say(speak, N_("Pages that are left out because no snapshot of them is kept: {count}."), count=done.gone)
        )
    if done.damaged:
        typer.echo(
            say(speak, N_("Pages that are left out because their snapshots are damaged: {count}."), count=done.damaged)
        )
    return UNTESTED if done.gone or done.damaged else FINE


def status(year: Year, store: Address = None, language: Language = None) -> int:
    """Show how far each product of a year is, and why some could not be measured."""
    from accesscheck.messages import say
    from accesscheck.monitoring.run import begun_run
    from accesscheck.monitoring.run_settings import run_id

    speak = interface_language(language)
    settings = _settings(year, store, workers=1)
    require_store(settings.store)
    with closing(_opened(settings.store)) as opened:
        found = begun_run(opened, run_id(year))
        if found is None:
            raise OptionError(N_("{year} was not measured. Begin with: accesscheck monitor run {year}"), year=str(year))
        typer.echo(_table(opened, found, year, speak), nl=False)
        for line in _notes(opened, found, settings, speak):
            typer.echo(line)
        for one in opened.runs():
            if one.run.id.startswith(f"{found.run.id}@") and one.finished_at is not None:
                typer.echo(say(speak, N_("It was scored again by another method: {method}."), method=one.method))
    return FINE


def _plan(path: Path, year: int) -> "PlanFile":
    from accesscheck.monitoring import plan as plans

    if not path.is_file():
        raise OptionError(
            N_("{path}: there is no plan. Draw one with: accesscheck monitor plan {year}, or name it with --plan."),
            path=str(path),
            year=str(year),
        )
    return plans.read(path)


def _only(
    chosen: "Sequence[Chosen]", records: "Records", year: int, entities: Sequence[str], products: Sequence[str]
) -> frozenset[str] | None:
    """The keys of the products that are asked for; None for all. OptionError for one that is not in the plan."""
    import difflib

    if not entities and not products:
        return None
    planned = {one.key for one in chosen}
    for key in products:
        if key not in planned:
            close = difflib.get_close_matches(key, planned, n=1)
            if close:
                raise OptionError(N_("“{key}” is not in the plan. Did you mean “{close}”?"), key=key, close=close[0])
            raise OptionError(
                N_("“{key}” is not in the plan. Add it with: accesscheck monitor plan {year} --add {key} --reason WHY"),
                key=key,
                year=str(year),
            )
    found = set(products)
    for key in entities:
        owned = {one.key for one in records.products if one.valid_in(year) and one.entity == key} & planned
        if not owned:
            raise OptionError(
                N_("The plan has no product of the body “{key}”. List them with: accesscheck inventory list {year}"),
                key=key,
                year=str(year),
            )
        found |= owned
    return frozenset(found)


def _settings(year: int, store: str | None, workers: int) -> "RunSettings":
    """How the configuration says that a year is measured."""
    from accesscheck import config
    from accesscheck.audit import options_of
    from accesscheck.cli import monitor_pages
    from accesscheck.cli.store import address_of
    from accesscheck.monitoring.crawl.settings import CrawlSettings
    from accesscheck.monitoring.run_settings import RunSettings

    file = config.find(Path.cwd())
    root = config.root(file, Path.cwd())
    loaded = config.load(file)
    table = loaded.monitoring
    return RunSettings(
        year=year,
        store=address_of(store),
        folder=root,
        options=replace(options_of(loaded), depth=table.depth),
        crawl=CrawlSettings(
            contact=table.crawl.contact,
            most_pages=table.crawl.pages,
            most_documents=table.crawl.documents,
            depth=table.crawl.depth,
            delay=table.crawl.delay,
            timeout=loaded.timeout,
            minutes=table.crawl.minutes,
            rendered=table.crawl.rendered,
        ),
        sample=monitor_pages.settings(),
        method=table.method,
        logins={key: str(root / path) for key, path in table.logins.items()},
        keep_years=table.keep_snapshots,
        keep_behind_login=table.keep_behind_login,
        workers=workers,
    )


def _left(
    settings: "RunSettings", chosen: "Sequence[Chosen]", only: frozenset[str] | None, speak: str, *, resume: bool
) -> int:
    """How many products are left to measure. OptionError if there is no run to go on with."""
    from accesscheck.model.stored_run import State
    from accesscheck.monitoring.run import begun_run

    with closing(_opened(settings.store)) as store:
        begun = begun_run(store, settings.run_id)
        states = store.states(settings.run_id) if begun is not None else ()
    if begun is None and resume:
        raise OptionError(
            N_("There is no run of {year} to go on with. Begin it with: accesscheck monitor run {year}"),
            year=str(settings.year),
        )
    done = {one.product for one in states if one.state is State.DONE}
    if begun is not None:
        _say(
            speak,
            N_("Going on with the run of {year}: {done} of {all} products are measured."),
            year=settings.year,
            done=len(done & {one.key for one in chosen}),
            all=len(chosen),
        )
    return sum(one.key not in done and (only is None or one.key in only) for one in chosen)


def _opened(address: str) -> "Store":
    from accesscheck import plugins

    return plugins.open_store(plugins.plugin_manager(), address)


def require_store(address: str) -> None:
    """StoreError if the store is a file of ours that is not there: to ask something of it would make it."""
    from accesscheck import store

    if store.is_ours(address):
        store.open_store(address, make=False).close()


@contextmanager
def _progress(total: int, speak: str) -> "Iterator[Tell]":
    """What to tell of a run: a bar with the time left on a screen, else a line for each step of a product."""
    if not sys.stderr.isatty():
        yield lambda step: _line(step, speak)
        return
    with _bar(total, speak) as advance:
        shares: dict[str, float] = {}

        def tell(step: "Step") -> None:
            shares[step.product] = _share(step)
            counted = f" {step.done}/{step.pages}" if step.pages else ""
            advance(sum(shares.values()), f"{step.product}: {_state(step.state, None, speak)}{counted}")

        yield tell


@contextmanager
def _counting(speak: str) -> "Iterator[Callable[[int, int], None]]":
    """What to tell of scoring again: a bar on a screen."""
    if not sys.stderr.isatty():
        yield lambda done, products: None
        return
    with _bar(None, speak) as advance:
        yield lambda done, products: advance(done, "", products)


@contextmanager
def _bar(total: int | None, speak: str) -> "Iterator[Callable[..., None]]":
    """A bar with products done and time left; it is told how many are done, what goes on, and of how many."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    from accesscheck.messages import say

    products, left = say(speak, N_("Products")), say(speak, N_("time left"))
    columns = (
        TextColumn(products),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn(left),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)

        def advance(done: float, what: str, of: int | None = None) -> None:
            progress.update(task, completed=done, description=what, total=total if of is None else of)

        yield advance


def _share(step: "Step") -> float:
    """How much of the work on a product is done, from 0 to 1."""
    match step.state:
        case "done" | "failed":
            return 1.0
        case "auditing" if step.pages:
            return CRAWL + (1 - CRAWL) * step.done / step.pages
        case "sampled":
            return CRAWL
        case _:
            return 0.0


def _line(step: "Step", speak: str) -> None:
    """A step in a line, for a log: not each page of it."""
    from accesscheck.messages import say

    match step.state:
        case "crawling" if not step.done:
            told = say(speak, N_("{key}: looking for pages"), key=step.product)
        case "sampled":
            told = say(speak, N_("{key}: {count} pages are chosen"), key=step.product, count=step.pages)
        case "done" | "failed":
            told = f"{step.product}: {_state(step.state, step.reason, speak)}"
        case _:
            return
    print(told, file=sys.stderr, flush=True)


def _state(state: str, reason: str | None, speak: str) -> str:
    """A state, and what must be known of it."""
    from accesscheck.messages import say
    from accesscheck.monitoring.reasons import why

    shown = say(speak, STATES[state])
    return f"{shown}. {why(reason, speak)}" if reason else shown


def _is_failure(one: "ProductRun") -> bool:
    """Whether a product was to be measured, and could not be."""
    from accesscheck.monitoring.reasons import LEFT_OUT

    return one.state == "failed" and one.reason not in LEFT_OUT


def _tell_outcome(states: "Sequence[ProductRun]", settings: "RunSettings", speak: str) -> None:
    """How many products are measured, which are not and why, and what is next."""
    from accesscheck.messages import say
    from accesscheck.monitoring.run import begun_run

    counts = Counter(str(one.state) for one in states)
    told = N_("{year}: {done} of {all} products are measured.")
    typer.echo(say(speak, told, year=settings.year, done=counts["done"], all=len(states)))
    for one in states:
        if one.reason:
            typer.echo(f"  {one.product}: {_state(one.state, one.reason, speak)}")
    with closing(_opened(settings.store)) as store:
        found = begun_run(store, settings.run_id)
        if found is not None:
            for line in _notes(store, found, settings, speak):
                typer.echo(line)


def _notes(store: "Store", found: "StoredRun", settings: "RunSettings", speak: str) -> "Iterator[str]":
    """What the random pages of a product show that its others do not; and whether the year has its figures."""
    from accesscheck import audit
    from accesscheck.messages import say
    from accesscheck.monitoring.run import surprise

    options = settings.options
    rules = audit.load_rules(without_plugins=options.without_plugins, lexicon=options.lexicon)
    states = store.states(found.run.id)
    for one in states:
        shown = surprise(store, found.run.id, one.product, rules) if one.state == "done" else None
        if shown is not None:
            yield f"  {one.product}: {shown.remark().sentence(speak)}"
    waiting = sum(one.state not in ("done", "failed") for one in states)
    if waiting:
        told = N_("Products that are still to be measured: {count}. Go on with: accesscheck monitor run {year}")
        yield say(speak, told, count=waiting, year=settings.year)
    elif found.finished_at is not None:
        yield say(speak, N_("The figures of {year} are written."), year=settings.year)
    else:
        told = N_("The year is left open. To write its figures: accesscheck monitor run {year}")
        yield say(speak, told, year=settings.year)


def _table(store: "Store", found: "StoredRun", year: int, speak: str) -> str:
    from accesscheck.cli import listing
    from accesscheck.messages import say
    from accesscheck.monitoring.reasons import why

    names = {one.key: one.name(speak) for one in store.products(year)}
    rows = [
        [
            one.product,
            names.get(one.product, ""),
            say(speak, STATES[one.state]),
            str(len(store.page_list(found.run.id, one.product)) or ""),
            str(len(store.sample(found.run.id, one.product)) or ""),
            str(sum(1 for _ in store.pages(found.run.id, product=one.product)) or ""),
            why(one.reason, speak) if one.reason else "",
        ]
        for one in store.states(found.run.id)
    ]
    title = say(speak, N_("Products in {year}, by the method: {method}"), year=year, method=found.method)
    return listing.table_text(title, [say(speak, name) for name in COLUMNS], rows, right=(3, 4, 5))


def _say(speak: str, message: str, **params: str | int) -> None:
    """A remark for the person who runs the command."""
    from accesscheck.messages import say

    print(say(speak, message, **params), file=sys.stderr, flush=True)
