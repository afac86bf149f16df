"""terminal: plain language for a screen, grouped by what matters most. Without a tty it has no colour."""

import io
from collections.abc import Iterator, Mapping

from accesscheck import coverage, messages
from accesscheck.errors import N_
from accesscheck.messages import say, say_count
from accesscheck.model.finding import Finding, Impact, Outcome
from accesscheck.model.location import ElementLocation, TextLocation
from accesscheck.model.report import PageResult, Report
from accesscheck.model.rule import Rule
from accesscheck.reporters import summary
from accesscheck.reporters.score_card import EXTENTS, GROUNDS, ScoreCard, item_name, score_card
from accesscheck.reporters.score_card import MARKS as EXTENT_MARKS

PLACES = 3
"""How many places of one rule are shown on the screen; the other formats have them all."""

MARKS = {Outcome.FAILED: "■", Outcome.CANT_TELL: "▲", Outcome.PASSED: "●", Outcome.UNTESTED: "○"}
WORDS = {
    Outcome.FAILED: N_("failed"),
    Outcome.CANT_TELL: N_("to check"),
    Outcome.PASSED: N_("passed"),
    Outcome.UNTESTED: N_("not tested"),
}
IMPACTS = {
    Impact.MINOR: N_("minor"),
    Impact.MODERATE: N_("moderate"),
    Impact.SERIOUS: N_("serious"),
    Impact.CRITICAL: N_("critical"),
}
# rich ends a line at every space, also at those that hold two words together: they travel as another character.
_HELD = str.maketrans({"\u00a0": "\ue000", "\u202f": "\ue001"})
_FREED = str.maketrans({"\ue000": "\u00a0", "\ue001": "\u202f"})
_STYLES = {Outcome.FAILED: "bold red", Outcome.CANT_TELL: "bold yellow", Outcome.UNTESTED: "dim"}


class TerminalReporter:
    """Text for a screen of a width, with or without colour."""

    name = "terminal"
    suffix = ".txt"

    def __init__(self, *, width: int = 100, colour: bool = False) -> None:
        self._width = max(40, width)
        self._colour = colour

    def render(self, report: Report, rules: Mapping[str, Rule], *, language: str) -> str:
        from rich.console import Console
        from rich.padding import Padding
        from rich.text import Text

        out = io.StringIO()
        console = Console(
            file=out, width=self._width, force_terminal=self._colour, no_color=not self._colour,
            highlight=False, markup=False, emoji=False, legacy_windows=False,
        )  # fmt: skip
        for page in report.pages:
            for indent, style, line in _page(page, rules, language):
                console.print(Padding(Text(line.translate(_HELD), style=style), (0, 0, 0, indent)), soft_wrap=False)
            console.print()
        for line in _totals(report, rules, language):
            console.print(Text(line, style="bold"))
        lines = [line.rstrip() for line in out.getvalue().translate(_FREED).splitlines()]
        return "\n".join(lines) + "\n"


def _page(page: PageResult, rules: Mapping[str, Rule], language: str) -> Iterator[tuple[int, str, str]]:
    yield 0, "bold", f"{page.address} — {page.name}" if page.name else page.address
    if page.sha256 is not None:
        yield 2, "dim", say(language, N_("Checked as: {kinds}"), kinds=summary.kinds(page, language))
    for note in page.notes:
        yield 2, "", messages.note(note, page.address, language)
    if card := score_card(page, rules):
        yield from _card(card, language)
    made = summary.groups((page,), rules)
    aside = summary.set_aside((page,), language)
    if aside:
        yield 2, "dim", aside
    elif not made and summary.counts((page,)).passed:
        yield 2, "", say(language, N_("No problems found by the rules that were tested."))
    for group in made:
        yield from _group(group, language)
    for reason, ids in summary.untested((page,)):
        if page.sha256 is None:
            count = say_count(language, "{count} rule was not tested.", "{count} rules were not tested.", len(ids))
            yield 2, "dim", f"{MARKS[Outcome.UNTESTED]} {count}"
        else:
            head = say_count(language, "Not tested, {count} rule:", "Not tested, {count} rules:", len(ids))
            yield 2, "dim", f"{MARKS[Outcome.UNTESTED]} {head} {messages.reason(reason, language)}"


def _card(card: ScoreCard, language: str) -> Iterator[tuple[int, str, str]]:
    yield 0, "", ""
    if card.level:
        told = N_("Reading level: {level}, an estimate; probably between {low} and {high}. The target is {target}.")
        yield 2, "bold", say(language, told, **card.level)
    for line in card.grounds:
        outcome = EXTENT_MARKS[line.extent]
        shown = messages.labelled(say(language, GROUNDS[line.ground]), say(language, EXTENTS[line.extent]), language)
        yield 2, _STYLES.get(outcome, ""), f"{MARKS[outcome]} {shown}"
    if card.missing:
        names = ", ".join(item_name(rule, language) for rule in card.missing)
        yield 2, "", messages.labelled(say(language, N_("Not found in the text")), names, language)
    yield 2, "dim", say(language, NO_ADVICE)


NO_ADVICE = N_("This is no legal advice. Whether a demand is allowed depends on the job and on the law.")


def _group(group: summary.Group, language: str) -> Iterator[tuple[int, str, str]]:
    rule = group.rule
    texts = messages.texts(rule, language)
    word = say(language, WORDS[group.outcome])
    names = [clause.label for clause in summary.clauses(rule, language) if clause.name.startswith("WCAG")]
    about = ", ".join([say(language, IMPACTS[rule.impact]), *names, rule.id])
    yield 0, "", ""
    yield 2, _STYLES[group.outcome], f"{MARKS[group.outcome]} {messages.labelled(word, texts.title, language)}"
    yield 4, "dim", about
    shown = group.findings[:PLACES]
    for finding in shown:
        yield 4, "", messages.message(rule, finding, language)
        if place := _place(finding, language):
            yield 6, "cyan", place
    if more := len(group.findings) - len(shown):
        yield 4, "", say_count(language, "And {count} more place.", "And {count} more places.", more)
    yield 4, "", say(language, "Mend it: {fix}", fix=_fix(group, language))
    yield 4, "", say(language, "Who is hindered: {who}", who=texts.who)


def _fix(group: summary.Group, language: str) -> str:
    return messages.fix(group.rule, group.findings[0], language)


def _place(finding: Finding, language: str) -> str:
    match finding.location:
        case ElementLocation(line=int(line), snippet=snippet):
            return say(language, "line {line}: {snippet}", line=line, snippet=" ".join(snippet.split())[:120])
        case ElementLocation(selector=selector, snippet=snippet):
            return messages.labelled(selector, " ".join(snippet.split())[:120], language)
        case TextLocation(quote=quote, page=page):
            opening, closing = messages.QUOTES[language]
            text = " ".join(quote.split())
            shown = f"{opening}{text if len(text) <= 120 else text[:117] + '…'}{closing}"
            return shown if page is None else say(language, "page {page}: {quote}", page=page, quote=shown)
        case _:
            return ""


def _totals(report: Report, rules: Mapping[str, Rule], language: str) -> Iterator[str]:
    found = summary.counts(report.pages)
    opened = sum(page.sha256 is not None for page in report.pages)
    parts = [say_count(language, "{count} page checked", "{count} pages checked", opened)]
    if lost := len(report.pages) - opened:
        parts.append(say_count(language, "{count} page could not be opened", "{count} pages could not be opened", lost))
    parts += [
        say_count(language, "{count} problem", "{count} problems", found.failed),
        say_count(language, "{count} point to check", "{count} points to check", found.cant_tell),
    ]
    yield " · ".join(parts)
    if aside := summary.set_aside(report.pages, language):
        yield aside
    if pages := summary.web_pages(report):
        yield summary.coverage_sentence(coverage.criteria(pages, rules), language)
    if found.untested:
        yield say_count(
            language,
            "{count} rule result is untested: that is no pass.",
            "{count} rule results are untested: that is no pass.",
            found.untested,
        )
