"""accesscheck monitor pages: the pages of a product that are audited, shown, published, and changed by hand."""

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accesscheck.cli import FINE, MISTAKE, interface_language
from accesscheck.errors import N_, OptionError

if TYPE_CHECKING:
    from accesscheck.hookspecs import Store
    from accesscheck.model.page_list import ChosenPage, ListedPage
    from accesscheck.model.stored_run import StoredRun
    from accesscheck.monitoring.page_plan import PagePlan
    from accesscheck.monitoring.page_sample import PageSampleSettings

COLUMNS = (N_("Address"), N_("Part"), N_("Reason"))


def pages(
    product: Annotated[str, typer.Argument(metavar="PRODUCT", help=N_("The key of the product."))],
    year: Annotated[int | None, typer.Option(help=N_("The year. Else the last one with a sample."))] = None,
    add: Annotated[list[str] | None, typer.Option(metavar="ADDRESS", help=N_("Take a page in, by hand."))] = None,
    remove: Annotated[list[str] | None, typer.Option(metavar="ADDRESS", help=N_("Take a page out, by hand."))] = None,
    reason: Annotated[str, typer.Option(help=N_("Why, for a change by hand."))] = "",
    apply: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help=N_("Bring in a sample that was changed in a spreadsheet."))
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE.csv", help=N_("Write the sample to this file."))
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(
            "--store",
            metavar="ADDRESS",
            help=N_("A file, or postgresql://user@host/database. Else accesscheck.db beside the configuration."),
        ),
    ] = None,
    language: Annotated[str | None, typer.Option("--language", "-l", help=N_("nl, fr, en or de."))] = None,
) -> int:
    """Show the pages of a product that are audited, write them as CSV, or change them by hand."""
    from accesscheck.cli.inventory import tell_problems
    from accesscheck.messages import say
    from accesscheck.monitoring import inventory as inventories
    from accesscheck.monitoring import page_plan

    if apply is not None and (add or remove):
        raise OptionError(N_("Give --apply, or --add and --remove: not both at once."))
    speak = interface_language(language)
    opened = _opened(store)
    try:
        sample = _sample_of(opened, product, year)
        record = output or (Path(page_plan.file_name(product, sample.year)) if add or remove else None)
        if apply is not None:
            after = page_plan.read(apply, product)
        else:
            before = _published(record, sample, changing=bool(add or remove))
            after = before if before.problems else _changed(before, add or (), remove or (), reason)
        if after.problems:
            tell_problems(after.problems, speak)
            return MISTAKE
        changed = after.chosen != sample.chosen
        if changed:
            _refuse_late(opened, sample, after)
        # The file first: it alone keeps the reason why a page was taken out.
        if record is not None:
            inventories.write(record, page_plan.text(after, product, sample.listed, speak))
        if changed:
            _keep(opened, sample, after)
        _tell(sample, after, speak, changed=changed)
        if record is not None:
            typer.echo(say(speak, N_("{path}: the sample was written."), path=str(record)))
    finally:
        opened.close()
    return FINE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sample:
    """The pages of a product in a run, as the store has them."""

    run: "StoredRun"
    product: str
    chosen: "tuple[ChosenPage, ...]"
    listed: "tuple[ListedPage, ...]"

    @property
    def year(self) -> int:
        """The year of the run."""
        return self.run.year or self.run.run.started_at.year


def _opened(given: str | None) -> "Store":
    """The store, which must be there if it is a file of ours. StoreError."""
    from accesscheck import store
    from accesscheck.cli.store import address_of

    address = address_of(given)
    if store.is_ours(address):
        return store.open_store(address, make=False)
    from accesscheck import plugins

    return plugins.open_store(plugins.plugin_manager(), address)


def _sample_of(store: "Store", product: str, year: int | None) -> _Sample:
    """The sample of a product in a year, else its last one. OptionError if there is none."""
    runs = [one for one in store.runs() if one.year is not None and year in (None, one.year)]
    for run in sorted(runs, key=lambda one: one.year or 0, reverse=True):
        if chosen := store.sample(run.run.id, product):
            listed = store.page_list(run.run.id, product)
            return _Sample(run=run, product=product, chosen=chosen, listed=listed)
    known = {one.product for run in runs for one in store.states(run.run.id)}
    if product not in known and (close := difflib.get_close_matches(product, known, n=1)):
        raise OptionError(
            N_("There is no sample of “{product}”. Did you mean “{close}”?"), product=product, close=close[0]
        )
    raise OptionError(
        N_("There is no sample of “{product}” yet. One is made by: accesscheck monitor run YEAR"), product=product
    )


def _published(record: Path | None, sample: _Sample, *, changing: bool) -> "PagePlan":
    """The sample, with what the file says of pages that were taken out. OptionError if it says something else."""
    from accesscheck.monitoring import page_plan

    if record is None or not record.exists():
        return page_plan.PagePlan(chosen=sample.chosen)
    there = page_plan.read(record, sample.product)
    if there.problems:
        return there
    if there.chosen != sample.chosen or not changing:
        raise OptionError(
            N_("{path} is there already. To bring it in, give --apply. To write another file, name it with --output."),
            path=str(record),
        )
    return there


def _changed(plan: "PagePlan", add: Sequence[str], remove: Sequence[str], reason: str) -> "PagePlan":
    from accesscheck.monitoring import page_plan

    for address in add:
        plan = page_plan.added(plan, address, reason)
    for address in remove:
        plan = page_plan.removed(plan, address, reason)
    return plan


def _refuse_late(store: "Store", sample: _Sample, after: "PagePlan") -> None:
    """OptionError if the year is finished, or a page that was audited is left out."""
    if sample.run.finished_at is not None:
        raise OptionError(
            N_("The year {year} is finished. Its sample stays as it is, because its figures follow from it."),
            year=str(sample.year),
        )
    stays = {one.address for one in after.chosen}
    audited = {page.target.address for page in store.pages(sample.run.run.id, product=sample.product)}
    if gone := [one.address for one in sample.chosen if one.address in audited - stays]:
        raise OptionError(
            N_("“{address}” was audited already, so it stays in the sample. Begin the year again to leave it out."),
            address=gone[0],
        )


def _keep(store: "Store", sample: _Sample, after: "PagePlan") -> None:
    """Put a sample in the place of another."""
    from accesscheck.model.stored_run import State

    run_id = sample.run.run.id
    store.put_sample(run_id, sample.product, after.chosen)
    # What was done is not done any more: the new pages are to be audited.
    if any(one.product == sample.product and one.state == State.DONE for one in store.states(run_id)):
        store.put_state(run_id, sample.product, State.SAMPLED)


def _tell(sample: _Sample, after: "PagePlan", speak: str, *, changed: bool) -> None:
    """The sample as a table, what is worth knowing of it, and that it was changed."""
    from accesscheck.cli import listing
    from accesscheck.messages import say
    from accesscheck.monitoring import page_reasons

    title = say(speak, N_("Pages of {product} in {year}"), product=sample.product, year=sample.year)
    header = [say(speak, name) for name in COLUMNS]
    rows = [
        [one.address, say(speak, page_reasons.PARTS[one.part]), page_reasons.sentence(one, speak)]
        for one in after.chosen
    ]
    typer.echo(listing.table_text(title, header, rows))
    parts = Counter(one.part for one in after.chosen)
    typer.echo(
        say(
            speak,
            N_("In the sample: {all}. Structured: {structured}, steps: {steps}, random: {random}, by hand: {hand}."),
            all=len(after.chosen),
            structured=parts["structured"],
            steps=parts["process"],
            random=parts["random"],
            hand=parts["by-hand"],
        )
    )
    share, others = settings().random, len(after.chosen) - parts["random"]
    if parts["random"] < share * others:
        least = N_("Beside the {others} other pages, random ones should be at least {share} %. There are {random}.")
        typer.echo(say(speak, least, share=f"{float(share * 100):g}", others=others, random=parts["random"]))
    known = {page.address for page in sample.listed}
    for one in after.chosen:
        if one.part == "by-hand" and one.address not in known:
            typer.echo(say(speak, N_("{address}: the crawl did not find this page. Check it."), address=one.address))
    if changed:
        typer.echo(say(speak, N_("The sample was changed.")))


def settings() -> "PageSampleSettings":
    """How large samples of pages are, by the configuration."""
    from accesscheck import config
    from accesscheck.monitoring.page_sample import PageSampleSettings

    table = config.load(config.find(Path.cwd())).monitoring.pages
    return PageSampleSettings(
        services=table.services,
        documents=table.documents,
        distinct=table.distinct,
        vacancies=table.vacancies,
        simplified=table.simplified,
        random=Fraction(str(table.random)),
    )
