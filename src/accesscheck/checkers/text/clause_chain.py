"""A sentence with three or more subordinate clauses: that … who … because …

What a clause begins with also has other uses (die mensen, ce que, that team, ein Haus, das): a word counts only where a
clause can begin. In German it follows a comma, and the clause ends with its verb.
"""

import re
from collections.abc import Iterator

from accesscheck.checkers.texts import Spot, Text
from accesscheck.text.by_language import patterns

FEWEST_CLAUSES = 3
_CLOSE = 300
"""So many characters at most hold that many beginnings: else the sentence is long, but not nested."""
_FEWEST_WORDS = 16
"""A shorter sentence with as many clauses is still easy: if you think that you know what it takes, apply."""

_DUTCH_SUBJECT = "er|hij|iemand|ik|je|jij|jullie|men|u|we|wij|ze|zij"
_FRENCH_SUBJECT = (
    "(?:ce|cela|certaine?s|ces|cet|cette|chacune?|chaque|ça|des|elles?|ils?|je|la|le|les|leurs?|ma|mes|mon|nos|notre|nous"
    "|on|plusieurs|sa|ses|son|tous|toute?s?|tu|une?|vos|votre|vous) |[cjl]'"
)
_ENGLISH_SUBJECT = "he|i|it|people|she|someone|there|they|this|we|you"
_ENGLISH_DETERMINER = "a|all|an|any|each|every|her|his|its|my|no|our|the|their|these|those|your"
_ENGLISH_AUXILIARY = (
    "are|aren't|can|can't|cannot|could|did|do|does|don't|had|has|have|is|isn't|may|might|must|should|was|were|will"
    "|would"
)

_BEGINNINGS = {
    "nl": (
        r"\b(?:aangezien|doordat|hoewel|nadat|ofschoon|omdat|opdat|tenzij|terwijl|totdat|voordat|wanneer|zodat|zodra"
        r"|indien(?! (?:gewenst|mogelijk|nodig|van)\b)"
        rf"|(?:als|mits|sinds|toen)(?= (?:{_DUTCH_SUBJECT}) )|(?:aan|bij|door|met|naar|op|over|tegen|uit|van|voor) wie"
        rf"|(?:check\w*|bekijk\w*|nagaan|vragen|vraagt|weten?|weet) of(?= (?:{_DUTCH_SUBJECT}|de|het|een) )"
        r"|(?P<inner>waar(?:aan|bij|binnen|door|in|mee|na|op|over|toe|tussen|uit|van|voor)"
        r"|dat(?! (?:betekent|doen?|doet|geldt|houdt|is|kan|kun|maakt|mag|soort|vraagt|was|wil|wordt|zal|zijn|zorgt)\b)"
        rf"|die(?! (?:kan|mag|is) (?:je|u|we)\b)|(?:hoe|waarom|wat|welke \w+)(?= (?:{_DUTCH_SUBJECT}) )))\b"
    ),
    "fr": (
        r"\b(?:auquel|auxquels|auxquelles|duquel|desquels|desquelles|laquelle|lequel|lesquels|lesquelles|lorsque|puisque"
        r"|quoique|(?:lorsqu|puisqu|quoiqu)(?=')|quand(?! même)|s(?='ils? )"
        rf"|si(?= (?:{_FRENCH_SUBJECT}))"
        rf"|(?P<inner>qui(?! que\b)|que(?= (?!ce soit)(?:{_FRENCH_SUBJECT}))|qu(?='(?:{_FRENCH_SUBJECT}))"
        r"|dont(?! (?:deux|notamment|trois|une?|\d))|où))\b"
    ),
    "en": (
        r"\b(?:although|unless|whereas|whether|because(?! of\b)"
        rf"|(?:if|though|until|when|where|while)(?= (?:{_ENGLISH_SUBJECT}|{_ENGLISH_DETERMINER}) )"
        rf"|(?:after|as|before|once|since)(?= (?:{_ENGLISH_SUBJECT}) )"
        rf"|(?P<inner>that(?= (?:{_ENGLISH_SUBJECT}|{_ENGLISH_DETERMINER}|{_ENGLISH_AUXILIARY}|\w+ly) ))"
        rf"|(?P<later>who|whom|whose|which|(?:how|what|why)(?= (?:{_ENGLISH_SUBJECT}|our|the|your) )))\b"
    ),
    "de": (
        r"(?:, (?:aber |auch |oder |und )?|^|\b(?:oder|und) )(?:bevor|damit|dass|ehe|falls|indem|nachdem|ob|obgleich"
        r"|obwohl|sobald|sodass|sofern|solange|soweit|weil|wenn|während)\b"
        r"|, (?:(?:an|auf|aus|bei|durch|für|gegen|in|mit|nach|ohne|seit|über|um|unter|von|vor|zu|zwischen) )?"
        r"(?P<article>als|da|das|dem|den|denen|der|deren|dessen|die|warum|was|welche[mnrs]?|wer|wie|wo|wobei|wodurch|wofür"
        r"|womit|worauf|woraus|worin|worüber|wovon|wozu)\b"
    ),
}
"""In `inner`, what never begins a sentence as a clause, nor one after the words below; in `later`, what begins a
question if it comes first; in `article`, what is one unless the clause ends with a verb."""
_COMPILED = patterns(re.I, **_BEGINNINGS)
_NOT_AFTER = {
    "nl": frozenset(
        "aan al bij dan door in is kan met na naar of om onder op over tegen tijdens tot tussen uit van via voor was "
        "wordt zijn zonder".split()
    ),
    "fr": frozenset(
        "ainsi aussi autant autre autres davantage est-ce même mêmes meilleur mieux moins n'importe plus plutôt "
        "qu'est-ce seul tel telle telles tels".split()
    ),
    "en": frozenset("after all at by for from in into like of on than to with".split()),
}
_BEFORE = re.compile(r"([\w'’-]+),? $")
_SHOWN = re.compile(r"\b(?:er|hij|ik|je|jij|u|we|wij|ze|zij) \w+ $", re.I)
"""Before a Dutch die or dat that points at the next word: je leidt die dienst."""
_JUST_BEFORE = 30
_LAST_WORD = re.compile(r"(?:[^,;:.!?()–]*[^\w,;:.!?()–])?(\w+)[^\w,;:.!?()–]*(?=[,;:.!?()–]|$)")
"""Of a German clause up to the next mark."""
_GERMAN_VERB = re.compile(r"[a-zäöüß]+(?:t|n|st|e|ß)|bin|darf|kann|mag|muss|soll|war|will")


def spots(text: Text) -> Iterator[Spot]:
    """From the first beginning of a clause to the end of the sentence, with the number of clauses."""
    for passage in text.passages:
        if len(passage.words) < _FEWEST_WORDS:
            continue
        plain = passage.plain.text
        starts = list(_clauses(plain, text.language))
        if len(starts) >= FEWEST_CLAUSES and _close(starts):
            yield Spot(passage=passage, start=starts[0], end=len(plain.rstrip(" .!?…")), params={"count": len(starts)})


def _clauses(plain: str, language: str) -> Iterator[int]:
    """Where the clauses of a sentence begin."""
    for match in _COMPILED[language].finditer(plain):
        kind = match.lastgroup
        if (
            kind is None
            or (kind == "later" and match.start())
            or (kind == "inner" and _is_inner(plain, match.start(), language))
            or (kind == "article" and _ends_with_verb(plain, match.end()))
        ):
            yield match.end() - len(match.group().lstrip(" ,"))


def _is_inner(plain: str, start: int, language: str) -> bool:
    before = _BEFORE.search(plain, max(0, start - _JUST_BEFORE), start)
    if before is None or before.group(1).lower() in _NOT_AFTER[language]:
        return False
    return language != "nl" or not _SHOWN.search(plain, max(0, start - _JUST_BEFORE), start)


def _ends_with_verb(plain: str, end: int) -> bool:
    last = _LAST_WORD.match(plain, end)
    if last is None or not _GERMAN_VERB.fullmatch(last.group(1)):
        return False
    return not plain.endswith(" zu ", end, last.start(1))


def _close(starts: list[int]) -> bool:
    return any(last - first <= _CLOSE for first, last in zip(starts, starts[FEWEST_CLAUSES - 1 :], strict=False))
