"""Find phrases in a text: whole words, any case, with the endings of the language."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Span = tuple[int, int]
Inflection = Literal["none", "noun", "adjective"]
Compound = Literal["none", "head", "tail", "any"]

CONTEXT_WORDS = 4
"""How many words before or after a match count as next to it."""

_DROPPED = "\u00ad\u200b\u200c\u200d\ufeff"
_SAME = str.maketrans({"’": "'", "ʼ": "'", "\u2011": "-", "\u2010": "-"})
_UNEVEN = re.compile(rf"\s\s|[^\S ]|[{_DROPPED}]")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text made easy to search: single spaces, straight apostrophes, composed letters, no soft hyphens.

    `lower` is `text` in lower case, of the same length; `spans` gives the place in the original of each letter,
    None where both are the same.
    """

    text: str
    lower: str
    spans: tuple[Span, ...] | None

    def holds_one_of(self, texts: Iterable[str]) -> bool:
        """Whether one of the texts, in lower case, stands in it, be it within a word."""
        return any(text in self.lower for text in texts)

    def original(self, start: int, end: int) -> Span:
        """The span in the original of a span here, which must not be empty."""
        if self.spans is None:
            return start, end
        # It ends where its last letter does, not where the next begins: dropped characters may stand between.
        return self.spans[start][0], self.spans[end - 1][1]


def plain(text: str) -> Plain:
    """The text made easy to search, with the way back."""
    spans: tuple[Span, ...] | None = None
    if _UNEVEN.search(text) or not unicodedata.is_normalized("NFC", text):
        text, spans = _evened(text)
    text = text.translate(_SAME)
    return Plain(text, lowered(text), spans)


def lowered(text: str) -> str:
    """The text in lower case, of the same length."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in text)


def _evened(text: str) -> tuple[str, tuple[Span, ...]]:
    letters: list[str] = []
    spans: list[Span] = []
    position = 0
    while position < len(text):
        letter = text[position]
        end = position + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        if letter.isspace():
            if not letters or letters[-1] != " ":
                letters.append(" ")
                spans.append((position, end))
        elif letter not in _DROPPED:
            for composed in unicodedata.normalize("NFC", text[position:end]):
                letters.append(composed)
                spans.append((position, end))
        position = end
    return "".join(letters), tuple(spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What to find. `compound` says whether a longer word may end (head) or begin (tail) with it."""

    text: str
    inflect: Inflection = "none"
    compound: Compound = "none"
    exact_case: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A phrase that was found: its place in `Plain.text`, and which of the phrases it is."""

    start: int
    end: int
    phrase: int


def written_forms(phrase: Phrase, language: str) -> tuple[str, ...]:
    """The forms of a phrase, each as `Plain.text` has it."""
    return tuple([plain(form).text for form in sorted(forms(phrase.text, phrase.inflect, language))])


class PhraseFinder:
    """Finds many phrases at once. Of matches that overlap, the first and longest stands."""

    def __init__(
        self, phrases: Sequence[Phrase], language: str, written: Sequence[Sequence[str]] | None = None
    ) -> None:
        """`written`: the forms of each phrase, if they are known already."""
        from ahocorasick_rs import AhoCorasick

        if written is None:
            written = [written_forms(phrase, language) for phrase in phrases]
        self._phrases = tuple(phrases)
        self._written = [form for inside in written for form in inside]
        self._phrase_of = [number for number, inside in enumerate(written) for _ in inside]
        self._machine = AhoCorasick(list(map(lowered, self._written))) if self._written else None

    def find(self, text: Plain) -> tuple[Match, ...]:
        """Matches in a text, in order."""
        if self._machine is None:
            return ()
        found = [
            Match(start=start, end=end, phrase=self._phrase_of[form])
            for form, start, end in self._machine.find_matches_as_indexes(text.lower, overlapping=True)
            if self._stands(text, start, end, form)
        ]
        kept: list[Match] = []
        for match in sorted(found, key=lambda match: (match.start, -match.end)):
            if not kept or match.start >= kept[-1].end:
                kept.append(match)
        return tuple(kept)

    def _stands(self, text: Plain, start: int, end: int, form: int) -> bool:
        phrase = self._phrases[self._phrase_of[form]]
        before = _in_word(text.lower, start - 1) and _in_word(text.lower, start, here=True)
        after = _in_word(text.lower, end) and _in_word(text.lower, end - 1, here=True)
        if before and phrase.compound not in ("head", "any"):
            return False
        if after and phrase.compound not in ("tail", "any"):
            return False
        return not phrase.exact_case or text.text[start:end] == self._written[form]


def _in_word(text: str, position: int, *, here: bool = False) -> bool:
    """Whether a word goes on at a position. A hyphen between letters or digits joins the parts of a word."""
    if not 0 <= position < len(text):
        return False
    letter = text[position]
    if letter.isalnum() or letter == "_":
        return True
    sides = text[max(0, position - 1) : position] + text[position + 1 : position + 2]
    return not here and letter in "-·" and len(sides) == 2 and sides.isalnum() and not sides.isdigit()


@lru_cache(maxsize=2048)
def finder_of_words(phrases: tuple[str, ...], language: str) -> PhraseFinder:
    """A finder for phrases exactly as written, in any case; made once."""
    return PhraseFinder(tuple(Phrase(text=text) for text in phrases), language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Phrases around a match that forbid a finding (`before`, `after`, `sentence`, `inside`); `near`: that it needs."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    sentence: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    within: int | None = None

    def admits(self, text: Plain, start: int, end: int, language: str) -> bool:
        """Whether a match at this place of a sentence is a finding."""
        if self.sentence and finder_of_words(self.sentence, language).find(text):
            return False
        if any(match.start <= start and end <= match.end for match in _found(self.inside, text, language)):
            return False
        if self.before:
            close = _words_before(text.text, start, CONTEXT_WORDS)
            if any(close <= match.start and match.end <= start for match in _found(self.before, text, language)):
                return False
        if self.after:
            close = _words_after(text.text, end, CONTEXT_WORDS)
            if any(end <= match.start and match.end <= close for match in _found(self.after, text, language)):
                return False
        if not self.near:
            return True
        from_, to = 0, len(text.text)
        if self.within is not None:
            from_, to = _words_before(text.text, start, self.within), _words_after(text.text, end, self.within)
        return any(from_ <= match.start and match.end <= to for match in _found(self.near, text, language))


def _found(phrases: tuple[str, ...], text: Plain, language: str) -> tuple[Match, ...]:
    return finder_of_words(phrases, language).find(text) if phrases else ()


def _words_before(text: str, position: int, count: int) -> int:
    """Where the `count` words before a position begin."""
    starts = [match.start() for match in re.finditer(r"\S+", text[:position])]
    return starts[-count] if len(starts) >= count else 0


def _words_after(text: str, position: int, count: int) -> int:
    """Where the `count` words after a position end."""
    ends = [match.end() for match in re.finditer(r"\S+", text[position:])]
    return position + (ends[count - 1] if len(ends) >= count else len(text) - position)


def forms(phrase: str, inflect: Inflection, language: str) -> frozenset[str]:
    """The phrase, and its last word with the regular endings of the language.

    A few forms that do not exist do no harm.
    """
    head, space, word = phrase.rpartition(" ")
    if inflect == "none":
        return frozenset({phrase})
    inflected = _ENDINGS[language, inflect](word)
    return frozenset(f"{head}{space}{form}" for form in {word, *inflected})


def _dutch_stems(word: str) -> set[str]:
    """Stems before an ending that begins with a vowel: mannen, jonge, hoge, stotteraar."""
    stems = {word}
    if re.search(r"[^aeiouy](?:[aeou])[bdfgklmnprst]$", word):
        stems.add(word + word[-1])
    if long := re.search(r"([aeou])\1([bdfgklmnprst])$", word):
        stems.add(word[:-3] + long.group(1) + long.group(2))
    for final, voiced in (("f", "v"), ("s", "z")):
        stems |= {stem[:-1] + voiced for stem in set(stems) if stem.endswith(final)}
    return stems


def _dutch_noun(word: str) -> set[str]:
    return {word + "s", word + "'s", word + "n"} | {stem + "en" for stem in _dutch_stems(word)}


def _dutch_adjective(word: str) -> set[str]:
    return {stem + ending for stem in _dutch_stems(word) for ending in ("e", "er", "ere", "ste")} | {word + "st"}


def _french_noun(word: str) -> set[str]:
    if word.endswith(("s", "x", "z")):
        return set()
    if word.endswith("al"):
        return {word[:-2] + "aux"}
    return {word + "x"} if word.endswith(("eau", "eu")) else {word + "s"}


def _french_adjective(word: str) -> set[str]:
    found = _french_noun(word)
    for ending, feminine in (
        ("eux", "euse"),
        ("eur", "euse"),
        ("if", "ive"),
        ("el", "elle"),
        ("en", "enne"),
        ("er", "ère"),
    ):
        if word.endswith(ending):
            stem = word[: -len(ending)] + feminine
            return found | {stem, stem + "s"}
    return found if word.endswith("e") else found | {word + "e", word + "es"}


def _english_noun(word: str) -> set[str]:
    found = {word + "s", word + "'s"}
    if word.endswith(("s", "x", "ch", "sh")):
        found.add(word + "es")
    if re.search(r"[^aeiou]y$", word):
        found.add(word[:-1] + "ies")
    if word.endswith("man"):
        found.add(word[:-3] + "men")
    return found


def _german_noun(word: str) -> set[str]:
    return {word + ending for ending in ("e", "en", "n", "er", "ern", "s", "es", "innen")}


def _german_adjective(word: str) -> set[str]:
    stem = word.removesuffix("e")
    return {stem + ending for ending in ("e", "er", "es", "en", "em", "ere", "eren", "erer", "erem")}


_ENDINGS = {
    ("nl", "noun"): _dutch_noun,
    ("nl", "adjective"): _dutch_adjective,
    ("fr", "noun"): _french_noun,
    ("fr", "adjective"): _french_adjective,
    ("en", "noun"): _english_noun,
    ("en", "adjective"): lambda word: set[str](),
    ("de", "noun"): _german_noun,
    ("de", "adjective"): _german_adjective,
}
