"""What reports say of findings that are new, known or waived."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import jsonschema
import pytest
from lxml import etree

from accesscheck.audit import check_html, load_rules
from accesscheck.model.report import PageResult, Report, Run
from accesscheck.model.standing import Standing
from accesscheck.model.waiver import Waiver
from accesscheck.plugins import plugin_manager, reporters
from accesscheck.reporters.json import schema

RULES = {rule.id: rule for rule in load_rules()}
IMAGE = "html-image-without-alternative"
HTML = (
    '<!doctype html><html lang="nl"><title>Proef</title><main><h1>Proef</h1><p><img src="nieuw.png"></p>'
    '<p><img src="gekend.png"></p><p><img src="later.png"></p><p><a href="/x"></a></p></main>'
)
WAIVER = Waiver(rule="*", page="*", reason="Renewed in spring", owner="web@example.org", expires=date(2027, 3, 31))
STANDINGS = {"nieuw.png": Standing.STOPS, "gekend.png": Standing.KNOWN}


def page() -> PageResult:
    """One new picture, one known, one waived; and a link that is waived."""
    checked = check_html(HTML, "site/p.html")
    results = []
    for result in checked.results:
        findings = []
        for finding in result.findings:
            standing = STANDINGS.get(str(finding.params.get("source")), Standing.WAIVED)
            waiver = WAIVER if standing is Standing.WAIVED else None
            findings.append(replace(finding, standing=standing, waiver=waiver))
        results.append(replace(result, findings=tuple(findings)))
    return replace(checked, results=tuple(results))


REPORT = Report(
    run=Run(
        id="1",
        started_at=datetime(2026, 1, 2, tzinfo=UTC),
        accesscheck_version="0",
        axe_version="0",
        rule_set_sha256="0",
        options={"baseline": "known.json"},
    ),
    pages=(page(),),
)


def rendered(name: str, language: str = "en") -> str:
    return str(reporters(plugin_manager())[name].render(REPORT, RULES, language=language))


@pytest.mark.parametrize("name", ["github", "checkstyle", "markdown", "terminal", "html"])
def test_what_is_set_aside_is_told_in_numbers(name: str) -> None:
    text = rendered(name)
    assert "nieuw.png" in text
    assert "later.png" not in text.partition("<body")[2] if name == "html" else "later.png" not in text
    assert "gekend.png" not in text
    if name != "checkstyle":
        assert "1 known" in text
        assert "waived" in text


@pytest.mark.parametrize("name", ["github", "markdown", "terminal", "html"])
def test_a_page_of_which_all_is_known_is_not_said_to_be_without_problems(name: str) -> None:
    results = (
        replace(result, findings=tuple(replace(one, standing=Standing.KNOWN, waiver=None) for one in result.findings))
        for result in page().results
    )
    known = replace(REPORT, pages=(replace(page(), results=tuple(results)),))
    text = str(reporters(plugin_manager())[name].render(known, RULES, language="en"))
    assert "No problems found" not in text
    assert "found nothing. That is no proof" not in text
    assert "known, 0 waived" in text


def test_gitlab_compares_by_itself_so_known_places_stay() -> None:
    places = [one for one in json.loads(rendered("gitlab")) if one["check_name"] == IMAGE]
    assert len(places) == 2


def test_sarif_says_what_is_new_and_what_is_suppressed() -> None:
    found = json.loads(rendered("sarif"))["runs"][0]["results"]
    pictures = [one for one in found if one["ruleId"] == IMAGE]
    assert sorted(one["baselineState"] for one in found if one["ruleId"] == IMAGE) == ["new", "new", "unchanged"]
    assert all("baselineState" in one for one in found)
    assert [one["suppressions"] for one in pictures if "suppressions" in one] == [
        [{"kind": "external", "justification": "Renewed in spring"}]
    ]


def test_junit_fails_for_what_stops_and_skips_what_is_waived() -> None:
    cases = {
        one.get("name", "").partition(":")[0]: one
        for one in etree.fromstring(rendered("junit").encode()).iter("testcase")
    }
    picture = cases[IMAGE]
    assert "nieuw.png" in str(picture.findtext("failure"))
    assert "gekend.png" not in str(picture.findtext("failure"))
    assert "gekend.png" in str(picture.findtext("system-out"))
    link = cases["html-empty-link"].find("skipped")
    assert link is not None
    assert link.get("message") == "Accepted until 2027-03-31 by web@example.org: Renewed in spring"
    assert cases["html-empty-link"].find("failure") is None


def test_csv_and_json_have_the_standing_of_each() -> None:
    assert '"waived","2027-03-31, web@example.org, Renewed in spring"' in rendered("csv")
    value = json.loads(rendered("json"))
    jsonschema.validate(value, schema())
    found = [one for result in value["pages"][0]["results"] for one in result["findings"]]
    assert {one["standing"] for one in found} == {"stops", "known", "waived"}
    assert {one["waiver"]["expires"] for one in found if one["waiver"]} == {"2027-03-31"}
