"""The pages of a product that are audited, by Implementing Decision (EU) 2018/1524, Annex I, 3.2, and WCAG-EM 2.0.

The structured part depends on the list of pages alone. The random part is drawn by lots that follow from the seed and
the address of a page, so one page more or less does not change the lots of the others.
"""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from accesscheck.model.page_list import ChosenPage, ListedPage
from accesscheck.monitoring import page_kinds
from accesscheck.monitoring.sizes import Method
from accesscheck.monitoring.steps import processes

OF_THE_SITE = ("home", "login", "sitemap", "contact", "help", "legal")
"""Point (a) of the Decision."""
USES = ("search", "form", "process", "news")
"""Point (b): what else a site is used for beside its services."""
ANSWERING = ("statement", "feedback")
"""Point (c)."""
EXPECTED = (*OF_THE_SITE, *ANSWERING, "search")
"""Kinds that nearly every site has; if the crawl found none, that is worth telling."""

SPECIAL = ("video", "audio", "table", "map", "frame", "dialog")
"""Content for which a simplified sample looks beside the home page and a form."""

_HTML = ("text/html", "application/xhtml+xml")
_READABLE = (".pdf", ".docx")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSampleSettings:
    """How large a sample of pages is. The Decision sets the random share; the other figures are ours.

    At most so many `services`, `documents` to download, `distinct` pages, and `vacancies`; `simplified`: pages of the
    structured part of that method, the home page among them; `random`: its share of the rest, rounded up.
    """

    services: int = 8
    documents: int = 5
    distinct: int = 10
    vacancies: int = 10
    simplified: int = 3
    random: Fraction = Fraction(1, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSample:
    """The pages in the order in which they were chosen, and the kinds that were looked for and not found."""

    chosen: tuple[ChosenPage, ...]
    missing: tuple[str, ...] = ()


def choose(
    pages: Sequence[ListedPage],
    *,
    method: Method,
    seed: int | str,
    settings: PageSampleSettings | None = None,
) -> PageSample:
    """The sample of a product. Only pages that the server gave with status 200 are in it, each one once."""
    settings = settings or PageSampleSettings()
    sampling = Sampling(pages)
    if method == "simplified":
        missing = tuple(_simplified(sampling, settings))
    else:
        missing = tuple(_in_depth(sampling, settings))
        sampling.add_steps()
    sampling.add_random(seed, settings.random, steps=method != "simplified")
    return PageSample(chosen=sampling.chosen, missing=missing)


def _in_depth(sampling: "Sampling", settings: PageSampleSettings) -> Iterator[str]:
    """Choose (a) to (f); gives the kinds that are missing."""
    for kind in (*OF_THE_SITE, *ANSWERING):
        if not sampling.add_kind(kind):
            yield kind
    sampling.add_services(settings.services)
    for kind in USES:
        if not sampling.add_kind(kind) and kind in EXPECTED:
            yield kind
    sampling.add_languages()
    # Before (d): what is chosen for itself has a better reason than that it looks different.
    sampling.add_vacancies(settings.vacancies)
    sampling.add_documents(settings.documents)
    sampling.add_distinct(settings.distinct)


def _simplified(sampling: "Sampling", settings: PageSampleSettings) -> Iterator[str]:
    """Choose the home page, one with a form, and others with special content; gives what is missing."""
    if settings.simplified > 0 and not sampling.add_kind("home"):
        yield "home"
    if settings.simplified > 1 and not (sampling.add_kind("form") or sampling.add_holding(("form",))):
        yield "form"
    if settings.simplified > len(sampling.chosen):
        sampling.add_holding(SPECIAL)
    sampling.add_distinct(settings.simplified - len(sampling.chosen))
    sampling.add_further(settings.simplified - len(sampling.chosen))
    sampling.add_languages()
    sampling.add_vacancies(settings.vacancies)


class Sampling:
    """A sample in the making. Of equal pages, those in the main language go first, then those near the home page."""

    def __init__(self, pages: Iterable[ListedPage], chosen: Sequence[ChosenPage] = ()) -> None:
        listed = {page.address: page for page in reversed(list(pages))}
        there = [page for page in listed.values() if page.status == 200]
        self._documents = sorted((page for page in there if _is_document(page)), key=_nearest)
        web = sorted((page for page in there if not _is_document(page) and _is_page(page)), key=_nearest)
        self._language = _main_language(web)
        self._pages = sorted(web, key=lambda page: self._is_foreign(page) or page_kinds.is_paging(page.address))
        self._processes = processes(self._pages)
        self._chosen = {one.address: one for one in chosen}
        self._covered: set[str] = set()
        for one in chosen:
            if one.address in listed:
                self._covered |= _shows(listed[one.address])

    @property
    def chosen(self) -> tuple[ChosenPage, ...]:
        """The pages so far."""
        return tuple(self._chosen.values())

    def add_kind(self, kind: str) -> bool:
        """The best page of a kind, unless it is chosen already. False if there is none."""
        page = next((page for page in self._pages if kind in page.kinds), None)
        if page is not None:
            self._take(page, kind)
        return page is not None

    def add_services(self, most: int) -> None:
        """A page for each type of service, one with a form if there is one; of many types, those that show most."""
        groups: dict[str, list[ListedPage]] = defaultdict(list)
        for page in self._pages:
            if "service" in page.kinds and not self._is_foreign(page):
                groups[page_kinds.type_of_service(page.address) or ""].append(page)
        best = {name: min(rows, key=lambda page: "form" not in page.features) for name, rows in groups.items()}
        for name, page in self._most_telling(best, most):
            self._take(page, "service", service=name)

    def add_languages(self) -> None:
        """The home page of each other language; else, of a language with several pages, the first of them."""
        foreign: dict[str, list[ListedPage]] = defaultdict(list)
        for page in self._pages:
            if self._is_foreign(page):
                foreign[_language(page)].append(page)
        for language, rows in sorted(foreign.items()):
            home = next((page for page in rows if "home" in page.kinds), None)
            if home is not None or len(rows) > 1:
                self._take(home or rows[0], "language", spoken=language)

    def add_distinct(self, most: int) -> None:
        """Up to so many pages, each one that shows most of what no page before it does: features, and a template."""
        for _ in range(most):
            page = max(self._open(), key=lambda page: len(_shows(page) - self._covered), default=None)
            if page is None or not (brings := _shows(page) - self._covered):
                return
            features = [name for name in page.features if name in brings]
            if features:
                self._take(page, "content", features=",".join(features))
            else:
                self._take(page, "appearance")

    def add_holding(self, features: Sequence[str]) -> bool:
        """The page with most of these features. False if no page has one."""

        def held(page: ListedPage) -> list[str]:
            return [name for name in features if name in page.features]

        page = max(self._open(), key=lambda page: len(held(page)), default=None)
        if page is None or not held(page):
            return False
        self._take(page, "content", features=",".join(held(page)))
        return True

    def add_further(self, most: int) -> None:
        """Up to so many pages that are near the home page."""
        for page in list(self._open())[: max(0, most)]:
            self._take(page, "near")

    def add_documents(self, most: int) -> None:
        """A download for each type of service, for those in the sample first, and one of another kind."""
        groups: dict[str, list[ListedPage]] = defaultdict(list)
        for page in self._documents:
            service = page_kinds.type_of_service(page.found_on or "") or page_kinds.type_of_service(page.address)
            groups[service or ""].append(page)
        wanted = [one.params["service"] for one in self.chosen if one.reason == "service"]
        ordered = sorted(groups, key=lambda name: (name not in wanted, not name, name))
        for name in ordered[:most]:
            page = min(groups[name], key=lambda page: not page.address.lower().endswith(_READABLE))
            self._take(page, "download", service=name)

    def add_vacancies(self, most: int) -> None:
        """Up to so many vacancies: their language is checked."""
        for page in [page for page in self._pages if "vacancy" in page.kinds][:most]:
            self._take(page, "vacancy")

    def add_like(self, address: str, count: int) -> int:
        """Up to so many pages with the template of a page; gives how many there were."""
        template = next((page.template for page in self._pages if page.address == address), None)
        alike = [page for page in self._open() if template is not None and page.template == template][:count]
        for page in alike:
            self._take(page, "like", page=address)
        return len(alike)

    def add_steps(self) -> None:
        """All other steps of each process of which a step is chosen."""
        for one in self.chosen:
            for step in self._processes.get(one.address, ()):
                self._take(step, "step", "process", page=one.address)

    def add_random(self, seed: int | str, share: Fraction, *, steps: bool) -> None:
        """Random pages until they are this share of the others; one at least. With their other `steps` if asked."""
        pool = sorted(self._open(), key=lambda page: (_lot(seed, page.address), page.address))
        if not self._pages:
            left = (page for page in self._documents if page.address not in self._chosen)
            pool = sorted(left, key=lambda page: (_lot(seed, page.address), page.address))
        for page in pool:
            parts = Counter(one.part for one in self.chosen)
            if parts["random"] >= max(1, math.ceil(share * (parts.total() - parts["random"]))):
                return
            self._take(page, "random", "random")
            if steps:
                self.add_steps()

    def _take(
        self,
        page: ListedPage,
        reason: str,
        part: Literal["structured", "process", "random"] = "structured",
        /,
        **params: str,
    ) -> None:
        """Choose a page, unless it is chosen: then its first reason stays."""
        if page.address not in self._chosen:
            self._chosen[page.address] = ChosenPage(address=page.address, part=part, reason=reason, params=params)
            self._covered |= _shows(page)

    def _open(self) -> Iterator[ListedPage]:
        return (page for page in self._pages if page.address not in self._chosen)

    def _most_telling(self, best: dict[str, ListedPage], most: int) -> Iterator[tuple[str, ListedPage]]:
        """Up to so many of the pages, each time the one that shows most of what is not shown yet."""
        left = dict(best)
        while left and most > 0:
            name = max(left, key=lambda name: len(_shows(left[name]) - self._covered))
            most -= 1
            yield name, left.pop(name)

    def _is_foreign(self, page: ListedPage) -> bool:
        return _language(page) not in ("", self._language)


def _main_language(pages: Sequence[ListedPage]) -> str:
    """The language of the home page, else that of most pages; empty if none says its language."""
    home = next((_language(page) for page in pages if "home" in page.kinds), "")
    counts = Counter(filter(None, map(_language, pages)))
    return home or min(counts, key=lambda name: (-counts[name], name), default="")


def _language(page: ListedPage) -> str:
    tag = page.language or page_kinds.language_in(page.address) or ""
    return tag.replace("_", "-").partition("-")[0].strip().lower()


def _is_document(page: ListedPage) -> bool:
    return "document" in page.kinds


def _is_page(page: ListedPage) -> bool:
    return page.media_type is None or page.media_type.partition(";")[0].strip().lower() in _HTML


def _nearest(page: ListedPage) -> tuple[float, int, str]:
    """Pages with fewest links on the way to them first, then those with a short path."""
    return math.inf if page.depth is None else page.depth, page.address.rstrip("/").count("/"), page.address


def _shows(page: ListedPage) -> set[str]:
    """What a page shows: its features, and its template."""
    return {*page.features, *([f"template {page.template}"] if page.template else [])}


def _lot(seed: int | str, address: str) -> float:
    """From 0 to 1; the lowest are drawn. Only random() gives the same in each version of Python."""
    return random.Random(f"{seed}:{address}").random()  # noqa: S311, a lot that anyone can draw again
