"""What a waiver covers: its rule, and the page, the element or the words it names."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase

from accesscheck import page_names
from accesscheck.dom import Node, look_up
from accesscheck.model.document import Document
from accesscheck.model.finding import Finding, RuleResult
from accesscheck.model.location import ElementLocation, TextLocation
from accesscheck.model.report import PageResult
from accesscheck.model.waiver import Waiver


def applied(page: PageResult, waivers: Iterable[Waiver], document: Document | None = None) -> PageResult:
    """The page with its waivers on the findings that they cover.

    A selector is matched in the document: it covers an element and what is in it. Where there is no document it must be
    the finding's own selector.
    """
    here = [waiver for waiver in waivers if _is_for(waiver, page)]
    if not here:
        return page
    results = tuple(_waived(result, here, document) for result in page.results)
    return replace(page, results=results)


def _waived(result: RuleResult, waivers: list[Waiver], document: Document | None) -> RuleResult:
    fitting = [waiver for waiver in waivers if fnmatchcase(result.rule_id, waiver.rule)]
    if not fitting or not result.findings:
        return result
    findings = tuple(
        replace(finding, waiver=next((one for one in fitting if _covers(one, finding, document)), finding.waiver))
        for finding in result.findings
    )
    return replace(result, findings=findings)


def unused(waivers: Iterable[Waiver], pages: Iterable[PageResult]) -> Iterator[Waiver]:
    """The waivers that covered nothing, though a page of theirs was checked by a rule of theirs."""
    pages = tuple(pages)
    used = {finding.waiver for page in pages for finding in page.findings}
    for waiver in waivers:
        if waiver not in used and any(_was_looked_for(waiver, page) for page in pages):
            yield waiver


def expired(waivers: Iterable[Waiver], today: date) -> tuple[Waiver, ...]:
    """The waivers whose last day is past."""
    return tuple(waiver for waiver in waivers if waiver.expires < today)


def _was_looked_for(waiver: Waiver, page: PageResult) -> bool:
    return _is_for(waiver, page) and any(
        result.reason is None and fnmatchcase(result.rule_id, waiver.rule) for result in page.results
    )


def _is_for(waiver: Waiver, page: PageResult) -> bool:
    return waiver.page is None or page_names.fits(waiver.page, page.address, page.target)


def _covers(waiver: Waiver, finding: Finding, document: Document | None) -> bool:
    if waiver.text is not None and _even(waiver.text) not in _even(_words(finding)):
        return False
    return waiver.selector is None or _is_in(finding, waiver.selector, document)


def _words(finding: Finding) -> str:
    match finding.location:
        case TextLocation(quote=text) | ElementLocation(snippet=text):
            return text
        case _:
            return ""


def _is_in(finding: Finding, selector: str, document: Document | None) -> bool:
    place = finding.location.selector if isinstance(finding.location, ElementLocation | TextLocation) else None
    if place is None:
        return False
    if place == selector:
        return True
    found = look_up(document, place) if document is not None else None
    if found is None:
        return False
    dom, node = found
    covered = {one.mem_id for one in dom.select(selector)}
    current: Node | None = node
    while current is not None:
        if current.mem_id in covered:
            return True
        current = current.parent
    return False


def _even(text: str) -> str:
    return " ".join(text.split()).casefold()
