"""A sentence packs too much: half of its words bring something new, or it is full of numbers, brackets and slashes."""

import re
from collections.abc import Iterator

from accesscheck.checkers.texts import Spot, Text
from accesscheck.text.measures import facts, plainly
from accesscheck.text.passages import Passage

FEWEST_PIECES = {"nl": 13, "fr": 15, "en": 13, "de": 13}
"""Pieces of information from which a sentence can be too dense. These and the shares are our own: they were set on real
vacancies, so that less than 2 sentences in 1,000 words are named. German compounds say in one word what others say in
three."""
SHARE = {"nl": 0.52, "fr": 0.53, "en": 0.46, "de": 0.58}
"""Pieces of information per word or number, from which a sentence is too dense."""
FEWEST_MARKS = 5
"""Numbers, brackets and slashes from which a sentence reads like a table."""
FEWEST_AROUND_MARKS = 8
"""Pieces of information that such a sentence has at least: an address has fewer."""
LONGEST = 40
"""Words and numbers. A longer sentence has another fault, which level-sentence-too-long says."""
MOST_COMMAS = {"nl": 5, "fr": 5, "en": 5, "de": 6}
"""With more it is an enumeration, which level-list-missing says."""
FEWEST_FUNCTION_WORDS = 0.15
"""The share below which this is no sentence: a row of names, or another language."""
FAMILIAR = 2.0
"""Rarity up to which a word is so usual that it costs no effort: the thousand most used words or so."""

_NUMBER = re.compile(r"(?<![\w#§.])(?<!§ )(?!\d+(?:\.\d{1,2}){2}|\d{2,4}/\d+/E[A-Z])\d[\d.,:/]*(?: \d{3}(?!\d))*")
"""Not that of a chapter, 1.4.6, or of a law, 2000/78/EG."""
_SLASH = re.compile(r"(?<=[^\W\d_]{2}) ?/ ?(?=[^\W\d_]{2})")
_COMMA = re.compile(r"[,;](?!\d)")
_DIVIDED = re.compile(r" [-–|•·*✓] ")
_GENDERS = re.compile(r"\w(?:/\w)+")
"""m/v/x and m/w/d, which each vacancy has."""
_CONTACT = re.compile(r"@|https?:|www\.|\d[\d /.]{7,}\d|\+\d\d|\d\w?(?: \([^)]{1,20}\))?, ?(?:[A-Z]-)?\d{4,5} [^\W\d_]")
"""How to reach somebody, or the address of a house, is not said in more sentences."""


def spots(text: Text) -> Iterator[Spot]:
    """Sentences that are too dense."""
    language = text.language
    fewest = FEWEST_PIECES[language]
    for passage in text.passages:
        even = passage.plain.text
        count = len(passage.words)
        if count > LONGEST or (count < fewest and not any(map(str.isdigit, even))):
            continue
        numbers = len(_NUMBER.findall(even))
        length = count + numbers
        marks = numbers + even.count("(") + len(_SLASH.findall(even))
        if length > LONGEST or (length < fewest and marks < FEWEST_MARKS) or _CONTACT.search(even):
            continue
        pieces, function_words = _pieces(passage, language)
        pieces += numbers
        if (marks >= FEWEST_MARKS and pieces >= FEWEST_AROUND_MARKS) or (
            pieces >= fewest
            and pieces >= SHARE[language] * length
            and function_words >= FEWEST_FUNCTION_WORDS * length
            and len(_COMMA.findall(even)) <= MOST_COMMAS[language]
            and len(_DIVIDED.findall(even)) < 2
        ):
            yield Spot(passage=passage, start=0, end=len(even), params={"count": pieces, "words": length})


def _pieces(passage: Passage, language: str) -> tuple[int, int]:
    """The words of a sentence that are not usual, and its function words. A name of several words is one piece."""
    pieces = function_words = 0
    in_name = False
    for place, word in enumerate(passage.words):
        one = facts(plainly(word), language)
        capital = language != "de" and word[0].isupper()
        if not one.content:
            function_words += 1
            in_name = False
        elif not (in_name and capital) and not _GENDERS.fullmatch(word):
            pieces += one.rarity > FAMILIAR
            in_name = capital and place > 0
    return pieces, function_words
