"""EARL, for a page and for the W3C's list of ACT implementations."""

import json
from pathlib import Path

import pytest

from accesscheck.audit import AuditOptions, check, load_rules
from accesscheck.cli.app import run
from accesscheck.reporters.earl import EarlReporter

RULES = {rule.id: rule for rule in load_rules()}
OUTCOMES = {f"earl:{word}" for word in ("passed", "failed", "cantTell", "inapplicable", "untested")}


def test_each_selected_rule_asserts_one_outcome_of_the_page(root: Path) -> None:
    report = check(str(root / "fixtures/pages/loket.html"), options=AuditOptions(browser=False))
    value = json.loads(EarlReporter().render(report, RULES, language="nl"))
    assertor, subject = value["@graph"]
    assert value["@context"].endswith("wcag-act-rules/earl-context.json")
    assert assertor["@type"] == "Assertor"
    assert subject["@type"] == "TestSubject"
    assert [one["test"]["title"] for one in subject["assertions"]] == [one.rule_id for one in report.pages[0].results]
    assert {one["result"]["outcome"] for one in subject["assertions"]} <= OUTCOMES
    by_rule = {one["test"]["title"]: one for one in subject["assertions"]}
    assert by_rule["html-image-without-alternative"]["test"]["isPartOf"] == ["WCAG2:non-text-content"]
    assert by_rule["html-image-without-alternative"]["result"]["pointer"]
    assert "isPartOf" not in by_rule["wording-dated-origin-term"]["test"]


def test_a_page_that_did_not_open_is_untested(root: Path) -> None:
    report = check(str(root / "no-such-file.html"), options=AuditOptions(browser=False))
    value = json.loads(EarlReporter().render(report, RULES, language="en"))
    results = [one["result"] for one in value["@graph"][1]["assertions"]]
    assert {one["outcome"] for one in results} == {"earl:untested"}
    assert all(one["info"] for one in results)


CASES = {
    "testcases": [
        {"path": "/WAI/act/a.html", "ruleId": "23a2a8", "expected": "failed"},
        {"path": "/WAI/act/a.html", "ruleId": "c487ae", "expected": "passed"},
        {"url": "https://www.w3.org/WAI/act/b.html", "ruleId": "23a2a8", "expected": "passed"},
    ]
}


@pytest.mark.browser
def test_act_report_names_the_pages_where_the_w3c_has_them(tmp_path: Path) -> None:
    pages = tmp_path / "www" / "WAI" / "act"
    pages.mkdir(parents=True)
    (pages / "a.html").write_text("<!doctype html><title>A</title><img src=a.png>", encoding="utf-8")
    (pages / "b.html").write_text('<!doctype html><title>B</title><img src=a.png alt="A">', encoding="utf-8")
    cases, out = tmp_path / "testcases.json", tmp_path / "out.json"
    cases.write_text(json.dumps(CASES), encoding="utf-8")
    code = run(["act-report", str(cases), "--folder", str(tmp_path / "www"), "-o", str(out), "--depth", "standard"])
    assert code == 0
    subjects = [one for one in json.loads(out.read_text(encoding="utf-8"))["@graph"] if one["@type"] == "TestSubject"]
    assert [one["source"] for one in subjects] == [
        "https://www.w3.org/WAI/act/a.html",
        "https://www.w3.org/WAI/act/b.html",
    ]
    image = [{one["test"]["title"]: one for one in subject["assertions"]}["axe-image-alt"] for subject in subjects]
    assert [one["result"]["outcome"] for one in image] == ["earl:failed", "earl:passed"]


@pytest.mark.parametrize("content", [None, "{", "[]", '{"testcases": [{}]}', '{"testcases": 3}'])
def test_act_report_says_what_it_needs(tmp_path: Path, content: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    cases = tmp_path / "testcases.json"
    if content is not None:
        cases.write_text(content, encoding="utf-8")
    assert run(["act-report", str(cases), "-o", str(tmp_path / "out.json")]) == 2
    assert "testcases.json" in capsys.readouterr().err
