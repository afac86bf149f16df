"""The reading level to aim at: B1, or what the configuration says for a kind of target."""

from pathlib import Path

import pytest

from accesscheck import config
from accesscheck.audit import AuditOptions, check_text
from accesscheck.errors import OptionError
from accesscheck.model.finding import Outcome

TEXT = (
    "Overeenkomstig de bepalingen van het gemeentelijke subsidiereglement kunnen verenigingen die aantoonbaar "
    "activiteiten organiseren ten behoeve van kwetsbare doelgroepen een ondersteuningsaanvraag indienen, teneinde de "
    "administratieve afhandeling van de voorgenomen werkzaamheden te bespoedigen. "
) * 4
RULE = "level-above-target"


def outcome(levels: tuple[tuple[str, str], ...], profile: str) -> Outcome:
    page = check_text(TEXT, "nl", profile, options=AuditOptions(rules=(RULE,), levels=levels, strict=True))
    return page.results[0].outcome


@pytest.mark.parametrize(
    ("levels", "profile", "expected"),
    [
        pytest.param((), "vacancy", Outcome.FAILED, id="B1 without a setting"),
        pytest.param((("vacancy", "C2"),), "vacancy", Outcome.PASSED, id="the level of its profile"),
        pytest.param((("vacancy", "C2"),), "text", Outcome.FAILED, id="not that of another profile"),
    ],
)
def test_the_level_of_the_profile_holds(levels: tuple[tuple[str, str], ...], profile: str, expected: Outcome) -> None:
    assert outcome(levels, profile) is expected


def test_it_is_read_from_the_configuration(tmp_path: Path) -> None:
    path = tmp_path / "accesscheck.toml"
    path.write_text('[profiles.vacancy]\nlevel = "A2"\n\n[profiles.web-page]\nlevel = "B1"\n', encoding="utf-8")
    assert config.load(path).levels == (("vacancy", "A2"), ("web-page", "B1"))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param('[profiles.vacancy]\nlevel = "B9"\n', id="no such level"),
        pytest.param('[profiles.job]\nlevel = "B1"\n', id="no such profile"),
        pytest.param('profiles = "B1"\n', id="no table"),
    ],
)
def test_a_wrong_setting_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "accesscheck.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(OptionError) as told:
        config.load(path)
    assert "profiles" in str(told.value)
