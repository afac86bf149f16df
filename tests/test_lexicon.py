"""Rules of a body's own: they add to ours, and take the place of one with the same id."""

from pathlib import Path

import pytest

from accesscheck import config
from accesscheck.audit import AuditOptions, check_text, load_rules
from accesscheck.cli.app import run
from accesscheck.errors import OptionError, RuleFileError
from accesscheck.installation import rules_folder

RULE = """
id: {id}
kind: terms
ground: style
languages: [nl]
profiles: [vacancy, text]
impact: minor
verdict_on_match: cantTell
references: []
sources: []
status: preview
since: 0.3.0
texts:
""" + "".join(
    f"  {language}:\n    title: T\n    message: 'Is dat ons woord?'\n    fix: F\n    who: W\n    why: Y\n"
    for language in ("nl", "fr", "en", "de")
)
WORDS = """
rule: {id}
language: nl
terms:
  - {phrase: {phrase}}
unless:
  sentence: [$equal-opportunity]
examples: {wrong: ['Wij zijn {phrase}.'], right: ['Wij zijn blij.']}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "lexicon"
    made.mkdir()
    for name, phrase in (("wording-house-word", "trots"), ("wording-superhero", "duizendpoot")):
        (made / f"{name}.yml").write_text(RULE.replace("{id}", name), encoding="utf-8")
        (made / f"{name}.nl.yml").write_text(WORDS.replace("{id}", name).replace("{phrase}", phrase), encoding="utf-8")
    return made


def found(text: str, lexicon: Path) -> list[str]:
    options = AuditOptions(rules=("wording-house-word", "wording-superhero"), lexicon=str(lexicon), strict=True)
    return [finding.rule_id for finding in check_text(text, "nl", "vacancy", options=options).findings]


def test_a_rule_of_the_body_is_added(folder: Path) -> None:
    assert found("Wij zijn trots op ons werk.", folder) == ["wording-house-word"]
    assert found("Wij zijn trots dat iedereen welkom is.", folder) == []  # Our own lists may be named.


def test_a_rule_with_the_id_of_ours_takes_its_place(folder: Path) -> None:
    ours = {rule.id for rule in load_rules()}
    theirs = {rule.id: rule for rule in load_rules(lexicon=str(folder))}
    assert set(theirs) == ours | {"wording-house-word"}
    assert theirs["wording-superhero"].texts["nl"].title == "T"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="no such folder"):
        load_rules(lexicon=str(tmp_path / "gone"))


def test_a_wrong_file_is_told_with_its_line(folder: Path) -> None:
    (folder / "wording-house-word.nl.yml").write_text("rule: wording-house-word\nlanguage: nl\ntermz: []\n")
    with pytest.raises(RuleFileError, match=r"wording-house-word\.nl\.yml:3"):
        load_rules(lexicon=str(folder))


def test_the_folder_is_named_from_where_the_configuration_is(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "accesscheck.toml"
    path.write_text('lexicon = "lexicon"\n', encoding="utf-8")
    assert config.load(path).lexicon == str(folder)


def test_the_command_uses_it(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(folder.parent)
    (folder.parent / "accesscheck.toml").write_text('lexicon = "lexicon"\n', encoding="utf-8")
    (folder.parent / "text.txt").write_text("Wij zijn trots op ons werk.", encoding="utf-8")
    assert (
        run(["check", "text.txt", "--rules", "wording-house-word", "--text-language", "nl", "--profile", "text"]) == 0
    )
    assert "“trots”" in capsys.readouterr().out


def test_stats_count_the_expressions(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "stats"]) == 0
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in capsys.readouterr().out.splitlines()}
    assert rows[""] == ["rules", "nl", "fr", "en", "de"]
    assert int(rows["total"][0]) == len(load_rules())
    files = list((rules_folder() / "wording" / "age").glob("*.nl.yml"))  # type: ignore[attr-defined]
    assert int(rows["age"][1]) >= len(files)
