"""The words of one clause, as far as can be told without a parser: for Dutch and German, whose verbs stand apart."""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from accesscheck.text.function_words import FUNCTION_WORDS, PREPOSITIONS
from accesscheck.text.verbs import ALSO_INFINITIVES, AUXILIARIES, MODALS, dutch_finite, infinitive, participle
from accesscheck.text.words import word_spans


class Token(NamedTuple):
    """A word, `text[start:end]`, in lower case. `mark`: what stands between it and the next; # is a number."""

    word: str
    start: int
    end: int
    capital: bool
    mark: str


@functools.lru_cache(maxsize=512)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a sentence."""
    found: list[Token] = []
    spans = [*word_spans(text), (len(text), len(text))]
    for place, (start, end) in enumerate(spans[:-1]):
        word, mark = text[start:end], text[end : spans[place + 1][0]]
        if mark != " ":
            mark = _NUMBER.sub("#", mark).replace(" ", "")
        found.append(Token(word.lower(), start, end, word[0].isupper(), "" if mark == " " else mark))
    return tuple(found)


_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")

LONGEST = 60
"""So many words are looked through, forward and back: past them no clause is meant."""

_SUBORDINATORS = {
    "nl": frozenset(
        "dat omdat doordat zodat als wanneer indien terwijl hoewel voordat nadat totdat zodra tenzij mits aangezien "
        "opdat waar waarbij waardoor waarin waarmee waarna waarnaar waarom waaronder waarop waarover waartoe waaruit "
        "waarvan waarvoor waaraan wie wat hoe welke".split()
    ),
    "de": frozenset(
        "dass weil wenn da damit falls indem nachdem bevor ob obwohl sobald sofern solange sodass während bis als wie "
        "wo wobei wodurch womit worin worauf worüber wofür woran wovon wozu warum wer was welche welcher welches "
        "welchem welchen der die das den dem deren dessen denen um ohne statt anstatt außer".split()
    ),
}
"""Words that begin a subordinate clause; the German ones after a comma."""
_AT_START = {
    "nl": frozenset(
        "aangezien als doordat hoewel indien nadat omdat tenzij terwijl voordat wanneer zodat zodra".split()
    ),
    "de": frozenset("bevor dass falls indem nachdem ob obwohl sobald sofern solange weil wenn".split()),
}
"""Those that do so at the start of a sentence as well."""
_DUTCH_RELATIVES = frozenset({"die", "dat"})
_GERMAN_RELATIVES = frozenset("der die das den dem deren dessen denen".split())
_AFTER_IF = frozenset("je jij we wij ik u hij ze zij jullie men er het de dat dit deze die iemand niemand".split())
"""Before these, Dutch als is if; before other words it is as."""
_AND = {
    "nl": frozenset("en of maar want dus doch".split()),
    "de": frozenset("und oder aber sondern denn sowie".split()),
}
_SUBJECTS = {
    "nl": frozenset("je jij we wij ik u hij ze zij jullie men er daarnaast daarom dan".split()),
    "de": frozenset("sie wir ich du er es ihr man dann dabei".split()),
}
"""What a main clause begins with after a comma or a conjunction."""
_AFTER_LAST = {
    "nl": _SUBORDINATORS["nl"] | _DUTCH_RELATIVES | _AND["nl"] | {"om"},
    "de": _AND["de"] | {"als", "wie", "um"},
}
"""What may follow on the last verb of a clause without a comma."""
_BREAK = re.compile(r"[.;:!?…–—]")
_LAST = re.compile(r"[.,;:!?…)–—\"”“»]")


def is_last(words: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether a clause can end with this word: a mark follows, or a conjunction."""
    mark = words[place].mark
    if mark:
        return _LAST.match(mark) is not None
    return place + 1 == len(words) or words[place + 1].word in _AFTER_LAST[language]


def clause_after(words: tuple[Token, ...], start: int, language: str) -> Iterator[int]:
    """The places after `start` in its own clause: without subordinate clauses and brackets, up to the next main one.

    Where the end of a subordinate clause cannot be told, it stops.
    """
    place, resumed = start + 1, False
    while place < min(len(words), start + LONGEST):
        mark = words[place - 1].mark
        after: int | None = place + 1
        if "(" in mark:
            ends = (at + 1 for at in range(place, min(place + LONGEST, len(words))) if ")" in words[at].mark)
            after = next(ends, None)
        elif _BREAK.search(mark):
            return
        elif _opens(words, place, language):
            after = _after_dutch(words, place) if language == "nl" else _after_german(words, place)
        elif _next_begins(words, place, language, resumed=resumed):
            return
        else:
            yield place
        if after is None:
            return
        resumed = after > place + 1
        place = after


def ends_subordinate(words: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether a verb is that of a subordinate clause which began before it."""
    for at in range(place - 1, max(0, place - LONGEST), -1):
        if _opens(words, at, language):
            return True
        if _LAST.search(words[at].mark) or _is_finite(words[at], language):
            return False
    return place > 0 and words[0].word in _AT_START[language]


def is_named(words: tuple[Token, ...], place: int) -> bool:
    """Whether a Dutch word that can be a verb is a noun here: het werken, van vergaderingen."""
    before = words[place - 1].word if place and not words[place - 1].mark else ""
    if before == "ons" and place > 1 and words[place - 2].word in PREPOSITIONS["nl"]:
        return False
    return before in _BEFORE_NOUNS or (
        before.endswith("e") and before not in _NO_ADJECTIVES and before not in MODALS["nl"]
    )


_BEFORE_NOUNS = frozenset(
    "een geen het dit dat elk ons jouw jullie mijn hun haar veel meer aan bij binnen door in met na naar op over per "
    "tijdens tot uit van via volgens voor zonder zoals als en of te".split()
)
_NO_ADJECTIVES = frozenset("je we ze mee toe hoe me mede ermee hiermee daarmee waarmee online".split())


def _opens(words: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether a subordinate clause begins here."""
    word, before = words[place].word, words[place - 1]
    following = words[place + 1].word if place + 1 < len(words) else ""
    if language == "de":
        return "," in before.mark and (word in _SUBORDINATORS["de"] or following in _GERMAN_RELATIVES)
    if word in _DUTCH_RELATIVES:
        return before.word not in FUNCTION_WORDS["nl"] or "," in before.mark or before.word in ("en", "of")
    if word == "om":
        return any(one.word == "te" for one in words[place : min(place + LONGEST, len(words) - 1)])
    return word in _SUBORDINATORS["nl"] and (word != "als" or following in _AFTER_IF)


def _after_dutch(words: tuple[Token, ...], place: int) -> int | None:
    """The place after a Dutch subordinate clause; None if its end cannot be told."""
    if words[place].word == "om":
        end = next(at for at in range(place, len(words)) if words[at].word == "te") + 2
        while end + 1 < len(words) and words[end].word in ("en", "of") and infinitive(words[end + 1].word, "nl"):
            end += 2
        return end
    for at in range(place + 1, min(place + LONGEST, len(words))):
        if _is_finite(words[at], "nl") or (infinitive(words[at].word, "nl") and not is_named(words, at)):
            return _after_verbs(words, at)
        if _BREAK.search(words[at].mark):
            return None
    return None


def _after_verbs(words: tuple[Token, ...], place: int) -> int:
    """The place after the verbs that a Dutch clause ends with, of which one stands here."""
    at = place + 1
    while at < len(words) and not _LAST.search(words[at - 1].mark):
        word, before = words[at].word, words[at - 1].word
        follows = infinitive(word, "nl") and (before in MODALS["nl"] or before == "te")
        if not (follows or word in MODALS["nl"] or word in AUXILIARIES["nl"] or word == "te" or participle(word, "nl")):
            break
        at += 1
    return at


def _after_german(words: tuple[Token, ...], place: int) -> int | None:
    """The place after a German subordinate clause, which ends with a verb and a mark; None if its end is not found."""
    for at in range(place + 1, min(place + LONGEST, len(words))):
        token = words[at]
        if _BREAK.search(token.mark):
            return None
        if _LAST.search(token.mark) and not token.capital:
            if token.word.endswith(("t", "n", "te")) or _is_finite(token, "de"):
                return at + 1
    return None


def _next_begins(words: tuple[Token, ...], place: int, language: str, *, resumed: bool) -> bool:
    """Whether another main clause begins here: en we, aber, en bent. `resumed`: a comma ends what was put in."""
    word, before = words[place].word, words[place - 1]
    comma = "," in before.mark and not resumed
    if word in _AND[language]:
        return comma or _starts(words, place + 1, language)
    if comma or before.word in _AND[language]:
        return _starts(words, place, language)
    return _is_finite(words[place], language) and not _is_infinitive(words, place, language)


def _is_infinitive(words: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether an auxiliary is an infinitive here, among the verbs at the end of a clause."""
    if words[place].word not in ALSO_INFINITIVES[language]:
        return False
    return is_last(words, place, language) or (
        not words[place].mark and participle(words[place + 1].word, language) and is_last(words, place + 1, language)
    )


def _starts(words: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether a main clause can start here: with a verb, or with its subject. Dutch je and u stand before nouns too."""
    if place >= len(words):
        return False
    if words[place].word in _SUBJECTS[language]:
        following = words[place + 1 : place + 2]
        return language == "de" or any(_is_finite(one, "nl") or infinitive(one.word, "nl") for one in following)
    return _is_finite(words[place], language)


def _is_finite(token: Token, language: str) -> bool:
    """Whether a word is a finite verb; in German only auxiliaries and modals can be told."""
    word = token.word
    known = word in MODALS[language] or word in AUXILIARIES[language]
    return known or (language == "nl" and not token.capital and dutch_finite(word))
