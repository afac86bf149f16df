"""The score card of a vacancy, and the commands around it."""

from pathlib import Path

import docx
import pytest

from accesscheck.audit import AuditOptions, audit_target, load_rules, targets_of
from accesscheck.cli.app import run
from accesscheck.reporters.score_card import GROUNDS, ITEMS, Extent, ScoreCard, item_name, score_card

FIXTURES = Path(__file__).parents[1] / "fixtures"
RULES = {rule.id: rule for rule in load_rules()}


def card_of(path: Path, profile: str = "vacancy") -> ScoreCard | None:
    page = audit_target(targets_of([str(path)], profile=profile)[0], AuditOptions(browser=False, strict=True))
    return score_card(page, RULES)


@pytest.mark.parametrize(
    ("name", "serious"),
    [
        pytest.param("nl-ploegbaas.md", {"age", "origin-language"}, id="Flanders"),
        pytest.param("fr-collaborateur-accueil.md", {"age", "origin-language"}, id="Brussels"),
        pytest.param("de-sachbearbeitung.md", {"age", "origin-language"}, id="Germany"),
        pytest.param("en-communications-officer.md", {"origin-language"}, id="England"),
    ],
)
def test_the_card_says_ground_by_ground_how_serious_it_is(name: str, serious: set[str]) -> None:
    card = card_of(FIXTURES / "vacancies" / name)
    assert card is not None
    by_ground = {line.ground: line for line in card.grounds}
    assert serious <= {ground for ground, line in by_ground.items() if line.extent is Extent.SERIOUS}
    assert by_ground["religion-belief"].extent is Extent.NONE
    assert card.level is not None
    assert card.level["target"] == "B1"
    assert len(card.helpful) == 3
    assert all(words for _, words in card.present)


def test_what_is_there_is_shown_with_the_words_that_say_it() -> None:
    card = card_of(FIXTURES / "vacancies" / "nl-ploegbaas.md")
    assert card is not None
    found = {rule.id: words for rule, words in card.present}
    assert "loonschaal D4" in found["wording-salary-missing"]
    assert "wording-reasonable-accommodation-missing" in {rule.id for rule in card.missing}


def test_another_page_has_no_card() -> None:
    assert card_of(FIXTURES / "pages" / "loket.html", "web-page") is None


def test_a_ground_that_could_not_be_tested_is_not_in_order(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("Szukamy kogoś do pracy w ogrodzie miejskim od poniedziałku do piątku. " * 5, encoding="utf-8")
    card = card_of(path)
    assert card is not None
    assert {line.extent for line in card.grounds} == {Extent.UNTESTED}


def test_every_item_is_a_rule_and_every_ground_has_one() -> None:
    assert {rule.id for rule in RULES.values() if rule.ground == "missing"} == set(ITEMS)
    assert {rule.ground for rule in RULES.values() if rule.ground} == {*GROUNDS, "missing"}
    assert item_name(RULES["wording-contact-missing"], "nl") == "een contactpersoon"


def test_the_command_shows_the_card_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["vacancy", str(FIXTURES / "vacancies" / "nl-ploegbaas.md"), "-l", "nl"]) == 1
    shown = capsys.readouterr().out
    assert shown.index("■ Leeftijd: ernstig") < shown.index("Leeftijdsgrens")
    assert "Dit is geen juridisch advies" in shown


def test_a_word_file_comes_back_with_comments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    source = FIXTURES / "documents" / "vacature.docx"
    assert run(["vacancy", str(source), "--format", "docx", "-l", "fr"]) == 1
    made = docx.Document(str(tmp_path / "vacature-accesscheck.docx"))
    assert [one.text for one in made.paragraphs] == [one.text for one in docx.Document(str(source)).paragraphs]
    said = [comment.text for comment in made.comments]
    assert any("« moedertaal » écarte" in one.replace("\u202f", " ") for one in said)


def test_several_texts_become_word_files_in_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(FIXTURES / "vacancies" / name) for name in ("nl-ploegbaas.md", "de-sachbearbeitung.md")]
    code = run(["vacancy", *files, str(tmp_path / "gone.txt"), "--format", "docx", "-o", str(tmp_path / "out")])
    assert code == 3
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "nl-ploegbaas-accesscheck.docx",
        "de-sachbearbeitung-accesscheck.docx",
    }
    assert "gone.txt" in capsys.readouterr().err


def test_a_vacancy_without_a_file_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["vacancy", "--format", "docx"]) == 2
    assert "Give at least one file" in capsys.readouterr().err


def test_fix_shows_then_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "text.md"
    before = "# Vacature\n\nAllochtonen vinden hier werk. We begeleiden **allochtonen** en hun gezin.\n"
    path.write_text(before, encoding="utf-8")
    asked = ["fix", str(path), "--text-language", "nl", "-l", "nl"]
    assert run(asked) == 1
    assert "2 vervangingen" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == before
    assert run([*asked, "--diff"]) == 1
    assert "+Mensen met een migratieachtergrond vinden" in capsys.readouterr().out
    assert run([*asked, "--write"]) == 0
    assert "**mensen met een migratieachtergrond**" in path.read_text(encoding="utf-8")
    assert run(asked) == 0
    assert "niets te vervangen" in capsys.readouterr().out


def test_fix_suggests_in_word(tmp_path: Path) -> None:
    path = tmp_path / "text.docx"
    document = docx.Document()
    document.add_paragraph("Allochtonen zijn welkom en allochtonen vinden hier werk.")
    document.save(str(path))
    assert run(["fix", str(path), "--write", "--text-language", "nl"]) == 0
    xml = docx.Document(str(path)).element.xml
    assert xml.count("<w:ins ") == xml.count("<w:del ") == 2


def test_fix_refuses_what_it_cannot_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.html"
    path.write_text("<p>x</p>", encoding="utf-8")
    assert run(["fix", str(path)]) == 2
    assert ".docx" in capsys.readouterr().err


def test_fix_leaves_a_file_in_another_encoding_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "text.txt"
    before = "Allochtonen vinden hier één café.".encode("windows-1252")
    path.write_bytes(before)
    assert run(["fix", str(path), "--write", "--text-language", "nl"]) == 2
    assert "UTF-8" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_fix_keeps_line_ends_and_the_mark_of_order(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes("\ufeffHallo.\r\nHier werken allochtonen.\r\n".encode())
    assert run(["fix", str(path), "--write", "--text-language", "nl"]) == 0
    assert path.read_bytes().decode() == "\ufeffHallo.\r\nHier werken mensen met een migratieachtergrond.\r\n"
