"""What a reader sees: filled sentences, quotation marks, decimals, names of languages."""

import ast
import re
from pathlib import Path

import pytest

from accesscheck import messages
from accesscheck.audit import load_rules
from accesscheck.model.document import Note
from accesscheck.model.finding import Finding, Impact, Outcome, UntestedReason
from accesscheck.model.location import WholeDocument
from accesscheck.model.rule import LANGUAGES, Rule
from accesscheck.rulefiles import expressions
from accesscheck.sources.source_error import REASON_OF

SOURCE = Path(messages.__file__).parent
RULES = {rule.id: rule for rule in load_rules()}


@pytest.mark.parametrize(
    ("language", "template", "params", "expected"),
    [
        pytest.param("en", "{a} and {b}", {"a": "x", "b": 2}, "x and 2", id="words and numbers"),
        pytest.param("en", "{a}!", {}, "!", id="a param that is not there"),
        pytest.param("en", "{a}", {"a": "{b}", "b": "x"}, "{b}", id="a param is not filled again"),
        pytest.param("en", "{a}", {"a": r"\1 \g<0>"}, r"\1 \g<0>", id="backslashes stay"),
        pytest.param("en", "{ a } {}", {"a": "x"}, "{ a } {}", id="other braces stay"),
        pytest.param("en", "{a}", {"a": 4.5}, "4.5", id="decimal en"),
        pytest.param("nl", "{a}", {"a": 4.5}, "4,5", id="decimal nl"),
        pytest.param("fr", "{a}", {"a": 1.234}, "1,23", id="two decimals"),
        pytest.param("de", "{a}", {"a": 100.0}, "100", id="a whole number"),
        pytest.param("nl", "{a}", {"a": 0.0}, "0", id="zero"),
        pytest.param("nl", "{a}", {"a": "4.5:1"}, "4,5:1", id="contrast nl"),
        pytest.param("en", "{a}", {"a": "4.5:1"}, "4.5:1", id="contrast en"),
        pytest.param("nl", "{a}", {"a": "1.2.3"}, "1.2.3", id="a version is no decimal"),
        pytest.param("nl", "{detected}", {"detected": "fr"}, "Frans", id="language nl"),
        pytest.param("en", "{declared}", {"declared": "nl-BE"}, "Dutch", id="language with a region"),
        pytest.param("en", "{declared}", {"declared": "xx"}, "xx", id="a language without a name"),
        pytest.param("nl", "{a}", {"a": ("x",)}, "“x”", id="one choice"),
        pytest.param("nl", "{a}", {"a": ("x", "y")}, "“x” of “y”", id="choice nl"),
        pytest.param("fr", "{a}", {"a": ("x", "y", "z")}, "«\u202fx\u202f», «\u202fy\u202f» ou «\u202fz\u202f»",
                     id="choice fr"),
        pytest.param("en", "{a}", {"a": ("x", "y")}, "“x” or “y”", id="choice en"),
        pytest.param("de", "{a}", {"a": ("x", "y")}, "„x“ oder „y“", id="choice de"),
        pytest.param("de", "{a}", {"a": ()}, "", id="no choice"),
    ],
)  # fmt: skip
def test_fill(language: str, template: str, params: dict[str, object], expected: str) -> None:
    assert messages.fill(template, params, language) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", UntestedReason)
def test_every_reason_has_a_sentence(reason: UntestedReason, language: str) -> None:
    assert messages.reason(reason, language).endswith(".")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sorted({*REASON_OF, *messages.NOTES}))
def test_every_note_has_a_sentence(key: str, language: str) -> None:
    said = messages.note(Note(key=key), "page.html", language)
    assert said.endswith((".", "»."))
    assert "{" not in said


def _raised() -> list[tuple[str, frozenset[str]]]:
    """Every note that the code makes with a key written out: the key, and the params that it gets."""
    found: list[tuple[str, frozenset[str]]] = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            given = {one.arg: one.value for one in node.keywords if one.arg}
            key = node.args[0] if node.func.id == "SourceError" and node.args else given.get("key")
            if node.func.id not in ("SourceError", "Note") or not isinstance(key, ast.Constant):
                continue
            params = given.get("params")
            names = [one.value for one in params.keys] if isinstance(params, ast.Dict) else list(given)
            found.append((str(key.value), frozenset(map(str, names))))
    return found


@pytest.mark.parametrize(("key", "params"), [pytest.param(*one, id=one[0]) for one in _raised()])
def test_a_note_that_is_made_has_its_sentence_and_its_params(key: str, params: frozenset[str]) -> None:
    assert set(re.findall(r"\{(\w+)\}", messages.NOTES[key])) <= params | {"address"}


MEASURED = {"value", "words", "count", "limit"}


def supplied(rule: Rule) -> set[str]:
    """The params that findings of a rule always have."""
    match rule.kind:
        case "terms" | "pattern":
            files = [found for language in rule.expressions if (found := expressions(rule, language)) is not None]
            looked_for = [one for found in files for one in (*found.terms, *found.patterns)]
            # A replacement is shown as an alternative, where a term names no others.
            named = all(one.alternatives or getattr(one, "replacement", None) for one in looked_for)
            return {"match", *(["alternatives"] if named else [])}
        case "metric":
            return MEASURED
        case "plain-words":
            return {"match", "count", "alternatives"}
        case "level":
            return {"level", "low", "high", "target", "words"}
        case "presence":
            return set()
        case "axe":
            return {"element", *rule.parameters.get("data", {})}
        case _:
            return {"element"}


IN_CODE = ("html", "browser", "site", "text")
"""Rules whose params are made by code: test_rule_fixtures.py and test_site_rules.py look at those of real findings."""


@pytest.mark.parametrize(
    "rule", [pytest.param(rule, id=rule.id) for rule in RULES.values() if rule.kind not in IN_CODE]
)
def test_the_placeholders_of_a_rule_are_params_of_its_kind(rule: Rule) -> None:
    for language in LANGUAGES:
        words = rule.texts[language]
        used = set(re.findall(r"\{(\w+)\}", words.message + (words.question or "") + words.fix))
        assert used <= supplied(rule), language


def finding(rule: Rule, outcome: Outcome, **params: str | float) -> Finding:
    return Finding(
        rule_id=rule.id, outcome=outcome, impact=Impact.MINOR, location=WholeDocument(), params=params, fingerprint="0"
    )


def test_where_a_person_decides_there_is_a_question() -> None:
    rule = RULES["html-empty-link"]
    assert messages.message(rule, finding(rule, Outcome.CANT_TELL, element="<a>"), "en").endswith("?")
    assert "has no text" in messages.message(rule, finding(rule, Outcome.FAILED, element="<a>"), "en")


def test_what_was_not_measured_is_not_said() -> None:
    rule = RULES["axe-color-contrast"]
    said = messages.message(rule, finding(rule, Outcome.FAILED, element="<p>"), "en")
    assert said == f"{rule.texts['en'].title}: <p>"
