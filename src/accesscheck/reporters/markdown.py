"""markdown: a comment for a pull request or merge request, or the summary of a job.

The answer, a table of rules, and folded details. Words from pages are text in it: no markup, no link, and nobody is
called by name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from accesscheck import messages
from accesscheck.errors import N_
from accesscheck.messages import say, say_count
from accesscheck.model.finding import Finding
from accesscheck.model.report import Report
from accesscheck.model.rule import Rule
from accesscheck.reporters import code_hosts, summary
from accesscheck.reporters.code_hosts import Placed, one_line
from accesscheck.reporters.junit import place_of
from accesscheck.reporters.terminal import IMPACTS, WORDS

LONGEST = 60_000
"""Characters. GitHub takes 65,536 of a comment; a line that another tool adds needs room too."""
TABLE = 20_000
"""Characters of the table, so that details have room."""
LAST = 500
"""Characters kept free for the sentence that says what is left out."""
PLACES = 20
"""How many places of one rule are written out."""
QUOTE = 160
"""Characters of what stands at a place."""

# A reference to a character is never taken for markup (CommonMark 0.31.2, section 2.5).
_SIGNS = re.compile(r"[\\`*_{}\[\]()#|~<>&@:$]")
# @name and #12 are looked for after markup is read, so the sign and the name are kept apart too; www. makes a link.
_CALLS = re.compile(r"(?:[@#](?=\w)|www(?=\.))", re.I)
_LIST = re.compile(r"[-+=]|\d+[.)]")
"""What makes a list or a heading at the begin of a line."""
_JOINER = "\u2060"


class MarkdownReporter:
    """What matters most first; what does not fit is said in numbers."""

    name = "markdown"
    suffix = ".md"

    def render(self, report: Report, rules: Mapping[str, Rule], *, language: str) -> str:
        groups = _groups(code_hosts.worst_first(code_hosts.still_open(code_hosts.placed(report, rules))))
        parts = [f"**{escaped(code_hosts.answer(report, language))}**"]
        parts += [escaped(sentence) for sentence in code_hosts.not_tested(report, language)]
        parts += _lost(report, language)
        if groups:
            parts.append(_table(groups, language))
        head = "\n\n".join(parts)
        country = report.run.options.get("country", "BE")
        details, hidden = _details(groups, LONGEST - len(head) - LAST, language, country)
        text = "\n\n".join([head, *details])
        if sentence := code_hosts.left_out(hidden, language):
            text += f"\n\n{escaped(sentence)}"
        return f"{text}\n"


def escaped(text: str) -> str:
    """The text on one line, in which nothing is markup, a link, or the name of someone to call."""
    line = _CALLS.sub(lambda call: call[0] + _JOINER, one_line(text))
    if _LIST.match(line):
        line = _JOINER + line
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", line)


def _code(text: str) -> str:
    return f"<code>{escaped(text)}</code>"


def _groups(found: Iterable[Placed]) -> list[list[Placed]]:
    """The findings by rule and outcome, the worst first."""
    collected: dict[tuple[str, str], list[Placed]] = {}
    for one in found:
        collected.setdefault((one.rule.id, one.finding.outcome), []).append(one)
    return list(collected.values())


def _lost(report: Report, language: str) -> Iterator[str]:
    """Why pages were not opened, of as many as PLACES."""
    why = [lost for page in report.pages if (lost := code_hosts.why_lost(page, language))]
    if why:
        yield "\n".join(f"- {escaped(sentence[:500])}" for sentence in why[:PLACES])


def _table(groups: list[list[Placed]], language: str) -> str:
    names = (N_("Outcome"), N_("Rule"), N_("Impact"), N_("Places"), N_("Pages"))
    head = [f"| {' | '.join(say(language, name) for name in names)} |", "| --- | --- | --- | ---: | ---: |"]
    rows = [_row(group, language) for group in groups]
    shown = _fitting(rows, TABLE)
    if more := len(rows) - len(shown):
        more_rules = say_count(language, "And {count} more rule.", "And {count} more rules.", more)
        return "\n".join([*head, *shown, "", more_rules])
    return "\n".join([*head, *shown])


def _row(group: list[Placed], language: str) -> str:
    first = group[0]
    cells = (
        say(language, WORDS[first.finding.outcome]),
        f"{escaped(messages.texts(first.rule, language).title)} {_code(first.rule.id)}",
        say(language, IMPACTS[first.finding.impact]),
        str(len(group)),
        str(len({id(one.page) for one in group})),
    )
    return f"| {' | '.join(cells)} |"


def _fitting(parts: list[str], room: int) -> list[str]:
    """As many of the first parts as fit in a number of characters, with two for each border."""
    kept: list[str] = []
    for part in parts:
        room -= len(part) + 2
        if room < 0:
            break
        kept.append(part)
    return kept


def _details(groups: list[list[Placed]], room: int, language: str, country: str) -> tuple[list[str], list[Finding]]:
    """The folded parts that fit, and the findings that are not written out."""
    parts = [_detail(group, language, country) for group in groups]
    shown = _fitting(parts, room)
    hidden = [one.finding for group in groups[: len(shown)] for one in group[PLACES:]]
    hidden += [one.finding for group in groups[len(shown) :] for one in group]
    return shown, hidden


def _detail(group: list[Placed], language: str, country: str) -> str:
    first = group[0]
    texts = messages.texts(first.rule, language)
    word = say(language, WORDS[first.finding.outcome])
    title = messages.labelled(escaped(word), escaped(texts.title), language)
    lines = [f"<details><summary>{title} ({len(group)})</summary>", ""]
    lines += [f"- {_line(one, language)}" for one in group[:PLACES]]
    lines.append("")
    if more := max(len(group) - PLACES, 0):
        lines += [escaped(say_count(language, "And {count} more place.", "And {count} more places.", more)), ""]
    lines += [escaped(say(language, "Mend it: {fix}", fix=code_hosts.fix(first, language))), ""]
    lines += [escaped(say(language, "Who is hindered: {who}", who=texts.who)), ""]
    links = [f"[{escaped(one.label)}]({one.address})" for one in summary.clauses(first.rule, language, country)]
    lines += [", ".join(links), ""] if links else []
    return "\n".join([*lines, "</details>"])


def _line(one: Placed, language: str) -> str:
    at = one.path if code_hosts.is_file(one.page) else one_line(one.page.address)
    told = messages.labelled(_code(at[:QUOTE]), escaped(code_hosts.message(one, language)[:500]), language)
    place = place_of(one.finding, language)
    return f"{told} {_code(place[:QUOTE])}" if place else told
