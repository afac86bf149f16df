"""What a crawl found: the pages and documents of a product, and what its readers must know."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from accesscheck.model.document import Note
from accesscheck.model.page_list import ListedPage
from accesscheck.monitoring.crawl.course import Course, Want
from accesscheck.monitoring.crawl.journal import Begun, Ended, Page, Record, Sitemap
from accesscheck.monitoring.crawl.notes import notes
from accesscheck.monitoring.crawl.settings import Task
from accesscheck.monitoring.page_kinds import PageFacts, kinds_of

MOST_TEXTS = 200
"""Texts of links to a page that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawled:
    """The pages and documents, by their depth and then by their address; those that only a sitemap names come last.

    A page that did not answer 200 is listed with its status and without kinds; without an answer it has no status.
    `ended`: "capped" if a limit left out pages; "unreachable" if no page could be opened at all. `counts` has
    pages, documents, errors, redirects, doubles, forbidden, trapped and requests.
    """

    pages: tuple[ListedPage, ...] = ()
    notes: tuple[Note, ...] = ()
    ended: Literal["complete", "capped", "unreachable"] = "complete"
    counts: Mapping[str, int] = field(default_factory=dict)


def records_of(lines: list[Begun | Record | Ended]) -> dict[Want, Record]:
    """The answers in a journal, by what was asked for."""
    kinds: dict[type, Literal["sitemap", "page"]] = {Sitemap: "sitemap", Page: "page"}
    return {
        Want(kinds.get(type(line), "robots"), line.address): line
        for line in lines
        if not isinstance(line, Begun | Ended)
    }


def crawled(task: Task, lines: list[Begun | Record | Ended]) -> Crawled:
    """What a journal tells, whether its crawl came to its end or not."""
    begun = next((line for line in lines if isinstance(line, Begun)), None)
    records = records_of(lines)
    course = Course(task, records, today=begun.today if begun is not None else task.today)
    cut = not all(want in records for batch in _whole(course, records) for want in batch)
    ended = next((line.reason for line in lines if isinstance(line, Ended)), "lost" if cut else "")
    pages = tuple(sorted(_listed(course), key=_place))
    usable = any(one.status == 200 for one in pages)
    return Crawled(
        pages=pages,
        notes=tuple(notes(task, course, ended)),
        ended="unreachable" if not usable else "capped" if cut or course.over else "complete",
        counts=_counts(course, pages, records),
    )


def _whole(course: Course, records: Mapping[Want, Record]) -> Iterator[tuple[Want, ...]]:
    """The batches of a course, to the first one that is not known whole."""
    for batch in course.batches():
        yield batch
        if not all(want in records for want in batch):
            return


def listed(address: str, page: Page) -> ListedPage:
    """A page as far as it tells of itself: its kinds, its depth and the links to it are not known yet."""
    return ListedPage(
        address=address,
        features=page.features if page.status == 200 else (),
        template=page.template if page.status == 200 else None,
        language=page.language,
        title=page.title,
        media_type=page.media_type,
        status=page.status,
        size=page.size,
        modified=page.modified,
    )


def is_listed(page: Page) -> bool:
    """Whether an answer is one for the list: a page, a document, an error; not a redirect, nor a file of data."""
    return page.is_page or page.is_document or page.status is None or page.status >= 400 or bool(page.problem)


def _place(page: ListedPage) -> tuple[bool, int, str]:
    return page.depth is None, page.depth or 0, page.address


def _listed(course: Course) -> Iterator[ListedPage]:
    ways = _Ways(course)
    for address, page in course.pages():
        astray = page.to is not None and address in course.starts and course.onward(page) is None
        if not astray and (not is_listed(page) or ways.name(address) != address):
            continue
        one = listed(address, page)
        depth, found_on = ways.of(address)
        facts = PageFacts(
            address=address,
            home=depth == 0,
            title=page.title,
            headings=page.headings,
            link_texts=ways.texts(address),
            media_type=page.media_type,
            features=page.features,
            job_posting=page.job_posting,
        )
        yield replace(one, kinds=_kinds(page, facts), depth=depth, found_on=found_on)


def _kinds(page: Page, facts: PageFacts) -> tuple[str, ...]:
    if page.status != 200 or page.problem:
        return ()
    # Of a file that is sent as plain bytes, only its name tells.
    return ("document",) if page.is_document else kinds_of(facts)


class _Ways:
    """How the pages of a site are reached: over redirects and other forms of an address, to the page itself."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._names: dict[str, str] = {}
        self._texts: dict[str, list[str]] = defaultdict(list)
        links: dict[str, dict[str, None]] = {}
        for address, page in course.pages():
            links.setdefault(self.name(address), {}).update(self._links(page))
        self._found = self._walk(links)

    def name(self, address: str) -> str:
        """The address of the page that an address leads to in the end; itself if it leads in a circle."""
        settled = self._course.scope.settled(address)
        if settled not in self._names:
            seen = {settled: None}
            here = settled
            while (onward := self._next(here)) != here and onward not in seen:
                seen[onward] = None
                here = onward
            self._names[settled] = here if self._next(here) == here else settled
        return self._names[settled]

    def of(self, address: str) -> tuple[int | None, str | None]:
        """The links from the start to a page, and the page with the link; or no depth, and the sitemap."""
        return self._found.get(address, (None, self._course.from_sitemaps.get(address)))

    def texts(self, address: str) -> tuple[str, ...]:
        """What the links to a page say."""
        return tuple(self._texts.get(address, ())[:MOST_TEXTS])

    def _next(self, address: str) -> str:
        page = self._course.page(address)
        onward = self._course.onward(page) if page is not None else None
        return onward or self._course.original(address)

    def _links(self, page: Page) -> Iterator[tuple[str, None]]:
        for link, text in page.links:
            if self._course.scope.holds(link) and self._course.scope.settled(link) in self._course.visited:
                name = self.name(link)
                if text:
                    self._texts[name].append(text)
                yield name, None

    def _walk(self, links: Mapping[str, Mapping[str, None]]) -> dict[str, tuple[int, str | None]]:
        """The least number of links to each page from the start, and the page before it."""
        found: dict[str, tuple[int, str | None]] = {self.name(one): (0, None) for one in self._course.starts}
        waiting = deque(found)
        while waiting:
            address = waiting.popleft()
            for link in links.get(address, ()):
                if link not in found:
                    found[link] = (found[address][0] + 1, address)
                    waiting.append(link)
        return found


def _answered(course: Course, address: str) -> bool:
    robots = course.robots_file(address)
    return robots is not None and robots.status is not None


def _counts(course: Course, pages: tuple[ListedPage, ...], records: Mapping[Want, Record]) -> dict[str, int]:
    visited = [page for _, page in course.pages()]
    found = sum(page.is_page and page.status == 200 for page in visited)
    kept = [one for one in pages if one.status == 200]
    documents = sum(page.is_document for page in visited)
    return {
        "pages": len(kept) - documents,
        "documents": documents,
        "errors": sum(one.status is None or one.status >= 400 for one in pages),
        "redirects": sum(page.to is not None for page in visited),
        "doubles": found - (len(kept) - documents),
        "forbidden": sum(_answered(course, address) for address in course.left_out["robots"]),
        "trapped": len(course.left_out["trap"]) + len(course.left_out["depth"]),
        "requests": len(records),
    }
