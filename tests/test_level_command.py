"""accesscheck level, as its users run it."""

import json
from pathlib import Path

import pytest

from accesscheck.cli import FINE, MISTAKE, UNTESTED
from accesscheck.cli.app import run

EASY = (
    "Kom langs aan het loket. We helpen je graag. Breng je pas mee en een foto. Het kost niets. Heb je een vraag? "
    "Bel ons of mail ons. We zijn elke dag open van negen tot twaalf uur. Tot snel!"
)
HARD = (
    "Overeenkomstig de bepalingen van het gemeentelijke subsidiereglement kunnen verenigingen die aantoonbaar "
    "activiteiten organiseren ten behoeve van kwetsbare doelgroepen een ondersteuningsaanvraag indienen, teneinde de "
    "administratieve afhandeling van de voorgenomen werkzaamheden te bespoedigen."
)


@pytest.fixture
def texts(tmp_path: Path) -> tuple[str, str]:
    easy, hard = tmp_path / "easy.txt", tmp_path / "hard.txt"
    easy.write_text(EASY, encoding="utf-8")
    hard.write_text(HARD, encoding="utf-8")
    return str(easy), str(hard)


def test_it_names_the_level_and_what_raises_it(texts: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["level", texts[1], "-l", "nl", "--explain"]) == FINE
    told = capsys.readouterr().out
    assert told.startswith("hard.txt: naar schatting niveau C")
    assert "teneinde → “om”" in told
    assert "Waaruit het niveau bestaat" in told
    assert "flesch-douma" in told


def test_it_tells_what_a_rewrite_gained(texts: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["level", "--before", texts[1], "--after", texts[0], "-l", "en"]) == FINE
    assert capsys.readouterr().out.rstrip().endswith("easier.")


def test_json_has_the_offsets(texts: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["level", "--json", texts[1]]) == FINE
    told = json.loads(capsys.readouterr().out)
    assert told["language"] == "nl"
    first = told["words"][0]
    assert HARD[first["start"] : first["end"]] == first["word"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param("Kom langs.", "te weinig tekst", id="too short"),
        pytest.param(
            "La oficina está abierta todos los días de nueve a doce y cierra los domingos.", "taal", id="Spanish"
        ),
    ],
)
def test_a_text_without_a_level_is_told(
    tmp_path: Path, content: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "text.txt"
    path.write_text(content, encoding="utf-8")
    assert run(["level", str(path), "-l", "nl"]) == UNTESTED
    assert told in capsys.readouterr().out


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    texts: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["level", "/no/such/file.txt", texts[0], "-l", "nl"]) == UNTESTED
    out, err = capsys.readouterr()
    assert "easy.txt: naar schatting niveau" in out
    assert "/no/such/file.txt" in err


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="no file"),
        pytest.param(["--before", "a.txt"], id="before without after"),
        pytest.param(["a.txt", "--text-language", "es"], id="a language that is not read"),
    ],
)
def test_mistakes_of_the_user(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["level", *arguments]) == MISTAKE
    assert capsys.readouterr().err
