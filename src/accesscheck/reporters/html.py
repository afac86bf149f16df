"""html: one file that stands alone: no network, no script; the text and the page with the findings marked in them."""

import base64
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from accesscheck import coverage, messages, standards
from accesscheck.messages import say, say_count
from accesscheck.model.document import Block
from accesscheck.model.finding import Finding
from accesscheck.model.location import ElementLocation, TextLocation
from accesscheck.model.report import PageResult, Report
from accesscheck.model.rule import Reference, Rule
from accesscheck.reporters import summary
from accesscheck.reporters.score_card import EXTENTS, GROUNDS, ScoreCard, item_name, score_card
from accesscheck.reporters.score_card import MARKS as EXTENT_MARKS
from accesscheck.reporters.terminal import IMPACTS, MARKS, WORDS

PLACES = 20
"""How many places of one rule are written out on a page; the report says how many more there are."""
MOST_HELPFUL = 3


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of text between two borders: the findings that cover it, and those that begin there."""

    text: str
    outcomes: tuple[str, ...] = ()
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as the template needs it."""

    number: int
    page: PageResult
    counts: summary.Counts
    groups: Sequence[tuple[summary.Group, Sequence[tuple[int, Finding]]]]
    blocks: Sequence[tuple[Block, Sequence[_Segment]]]
    boxes: Sequence[tuple[int, str, tuple[int, int, int, int]]]
    picture: str | None
    untested: Sequence[tuple[str, tuple[str, ...]]]
    card: ScoreCard | None = None
    numbers: Mapping[int, int] = field(default_factory=dict)


class HtmlReporter:
    """The report as one page."""

    name = "html"
    suffix = ".html"

    def render(self, report: Report, rules: Mapping[str, Rule], *, language: str) -> str:
        from jinja2 import Environment, PackageLoader, StrictUndefined

        environment = Environment(
            loader=PackageLoader("accesscheck.reporters"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters["code"] = _code
        environment.filters["in_lists"] = _in_lists
        pages = [_prepare(number, page, rules, language) for number, page in enumerate(report.pages, 1)]
        found = summary.groups(report.pages, rules)
        return environment.get_template("report.html.jinja").render(
            language=language,
            report=report,
            pages=pages,
            counts=summary.counts(report.pages),
            aside=lambda pages: summary.set_aside(pages, language),
            helpful=found[:MOST_HELPFUL],
            t=lambda message, **params: say(language, message, **params),
            tn=lambda one, many, count, **params: say_count(language, one, many, count, **params),
            word=lambda outcome: say(language, WORDS[outcome]),
            impact=lambda impact: say(language, IMPACTS[impact]),
            mark=lambda outcome: MARKS[outcome],
            message=lambda rule, finding: messages.message(rule, finding, language),
            fix=lambda group: messages.fix(group.rule, group.findings[0], language),
            note=lambda note, page: messages.note(note, page.address, language),
            texts=lambda rule: messages.texts(rule, language),
            clauses=lambda rule: summary.clauses(rule, language, report.run.options.get("country", "BE")),
            place=lambda finding: _place(finding, language),
            language_name=lambda code: messages.language_name(code, language),
            colon=messages.labelled("", "", language),
            kinds=lambda page: summary.kinds(page, language),
            date=_date,
            share=lambda part, whole: f"{100 * part / whole:.2f}%",
            tested=_tested(report, rules, language),
            need_name=lambda letter: standards.user_need(letter, language),
            criterion_name=lambda name: _criterion(name, language),
            extent_word=summary.EXTENTS,
            item_name=lambda rule: item_name(rule, language),
            ground_name=lambda ground: say(language, GROUNDS[ground]),
            ground_extent=lambda extent: say(language, EXTENTS[extent]),
            ground_outcome=lambda extent: EXTENT_MARKS[extent],
            browsers=sorted({page.browser for page in report.pages if page.browser}),
        )


def _prepare(number: int, page: PageResult, rules: Mapping[str, Rule], language: str) -> _Page:
    groups = summary.groups((page,), rules)
    numbers: dict[int, int] = {}
    numbered: list[tuple[summary.Group, list[tuple[int, Finding]]]] = []
    for group in groups:
        places: list[tuple[int, Finding]] = []
        for finding in group.findings[:PLACES]:
            numbers[id(finding)] = len(numbers) + 1
            places.append((numbers[id(finding)], finding))
        numbered.append((group, places))
    shown = [(count, finding) for _, places in numbered for count, finding in places]
    return _Page(
        number=number,
        page=page,
        counts=summary.counts((page,)),
        groups=numbered,
        blocks=list(_marked(page, shown)),
        boxes=list(_boxes(page, shown)),
        picture=_data_address(page),
        untested=[(messages.reason(reason, language), ids) for reason, ids in summary.untested((page,))],
        card=score_card(page, rules),
    )


@dataclass(frozen=True, slots=True)
class _Tested:
    """How far criteria and needs were tested, as the template needs it."""

    sentence: str
    criteria: Sequence[coverage.CriterionCoverage]
    needs: Sequence[coverage.NeedCoverage]


def _tested(report: Report, rules: Mapping[str, Rule], language: str) -> _Tested | None:
    """None for texts alone: the criteria are about pages."""
    pages = summary.web_pages(report)
    if not pages:
        return None
    covered = coverage.criteria(pages, rules)
    return _Tested(summary.coverage_sentence(covered, language), covered, coverage.needs(covered))


def _criterion(name: str, language: str) -> str:
    clause = standards.look_up(Reference(standard="wcag22", clause=name), language)
    return f"{name} {clause.title} ({clause.level})"


def _marked(page: PageResult, shown: Sequence[tuple[int, Finding]]) -> Iterator[tuple[Block, list[_Segment]]]:
    """The blocks of the text, cut at the borders of every finding, so that findings may overlap."""
    if page.text is None:
        return
    spans = sorted(
        (finding.location.start, finding.location.end, number, finding.outcome.value)
        for number, finding in shown
        if isinstance(finding.location, TextLocation)
    )
    for block in page.blocks:
        inside = [span for span in spans if span[0] < block.end and span[1] > block.start]
        borders = {block.start, block.end}
        for start, end, _, _ in inside:
            borders |= {max(start, block.start), min(end, block.end)}
        ordered = sorted(borders)
        segments = [
            _Segment(
                text=page.text[from_:to],
                outcomes=tuple(sorted({outcome for start, end, _, outcome in inside if start <= from_ and to <= end})),
                begins=tuple(number for start, _, number, _ in inside if max(start, block.start) == from_),
            )
            for from_, to in itertools.pairwise(ordered)
        ]
        yield block, segments


def _in_lists(
    blocks: Sequence[tuple[Block, Sequence[_Segment]]],
) -> Iterator[tuple[str, list[tuple[Block, Sequence[_Segment]]]]]:
    """Stretches of blocks of one kind, so that the items of a list stand in a list."""
    for kind, group in itertools.groupby(blocks, key=lambda one: one[0].kind):
        yield kind, list(group)


def _boxes(
    page: PageResult, shown: Sequence[tuple[int, Finding]]
) -> Iterator[tuple[int, str, tuple[int, int, int, int]]]:
    if page.picture is None:
        return
    for number, finding in shown:
        if isinstance(finding.location, ElementLocation):
            box = page.picture.boxes.get(finding.location.selector)
            if box is not None and box[2] * box[3] < 0.9 * page.picture.width * page.picture.height:
                yield number, finding.outcome.value, box


def _data_address(page: PageResult) -> str | None:
    if page.picture is None:
        return None
    return f"data:{page.picture.media_type};base64,{base64.b64encode(page.picture.data).decode('ascii')}"


def _place(finding: Finding, language: str) -> str:
    match finding.location:
        case ElementLocation(line=int(line), selector=selector):
            return say(language, "line {line}, {selector}", line=line, selector=selector)
        case ElementLocation(selector=selector):
            return selector
        case TextLocation(page=int(page)):
            return say(language, "page {page}", page=page)
        case _:
            return ""


def _code(text: str) -> Any:
    """The text with what stands between backticks as code."""
    from markupsafe import Markup, escape

    parts = re.split(r"`([^`]+)`", text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part) for number, part in enumerate(parts)
    )


def _date(moment: Any, language: str) -> str:
    """A day in figures: day, month and year; the year first in English, where the order of the others is unsure."""
    separator = {"nl": "/", "fr": "/", "de": "."}.get(language)
    if separator is None:
        return str(moment.date().isoformat())
    return f"{moment.day}{separator}{moment.month}{separator}{moment.year}"
