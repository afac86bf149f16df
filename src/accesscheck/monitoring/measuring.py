"""Measures a product: finds its pages, chooses some, checks them, and keeps what they are made of.

Each step is kept before the next begins, and is not done again if it is there: a kill costs at most the page in
flight.
"""

import logging
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from accesscheck import audit, authentication, plugins
from accesscheck.audit import AuditOptions
from accesscheck.errors import AccesscheckError
from accesscheck.hookspecs import Store
from accesscheck.model.page_list import ChosenPage, ListedPage
from accesscheck.model.product import Product
from accesscheck.model.report import PageResult
from accesscheck.model.stored_run import State
from accesscheck.model.target import Target
from accesscheck.monitoring import snapshots
from accesscheck.monitoring.crawl import Crawled, crawl
from accesscheck.monitoring.hosts import Pace, asked_delay
from accesscheck.monitoring.page_sample import choose
from accesscheck.monitoring.reasons import FAILED
from accesscheck.monitoring.run_settings import Job, RunSettings, Step, Tell
from accesscheck.sources import docx, pdf

MOST_DOWN = 5
"""Pages in a row that no server answers for, after which the site counts as down."""

DOWN = frozenset({"unknown-host", "connection-refused", "connection-lost", "unreachable"})
PASSING = DOWN | {"timeout", "browser-crashed", "browser-missing", "worker-lost"}
"""Notes of pages that are opened again when the product is tried again: it may be better then."""

DOCUMENTS = frozenset({docx.MEDIA_TYPE, pdf.MEDIA_TYPE})
"""What is asked for without a browser, which would only download it."""

logger = logging.getLogger(__name__)


class _Stopped(Exception):
    """A product cannot be measured any further. `reason` is a key of `reasons.FAILED`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Measuring:
    """Measures products one after the other, with one store, one browser and a clock for each host."""

    def __init__(self, settings: RunSettings, tell: Tell) -> None:
        self._settings = settings
        self._tell = tell
        self._pace = Pace()
        manager = plugins.plugin_manager(settings.options.without_plugins)
        self._store: Store = plugins.open_store(manager, settings.store)

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def product(self, job: Job) -> None:
        """Measure a product to its end, or go on with it. What the world does wrong becomes its reason."""
        key = job.product.key
        try:
            self._measure(job)
        except _Stopped as stopped:
            self._put(key, State.FAILED, stopped.reason)
        except AccesscheckError:
            raise
        except Exception:
            logger.exception("%s broke down", key)
            self._put(key, State.FAILED, "broke-down")
        else:
            self._put(key, State.DONE, self._remark(key))

    def _measure(self, job: Job) -> None:
        key, run = job.product.key, self._settings.run_id
        pages = self._store.page_list(run, key) or self._crawled(job)
        sample = self._store.sample(run, key) or self._chosen(job, pages)
        self._put(key, State.AUDITING, self._remark(key), pages=len(sample))
        self._audit(job.product, sample, {page.address: page for page in pages})
        compare_pages(self._store, run, key, self._settings.options)
        snapshots.tidy(self._settings.snapshots, self._settings.year, key)

    def _crawled(self, job: Job) -> Sequence[ListedPage]:
        """The pages of a product, from its crawl."""
        key, settings = job.product.key, self._settings
        self._put(key, State.CRAWLING)
        folder = settings.folder / "crawls" / str(settings.year) / snapshots.slug(key)
        for address in job.product.addresses:
            self._pace.wait(address, settings.crawl.delay)
        login = settings.logins.get(key)
        found = crawl(
            job.product.addresses,
            replace(settings.crawl, state=login) if login else settings.crawl,
            folder,
            on_page=self._counting(key),
        )
        self._pace.leave(job.product.addresses)
        if reason := _no_crawl(found):
            shutil.rmtree(folder, ignore_errors=True)
            raise _Stopped(reason)
        self._put(key, State.CRAWLING, _part(found), done=len(found.pages))
        self._store.put_page_list(settings.run_id, key, found.pages)
        shutil.rmtree(folder, ignore_errors=True)
        return found.pages

    def _counting(self, key: str) -> Callable[[ListedPage], None]:
        found = 0

        def count(page: ListedPage) -> None:
            nonlocal found
            found += 1
            self._tell(Step(product=key, state=State.CRAWLING, done=found))

        return count

    def _chosen(self, job: Job, pages: Sequence[ListedPage]) -> Sequence[ChosenPage]:
        """The sample of a product. Its lots follow from the year and the key."""
        key, settings = job.product.key, self._settings
        seed = f"{settings.year}/{key}"
        sample = choose(pages, method=job.method, seed=seed, settings=settings.sample).chosen
        if not sample:
            raise _Stopped("no-pages")
        self._store.put_sample(settings.run_id, key, sample)
        self._put(key, State.SAMPLED, self._remark(key), pages=len(sample))
        return sample

    def _audit(self, product: Product, sample: Sequence[ChosenPage], listed: dict[str, ListedPage]) -> None:
        """Check each page of the sample that has no result yet, and keep it."""
        run, key = self._settings.run_id, product.key
        opened = {one.target.address: one for one in self._store.pages(run, product=key)}
        options = self._options(key)
        left = [one.address for one in sample if one.address not in opened or _passed(opened[one.address])]
        delay = max(self._settings.crawl.delay, asked_delay(left, timeout=self._settings.crawl.timeout))
        self._pace.leave(left)
        down = 0
        for number, one in enumerate(sample, start=1):
            page, known = None, frozenset[str]()
            if one.address in left:
                self._pace.wait(one.address, delay)
                page = opened[one.address] = self._page(_target(one.address, listed.get(one.address)), product, options)
                known = _notes(page)
                down = down + 1 if known & DOWN else 0
            self._tell(Step(product=key, state=State.AUDITING, done=number, pages=len(sample), page=page))
            if down == MOST_DOWN or "browser-missing" in known:
                raise _Stopped("browser-missing" if "browser-missing" in known else "went-down")
        pages = [opened[one.address] for one in sample]
        if all(page.sha256 is None for page in pages):
            raise _Stopped("went-down" if all(_notes(page) & DOWN for page in pages) else "no-page-opened")

    def _page(self, target: Target, product: Product, options: AuditOptions) -> PageResult:
        settings = self._settings
        page, document = audit.audit_opened(replace(target, entity=product.entity), options)
        self._pace.leave([target.address])
        kept = {}
        if document is not None and settings.keep_years and (options.credentials is None or settings.keep_behind_login):
            kept = snapshots.keep(settings.snapshots, settings.year, product.key, document, browser=page.browser)
        self._store.add(settings.run_id, page, product=product.key, snapshots=kept)
        return page

    def _options(self, key: str) -> AuditOptions:
        options = self._settings.options
        login = self._settings.logins.get(key)
        return replace(
            options,
            picture=audit.opens_browser(options) and self._settings.keep_years > 0,
            credentials=authentication.credentials(state=Path(login)) if login else options.credentials,
        )

    def _remark(self, key: str) -> str | None:
        """What must be known of a product that is measured; why it failed before is no such thing."""
        states = self._store.states(self._settings.run_id)
        reason = next((one.reason for one in states if one.product == key), None)
        return None if reason in FAILED else reason

    def _put(self, key: str, state: State, reason: str | None = None, *, done: int = 0, pages: int = 0) -> None:
        self._store.put_state(self._settings.run_id, key, state, reason=reason)
        self._tell(Step(product=key, state=state, reason=reason, done=done, pages=pages))


def compare_pages(store: Store, run: str, product: str, options: AuditOptions) -> None:
    """Answer the rules that compare the pages of one site, once all pages of a product are in a run."""
    pages = list(store.pages(run, product=product))
    kept = snapshots_of(store, run, product, pages)
    for before, after, references in zip(pages, audit.together(pages, options), kept, strict=True):
        if after != before:
            store.add(run, after, product=product, snapshots=references)


def snapshots_of(store: Store, run: str, product: str, pages: Sequence[PageResult]) -> Iterator[dict[str, str]]:
    """The references of each page's snapshots by kind, in the order of the pages."""
    rows = list(store.snapshots(run, product=product))
    for page in pages:
        found: dict[str, str] = {}
        while page.sha256 is not None and rows and rows[0][0] == page.address and rows[0][1] not in found:
            _, kind, reference = rows.pop(0)
            found[kind] = reference
        yield found


def _no_crawl(found: Crawled) -> str:
    """Why a crawl gave nothing to choose from; empty if it did."""
    if found.ended == "unreachable" or not found.pages:
        known = (note.key for note in found.notes if note.key in FAILED)
        return next(known, "unreachable" if found.ended == "unreachable" else "no-pages")
    return ""


def _part(found: Crawled) -> str | None:
    """Why a crawl found only a part of the site; None if it found all of it."""
    if any(note.key == "crawl-lost" for note in found.notes):
        return "crawl-lost"
    return "capped" if found.ended == "capped" else None


def _target(address: str, listed: ListedPage | None) -> Target:
    media_type = (listed.media_type or "").partition(";")[0].strip().lower() if listed else ""
    return Target(address=address, media_type=media_type if media_type in DOCUMENTS else None)


def _notes(page: PageResult) -> frozenset[str]:
    return frozenset(note.key for note in page.notes)


def _passed(page: PageResult) -> bool:
    """Whether what hindered a page may have passed by now."""
    return "browser-missing" in _notes(page) or (page.sha256 is None and bool(_notes(page) & PASSING))
