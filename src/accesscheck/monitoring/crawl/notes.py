"""What the readers of a page list must know of the crawl that made it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from accesscheck.model.document import Note
from accesscheck.monitoring.crawl.addresses import tidy
from accesscheck.monitoring.crawl.course import Course
from accesscheck.monitoring.crawl.journal import Page
from accesscheck.monitoring.crawl.settings import Task
from accesscheck.sources.login_page import is_login_page
from accesscheck.sources.source_error import megabytes, of_status

LARGEST = 10_000_000
"""Page that is read, in bytes."""
_PASSWORD_FIELD = "<input type=password>"  # noqa: S105, markup


def notes(task: Task, course: Course, ended: str) -> Iterator[Note]:
    """The notes on a crawl; each param `address` is what the note is about. `ended`: why it ended early, or empty."""
    yield from (
        Note(key="address-invalid", params={"address": one[:200]}) for one in task.addresses if tidy(one) is None
    )
    for start in course.starts:
        yield from _on_start(task, course, start)
    first = next(iter(course.starts), "")
    if ended == "minutes":
        yield Note(key="crawl-minutes", params={"address": first, "minutes": f"{task.settings.minutes:g}"})
    elif ended:
        yield Note(key="crawl-lost", params={"address": first})
    yield from _on_limits(task, course, first)
    yield from _on_pages(task, course, first)
    for address in course.sitemaps:
        found = course.sitemap(address)
        if found is not None and found.problem:
            yield Note(key="crawl-sitemap", params={"address": address})


def _on_start(task: Task, course: Course, start: str) -> Iterator[Note]:
    """What kept us from a start, or what stands in its place."""
    robots = course.robots_file(course.scope.settled(start)) or course.robots_file(start)
    page = course.page(start)
    if robots is not None and robots.status is None:
        yield _problem(task, start, robots.problem)
    elif robots is not None and robots.status is not None and robots.status >= 500:
        yield Note(key="crawl-robots-failed", params={"address": start, "status": str(robots.status)})
    elif start in course.left_out["robots"]:
        yield Note(key="crawl-robots", params={"address": start})
    elif page is not None:
        yield from _on_answer(task, course, start, page)


def _on_answer(task: Task, course: Course, start: str, page: Page) -> Iterator[Note]:
    here, at, passed = start, page, {start}
    while (onward := course.onward(at)) is not None:
        if onward in passed:
            yield Note(key="redirect-loop", params={"address": start})
            return
        passed.add(onward)
        here, at = onward, course.page(onward) or at
    if at.problem:
        yield _problem(task, here, at.problem)
    elif at.to is not None:
        forbidden = course.scope.settled(at.to) in course.left_out["robots"]
        key = "crawl-robots" if forbidden else "crawl-moved" if not course.scope.holds(at.to) else "redirect-loop"
        yield Note(key=key, params={"address": start, "to": at.to})
    elif at.status is not None and at.status >= 400:
        note = of_status(at.status).note
        yield Note(key=note.key, params={"address": here, **note.params})
    elif "password" in at.features and is_login_page(start, here, _PASSWORD_FIELD):
        yield Note(key="login-page", params={"address": start, "to": here})


def _on_limits(task: Task, course: Course, first: str) -> Iterator[Note]:
    if "pages" in course.over:
        yield Note(key="crawl-most-pages", params={"address": first, "limit": str(task.settings.most_pages)})
    if "documents" in course.over:
        yield Note(key="crawl-most-documents", params={"address": first, "limit": str(task.settings.most_documents)})
    endless = course.left_out["trap"] | course.left_out["depth"]
    if endless:
        yield Note(key="crawl-trapped", params={"address": first, "count": str(len(endless)), "example": min(endless)})


def _on_pages(task: Task, course: Course, first: str) -> Iterator[Note]:
    late = sum(page.problem == "timeout" for address, page in course.pages() if address not in course.starts)
    if late:
        yield Note(
            key="crawl-late",
            params={"address": first, "count": str(late), "seconds": f"{task.settings.timeout:g}"},
        )
    unrendered = sum(page.unrendered for _, page in course.pages())
    if unrendered:
        yield Note(key="crawl-unrendered", params={"address": first, "count": str(unrendered)})


def _problem(task: Task, address: str, key: str) -> Note:
    """A problem with one address, with all that its sentence may name."""
    limit = megabytes(LARGEST)
    return Note(
        key=key,
        params={
            "address": address,
            "host": urlsplit(address).hostname or address,
            "seconds": f"{task.settings.timeout:g}",
            "size": f">{limit}",
            "limit": limit,
        },
    )
