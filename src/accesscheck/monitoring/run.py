"""The run of a year: what is measured, in which order, and what is left to do after a kill.

A run has one key a year, so it is begun once and gone on with. What a product has in the store tells where to go on:
a list of pages, a sample, results. A state only tells a reader how far it is.
"""

import contextlib
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from accesscheck import audit, authentication, plugins
from accesscheck.audit import AuditOptions
from accesscheck.errors import N_, InstallationError, OptionError
from accesscheck.hookspecs import Store
from accesscheck.model.product import Product
from accesscheck.model.rule import Rule
from accesscheck.model.stored_run import ProductRun, State, StoredRun
from accesscheck.monitoring import hosts, snapshots, workers
from accesscheck.monitoring.inventory import Inventory
from accesscheck.monitoring.measuring import Measuring
from accesscheck.monitoring.method import method_of
from accesscheck.monitoring.random_part import Surprise, failed_on, random_shows_more
from accesscheck.monitoring.reasons import LEFT_OUT
from accesscheck.monitoring.run_settings import Job, RunSettings, Step, Tell
from accesscheck.monitoring.sample import Chosen

ENDED = (State.DONE, State.FAILED)


def run_year(
    settings: RunSettings,
    inventory: Inventory,
    chosen: Sequence[Chosen],
    *,
    only: Collection[str] | None = None,
    finish: bool = True,
    tell: Tell = lambda step: None,
) -> tuple[ProductRun, ...]:
    """Measure the products of a plan, or go on where a run of the year stopped; how far each product is then.

    `only`: the keys of those that are measured now. What ended is left as it is; what failed is tried again. The
    figures are written when all have ended, unless `finish` is False: then samples can still be changed. OptionError,
    StoreError and InstallationError say what a person must do.
    """
    audit.check_options(settings.options)
    for login in settings.logins.values():
        authentication.credentials(state=Path(login))
    wanted = [one for one in chosen if one.choice != "taken-out"]
    with _alone(settings), contextlib.closing(_opened(settings)) as store:
        begun = _begin(store, settings)
        store.put_inventory(inventory.entities, inventory.products)
        store.plan(settings.run_id, [one.key for one in wanted])
        ended = {one.product for one in store.states(settings.run_id) if one.state is State.DONE}
        left = [one for one in wanted if one.key not in ended and (only is None or one.key in only)]
        jobs = list(_jobs(store, settings, inventory, left, tell))
        if jobs:
            _require_browser(settings.options)
            _measure(settings, jobs, _telling_plugins(settings, tell))
        states = store.states(settings.run_id)
        is_due = bool(left) or begun is None or begun.finished_at is None
        if finish and is_due and all(one.state in ENDED for one in states):
            store.finish(settings.run_id)
        return states


def begun_run(store: Store, key: str) -> StoredRun | None:
    """A run that is in the store; None if it is not."""
    return next((one for one in store.runs() if one.run.id == key), None)


def _opened(settings: RunSettings) -> Store:
    return plugins.open_store(plugins.plugin_manager(settings.options.without_plugins), settings.store)


def _begin(store: Store, settings: RunSettings) -> StoredRun | None:
    """Begin the run, or go on with it: then it is given back as it was. OptionError if it was begun another way."""
    fresh = replace(audit.new_run(settings.options), id=settings.run_id)
    method = method_of(fresh, settings.options, name=settings.method)
    before = begun_run(store, settings.run_id)
    if before is not None:
        if before.run.rule_set_sha256 != fresh.rule_set_sha256 or before.method != method:
            raise OptionError(
                N_(
                    "The run of {year} was begun in another way ({before}) than it would go on in ({now}). Go on with "
                    "the version and the settings that it was begun with, or name another store with --store."
                ),
                year=str(settings.year),
                before=before.method,
                now=method,
            )
        fresh = replace(fresh, started_at=before.run.started_at)
    rules = audit.load_rules(without_plugins=settings.options.without_plugins, lexicon=settings.options.lexicon)
    store.begin(fresh, year=settings.year, method=method, rules=rules)
    return before


def _jobs(
    store: Store, settings: RunSettings, inventory: Inventory, chosen: Sequence[Chosen], tell: Tell
) -> Iterator[Job]:
    """What is to be measured. Of what cannot be, the store gets the reason."""
    known = {one.key for one in inventory.products}
    products = {one.key: one for one in inventory.products if one.valid_in(settings.year)}
    for one in chosen:
        if (product := products.get(one.key)) is None:
            reason = "not-valid" if one.key in known else "not-in-inventory"
        elif not (reason := _left_out(product)):
            yield Job(product=product, method=one.method)
            continue
        store.put_state(settings.run_id, one.key, State.FAILED, reason=reason)
        tell(Step(product=one.key, state=State.FAILED, reason=reason))


def _left_out(product: Product) -> str:
    """Why nothing can be asked of a product; empty if it can be measured."""
    if product.kind in LEFT_OUT:
        return product.kind
    if product.status in LEFT_OUT:
        return product.status
    return "" if product.addresses else "no-address"


def _require_browser(options: AuditOptions) -> None:
    """InstallationError if pages are to be opened in a browser, and there is none."""
    if not audit.opens_browser(options):
        return
    from accesscheck.sources.browser import Browser
    from accesscheck.sources.source_error import SourceError

    try:
        with Browser() as browser:
            browser.start()
    except SourceError:
        raise InstallationError(
            N_(
                "No browser was found, so pages cannot be measured. Run “accesscheck install-browser”. "
                "To measure sources alone, write depth = “quick” under [monitoring]."
            )
        ) from None


def _telling_plugins(settings: RunSettings, tell: Tell) -> Tell:
    """Tell plugins of each page that was checked, too."""
    manager = plugins.plugin_manager(settings.options.without_plugins)

    def told(step: Step) -> None:
        if step.page is not None:
            plugins.tell(manager, "accesscheck_page_done", page=step.page)
        tell(step)

    return told


def _measure(settings: RunSettings, jobs: Sequence[Job], tell: Tell) -> None:
    by_key = {job.product.key: job for job in jobs}
    groups = hosts.groups({key: job.product.addresses for key, job in by_key.items()})
    parts = [tuple(by_key[key] for key in group) for group in groups]
    if settings.workers > 1 and len(parts) > 1:
        workers.measure(settings, parts, tell)
        return
    with contextlib.closing(Measuring(settings, tell)) as measuring:
        for job in jobs:
            measuring.product(job)


def surprise(store: Store, run: str, product: str, rules: Iterable[Rule]) -> Surprise | None:
    """What only the random pages of a product fail in a run; None if that is nothing."""
    criteria = {rule.id: [one.clause for one in rule.references if one.standard == "wcag22"] for rule in rules}
    failed = failed_on(store.pages(run, product=product), criteria)
    return random_shows_more(store.sample(run, product), failed)


def remove_old(settings: RunSettings) -> tuple[int, ...]:
    """Remove the snapshots that are older than the settings keep, counted from the year of the run; these years."""
    first = settings.year - settings.keep_years + 1
    gone = snapshots.remove_before(settings.snapshots, first)
    if gone:
        with contextlib.closing(_opened(settings)) as store:
            for one in store.runs():
                if one.year in gone:
                    store.forget_snapshots(one.run.id)
    return gone


@contextlib.contextmanager
def _alone(settings: RunSettings) -> Iterator[None]:
    """Hold the year, so that no second run asks the same sites at the same time. OptionError if one does."""
    path = settings.folder / "crawls" / f"{settings.year}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        try:
            _lock(file.fileno())
        except OSError:
            raise OptionError(
                N_("Another run of {year} is going on here. Wait until it has ended."), year=str(settings.year)
            ) from None
        yield


def _lock(number: int) -> None:
    """Lock a file until this process ends, however it ends. OSError if another one has it."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
