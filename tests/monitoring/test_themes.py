"""Themes: every rule that says something of a barrier stands with one, in four languages."""

import pytest

from accesscheck import standards
from accesscheck.audit import load_rules
from accesscheck.model.rule import LANGUAGES, Rule, Status
from accesscheck.monitoring import themes
from accesscheck.monitoring.indicators import INDICATORS
from accesscheck.reporters.score_card import GROUNDS

RULES = load_rules()
WCAG = [name for name, level in standards.criteria() if level in ("A", "AA")]


def of(rule: Rule) -> list[str]:
    criteria = tuple(one.clause for one in rule.references if one.standard == "wcag22")
    return [one.key for one in themes.of_rule(rule.id, rule.ground, criteria)]


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES if rule.status != Status.DEPRECATED])
def test_every_rule_has_a_theme(rule: Rule) -> None:
    assert of(rule)


@pytest.mark.parametrize("key", themes.themes())
def test_every_theme_has_rules_and_words(key: str) -> None:
    theme = themes.themes()[key]
    assert any(key in of(rule) for rule in RULES)
    for language in LANGUAGES:
        assert theme.titles[language]
        assert theme.abouts[language].endswith(".")
    assert theme.indicator is None or theme.indicator in {one.key for one in INDICATORS}


@pytest.mark.parametrize("key", themes.themes())
def test_a_theme_names_only_what_is_there(key: str) -> None:
    theme = themes.themes()[key]
    ids = [rule.id for rule in RULES]
    for pattern in theme.rules:
        assert any(themes.fnmatchcase(one, pattern) for one in ids), pattern
    assert theme.criteria <= {name for name, _ in standards.criteria()}
    assert theme.grounds <= {*GROUNDS, "missing"}


@pytest.mark.parametrize("criterion", WCAG)
def test_a_rule_of_a_plugin_finds_the_theme_of_its_criterion(criterion: str) -> None:
    assert themes.of_rule("other-thing", None, (criterion,))


@pytest.mark.parametrize("ground", [*GROUNDS, "missing"])
def test_each_ground_has_one_theme(ground: str) -> None:
    assert len(themes.of_rule("other-thing", ground, ())) == 1


@pytest.mark.parametrize(
    ("rule_id", "expected"),
    [
        pytest.param("html-fieldset-without-legend", ["forms"], id="named, though its criterion is of structure"),
        pytest.param("html-empty-link", ["links"], id="named, though its criteria are of two themes"),
        pytest.param("html-empty-button", ["controls"], id="by its criterion"),
        pytest.param("axe-aria-hidden-focus", ["keyboard"], id="named by a theme that has not its criterion"),
        pytest.param("level-wall-of-text", ["reading-level"], id="by a pattern"),
        pytest.param("wording-photo-asked", ["vacancies-origin"], id="by its ground"),
    ],
)
def test_a_rule_is_where_its_theme_says(rule_id: str, expected: list[str]) -> None:
    assert of(next(rule for rule in RULES if rule.id == rule_id)) == expected
