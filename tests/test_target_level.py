"""The reading level to aim at: B1, or what the configuration says for a kind of target."""

from pathlib import Path

import pytest

from accesscheck import config
from accesscheck.audit import AuditOptions, audit_target, check_text, targets_of
from accesscheck.errors import OptionError
from accesscheck.model.aim import Aim
from accesscheck.model.finding import Outcome

TEXT = (
    "Overeenkomstig de bepalingen van het gemeentelijke subsidiereglement kunnen verenigingen die aantoonbaar "
    "activiteiten organiseren ten behoeve van kwetsbare doelgroepen een ondersteuningsaanvraag indienen, teneinde de "
    "administratieve afhandeling van de voorgenomen werkzaamheden te bespoedigen. "
) * 4
RULE = "level-above-target"


def outcome(aims: tuple[Aim, ...], profile: str) -> Outcome:
    page = check_text(TEXT, "nl", profile, options=AuditOptions(rules=(RULE,), aims=aims, strict=True))
    return page.results[0].outcome


@pytest.mark.parametrize(
    ("aims", "profile", "expected"),
    [
        pytest.param((), "vacancy", Outcome.FAILED, id="B1 without a setting"),
        pytest.param((Aim(profile="vacancy", level="C2"),), "vacancy", Outcome.PASSED, id="the level of its profile"),
        pytest.param((Aim(profile="vacancy", level="C2"),), "text", Outcome.FAILED, id="not that of another profile"),
    ],
)
def test_the_level_of_the_profile_holds(aims: tuple[Aim, ...], profile: str, expected: Outcome) -> None:
    assert outcome(aims, profile) is expected


def test_it_is_read_from_the_configuration(tmp_path: Path) -> None:
    path = tmp_path / "accesscheck.toml"
    path.write_text(
        '[profiles.vacancy]\nlevel = "B1"\n[profiles.vacancy.jobs]\npoetshulp = "A2"\n'
        '[profiles.text.exempt]\n"laws/*" = "Only parliament changes it."\n',
        encoding="utf-8",
    )
    exempt = (("laws/*", "Only parliament changes it."),)
    vacancy = Aim(profile="vacancy", level="B1", jobs=(("poetshulp", "A2"),))
    assert config.load(path).aims == (Aim(profile="text", exempt=exempt), vacancy)


def test_a_job_has_a_level_of_its_own() -> None:
    aim = Aim(profile="vacancy", level="C1", jobs=(("poetshulp", "A2"), ("hulp", "B1")))
    assert [aim.level_for(title) for title in ("Poetshulp (m/v/x)", "Keukenhulp", "Jurist")] == ["A2", "B1", "C1"]


def test_a_text_that_must_be_hard_is_left_out_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "decree.txt"
    path.write_text(TEXT, encoding="utf-8")
    aims = (Aim(profile="text", exempt=(("*/decree.txt", "Text of a law."),)),)
    options = AuditOptions(browser=False, rules=(RULE,), aims=aims, text_language="nl", strict=True)
    page = audit_target(targets_of([str(path)], profile="text")[0], options)
    assert page.results == ()
    assert [(note.key, dict(note.params)) for note in page.notes] == [("level-exempt", {"reason": "Text of a law."})]


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
