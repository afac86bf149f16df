"""What people answered to questions, and what that makes of results."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from accesscheck import check_html
from accesscheck.answers import applied, find, load, new, save
from accesscheck.audit import AuditOptions
from accesscheck.cli.app import run
from accesscheck.errors import OptionError
from accesscheck.model.finding import Finding, Impact, Outcome, UntestedReason, result, untested
from accesscheck.model.location import ElementLocation
from accesscheck.model.report import PageResult

DAY = date(2026, 3, 4)


def question(
    fingerprint: str = "a-b", snippet: str = '<img alt="plan">', outcome: Outcome = Outcome.CANT_TELL
) -> Finding:
    location = ElementLocation(selector="#x", snippet=snippet)
    return Finding(
        rule_id="html-x", outcome=outcome, impact=Impact.MINOR, location=location, params={}, fingerprint=fingerprint
    )


def answered(finding: Finding, *, passes: bool) -> dict[str, object]:
    return {finding.fingerprint: new(finding, passes=passes, by="An", on=DAY, reason="Seen.")}


def test_what_passes_is_asked_no_more() -> None:
    found = result("html-x", (question(), question("c-d")), checked=2)
    after, outdated = applied(found, answered(question(), passes=True))  # type: ignore[arg-type]
    assert [finding.fingerprint for finding in after.findings] == ["c-d"]
    assert (after.outcome, after.checked, after.mode, outdated) == (Outcome.CANT_TELL, 2, "semiAuto", 0)


def test_the_last_answer_makes_the_rule_pass() -> None:
    after, _ = applied(result("html-x", (question(),), checked=3), answered(question(), passes=True))  # type: ignore[arg-type]
    assert (after.outcome, after.findings) == (Outcome.PASSED, ())


def test_what_fails_is_a_problem() -> None:
    after, _ = applied(result("html-x", (question(),), checked=1), answered(question(), passes=False))  # type: ignore[arg-type]
    assert after.outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(result("html-x", (question(outcome=Outcome.FAILED),), checked=1), id="failed stays failed"),
        pytest.param(untested("html-x", UntestedReason.NEEDS_BROWSER), id="untested stays untested"),
        pytest.param(result("html-x", (), checked=0), id="nothing found"),
    ],
)
def test_only_questions_are_answered(found: object) -> None:
    after, _ = applied(found, answered(question(), passes=True))  # type: ignore[arg-type]
    assert after == found


def test_an_answer_on_what_has_changed_is_asked_again() -> None:
    found = result("html-x", (question(snippet='<img alt="map">'),), checked=1)
    after, outdated = applied(found, answered(question(), passes=True))  # type: ignore[arg-type]
    assert (after, outdated) == (found, 1)


def test_classes_are_no_change() -> None:
    found = result("html-x", (question(snippet='<img class="b-77" alt="plan">'),), checked=1)
    after, outdated = applied(found, answered(question(), passes=True))  # type: ignore[arg-type]
    assert (after.outcome, outdated) == (Outcome.PASSED, 0)


def test_the_file_is_sorted_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "accesscheck-answers.json"
    first, second = question("b-1"), question("a-1")
    given = [new(one, passes=True, by="Zoë", on=DAY, reason="“Ja”", page="p") for one in (first, second, first)]
    save(path, given)
    assert [one.fingerprint for one in load(path)] == ["a-1", "b-1"]
    assert load(path)[1] == given[0]
    assert find(tmp_path / "deeper") == path


def test_no_file_is_no_answer(tmp_path: Path) -> None:
    assert load(find(tmp_path)) == ()


@pytest.mark.parametrize("content", ["{", "[]", '{"answers": [{"fingerprint": 3}]}', '{"answers": [], "x": 1}'])
def test_a_broken_file_says_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / "accesscheck-answers.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(OptionError, match="no file of answers"):
        load(path)


PAGE = '<!doctype html><html lang="en"><head><title>Desk</title></head><body>{}</body></html>'
ASKED = '<p><a href="a.html" accesskey="s">Search</a></p>'


def _questions(page: PageResult) -> list[Finding]:
    return [one for one in page.findings if one.rule_id == "html-accesskey-used"]


def test_the_pipeline_takes_answers_and_says_which_are_outdated() -> None:
    options = AuditOptions(rules=("html-accesskey-used",))
    (finding,) = _questions(check_html(PAGE.format(ASKED), options=options))
    given = new(finding, passes=True, by="An", on=DAY, reason="Announced in the help.")
    with_answer = replace(options, answers=(given,))
    assert not _questions(check_html(PAGE.format(ASKED), options=with_answer))
    other = check_html(PAGE.format(ASKED.replace('"s"', '"t"')), options=with_answer)
    assert _questions(other)
    assert [note.key for note in other.notes if note.key == "answers-outdated"]


def test_answer_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(ASKED), encoding="utf-8")
    check = ["check", "page.html", "--depth", "quick", "--rules", "html-accesskey-used", "--format", "json"]
    assert run(check) == 0
    (finding,) = json.loads(capsys.readouterr().out)["pages"][0]["results"][0]["findings"]
    one = ["answer", "page.html", "--depth", "quick", "--fingerprint", finding["fingerprint"]]
    assert run([*one, "--passes"]) == 2
    assert run(["answer", "page.html", "--depth", "quick"]) == 2
    assert run([*one[:-1], "0-0", "--fails", "--reason", "x"]) == 2
    assert run([*one, "--fails", "--reason", "Clashes with the browser.", "--by", "An"]) == 0
    assert run(check) == 1
    assert run(["answer", "--list"]) == 0
    assert "Clashes with the browser." in capsys.readouterr().out
    assert run(["answer", "--remove", finding["fingerprint"]]) == 0
    assert run(["answer", "--remove", finding["fingerprint"]]) == 2
    assert run(check) == 0
