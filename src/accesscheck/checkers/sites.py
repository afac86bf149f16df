"""Rules of kind site: what must be alike on the pages of one site.

A rule is a module named after its id (site-title-repeated -> site/title_repeated.py) with

    applies(outline) -> how many things on a page it looks at; none: inapplicable
    differences(outlines) -> what differs, page by page; the pages are those of one site, at least two

What a rule compares in words, it says with `IN_ONE_LANGUAGE = True`: then only pages of one language are compared.
On one page alone such a rule is untested: `compared` answers it when all pages are there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import ModuleType
from urllib.parse import urlsplit

from accesscheck import fingerprints
from accesscheck.checkers.elements import rule_module
from accesscheck.model.document import Document
from accesscheck.model.finding import Finding, Outcome, Param, RuleResult, UntestedReason, result, untested
from accesscheck.model.location import ElementLocation, WholeDocument
from accesscheck.model.outline import Outline, OutlineLink
from accesscheck.model.report import PageResult
from accesscheck.model.rule import Rule

PACKAGE = "accesscheck.checkers.site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something on a page that is not as on the others. `page` counts from 0; `link` is where, None for the page."""

    page: int
    link: OutlineLink | None = None
    params: Mapping[str, Param] = field(default_factory=dict)


class SiteChecker:
    """Rules that no page alone can answer."""

    kind = "site"

    def probes(self, rule: Rule) -> frozenset[str]:
        return frozenset()

    def check(self, document: Document, rule: Rule) -> RuleResult:
        if document.html is None:
            return untested(rule.id, UntestedReason.NEEDS_HTML)
        return untested(rule.id, UntestedReason.NEEDS_SITE)


def compared(pages: Sequence[PageResult], rules: Mapping[str, Rule]) -> tuple[PageResult, ...]:
    """The pages with their site rules answered, wherever two pages or more are of one site."""
    sites: dict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(pages):
        if page.outline is not None and page.sha256 is not None:
            sites[_site(page)].append(number)
    made = list(pages)
    for numbers in sites.values():
        if len({pages[number].address for number in numbers}) > 1:
            for number, page in zip(numbers, _compared_site([pages[one] for one in numbers], rules), strict=True):
                made[number] = page
    return tuple(made)


def _compared_site(pages: list[PageResult], rules: Mapping[str, Rule]) -> Iterable[PageResult]:
    outlines = [page.outline or Outline() for page in pages]
    answers: dict[str, list[RuleResult]] = {}
    for rule_id in {one.rule_id for page in pages for one in page.results if rules[one.rule_id].kind == "site"}:
        module = rule_module(PACKAGE, rule_id.removeprefix("site-").replace("-", "_"))
        answers[rule_id] = _answer(rules[rule_id], module, pages, outlines)
    for number, page in enumerate(pages):
        results = tuple(answers[one.rule_id][number] if one.rule_id in answers else one for one in page.results)
        yield replace(page, results=results)


def _answer(rule: Rule, module: ModuleType, pages: list[PageResult], outlines: list[Outline]) -> list[RuleResult]:
    found: dict[int, list[Finding]] = defaultdict(list)
    for numbers in _alike(pages, in_one_language=getattr(module, "IN_ONE_LANGUAGE", False)):
        for difference in module.differences([outlines[number] for number in numbers]):
            number = numbers[difference.page]
            made = found[number]
            made.append(_finding(rule, difference, pages[number], len(made) + 1))
    return [
        result(rule.id, tuple(found[number]), checked=max(module.applies(outline), len(found[number])))
        for number, outline in enumerate(outlines)
    ]


def _alike(pages: Sequence[PageResult], *, in_one_language: bool) -> Iterable[list[int]]:
    """The numbers of pages that are compared with each other."""
    by_language: dict[str | None, list[int]] = defaultdict(list)
    for number, page in enumerate(pages):
        by_language[page.language if in_one_language else None].append(number)
    return by_language.values()


def _finding(rule: Rule, difference: Difference, page: PageResult, number: int) -> Finding:
    link = difference.link
    key = fingerprints.page_key(page.address, page.target.folder, page.target.state)
    place = fingerprints.of_text(rule.id, link.name if link else "", link.target if link else "")
    return Finding(
        rule_id=rule.id,
        outcome=Outcome(rule.verdict_on_match),
        impact=rule.impact,
        location=WholeDocument() if link is None else ElementLocation(selector=link.selector, snippet=link.snippet),
        params={"element": link.snippet[:60] if link else "", **difference.params},
        # A place that is found twice keeps its own print: pages list each place once.
        fingerprint=fingerprints.on_page(place, key, 1) if link else fingerprints.on_page(place, key, number),
    )


def _site(page: PageResult) -> str:
    """What pages of one site share: the host; of files, the folder."""
    parts = urlsplit(page.address) if "://" in page.address else None
    return parts.netloc if parts else page.target.folder or page.address.rpartition("/")[0]
