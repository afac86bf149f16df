"""Groups that begin with a preposition, hung one on another without a verb: for a grant for the repair of houses in …

From four groups in a row a place is found. (That “in het kader van” has a plain word is the matter of the word lists.)
What is hardly more than a word is no group: a name, a number, a fixed expression (op zoek, in the region), the second
half of from … to, and French de with a bare noun (permis de conduire), which German and Dutch write as one word.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from accesscheck.checkers.texts import Spot, Text
from accesscheck.text.frequency import lexicon
from accesscheck.text.function_words import FUNCTION_WORDS, PREPOSITIONS

FEWEST_GROUPS = 4
_FEWEST_WORDS = 2 * FEWEST_GROUPS
_LONGEST_GROUP = 4
"""A noun and at most three words before it, besides articles."""

_TOKEN = re.compile(r"(?:[dljmnstc]|qu|jusqu|lorsqu|puisqu)'(?=\w)|[^\W_](?:[\w·.'’-]*\w)?|[^\w\s]", re.I)
_RUN_TOGETHER = re.compile(r"[a-zß-ÿ][A-ZÀ-Þ]")
"""The last word of a line and the first of the next, without a space."""

_DETERMINERS = {
    language: frozenset(words.split())
    for language, words in {
        "nl": """al alle andere de deze die dit een elk elke enkele geen haar het hun iedere jouw jullie mijn ons onze
            uw veel verschillende zijn""",
        "fr": """ce ces cet cette chaque l' la le les leur leurs notre nos plusieurs quelques sa ses son ta tes ton tous
            tout toute toutes un une vos votre""",
        "en": "a all an any each every her his its my our the their these this those your",
        "de": """alle allen aller das dem den der des die diese diesem diesen dieser dieses ein eine einem einen einer
            eines ihr ihre ihrem ihren ihrer jede jedem jeden jeder jedes sein seine seinem seinen
            seiner unser unsere unserem unseren unserer""",
    }.items()
}
_NO_GROUP = {
    language: frozenset(tuple(pair.split("-")) for pair in pairs.split())
    for language, pairs in {
        "nl": """aan-hand aan-slag bij-voorkeur in-bezit in-buurt in-contact in-gesprek in-kaart in-nauwe in-orde
            in-regio in-samenwerking in-staat in-teken in-tijd in-toenemende met-name met-oog
            met-uitzicht onder-leiding op-basis op-gebied op-hoogte op-korte op-lange op-locatie op-maat
            op-niveau op-termijn op-vlak op-zak op-zoek per-dag per-jaar per-maand per-week ter-plaatse
            tot-slot van-a""",
        "fr": """à-cœur à-disposition à-partir à-travers au-cœur au-cours au-moyen au-niveau au-profit au-sein
            au-service au-terme dans-cadre dans-main de-manière en-cas en-charge en-cours en-direction en-fonction
            en-lien en-ligne en-matière en-partenariat en-termes en-vue par-an par-jour par-mois
            par-rapport par-semaine pour-mission pour-objectif sous-forme sur-base""",
        "en": """at-end at-heart at-home at-time by-end for-example in-addition in-area in-case in-conjunction in-line
            in-order in-partnership in-place in-region in-terms in-uk of-course of-lot of-number of-one
            of-part of-range of-variety on-basis on-behalf on-top per-month per-week per-year with-range
            within-area""",
        "de": """auf-basis im-april im-august im-bereich im-dezember im-februar im-jahr im-jahre im-januar im-juli
            im-juni im-mai im-märz im-november im-oktober im-rahmen im-september in-form in-regel
            in-zeit in-zusammenarbeit mit-blick vor-ort zu-zeit zum-beispiel""",
    }.items()
}
"""Preposition and first word of groups that do not count."""
_HALVES = {"nl": ("van", "tot"), "fr": ("de", "à"), "en": ("from", "to"), "de": ("von", "bis")}
"""The second of these is no group of its own after the first."""
_WITH_ARTICLE = frozenset("au aux des du".split())
_FRENCH_CLAUSE = ("ant", "er", "ir", "oir", "re")
"""Endings of verbs that stand after a preposition: pour aider, en aidant."""
_ENGLISH_NOUNS_IN_ING = frozenset(
    """
    banking building catering cleaning engineering evening funding housing learning marketing meeting morning nursing
    parking planning testing training wellbeing
""".split()
)
_VERBS = {
    "nl": frozenset(
        """
        bestaat bieden biedt duurt gaan gaat geeft geven heeft helpen helpt hoort houden houdt komen komt kost kosten
        krijg krijgen krijgt leert maak maakt maken neem neemt nemen sta staan staat vind vinden vindt volg volgt
        vraagt werk werkt wonen woont zoek zoeken zoekt zorg zorgen zorgt
    """.split()
    ),
    "en": frozenset(
        """
        apply become come comes develop ensure get give go help helps includes join lead make makes need needs offer
        provide provides receive require requires see seek support take use work works
    """.split()
    ),
}
"""Frequent verbs in the form in which they follow a group. French verbs are known from the lexicon, German ones by
their small letter."""


@dataclass(slots=True)
class _Row:
    """A row of groups so far, with what is known of the last one."""

    start: int
    end: int = 0
    groups: int = 0
    preposition: str = ""
    words: int = 0
    article: bool = False
    noun: bool = False
    hangs: bool = False

    def open(self, preposition: str, language: str, *, hangs: bool) -> None:
        """Begin a group, which hangs on the noun before or not."""
        self.hangs = hangs and (self.preposition, preposition) != _HALVES[language]
        self.preposition, self.words, self.noun = preposition, 0, False
        self.article = preposition in _WITH_ARTICLE


def spots(text: Text) -> Iterator[Spot]:
    """Each row of groups, from its first preposition on."""
    for passage in text.passages:
        if len(passage.words) >= _FEWEST_WORDS and _may_have(passage.plain.lower, text.language):
            for row in _rows(passage.plain.text, text.language):
                if row.groups >= FEWEST_GROUPS:
                    yield Spot(passage=passage, start=row.start, end=row.end, params={"count": row.groups})


def _may_have(lower: str, language: str) -> bool:
    """Whether a sentence has that many prepositions: most have not, and need not be read word by word."""
    found = sum(map((PREPOSITIONS[language] - {"de"}).__contains__, lower.split(" ")))
    return found + (lower.count("de l") if language == "fr" else 0) >= FEWEST_GROUPS


def _rows(plain: str, language: str) -> Iterator[_Row]:
    """Rows of any number of groups."""
    row: _Row | None = None
    before = "stop"
    for match in _TOKEN.finditer(plain):
        word = match.group()
        lower = word.lower()
        kind = _kind(lower, language)
        if row is not None and not _goes_on(row, word, lower, kind, language):
            yield row
            row = None
        if kind == "preposition":
            row = row or _Row(match.start())
            row.open(lower, language, hangs=before == "word")
        elif row is not None and kind == "determiner":
            row.article = True
        elif row is not None and kind == "word":
            row.words += 1
            if not row.noun and (language != "de" or word[0].isupper()):
                row.noun = True
                row.groups += _counts(row, word, lower, language)
            row.end = match.end()
        before = kind
    if row is not None:
        yield row


def _goes_on(row: _Row, word: str, lower: str, kind: str, language: str) -> bool:
    """Whether a word belongs to the row, or begins its next group."""
    if kind == "preposition":
        return row.noun and word[0].islower()
    if kind == "determiner":
        return not row.words
    if kind != "word" or row.words >= _LONGEST_GROUP or _RUN_TOGETHER.search(word):
        return False
    if not row.words:
        return not _is_clause(row, lower, language)
    # In German, what comes after the noun is the verb; elsewhere, a capital after a noun begins another line or a name.
    return not row.noun or word[0].isupper() == (language == "de") or word[0].isdigit()


def _is_clause(row: _Row, lower: str, language: str) -> bool:
    """Whether a preposition and the word after it begin a clause: to help, by helping, en aidant, pour aider."""
    if row.article:
        return False
    if language == "en":
        return row.preposition == "to" or (lower.endswith("ing") and lower not in _ENGLISH_NOUNS_IN_ING)
    return language == "fr" and lower.endswith(_FRENCH_CLAUSE) and lower in lexicon("fr").classes["verb"]


def _counts(row: _Row, word: str, lower: str, language: str) -> bool:
    """Whether the last group makes the row harder: a name, a number and a fixed expression do not."""
    if not row.hangs or word[0].isdigit() or (row.preposition, lower) in _NO_GROUP[language]:
        return False
    return (language == "de" or word[0].islower()) and (row.article or row.preposition not in ("de", "d'"))


@functools.lru_cache(maxsize=50_000)
def _kind(lower: str, language: str) -> str:
    """Preposition, determiner, word, or stop: what ends every row."""
    if lower in PREPOSITIONS[language]:
        return "preposition"
    if lower in _DETERMINERS[language]:
        return "determiner"
    if lower in FUNCTION_WORDS[language] or lower in _VERBS.get(language, ()) or not lower[0].isalnum():
        return "stop"
    if language == "fr":
        classes = lexicon("fr").classes
        if lower in classes["verb"] and lower not in classes["noun"] and lower not in classes["adjective"]:
            return "stop"
    return "word"
