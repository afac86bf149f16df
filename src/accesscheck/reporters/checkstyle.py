"""checkstyle: XML as the Java tool Checkstyle writes it, that Jenkins, Azure and many editors read.

A list of files, each with its errors; its severities are error, warning and info
(https://checkstyle.org/property_types.html#SeverityLevel).
"""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from accesscheck.model.finding import Outcome
from accesscheck.model.report import Report
from accesscheck.model.rule import Rule
from accesscheck.reporters import code_hosts
from accesscheck.reporters.code_hosts import Placed
from accesscheck.reporters.junit import as_text

VERSION = "4.3"
"""The version of the form, not of this program; readers look for it."""

_SEVERITIES = {"error": "error", "warning": "warning", "note": "info"}


class CheckstyleReporter:
    """The findings by file; a page that was not opened is a warning."""

    name = "checkstyle"
    suffix = ".checkstyle.xml"

    def render(self, report: Report, rules: Mapping[str, Rule], *, language: str) -> str:
        root = ET.Element("checkstyle", version=VERSION)
        files: dict[str, ET.Element] = {}
        for page in report.pages:
            path = code_hosts.path_of(page)
            if path not in files:
                files[path] = ET.SubElement(root, "file", name=path)
            if lost := code_hosts.why_lost(page, language):
                source = f"accesscheck.{Outcome.UNTESTED.value}"
                ET.SubElement(files[path], "error", line="1", severity="warning", message=lost, source=source)
        for one in code_hosts.still_open(code_hosts.placed(report, rules)):
            files[one.path].append(_error(one, language))
        return as_text(root)


def _error(one: Placed, language: str) -> ET.Element:
    error = ET.Element("error", line=str(one.line or 1))
    if one.column:
        error.set("column", str(one.column))
    error.set("severity", _SEVERITIES[code_hosts.severity(one.finding)])
    error.set("message", code_hosts.message(one, language))
    error.set("source", f"accesscheck.{one.rule.id}")
    return error
