"""Difficult words, and what to say in their place: the lists in rules/language/plain-words/."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accesscheck.installation import rules_folder
from accesscheck.text.phrases import Plain

GAP = " … "
"""Stands in a form for up to MOST_BETWEEN words of the same clause."""
MOST_BETWEEN = 6
Span = tuple[int, int]

NO_ALTERNATIVE = "-"
"""The alternative of a word that is best left out."""

_BETWEEN = rf"\s+(?:[^\s,;:.!?()]+\s+){{0,{MOST_BETWEEN}}}?"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainWord:
    """An entry of a list.

    `kind` is the list: administrative, work, official, english, idioms or culture. `alternatives` are in the form that
    a dictionary has, best first. `where` is all or a country. `example` has the word, `plain` says it without it.
    """

    word: str
    kind: str
    word_class: str
    forms: tuple[str, ...]
    alternatives: tuple[str, ...]
    where: str
    register: str
    example: str
    plain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where an entry's word stands in a text."""

    start: int
    end: int
    entry: PlainWord


@functools.cache
def plain_words(language: str) -> tuple[PlainWord, ...]:
    """All entries of a language; none for one that has no lists."""
    folder = rules_folder() / "language" / "plain-words"
    files = sorted(
        (file for file in folder.iterdir() if file.name.startswith(f"{language}.")), key=lambda one: one.name
    )
    return tuple(entry for file in files for entry in _entries(file.name, file.read_text(encoding="utf-8")))


def _entries(name: str, content: str) -> Iterator[PlainWord]:
    kind = name.split(".")[1]
    for line in content.splitlines():
        if line.startswith(("#", "word\t")):
            continue
        word, word_class, forms, alternatives, where, register, example, plain = line.split("\t")
        yield PlainWord(
            word=word, kind=kind, word_class=word_class, forms=tuple(filter(None, forms.split("; "))),
            alternatives=tuple(alternatives.split("; ")), where=where, register=register, example=example, plain=plain,
        )  # fmt: skip


def even(text: str) -> str:
    """A form as texts are searched: lower case, straight apostrophes, plain hyphens and spaces."""
    return " ".join(text.lower().replace("’", "'").replace("\u2011", "-").split())


@functools.cache
def single_words(language: str) -> Mapping[str, PlainWord]:
    """By each form that is one word: its entry."""
    return {
        even(form): entry
        for entry in reversed(plain_words(language))
        for form in (entry.word, *entry.forms)
        if " " not in form
    }


@functools.cache
def _machine(language: str) -> tuple[object, tuple[tuple[PlainWord, re.Pattern[str] | None], ...]]:
    """An automaton over the beginnings of all forms, and for each its entry and what must follow."""
    from ahocorasick_rs import AhoCorasick

    beginnings: list[str] = []
    entries: list[tuple[PlainWord, re.Pattern[str] | None]] = []
    for entry in plain_words(language):
        for form in dict.fromkeys(map(even, (entry.word, *entry.forms))):
            first, *others = form.split(GAP)
            beginnings.append(first)
            rest = (
                re.compile("".join(f"{_BETWEEN}{re.escape(other)}" for other in others) + r"(?!\w)") if others else None
            )
            entries.append((entry, rest))
    return AhoCorasick(beginnings), tuple(entries)


@functools.lru_cache(maxsize=4096)
def find(text: Plain, language: str) -> tuple[Found, ...]:
    """The entries whose words stand in a sentence, in order; of those that overlap the longest."""
    if not plain_words(language):
        return ()
    machine, entries = _machine(language)
    found: list[tuple[tuple[Span, ...], PlainWord]] = []
    for number, start, end in machine.find_matches_as_indexes(text.lower, overlapping=True):  # type: ignore[attr-defined]
        if not _stands_alone(text.lower, start, end):
            continue
        entry, rest = entries[number]
        if rest is None:
            found.append((((start, end),), entry))
        elif more := rest.match(text.lower, end):
            found.append((((start, end), (more.end() - 1, more.end())), entry))
    kept: list[tuple[tuple[Span, ...], PlainWord]] = []
    # What stands together goes before what has words in between, and the longest before shorter ones.
    for parts, entry in sorted(found, key=lambda one: (len(one[0]), one[0][0][0] - one[0][0][1], one[0][0][0])):
        taken = (span for spans, _ in kept for span in spans)
        if not any(start < other_end and other_start < end for other_start, other_end in taken for start, end in parts):
            kept.append((parts, entry))
    ordered = sorted(kept, key=lambda one: one[0][0][0])
    return tuple(Found(start=parts[0][0], end=parts[-1][1], entry=entry) for parts, entry in ordered)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word goes on at either side."""
    before, after = text[start - 1 : start], text[end : end + 1]
    inside = text[end - 1]
    return not (before.isalnum() or before == "-") and not (inside.isalnum() and (after.isalnum() or after == "-"))
