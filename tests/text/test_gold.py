"""Sentences and words of hard cases, marked by hand in four languages: fixtures/text/."""

import json
from pathlib import Path

import pytest

from accesscheck.text.sentences import sentence_spans
from accesscheck.text.words import words

GOLD = Path(__file__).resolve().parents[2] / "fixtures" / "text"
LANGUAGES = ("nl", "fr", "en", "de")


def rows(name: str, language: str) -> list[dict[str, str]]:
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return [row for line in lines if (row := json.loads(line))["language"] == language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_split_as_people_split_them(language: str) -> None:
    right = told = marked = 0
    for row in rows("sentences.jsonl", language):
        text, at, gold = row["text"], 0, set()
        for sentence in row["sentences"]:
            start = text.index(sentence, at)
            at = start + len(sentence)
            gold.add((start, at))
        found = set(sentence_spans(text, language))
        right += len(gold & found)
        told += len(found)
        marked += len(gold)
    assert marked >= 100
    assert 2 * right / (told + marked) >= 0.98  # The F1 measure.


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_told_as_people_tell_them(language: str) -> None:
    gold = rows("words.jsonl", language)
    assert len(gold) >= 40
    assert [row["text"] for row in gold if list(words(row["text"])) != row["words"]] == []
