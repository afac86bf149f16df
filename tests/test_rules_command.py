"""accesscheck rules new and check: what somebody who writes a rule is told."""

from pathlib import Path

import pytest
import yaml

from accesscheck.cli import FINE, MISTAKE
from accesscheck.cli.app import run

TEXTS = ("title", "message", "fix", "who", "why")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")


def begin(folder: Path) -> Path:
    """A new rule, as it is before anybody fills it in."""
    assert run(["rules", "new", "wording-old-term", "--folder", str(folder), "--text-language", "en"]) == FINE
    return folder / "wording-old-term.yml"


def fill_in(path: Path, **changes: object) -> None:
    """Write every text, and change keys of the rule."""
    rule = yaml.safe_load(path.read_text(encoding="utf-8"))
    rule["texts"] = {language: dict.fromkeys(TEXTS, "Text") for language in rule["texts"]}
    path.write_text(yaml.safe_dump({**rule, **changes}), encoding="utf-8")


def test_a_new_rule_has_every_text_to_fill_in(tmp_path: Path) -> None:
    rule = yaml.safe_load(begin(tmp_path).read_text(encoding="utf-8"))
    assert rule["languages"] == ["en"]
    assert rule["texts"] == {language: dict.fromkeys(TEXTS, "") for language in ("nl", "fr", "en", "de")}


def test_a_new_rule_is_refused_until_it_is_filled_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = begin(tmp_path)
    assert run(["rules", "check", str(tmp_path)]) == MISTAKE
    assert "texts.nl.title" in capsys.readouterr().err
    fill_in(path)
    assert run(["rules", "check", str(tmp_path)]) == FINE


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {"examples": {"wrong": ["Nothing here."], "right": ["Fine."]}},
            "the wrong example in “en” gives no finding: Nothing here.",
            id="a wrong example without a finding",
        ),
        pytest.param(
            {"examples": {"wrong": ["See the phrase."], "right": ["Not the phrase!"]}},
            "the right example in “en” gives a finding on “the phrase”: Not the phrase!",
            id="a right example with a finding",
        ),
        pytest.param(
            {"references": [{"wcag22": "9.9.9"}]}, "there is no clause “9.9.9” of wcag22.", id="an unknown criterion"
        ),
        pytest.param(
            {"references": [{"law": "be-nothing"}]}, "there is no clause “be-nothing” of law.", id="an unknown law"
        ),
    ],
)
def test_what_does_not_hold_is_named(
    changes: dict[str, object], expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill_in(begin(tmp_path), **changes)
    assert run(["rules", "check", str(tmp_path)]) == MISTAKE
    assert f"wording-old-term: {expected}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(("Old Term",), "is no id of a rule", id="an id with a space"),
        pytest.param(("wording",), "is no id of a rule", id="an id of one word"),
        pytest.param(("../wording-old-term",), "is no id of a rule", id="an id that leaves the folder"),
        pytest.param(("wording-old-term", "--text-language", "es"), "es", id="a language that we do not read"),
    ],
)
def test_a_rule_that_cannot_be_begun(
    arguments: tuple[str, ...], expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["rules", "new", *arguments, "--folder", str(tmp_path)]) == MISTAKE
    assert expected in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_rule_is_not_begun_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(tmp_path)
    assert run(["rules", "new", "wording-old-term", "--folder", str(tmp_path)]) == MISTAKE
    assert "exists already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        pytest.param(".", "# yaml-language-server: $schema=rule.schema.json\n", id="beside the schema"),
        pytest.param("wording/age", "# yaml-language-server: $schema=../../rule.schema.json\n", id="below it"),
    ],
)
def test_an_editor_is_shown_the_schema(folder: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "rule.schema.json").write_text("{}")
    assert begin(tmp_path / folder).read_text(encoding="utf-8").startswith(expected)


def test_no_schema_is_named_where_none_is(tmp_path: Path) -> None:
    assert begin(tmp_path).read_text(encoding="utf-8").startswith("id: ")
