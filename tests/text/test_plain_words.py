"""The lists of difficult words, and where their words stand in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accesscheck.text.phrases import plain
from accesscheck.text.plain_words import NO_ALTERNATIVE, find, plain_words, single_words

LANGUAGES = ("nl", "fr", "en", "de")
FEWEST = {"nl": 1500, "fr": 800, "en": 500, "de": 500}
CLASSES = {"noun", "verb", "adjective", "adverb", "preposition", "conjunction", "phrase"}


def words(text: str, language: str) -> list[str]:
    return [found.entry.word for found in find(plain(text), language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_whole(language: str) -> None:
    entries = plain_words(language)
    official = [entry for entry in entries if entry.kind in ("administrative", "work", "official")]
    assert len(official) >= FEWEST[language]
    assert len({entry.word for entry in entries}) == len(entries)
    for entry in entries:
        assert entry.word_class in CLASSES, entry.word
        assert all((entry.alternatives, entry.where, entry.register, entry.example, entry.plain)), entry.word
        assert set(entry.alternatives) - {NO_ALTERNATIVE, entry.word}, entry.word


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plain_sentence_has_not_the_word(language: str) -> None:
    kept = [entry.word for entry in plain_words(language) if entry.word in words(entry.plain, language)]
    assert kept == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_has_the_word(language: str) -> None:
    # In a few examples a longer expression of another entry holds the word.
    missed = [entry.word for entry in plain_words(language) if entry.word not in words(entry.example, language)]
    assert len(missed) <= len(plain_words(language)) / 200


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Derhalve betaal je niets.", ["derhalve"], id="one word"),
        pytest.param("U krijgt een AFSCHRIFT.", ["afschrift"], id="in capitals"),
        pytest.param("De raad neemt uw vraag in aanmerking.", ["in aanmerking nemen"], id="words in between"),
        pytest.param("De raad neemt uw vraag, en niet die van hem, in aanmerking.", [], id="not past a comma"),
        pytest.param("Het afschriftje ligt klaar.", [], id="not within a longer word"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_find(text: str, expected: list[str]) -> None:
    assert words(text, "nl") == expected


def test_the_longest_stands() -> None:
    assert words("We zoeken soft skills.", "nl") == ["soft skills"]


def test_a_language_without_lists_has_none() -> None:
    assert (plain_words("es"), find(plain("el ayuntamiento"), "es"), single_words("es")) == ((), (), frozenset())


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_places_are_within_the_text_and_apart(text: str, language: str) -> None:
    even = plain(text)
    found = find(even, language)
    assert all(0 <= one.start < one.end <= len(even.text) for one in found)
    assert list(found) == sorted(found, key=lambda one: one.start)
