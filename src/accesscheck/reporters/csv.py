"""csv: a finding on each line, for spreadsheets. UTF-8 with a byte order mark, else Excel guesses another encoding.

A cell is data, never a formula: https://owasp.org/www-community/attacks/CSV_Injection
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping

from accesscheck.messages import say
from accesscheck.model.finding import Outcome
from accesscheck.model.location import ElementLocation, TextLocation
from accesscheck.model.report import PageResult, Report
from accesscheck.model.rule import Rule
from accesscheck.model.waiver import Waiver
from accesscheck.reporters import code_hosts
from accesscheck.reporters.code_hosts import Placed

COLUMNS = (
    "page",
    "rule",
    "outcome",
    "impact",
    "criteria",
    "message",
    "fix",
    "place",
    "quote",
    "fingerprint",
    "standing",
    "waiver",
)

_FORMULA = "[=+\\-@＝＋－＠]"
# Where Excel takes ; or a tab for the border of cells, as it does in Dutch and French, one can begin inside a cell.
_INSIDE = re.compile(rf"""([;\t][\s"']*)(?={_FORMULA})""")
_BEGIN = re.compile(rf"""[\s"]*{_FORMULA}""")


class CsvReporter:
    """The findings in the order of the pages; a page that was not opened has one line, untested."""

    name = "csv"
    suffix = ".csv"

    def render(self, report: Report, rules: Mapping[str, Rule], *, language: str) -> str:
        out = io.StringIO()
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(COLUMNS)
        for page in report.pages:
            if lost := code_hosts.why_lost(page, language):
                writer.writerow(_cells(_lost(page, lost)))
        for one in code_hosts.placed(report, rules):
            writer.writerow(_cells(_row(one, language)))
        return "\ufeff" + out.getvalue()


def _cells(row: Mapping[str, str]) -> Iterator[str]:
    return (harmless(row.get(column, "")) for column in COLUMNS)


def harmless(text: str) -> str:
    """The text on one line, with an apostrophe before what a spreadsheet would take for a formula."""
    text = _INSIDE.sub(r"\1'", code_hosts.one_line(text))
    return f"'{text}" if _BEGIN.match(text) else text


def _lost(page: PageResult, why: str) -> dict[str, str]:
    return {"page": page.address, "outcome": Outcome.UNTESTED.value, "message": why}


def _row(one: Placed, language: str) -> dict[str, str]:
    finding = one.finding
    place, quote = _place(one, language)
    return {
        "page": one.page.address,
        "rule": one.rule.id,
        "outcome": finding.outcome.value,
        "impact": finding.impact.value,
        "criteria": ", ".join(
            f"WCAG {name}" for name in code_hosts.criteria(one.rule)
        ),  # 2.4.4 alone is a date to Excel.
        "message": code_hosts.message(one, language),
        "fix": code_hosts.fix(one, language),
        "place": place,
        "quote": quote,
        "fingerprint": one.fingerprint,
        "standing": finding.standing.value if finding.standing else "",
        "waiver": _waiver(finding.waiver) if finding.waiver else "",
    }


def _waiver(waiver: Waiver) -> str:
    return f"{waiver.expires.isoformat()}, {waiver.owner}, {waiver.reason}"


def _place(one: Placed, language: str) -> tuple[str, str]:
    """Where it is, and what stands there."""
    match one.finding.location:
        case ElementLocation(line=int(line), selector=selector, snippet=snippet):
            return say(language, "line {line}: {snippet}", line=line, snippet=selector), snippet
        case ElementLocation(selector=selector, snippet=snippet):
            return selector, snippet
        case TextLocation(page=int(page), quote=quote):
            return say(language, "page {page}", page=page), quote
        case TextLocation(selector=selector, quote=quote):
            return selector or "", quote
        case _:
            return "", ""
