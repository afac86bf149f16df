"""The lists of names that tell one gender, in rules/language/titles/, and what a place of one is."""

import functools
from dataclasses import dataclass

from accesscheck.installation import rules_folder

SHORTEST_PART = 3
"""Letters that stand before a name in a longer word, at least."""
FRENCH_ENDINGS = frozenset({"eure", "euse", "trice"})
"""Marks of lines that have French words in -eur by the ending of their feminine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A name that tells one gender, at `text[start:end]`.

    `key` is the same for all forms of a name. It names everyone after all where the text has one of `others` as well.
    """

    start: int
    end: int
    key: str
    alternatives: tuple[str, ...]
    others: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: its mark (the file says what it means), its word, and what is beside it."""

    kind: str
    word: str
    rest: str

    @property
    def parts(self) -> tuple[str, ...]:
        """What is beside the word, one by one."""
        return tuple(part.strip() for part in self.rest.split(";") if part.strip())


@functools.cache
def entries(language: str) -> tuple[Entry, ...]:
    """The list of a language."""
    content = (rules_folder() / "language" / "titles" / f"{language}.tsv").read_text(encoding="utf-8")
    return tuple(_entry(line) for line in content.splitlines() if line.strip() and not line.startswith("#"))


def _entry(line: str) -> Entry:
    cells = [*line.split("\t"), "", ""]
    marked = len(cells[0]) == 1 or cells[0] in FRENCH_ENDINGS
    return Entry(cells[0], cells[1], cells[2]) if marked else Entry("", cells[0], cells[1])


@functools.cache
def lookalikes(language: str) -> frozenset[str]:
    """Words that only look like names of one gender."""
    return frozenset(word for entry in entries(language) if entry.kind == "-" for word in entry.word.split())


def joined(beginning: str, alternative: str) -> str:
    """An alternative in the place of the end of a longer word: hoofd + verpleegkundige."""
    if " " in alternative or not beginning:
        return alternative
    return beginning + (alternative if beginning.endswith("-") else alternative[0].lower() + alternative[1:])
