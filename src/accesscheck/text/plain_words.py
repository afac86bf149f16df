"""Difficult words, and what to say in their place: the lists in rules/language/plain-words/."""

import functools
import re
from collections.abc import Iterator
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


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists of a language as they are written: its rows, each with its kind; and what is searched for.

    `forms` are those of all rows, and `row_of` has the row of each. A row is taken apart when its word is found.
    """

    rows: tuple[tuple[str, str], ...]
    forms: tuple[str, ...]
    row_of: tuple[int, ...]


@functools.cache
def _lists(language: str) -> _Lists:
    folder = rules_folder() / "language" / "plain-words"
    files = sorted(
        (file for file in folder.iterdir() if file.name.startswith(f"{language}.")), key=lambda one: one.name
    )
    rows = tuple([row for file in files for row in _rows(file.name, file.read_text(encoding="utf-8"))])
    forms: list[str] = []
    row_of: list[int] = []
    for number, (_, row) in enumerate(rows):
        word, _, others, _ = row.split("\t", 3)
        found = dict.fromkeys(even(f"{word}; {others}" if others else word).split("; "))
        forms += found
        row_of += [number] * len(found)
    return _Lists(rows, tuple(forms), tuple(row_of))


def _rows(name: str, content: str) -> Iterator[tuple[str, str]]:
    kind = name.split(".")[1]
    for row in content.splitlines():
        if not row.startswith(("#", "word\t")):
            yield kind, row


def plain_words(language: str) -> tuple[PlainWord, ...]:
    """All entries of a language; none for one that has no lists."""
    return tuple([_entry(language, number) for number in range(len(_lists(language).rows))])


@functools.lru_cache(maxsize=8192)
def _entry(language: str, number: int) -> PlainWord:
    kind, row = _lists(language).rows[number]
    word, word_class, forms, alternatives, where, register, example, plain = row.split("\t")
    return PlainWord(
        word=word, kind=kind, word_class=word_class, forms=tuple(filter(None, forms.split("; "))),
        alternatives=tuple(alternatives.split("; ")), where=where, register=register, example=example, plain=plain,
    )  # fmt: skip


def even(text: str) -> str:
    """A form as texts are searched: lower case, straight apostrophes, plain hyphens and spaces."""
    return " ".join(text.lower().replace("’", "'").replace("\u2011", "-").split())


@functools.cache
def single_words(language: str) -> frozenset[str]:
    """Each form of an entry that is one word."""
    return frozenset([form for form in _lists(language).forms if " " not in form])


@functools.cache
def _machine(language: str) -> object:
    """An automaton over the beginnings of all forms: what stands before the first GAP."""
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick([form.partition(GAP)[0] for form in _lists(language).forms], store_patterns=False)


@functools.lru_cache(maxsize=2048)
def _rest(form: str) -> re.Pattern[str] | None:
    """What must follow the beginning of a form; None if it has no GAP. Made when the beginning stands in a text."""
    _, *others = form.split(GAP)
    return re.compile("".join(f"{_BETWEEN}{re.escape(other)}" for other in others) + r"(?!\w)") if others else None


@functools.lru_cache(maxsize=4096)
def find(text: Plain, language: str) -> tuple[Found, ...]:
    """The entries whose words stand in a sentence, in order; of those that overlap the longest."""
    lists = _lists(language)
    if not lists.rows:
        return ()
    machine = _machine(language)
    found: list[tuple[tuple[Span, ...], int]] = []
    for number, start, end in machine.find_matches_as_indexes(text.lower, overlapping=True):  # type: ignore[attr-defined]
        if not _stands_alone(text.lower, start, end):
            continue
        rest = _rest(lists.forms[number])
        if rest is None:
            found.append((((start, end),), lists.row_of[number]))
        elif more := rest.match(text.lower, end):
            found.append((((start, end), (more.end() - 1, more.end())), lists.row_of[number]))
    kept: list[tuple[tuple[Span, ...], int]] = []
    # What stands together goes before what has words in between, and the longest before shorter ones.
    for parts, row in sorted(found, key=lambda one: (len(one[0]), one[0][0][0] - one[0][0][1], one[0][0][0])):
        taken = (span for spans, _ in kept for span in spans)
        if not any(start < other_end and other_start < end for other_start, other_end in taken for start, end in parts):
            kept.append((parts, row))
    ordered = sorted(kept, key=lambda one: one[0][0][0])
    return tuple([Found(start=parts[0][0], end=parts[-1][1], entry=_entry(language, row)) for parts, row in ordered])


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word goes on at either side."""
    before, after = text[start - 1 : start], text[end : end + 1]
    inside = text[end - 1]
    return not (before.isalnum() or before == "-") and not (inside.isalnum() and (after.isalnum() or after == "-"))
