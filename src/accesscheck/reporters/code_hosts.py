"""What the formats for code hosts share: the file, the line and the identity of a finding, and text that is safe."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from accesscheck import fingerprints, messages
from accesscheck.errors import N_
from accesscheck.messages import say, say_count
from accesscheck.model.finding import Finding, Impact, Outcome
from accesscheck.model.location import ElementLocation
from accesscheck.model.report import PageResult, Report
from accesscheck.model.rule import Rule
from accesscheck.model.standing import Standing
from accesscheck.reporters import summary

_IMPACTS = tuple(Impact)
_LONGEST = 180
"""Characters of a made-up path; most file systems, and so code hosts, take 255 of a name."""

# XML 1.0 section 2.2 allows no other characters; those of 7F-9F it advises against.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Not the spaces that hold French words and signs together.
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029 ]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A finding and its place in a repository; `fingerprint` is that of no other finding in the report."""

    page: PageResult
    rule: Rule
    finding: Finding
    path: str
    fingerprint: str

    @property
    def line(self) -> int | None:
        """Line in the file, from 1. None where it is not known: lines of a page are not those of its source."""
        if self.page.target.source is not None:
            return None
        return self.finding.location.line if isinstance(self.finding.location, ElementLocation) else None

    @property
    def column(self) -> int | None:
        """Column in code points, from 1."""
        if self.page.target.source is not None:
            return None
        return self.finding.location.column if isinstance(self.finding.location, ElementLocation) else None


def placed(report: Report, rules: Mapping[str, Rule]) -> tuple[Placed, ...]:
    """All findings with their places, in the order of the pages."""
    return tuple(_placed(report, rules))


def _placed(report: Report, rules: Mapping[str, Rule]) -> Iterator[Placed]:
    used: set[str] = set()
    for page in report.pages:
        path = path_of(page)
        for finding in page.findings:
            fingerprint = _unique(finding.fingerprint, used)
            yield Placed(page=page, rule=rules[finding.rule_id], finding=finding, path=path, fingerprint=fingerprint)


def _unique(fingerprint: str, used: set[str]) -> str:
    """Two pages can be taken for one, as files of the same name: the second finding then gets a number."""
    number, made = 1, fingerprint
    while made in used:
        number += 1
        made = f"{fingerprint}.{number}"
    used.add(made)
    return made


def still_open(found: Iterable[Placed]) -> Iterator[Placed]:
    """The findings that neither a baseline nor a waiver covers."""
    return (one for one in found if one.finding.standing is not Standing.KNOWN and one.finding.waiver is None)


def worst_first(found: Iterable[Placed]) -> list[Placed]:
    """Failed before cantTell, then by impact; equal ones stay in order."""
    return sorted(found, key=lambda one: (severity(one.finding) == "note", -_IMPACTS.index(one.finding.impact)))


def severity(finding: Finding) -> str:
    """How a code host shows a finding: error, warning, or note where a person decides."""
    return level(finding.outcome, finding.impact)


def level(outcome: Outcome, impact: Impact) -> str:
    """Error for what fails and hinders much, warning for what fails, note for what a person decides."""
    if outcome is Outcome.CANT_TELL:
        return "note"
    return "error" if impact in (Impact.SERIOUS, Impact.CRITICAL) else "warning"


def is_file(page: PageResult) -> bool:
    """Whether a page is a file, or made from one that is known, and not something on a site or on standard input."""
    return page.target.source is not None or ("://" not in page.address and page.address != "-")


def path_of(page: PageResult) -> str:
    """The path of a page within the repository, with slashes.

    A file outside of where the program runs has its path within its folder, so that nothing of the machine is told.
    A page of a site has a made-up path, the same in every run: GitHub refuses addresses.
    """
    if page.target.source is not None:
        return one_line(page.target.source)
    if page.address == "-":
        return "pages/standard-input"
    if not is_file(page):
        return _made_up(page.address, page.target.state)
    try:
        path = os.path.relpath(page.address)
    except ValueError:  # Another drive of Windows, or no path at all.
        path = os.pardir
    if path == os.pardir or path.startswith(os.pardir + os.sep):
        path = fingerprints.page_key(page.address, page.target.folder)
    return one_line(path.replace("\\", "/").lstrip("/")) or "page"


def _made_up(address: str, state: str | None) -> str:
    """`pages/<host>/<path>.html`: what a query or a state of a flow adds stands before the ending."""
    try:
        split = urlsplit(address)
        host, path, query = split.hostname or "local", split.path, split.query
    except ValueError:
        host, path, query = "unknown", address, ""
    if path.endswith("/") or not path:
        path += "index"
    path = re.sub(r"\.x?html?$", "", path, flags=re.I)
    whole = "-".join(part for part in (path, query, state) if part)
    steps = [_step(step) for step in whole.split("/")]
    made = "/".join(("pages", _step(host) or "unknown", *(step for step in steps if step)))
    return f"{made[:_LONGEST]}.html"


def _step(text: str) -> str:
    """A part of a path without signs that have a meaning, and never `.` or `..`."""
    return re.sub(r"[^\w.~-]+", "-", clean(text)).strip(".-")


def clean(text: str) -> str:
    """The text without characters that XML forbids, and without control characters and halves of characters."""
    return _FORBIDDEN.sub("", text)


def one_line(text: str) -> str:
    """The text on one line, without control characters."""
    return clean(_BREAKS.sub(" ", text)).strip()


def message(one: Placed, language: str) -> str:
    """What is wrong, on one line; the rule's title where the message is empty, for hosts refuse an empty one."""
    return one_line(messages.message(one.rule, one.finding, language)) or messages.texts(one.rule, language).title


def fix(one: Placed, language: str) -> str:
    """How to mend it, on one line."""
    return one_line(messages.fix(one.rule, one.finding, language))


def criteria(rule: Rule) -> tuple[str, ...]:
    """The criteria of WCAG that a rule answers to, by number."""
    return tuple(reference.clause for reference in rule.references if reference.standard == "wcag22")


def answer(report: Report, language: str) -> str:
    """What was found, in one sentence."""
    found = summary.counts(report.pages)
    opened = sum(page.sha256 is not None for page in report.pages)
    if not opened:
        return say(language, N_("No page was checked."))
    aside = summary.set_aside(report.pages, language)
    if not found.failed and not found.cant_tell:
        none = N_("Nothing new found by the rules that were tested.")
        return f"{say(language, none)} {aside}" if aside else say(language, _NO_PROBLEMS)
    told = say_count(
        language,
        "Found on {count} page: {problems} and {points}.",
        "Found on {count} pages: {problems} and {points}.",
        opened,
        **_numbers(found.failed, found.cant_tell, language),
    )
    return f"{told} {aside}".strip()


_NO_PROBLEMS = N_("No problems found by the rules that were tested.")


def not_tested(report: Report, language: str) -> tuple[str, ...]:
    """Sentences on what was not tested, if anything."""
    told: list[str] = []
    if lost := sum(page.sha256 is None for page in report.pages):
        told.append(
            f"{say_count(language, '{count} page could not be opened', '{count} pages could not be opened', lost)}."
        )
    if untested := summary.counts(report.pages).untested:
        told.append(
            say_count(
                language,
                "{count} rule result is untested: that is no pass.",
                "{count} rule results are untested: that is no pass.",
                untested,
            )
        )
    return tuple(told)


def left_out(findings: Iterable[Finding], language: str) -> str:
    """The sentence that says how much is not in the report; empty if everything is."""
    numbers = Counter(finding.outcome for finding in findings)
    if not numbers:
        return ""
    counts = _numbers(numbers[Outcome.FAILED], numbers[Outcome.CANT_TELL], language)
    return say(language, N_("Left out here: {problems} and {points}. The worst ones are shown."), **counts)


def _numbers(problems: int, points: int, language: str) -> dict[str, str]:
    return {
        "problems": say_count(language, "{count} problem", "{count} problems", problems),
        "points": say_count(language, "{count} point to check", "{count} points to check", points),
    }


def why_lost(page: PageResult, language: str) -> str | None:
    """Why a page was not opened, on one line; None if it was."""
    if page.sha256 is not None:
        return None
    told = [messages.note(note, page.address, language) for note in page.notes]
    if not told:
        told = [messages.reason(reason, language) for reason, _ in summary.untested((page,))[:1]]
    return one_line(" ".join(told)) or say(language, N_("{address}: this page was not checked."), address=page.address)
