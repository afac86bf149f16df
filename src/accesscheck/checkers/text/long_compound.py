"""A word was put together out of so many others that a reader must first find where each of them ends."""

import re
from collections.abc import Iterator
from functools import lru_cache

from accesscheck.checkers.texts import Spot, Text
from accesscheck.text.by_language import patterns
from accesscheck.text.frequency import compound, lexicon
from accesscheck.text.function_words import FUNCTION_WORDS

FEWEST_LETTERS = {"nl": 18, "de": 22}
"""German spells more in one word, so that its readers meet such lengths more often; both are our own guide values."""
FEWEST_PARTS = 3
BETWEEN = "·"
"""What Leichte Sprache sets between the parts of a long word."""
_COMMON = 3.0
"""Zipf value from which a word is known as a whole: about one in a million words."""
_WELL_KNOWN = 3.3
"""From here on, a part is read as one word, though it has two: werkgever, Arbeitsplatz."""
_FEWEST_LETTERS_OF_TWO = 9

_LINKS = {"nl": ("", "s", "e", "en", "n"), "de": ("", "s", "es", "n", "en", "er")}
_PRICE_OF_PART = 9.0
"""Each part costs this less its frequency, so that few and frequent parts win."""
_PRICE_OF_LINK = 0.5
_LEAST_FREQUENT = {3: 4.2, 4: 3.3, 5: 3.0, 6: 2.5}
"""By letters. Short words stand in others by chance: they must be frequent to be a part."""
_LEAST_FREQUENT_OF_LONGER = 2.0
_LONGEST_WORD = 60

_PARTICLES = {
    "nl": frozenset(
        "aan achter af bij binnen boven buiten door eind heen her hoofd in inter mede mee midden multi na naar neer "
        "nieuw om onder op over psycho rond samen snel super tegen tele terug toe trans tussen uit van vast ver voor "
        "voort vooruit vrij weg".split()
    ),
    "de": frozenset(
        "ab an auf aus be bei durch ein ent entgegen fort ge her herab heran heraus hin hinter in inter los miss mit "
        "multi nach neben nieder rück super tele trans um un unter ver vor voran weg weiter wieder zu zurück zusammen "
        "zwischen über".split()
    ),
}
"""What is part of the word after it: doorgroei, nieuwbouw, Weiterbildung."""
_NO_PARTS = {
    "nl": FUNCTION_WORDS["nl"]
    | frozenset("baar baarheid heden kundig laar laars loos loosheid matig stelling vesting zaam zekering".split()),
    "de": FUNCTION_WORDS["de"]
    | frozenset(
        "unserem unseren unserer unseres deine deinen deiner eure euer gute guten guter ische ischen ischer isches "
        "iger igen kung keit heit schaft lich liche lichen chic fach frame freud halte vers wesen".split()
    ),
}
"""Found in a word, they are the end of another, or two words without a space."""

_LONG = patterns(
    **{
        language: rf"(?<![\w@/.'-])[^\W\d_]{{{fewest},{_LONGEST_WORD}}}(?![\w@/:*'-]|\.\w)"
        for language, fewest in FEWEST_LETTERS.items()
    }
)
_CAMEL = re.compile(r".[A-ZÄÖÜ]")


def spots(text: Text) -> Iterator[Spot]:
    """Each different long compound, where it first stands. In German only nouns: of verbs and adjectives few are so."""
    long = _LONG[text.language]
    seen: set[str] = set()
    for passage in text.passages:
        for match in long.finditer(passage.plain.text):
            word = match.group()
            lower = word.lower()
            if lower in seen or (_CAMEL.search(word) and not word.isupper()):
                continue
            if text.language == "de" and not word[0].isupper():
                continue
            seen.add(lower)
            found = parts(lower, text.language)
            if len(found) >= FEWEST_PARTS:
                yield Spot(
                    passage=passage, start=match.start(), end=match.end(), params={"parts": _as_written(word, found)}
                )


def _as_written(word: str, found: tuple[str, ...]) -> str:
    """The parts with the capitals of the word."""
    pieces: list[str] = []
    place = 0
    for part in found:
        pieces.append(word[place : place + len(part)])
        place += len(part)
    return BETWEEN.join(pieces)


@lru_cache(maxsize=20_000)
def parts(word: str, language: str) -> tuple[str, ...]:
    """The parts of a compound in lower case, each with the letters that link it to the next; none if it is common."""
    if lexicon(language).frequencies.get(word, 0.0) >= _COMMON:
        return ()
    found: list[str] = []
    before = ""
    for part, written in _cheapest(word, language):
        if part in _PARTICLES[language] or written in _PARTICLES[language]:
            before += written
            continue
        if before:
            found.append(before + written)
        else:
            found += _halves(part, written, language)
        before = ""
    return tuple(found)


def _cheapest(word: str, language: str) -> tuple[tuple[str, str], ...]:
    """The division into known words that costs least: each word, and the same with its link. None: empty."""
    known = lexicon(language).frequencies
    links, particles, no_parts = _LINKS[language], _PARTICLES[language], _NO_PARTS[language]
    size = len(word)
    best: dict[int, tuple[float, tuple[tuple[str, str], ...]]] = {0: (0.0, ())}
    for start in range(size - 2):
        if start not in best:
            continue
        cost, before = best[start]
        for end in range(start + 2, size + 1):
            part = word[start:end]
            if part == word:
                break
            if part in particles:
                frequency = known.get(part, _LEAST_FREQUENT_OF_LONGER)
            else:
                frequency = known.get(part, 0.0)
                if frequency < _LEAST_FREQUENT.get(end - start, _LEAST_FREQUENT_OF_LONGER) or end - start < 3:
                    continue
                if part in no_parts:
                    continue
            for link in links:
                stop = end + len(link)
                if word[end:stop] != link or (link and stop >= size):
                    continue
                total = cost + _PRICE_OF_PART - frequency + (_PRICE_OF_LINK if link else 0.0)
                if stop not in best or total < best[stop][0]:
                    best[stop] = total, (*before, (part, word[start:stop]))
    return best[size][1] if size in best else ()


def _halves(part: str, written: str, language: str) -> list[str]:
    """A part that is itself a compound, and not well known as one word, in two."""
    if len(part) < _FEWEST_LETTERS_OF_TWO or lexicon(language).frequencies.get(part, 0.0) >= _WELL_KNOWN:
        return [written]
    found = compound(part, language)
    if found is None or not all(_is_noun(half, language) for half in found):
        return [written]
    place = len(part) - len(found[1])
    return [written[:place], written[place:]]


def _is_noun(word: str, language: str) -> bool:
    """Whether a half can be a word of a compound. Only the Dutch lexicon knows its nouns."""
    if word in _PARTICLES[language] or word in _NO_PARTS[language] or len(word) < 3:
        return False
    if language != "nl":
        return True
    classes = lexicon(language).classes
    return any(word in classes[kind] for kind in ("concrete", "abstract", "undefined"))
