"""Scores an older year again: its snapshots are judged by the rules of today, and kept as a run of their own."""

import contextlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from accesscheck import audit, plugins
from accesscheck.audit import AuditOptions
from accesscheck.errors import N_, OptionError, StoreError
from accesscheck.hookspecs import Store
from accesscheck.model.document import Note
from accesscheck.model.finding import UntestedReason
from accesscheck.model.report import PageResult
from accesscheck.model.stored_run import State, StoredRun
from accesscheck.monitoring import snapshots
from accesscheck.monitoring.measuring import compare_pages, snapshots_of
from accesscheck.monitoring.method import method_of, short
from accesscheck.monitoring.run import begun_run
from accesscheck.monitoring.run_settings import RunSettings, run_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescored:
    """`run` is the key of the run with the new results. Pages were `scored`; of others the snapshot is `gone` or
    `damaged`, so they are not in it. `untested` pages could not be opened in their year, and are in it as such.
    """

    run: str
    scored: int = 0
    untested: int = 0
    gone: int = 0
    damaged: int = 0


def rescore(settings: RunSettings, *, tell: Callable[[int, int], None] = lambda done, pages: None) -> Rescored:
    """Score the run of a year again by the rules of today, at the depth that it was measured at.

    It may be called again after a kill: what was scored stays. `tell` gets how many products are done, and of how
    many. OptionError if the year has no finished run, or was measured by these rules.
    """
    manager = plugins.plugin_manager(settings.options.without_plugins)
    with contextlib.closing(plugins.open_store(manager, settings.store)) as store:
        first = _first(store, settings.year)
        options = _options(settings.options, first)
        again = _begin(store, first, settings, options)
        scoring = _Scoring(again.run.id, settings.snapshots, options)
        states = store.states(first.run.id)
        for number, state in enumerate(states, start=1):
            _product(store, first, state.product, scoring)
            tell(number, len(states))
        store.finish(again.run.id)
        _compare_again(store, again)
        return Rescored(run=again.run.id, **scoring.counts)


def _first(store: Store, year: int) -> StoredRun:
    first = begun_run(store, run_id(year))
    if first is None:
        raise OptionError(N_("{year} was not measured. Begin with: accesscheck monitor run {year}"), year=str(year))
    if first.finished_at is None:
        raise OptionError(
            N_("The run of {year} is not finished. Go on with: accesscheck monitor run {year} --resume"), year=str(year)
        )
    return first


def _options(options: AuditOptions, first: StoredRun) -> AuditOptions:
    """The options of today, at the depth of then: what was not measured then cannot be known now."""
    depth = first.run.options.get("depth")
    for known in ("quick", "standard", "thorough"):
        if depth == known:
            options = replace(options, depth=known)
    return replace(options, browser=first.run.options.get("browser") != "False", picture=False, credentials=None)


def _begin(store: Store, first: StoredRun, settings: RunSettings, options: AuditOptions) -> StoredRun:
    """The run that the new results go to, begun or gone on with."""
    fresh = audit.new_run(options)
    method = method_of(fresh, options, name=settings.method)
    if fresh.rule_set_sha256 == first.run.rule_set_sha256 and method == first.method:
        raise OptionError(
            N_("{year} was measured by the rules of today ({method}), so there is nothing to score again."),
            year=str(settings.year),
            method=method,
        )
    key = f"{first.run.id}@{short(fresh.rule_set_sha256)}"
    before = begun_run(store, key)
    if before is not None and before.method != method:
        raise OptionError(
            N_("{year} was scored again already, in another way ({before}). Keep its settings, or go without it."),
            year=str(settings.year),
            before=before.method,
        )
    rules = audit.load_rules(without_plugins=options.without_plugins, lexicon=options.lexicon)
    started = fresh.started_at if before is None else before.run.started_at
    run = replace(fresh, id=key, started_at=started)
    store.begin(run, year=settings.year, method=method, rules=rules)
    store.plan(key, [one.product for one in store.states(first.run.id)])
    return StoredRun(run=run, year=settings.year, method=method)


def _product(store: Store, first: StoredRun, key: str, scoring: "_Scoring") -> None:
    """Score the pages of a product that are not scored yet."""
    before = first.run.id
    store.put_page_list(scoring.run, key, store.page_list(before, key))
    store.put_sample(scoring.run, key, store.sample(before, key))
    pages = list(store.pages(before, product=key))
    there = {page.target for page in store.pages(scoring.run, product=key)}
    found: Counter[str] = Counter()
    for page, kept in zip(pages, snapshots_of(store, before, key, pages), strict=True):
        outcome, result = scoring.score(page, kept, again=page.target not in there)
        found[outcome] += 1
        if result is not None:
            store.add(scoring.run, result, product=key, snapshots=kept)
    compare_pages(store, scoring.run, key, scoring.options)
    scoring.counts.update(found)
    state = next(one for one in store.states(before) if one.product == key)
    lost = state.state is State.DONE and not found["scored"]
    reason = "snapshots-gone" if lost else state.reason
    store.put_state(scoring.run, key, State.FAILED if lost else state.state, reason=reason)


class _Scoring:
    """Scores pages into a run, and counts what became of them."""

    def __init__(self, run: str, folder: Path, options: AuditOptions) -> None:
        self.run = run
        self.options = options
        self.counts: Counter[str] = Counter()
        self._folder = folder

    def score(
        self, page: PageResult, kept: Mapping[str, str], *, again: bool
    ) -> tuple[Literal["scored", "untested", "gone", "damaged"], PageResult | None]:
        """What becomes of a page, and its new result; none if its snapshot is not there, or not `again`."""
        if page.sha256 is None:
            return "untested", _not_opened(page, self.options) if again else None
        if not again:
            return "scored", None
        reference = kept.get(snapshots.DOCUMENT)
        try:
            document = None if reference is None else snapshots.load(self._folder, reference)
        except StoreError:
            return "damaged", None
        if document is None:
            return "gone", None
        return "scored", audit.audit_document(document, self.options)


def _not_opened(page: PageResult, options: AuditOptions) -> PageResult:
    """A page that could not be opened in its year: no rule of today has a verdict either."""
    reason = next((one.reason for one in page.results if one.reason), UntestedReason.PAGE_UNREACHABLE)
    note = next(iter(page.notes), Note(key="unreachable"))
    made = audit.not_opened(page.target, options, reason, note, seconds=0.0)
    return replace(made, fetched_at=page.fetched_at, notes=page.notes)


def _compare_again(store: Store, again: StoredRun) -> None:
    """Write the figures of later years by the same rules anew: they are compared with this run from now on."""
    for one in store.runs():
        later = one.year is not None and again.year is not None and one.year > again.year
        if later and one.finished_at is not None and one.run.rule_set_sha256 == again.run.rule_set_sha256:
            store.finish(one.run.id, at=one.finished_at)
