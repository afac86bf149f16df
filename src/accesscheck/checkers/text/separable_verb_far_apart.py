"""A verb whose first part stands far behind it (vult … in): whoever learns the language looks up the wrong verb."""

import functools
import re
from collections.abc import Iterator

from accesscheck.checkers.texts import Spot, Text
from accesscheck.model.finding import Param
from accesscheck.text.clauses import LONGEST, Token, clause_after, ends_subordinate, is_named, tokens
from accesscheck.text.function_words import PREPOSITIONS
from accesscheck.text.verbs import all_split_off, dutch_finite, separable_verbs

BETWEEN = 8
"""Words between the parts that are too many. Wolf Schneider (Deutsch! Das Handbuch für attraktive Texte) allows 6, or
12 syllables; 2 more leave room for short words."""

_GOES_ON = {"nl": "en|of|omdat|zodat|als|wanneer|waarbij|waarmee|waarin|terwijl|doordat", "de": "und|oder|sowie"}
"""What may follow where a clause ends without a mark."""
_PRONOUNS = frozenset("er daar hier waar".split())
"""With these a Dutch preposition stands alone: daar maken we afspraken over."""

_AROUND = {"na": "op", "toe": "naar"}
"""What is part of a preposition in two parts: op één na, naar buiten toe."""


def spots(text: Text) -> Iterator[Spot]:
    """From the verb to what was split off from it."""
    language = text.language
    may_end = _split_off_at_end(language)
    for passage in text.passages:
        if len(passage.words) < BETWEEN + 2:
            continue
        ends = {match.start() for match in may_end.finditer(passage.plain.lower)}
        if not ends:
            continue
        words = tokens(passage.plain.text)
        for place in range(BETWEEN + 1, len(words)):
            if words[place].start not in ends:
                continue
            verb = _verb(words, place, language)
            if verb is not None and place - verb - 1 >= BETWEEN:
                params: dict[str, Param] = {
                    "verb": separable_verbs(language)[words[verb].word][words[place].word],
                    "words": place - verb - 1,
                }
                yield Spot(passage=passage, start=words[verb].start, end=words[place].end, params=params)


@functools.cache
def _split_off_at_end(language: str) -> re.Pattern[str]:
    """What can be split off from a verb, where a clause may end: not in and around."""
    either = "|".join(sorted(all_split_off(language), key=len, reverse=True))
    not_next = "|".join(sorted(all_split_off(language) | PREPOSITIONS[language]))
    return re.compile(rf"\b(?:{either})(?=\s?[.,;:!?…)–—\"”“»]|$| (?:{_GOES_ON[language]})\b(?! (?:{not_next}|\d)\b))")


def _verb(words: tuple[Token, ...], place: int, language: str) -> int | None:
    """The place of the verb that this was split off from: the nearest before it that it makes a verb with."""
    verbs = separable_verbs(language)
    for at in range(place - 1, max(-1, place - LONGEST), -1):
        if words[place].word not in verbs.get(words[at].word, ()) or _is_noun(words, at, language):
            continue
        if ends_subordinate(words, at, language):
            continue
        certain = language == "de" or not _goes_with_another(words, at, place)
        return at if certain and place in clause_after(words, at, language) else None
    return None


def _is_noun(words: tuple[Token, ...], place: int, language: str) -> bool:
    if language == "de":
        return words[place].capital and place > 0
    # After en, a form that can be a noun is taken for the verb, which is then near: en pas de tekst aan.
    named = is_named(words, place) and words[place - 1].word not in ("en", "of")
    return named and not dutch_finite(words[place].word)


def _goes_with_another(words: tuple[Token, ...], verb: int, place: int) -> bool:
    """Whether a Dutch preposition goes with a word that stands before it: daar … over, op … na."""
    before = {token.word for token in words[max(0, verb - 1) : place]}
    if _AROUND.get(words[place].word, "") in before or words[place].mark.startswith(":"):
        return True
    return words[place - 1].word not in PREPOSITIONS["nl"] and not before.isdisjoint(_PRONOUNS)
