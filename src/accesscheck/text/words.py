"""Words of a text, and their syllables."""

import re
from collections.abc import Iterator

Span = tuple[int, int]

_LETTER = r"[^\W\d_]"
_ADDRESS = r"https?://\S+|www\.\S+|\S+@\S+\.\w+"
# French elision ends a word (l'État), but not within one (aujourd'hui); Dutch has 's and foto's; m/v/x is one word.
_WORD = re.compile(
    rf"(?P<address>{_ADDRESS})"
    rf"|(?P<elided>\b(?:[ldjmnstc]|qu|jusqu|lorsqu|puisqu|quoiqu)[’'](?={_LETTER}))"
    rf"|(?P<marks>\b{_LETTER}(?:/{_LETTER})+(?!\w))"
    rf"|(?P<word>{_LETTER}[\w·]*(?:[-’'\u00ad\u2011]{_LETTER}[\w·]*)*)"
    r"|(?P<number>\d[\d.,]*)",
    re.I,
)


def word_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Spans of the words in `text[start:end]`. Addresses and numbers are no words; l’État is two, m/v/x one."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        if match.lastgroup in ("word", "elided", "marks"):
            yield match.span()


_VOWELS = {
    "nl": r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|[aeiouyàáâäèéêëìíîïòóôöùúûü]",
    "fr": r"eau|oui|oi|ou|au|eu|œu|ai|ei|[iu](?=[aeéèêo])|[aeiouyàâäéèêëîïôöùûüœ]",
    "en": r"[aeiouy]+",
    "de": r"äu|au|eu|ei|ai|ie|aa|ee|oo|[aeiouyäöü]",
}
_VOWEL_GROUPS = {language: re.compile(pattern) for language, pattern in _VOWELS.items()}
_SILENT_E = {
    "fr": re.compile(r"(?<=[^aeiouyàâäéèêëîïôöùûüœ])(?:e|es|ent)$"),
    "en": re.compile(r"(?<=[^aeiouyl])e$|(?<=[^aeiouytd])ed$"),
}


def syllables(word: str, language: str) -> int:
    """Syllables of a word in nl, fr, en or de, at least 1: counted by groups of vowels, without a silent e.

    KeyError for another language.
    """
    lowered = word.lower()
    vowels = _VOWEL_GROUPS[language]
    if language in _SILENT_E:
        shorter = _SILENT_E[language].sub("", lowered)
        if vowels.search(shorter):
            lowered = shorter
    return max(1, len(vowels.findall(lowered)))
