"""What a test that fails says: each finding with its place, how to mend it, and the criterion."""

import textwrap
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from accesscheck import messages
from accesscheck.errors import N_
from accesscheck.messages import say, say_count
from accesscheck.model.finding import Finding, RuleResult, UntestedReason
from accesscheck.model.location import ElementLocation, TextLocation
from accesscheck.model.report import PageResult
from accesscheck.model.rule import Rule
from accesscheck.model.standing import Standing
from accesscheck.reporters import summary
from accesscheck.reporters.terminal import IMPACTS, MARKS, WORDS

MOST = 20
"""Findings that are shown."""
WIDTH = 90
"""Columns; pytest puts some before them."""


def of_findings(page: PageResult, rules: Mapping[str, Rule], language: str, *, title: str) -> str:
    """What the findings of a page are that make a test fail, the most serious first."""
    lines = [f"{_head(page, language)} ({title})", *_findings(page, rules, language), *_others(page, language)]
    return "\n".join(lines)


def of_level(page: PageResult, language: str, *, title: str) -> str:
    """That a text is harder than the gate allows, though it is within what it aims at."""
    told = N_("{address}: this text is surely harder than the level that --fail-on names.")
    return "\n".join(_wrapped(messages.labelled("accesscheck", say(language, told, address=title), language), 0))


def of_gaps(page: PageResult, gaps: Collection[UntestedReason], language: str, *, title: str) -> str:
    """Why a page was not tested as was asked for."""
    notes = [
        say(language, _HERE[note.key]) if note.key in _HERE else messages.note(note, title, language)
        for note in page.notes
        if note.key not in _QUIET
    ]
    if page.sha256 is not None:
        for reason, ids in summary.untested((page,)):
            if reason not in gaps:
                continue
            head = say_count(language, "Not tested, {count} rule:", "Not tested, {count} rules:", len(ids))
            notes.append(f"{head} {messages.reason(reason, language)}")
    first, *others = [line for note in notes for line in _wrapped(note, 0)]
    return "\n".join([messages.labelled("accesscheck", first, language), *others])


_QUIET = frozenset({"as-it-stands", "text-too-short", "level-exempt"})
"""Notes that say nothing of what was not tested."""

_HERE = {
    "browser-missing": N_(
        'No browser was found. Run “accesscheck install-browser”, or check the source: depth="quick".'
    ),
    "language-unknown": N_('The language of the text is not clear. Name it, such as language="nl".'),
}
"""Notes that advise what is done in another way here."""


def _head(page: PageResult, language: str) -> str:
    count = sum(finding.standing is Standing.STOPS for finding in page.findings)
    told = say_count(language, "{count} finding makes this test fail", "{count} findings make this test fail", count)
    return messages.labelled("accesscheck", told, language)


def _findings(page: PageResult, rules: Mapping[str, Rule], language: str) -> Iterator[str]:
    left = MOST
    hidden = 0
    for group in summary.groups((_stopping(page),), rules):
        shown = group.findings[:left]
        hidden += len(group.findings) - len(shown)
        left -= len(shown)
        if shown:
            yield ""
            yield from _group(replace(group, findings=shown), language)
    if hidden:
        yield ""
        yield say_count(language, "And {count} more place.", "And {count} more places.", hidden)


def _stopping(page: PageResult) -> PageResult:
    return replace(page, results=tuple(_only_stopping(result) for result in page.results if result.findings))


def _only_stopping(result: RuleResult) -> RuleResult:
    findings = tuple(finding for finding in result.findings if finding.standing is Standing.STOPS)
    return replace(result, findings=findings) if findings else result


def _group(group: summary.Group, language: str) -> Iterator[str]:
    rule = group.rule
    about = f"{say(language, WORDS[group.outcome])}, {say(language, IMPACTS[rule.impact])}"
    yield from _wrapped(f"{MARKS[group.outcome]} {messages.texts(rule, language).title} ({about})", 0)
    told = ""
    for finding in group.findings:
        message = messages.message(rule, finding, language)
        if message != told:
            yield from _wrapped(message, 2)
        told = message
        for line in _place(finding, language):
            yield f"    {line}"
    fix = messages.fix(rule, group.findings[0], language)
    yield from _wrapped(say(language, "Mend it: {fix}", fix=fix), 2)
    names = [clause.label for clause in summary.clauses(rule, language) if clause.name.startswith("WCAG")]
    yield from _wrapped(" · ".join([*names, rule.id]), 2)


def _place(finding: Finding, language: str) -> Iterator[str]:
    match finding.location:
        case ElementLocation(selector=selector, snippet=snippet, line=line):
            yield selector if line is None else f"{say(language, N_('line {line}'), line=line)}, {selector}"
            yield _cut(snippet)
        case TextLocation(quote=quote, selector=selector, page=page):
            opening, closing = messages.QUOTES[language]
            told = f"{opening}{_cut(quote)}{closing}"
            yield told if page is None else say(language, "page {page}: {quote}", page=page, quote=told)
            if selector:
                yield selector


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= WIDTH - 8 else f"{flat[: WIDTH - 9].rstrip()}…"


def _others(page: PageResult, language: str) -> Iterator[str]:
    known = sum(finding.standing is Standing.KNOWN for finding in page.findings)
    yield ""
    if known:
        yield say_count(
            language,
            "{count} finding is known, and not shown here.",
            "{count} findings are known, and not shown here.",
            known,
        )
    yield from _wrapped(say(language, N_("To accept what is there now, run with --accesscheck-update.")), 0)


def _wrapped(text: str, indent: int) -> list[str]:
    before = " " * indent
    return textwrap.wrap(
        text, WIDTH, initial_indent=before, subsequent_indent=before, break_long_words=False, break_on_hyphens=False
    )
