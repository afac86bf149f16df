"""What two texts have in common, and what is a filler."""

import pytest

from accesscheck.text.filler import filler
from accesscheck.text.overlap import content_words, folded, is_latin, shared


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Hoe vraag je een kaart aan?", "nl", ("vraag", "kaart")),
        ("Les écoles de la ville", "fr", ("ecoles", "ville")),
        ("What is the EU, and is it for me?", "en", ("eu",)),
        ("Kinder- und Jugendhilfe", "de", ("kinder", "jugendhilfe")),
        ("The kaart of the rue", None, ("kaart", "rue")),
        ("!!! 2026", "en", ()),
    ],
)
def test_words_that_carry_meaning(text: str, language: str | None, expected: tuple[str, ...]) -> None:
    assert content_words(text, language) == expected


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("harvesting", "When to harvest", True),
        ("opening", "We are open today", True),
        ("open", "Our opening hours", True),
        ("stadsbibliotheek", "De bibliotheek sluit", True),
        ("bibliotheek", "De stadsbibliotheek sluit", True),
        ("ecole", "L’École est fermée", True),
        ("car", "Take care", False),
        ("car", "Two cars", True),
        ("apple", "Clementines ripen late", False),
        ("park", "Take a spark", False),
    ],
)
def test_a_stem_in_common(word: str, text: str, found: bool) -> None:
    assert list(shared([word], folded(text))) == ([word] if found else [])


def test_other_writing_is_told_apart() -> None:
    assert is_latin("Façade 12")
    assert not is_latin("図書館 (PDF)")
    assert not is_latin("12")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kop 12", "certain"),
        ("  KOP 1: ", "certain"),
        ("Kop", "likely"),
        ("Koppen", None),
        ("Élément", "certain"),
        ("", None),
    ],
)
def test_fillers(text: str, expected: str | None) -> None:
    words = {"nl": frozenset({"kop #", "kop?"}), "fr": frozenset({"élément"})}
    assert filler(text, words) == expected
