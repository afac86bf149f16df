"""Sentences of a text."""

import re
from collections.abc import Iterator

from accesscheck.model.document import Block
from accesscheck.text.abbreviations import (
    ALWAYS_LAST,
    BEFORE_ORDINALS,
    LABELS,
    MONTHS,
    TIMES,
    at_times_last,
    before_more,
    starters,
)

Span = tuple[int, int]

_END = re.compile(r"[.!?…]+(?:\s?»|[\"'”’“‘«»)\]])*(?=\s|$)")
_BEFORE = re.compile(r"([^\s(\[“„«\"'’]+)$")
_OPENING = re.compile(r"[\s\"“„«(\[–—•*-]*")
_QUOTED = re.compile(r"['‘’](?=\w{3})")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*['’]?")
_SMALL_START = re.compile(r"[a-z]{1,2}[A-Z]|['’][stnz]\s|e-[a-z]|[a-z][.)]\s+[^\Wa-z\d_]")
"""A small letter that begins a sentence: iPhone, 's Avonds, e-mail, and the next of a row: b. You live here."""
_NUMBERING = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[IVXLC]{1,6}|(?:art|artikel|article|§)\.?\s*\d+)", re.I)
_DOTTED = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]")
_IMPERATIVE = re.compile(r"\w+n\s+Sie\b")
_SECTION = re.compile(r"[A-Z]\.\s?\d")
_PAIR = re.compile(r"(?<![^\s(])([^\W\d_])\.\s?$")


def sentence_spans(text: str, language: str | None = None, *, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Spans of the sentences in `text[start:end]`, without the white space around them.

    A full stop ends a sentence unless it belongs to an abbreviation of the language, an initial, or a number in a
    row (art. 4, 1. Januar). The caller gives one block at a time: its border ends a sentence too.
    """
    stop = len(text) if end is None else end
    begin = start
    for match in _END.finditer(text, start, stop):
        if match.end() < stop and _goes_on(text, match, begin, stop, language):
            continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, stop)


def block_sentences(text: str, blocks: tuple[Block, ...], language: str | None = None) -> Iterator[tuple[Block, Span]]:
    """Every sentence of a text, with the block that it is in. A block's own language goes before the text's."""
    for block in blocks:
        for span in sentence_spans(text, block.language or language, start=block.start, end=block.end):
            yield block, span


def _goes_on(text: str, match: re.Match[str], begin: int, stop: int, language: str | None) -> bool:
    """Whether the sentence goes on after what looks like its end."""
    after = _OPENING.match(text, match.end(), stop)
    if after is None or after.end() == stop:
        return False
    quoted = _QUOTED.match(text, after.end(), stop)
    at = quoted.end() if quoted else after.end()
    following = text[at]
    if following in ",;:)" or (following == "»" and language != "de"):
        return True
    mark = match.group()
    if following.islower() or following in "'’":
        return not _SMALL_START.match(text, at, stop) or _is_abbreviated(text, match, begin, language)
    if mark.rstrip(" »\"'”’“‘«)]") in ("…", "...", "....") and text[match.start() - 1 : match.start()].isspace():
        return not _begins(text, at, stop, language)
    if mark != ".":
        return False
    return _stop_goes_on(text, match.start(), at, begin, stop, language)


def _is_abbreviated(text: str, match: re.Match[str], begin: int, language: str | None) -> bool:
    """Whether a full stop before a small letter belongs to an abbreviation."""
    word = _word_before(text, match.start(), begin).lower()
    known = word in before_more(language) or bool(_DOTTED.fullmatch(word)) or (len(word) == 1 and language == "de")
    return match.group() == "." and known


def _stop_goes_on(text: str, end: int, at: int, begin: int, stop: int, language: str | None) -> bool:
    """Whether the sentence goes on after a full stop at `end`, before a capital or a digit at `at`."""
    if _NUMBERING.fullmatch(text[begin:end].strip()):
        return True
    word = _word_before(text, end, begin)
    lower = word.lower()
    tail = lower.rpartition("-")[2]
    pair = _PAIR.search(text, begin, end - len(word)) if len(word) == 1 and language == "de" else None
    if pair is not None:
        lower = f"{pair.group(1).lower()}.{lower}"
    known = at_times_last(language)
    before = _word_before(text, end - len(word), begin)
    if text[at].isdigit():
        short = lower in known or tail in known or lower.endswith("str") or lower in before_more(language)
        section = len(word) == 1 and word.isupper() and before.lower() in ("art", "art.")
        return short or section or bool(_DOTTED.fullmatch(lower)) or _is_date(word, language)
    if lower in before_more(language) or tail in before_more(language):
        return True
    if lower in TIMES and before[:1].isdigit():
        return text[at:stop].partition(" ")[2].startswith("time")
    if len(word) == 1 and word.isalpha() and pair is None:
        return _letter_goes_on(word, before, at, text, stop, language)
    if lower in ALWAYS_LAST:
        return False
    if _DOTTED.fullmatch(lower):
        return "-" in word or not _begins(text, at, stop, language)
    if lower in known:
        # "al", "no" and "art" are words as well: before a capital they end what they are in.
        if lower in _WORDS_TOO:
            return _SECTION.match(text, at, stop) is not None
        return not _begins(text, at, stop, language)
    return _is_date(word, language) and _ordinal_goes_on(before, at, text, stop, language)


_WORDS_TOO = frozenset("al art do di fig fr gem lid ma mar mo no nos sa sam sat so sun tab tel wed zie zo".split())


def _letter_goes_on(letter: str, before: str, at: int, text: str, stop: int, language: str | None) -> bool:
    """Whether a sentence goes on after one letter and a full stop: an initial does, a name of a room does not."""
    if re.match(r"[^\W\d_]\.", text[at : at + 2]):
        return True  # More initials.
    if before.lower() in LABELS:
        return False
    if before[:1].isdigit():
        return not _begins(text, at, stop, language)
    if letter.islower():
        return language == "de" or (letter != "u" and letter in at_times_last(language) and not before)
    if letter == "I" and language == "en":
        return not _begins(text, at, stop, language)
    return True


def _is_date(word: str, language: str | None) -> bool:
    return language == "de" and word.isdigit() and len(word) <= 2


def _ordinal_goes_on(before: str, at: int, text: str, stop: int, language: str | None) -> bool:
    """Whether a German number with a full stop is an ordinal of what follows: 1. Januar, 3. Auflage."""
    following = _WORD.match(text, at, stop)
    if following is not None and following.group().lower() in MONTHS:
        return True
    usual = before.lower() in BEFORE_ORDINALS or before.endswith(".")
    return usual and before.lower().rstrip(".") not in LABELS and not _begins(text, at, stop, language)


def _begins(text: str, at: int, stop: int, language: str | None) -> bool:
    """Whether the word at a place is one that sentences begin with."""
    word = _WORD.match(text, at, stop)
    if word is None:
        return not text[at].isdigit()
    if language == "de" and _IMPERATIVE.match(text, at, stop):
        return True
    first = word.group().lower().replace("’", "'")
    known = starters(language)
    return first in known or f"{first.partition(chr(39))[0]}'" in known


def _word_before(text: str, end: int, begin: int) -> str:
    found = _BEFORE.search(text[max(begin, end - 30) : end].rstrip())
    return found.group(1) if found else ""


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
