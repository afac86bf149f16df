"""An abbreviation is used, and the page says nowhere what it stands for."""

import functools
import re
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import filterfalse
from operator import itemgetter

from accesscheck.dom import Dom, Node

# It begins with a letter so that the engine can skip to the next capital; what may not stand before comes after.
_CAPITALS = re.compile(r"[A-Z](?<![\w./@#&+:’'-].)[A-Z]{1,5}(?![\w@/&+]|[-.:’'][\w]|\s\d)")
_SHOUTED = re.compile(r"[A-ZÀ-Þ]{2,}[\s,]+\Z"), re.compile(r"[\s,]+[A-ZÀ-Þ]['’]?[A-ZÀ-Þ]+\b")
_ROMAN = re.compile(r"[IVXLC]+\Z")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS_ALONE = {number: " " for number in range(128) if not chr(number).isalpha()}
_SAID_AFTER = re.compile(
    r"s?\s*[(=:]\s*[^\W\d_]+[\s-]+[^\W\d_]"
    r"|[”\"']?,? (?:stands for|refers to|means|is short for|staat voor|betekent|is de afkorting|signifie|veut dire"
    r"|désigne|steht für|bedeutet|ist die Abkürzung)"
)
_IN_BRACKETS = re.compile(r"\((?:[\w\s’'-]{1,30}\s)?[“\"']?\Z"), re.compile(r"s?[”\"']?\s*[),;:]")
_SAID_BEFORE = re.compile(r"\b(?:kortweg|afgekort|oftewel|ofwel|abrégé|known as|short|kurz|abgekürzt) [“\"']?\Z")
_KINDS = ("paragraph", "list-item")
_READ = ("nl", "fr", "en", "de")
_SMALL = frozenset(
    "van de der den het voor en in op te of d du des le la les l et pour à au aux the and for to on und für die das "
    "zur De Het La Le Les The Die Der Das".split()
)
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZÉÈÀÖÜéèêàâîôöüç", "abcdefghijklmnopqrstuvwxyzeeaoueeeaaioouc")


@dataclass(frozen=True, slots=True, eq=False)
class _Use:
    """An element, the abbreviations that it is the first to use, and those that are explained nowhere."""

    node: Node
    unexplained: tuple[str, ...]


_uses_of: "weakref.WeakKeyDictionary[Dom, dict[int, _Use]]" = weakref.WeakKeyDictionary()


def candidates(dom: Dom, words: Mapping[str, frozenset[str]]) -> Iterator[Node]:
    """Elements that are the first to use an abbreviation that not everyone knows."""
    return (use.node for use in _uses(dom, words).values())


def verdict(node: Node, dom: Dom, words: Mapping[str, frozenset[str]]) -> bool | None:
    """Whether the page explains the abbreviations that it is the first to use."""
    return None if _uses(dom, words)[node.mem_id].unexplained else True


def params(node: Node, dom: Dom, words: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """The abbreviations."""
    return {"abbreviations": ", ".join(_uses(dom, words)[node.mem_id].unexplained[:4])}


def identity(node: Node, dom: Dom, words: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The abbreviations: they may be used first elsewhere."""
    return _uses(dom, words)[node.mem_id].unexplained


def _uses(dom: Dom, words: Mapping[str, frozenset[str]]) -> dict[int, _Use]:
    if dom not in _uses_of:
        known = frozenset[str]().union(*words.values())
        _uses_of[dom] = {use.node.mem_id: use for use in _found(dom, known)}
    return _uses_of[dom]


def _found(dom: Dom, known: frozenset[str]) -> Iterator[_Use]:
    document = dom.document
    if document.language not in _READ:
        return
    reading: _Reading | None = None
    seen: set[str] = set()
    for block in document.blocks:
        if block.kind not in _KINDS or block.language is not None or block.selector is None:
            continue
        text = document.text[block.start : block.end]
        used = [match.group() for match in _CAPITALS.finditer(text) if _is_abbreviation(match, text)]
        new = [one for one in dict.fromkeys(used) if one not in seen and one.lower() not in known]
        seen.update(used)
        if new and (node := dom.find(block.selector)) is not None:
            reading = reading or _Reading(dom)
            # In small letters it is a word, which was stressed.
            asked = [one for one in new if one.lower() not in reading.in_small_letters]
            if asked:
                yield _Use(node, tuple(one for one in asked if not reading.explains(one)))


def _is_abbreviation(match: re.Match[str], text: str) -> bool:
    """Whether it is none of a row of words in capitals, and no Roman number."""
    if _ROMAN.match(match.group()):
        return False
    before, after = _SHOUTED
    return not before.search(text, max(0, match.start() - 30), match.start()) and not after.match(text, match.end())


class _Reading:
    """The main text, read for where it explains an abbreviation."""

    def __init__(self, dom: Dom) -> None:
        self.text = dom.document.text
        self.words: list[str] = []
        for line in self.text.splitlines():
            # Most lines are ASCII, and several times as fast to divide so.
            self.words += line.translate(_LETTERS_ALONE).split() if line.isascii() else _WORD.findall(line)
        self.in_small_letters = frozenset([word.lower() for word in set(self.words) if not word.isupper()])
        marked = dom.select("abbr[title], acronym[title], dfn[title], dt, dfn")
        self.marked = frozenset(node.text().strip() for node in marked)

    @functools.cached_property
    def rows(self) -> list[tuple[list[str], str]]:
        """Words in a row, and their first letters: all of them, and without small ones."""
        small_left_out = list(filterfalse(_SMALL.__contains__, self.words))
        return [
            (chosen, "".join(map(itemgetter(0), chosen)).translate(_LOWER)) for chosen in (self.words, small_left_out)
        ]

    def explains(self, abbreviation: str) -> bool:
        """Whether the page says anywhere what it stands for: in markup, in brackets, or in words that begin so."""
        return abbreviation in self.marked or self._says(abbreviation) or self._spells_out(abbreviation.lower())

    def _says(self, abbreviation: str) -> bool:
        text = self.text
        start = text.find(abbreviation)
        opening, closing = _IN_BRACKETS
        while start >= 0:
            end, from_ = start + len(abbreviation), max(0, start - 40)
            if _SAID_AFTER.match(text, end) or _SAID_BEFORE.search(text, from_, start):
                return True
            if closing.match(text, end) and opening.search(text, from_, start):
                return True
            start = text.find(abbreviation, end)
        return False

    def _spells_out(self, letters: str) -> bool:
        """Whether words in a row begin with its letters, small words left out or not; the first with a capital."""
        for words, initials in self.rows:
            start = initials.find(letters)
            while start >= 0:
                if words[start][0].isupper() and not words[start].isupper():
                    return True
                start = initials.find(letters, start + 1)
        return False
