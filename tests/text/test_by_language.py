"""What is made for a language when it is first asked for."""

import re

import pytest

from accesscheck.text.by_language import ByLanguage, patterns


def test_it_is_made_once_and_for_the_languages_asked_for_alone() -> None:
    made: list[str] = []

    def make(source: str) -> str:
        made.append(source)
        return source.upper()

    words = ByLanguage({"nl": "huis", "fr": "maison", "de": "haus"}, make)
    assert [words["nl"], words["nl"], words.get("fr"), words.get("en")] == ["HUIS", "HUIS", "MAISON", None]
    assert ("de" in words, "en" in words, list(words), len(words)) == (True, False, ["nl", "fr", "de"], 3)
    assert made == ["huis", "maison"]


def test_a_language_without_a_source_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        patterns(nl="huis")["en"]


def test_patterns_take_flags() -> None:
    assert patterns(re.I, nl="huis")["nl"].fullmatch("HUIS")
