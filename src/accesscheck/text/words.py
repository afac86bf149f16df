"""Words of a text, and their syllables."""

import functools
import re
from collections.abc import Iterator

Span = tuple[int, int]

_LETTER = r"[^\W\d_]"
_IN_WORD = r"[\w·\u0300-\u036f]"
# What stands before an @ has 64 letters at most (RFC 5321); without that limit a long row of signs takes forever.
_ADDRESS = r"https?://\S+|www\.\S+|[^\s@]{1,64}@[^\s@]+\.\w+"
# French elision ends a word (l'État), but not within one (aujourd'hui); Dutch has 's and foto's; m/v/x is one word, and
# so are Mitarbeiter*innen, Lehrer/-in, employé(e)s, o.a., 3de and 65-plusser.
_WORD = re.compile(
    rf"(?P<address>{_ADDRESS})"
    rf"|(?P<elided>\b(?:[ldjmnstc]|qu|jusqu|lorsqu|puisqu|quoiqu)[’'](?={_LETTER}))"
    rf"|(?P<marks>\b{_LETTER}(?:/{_LETTER}){{1,5}}(?![\w/]))"
    rf"|(?P<dotted>\b{_LETTER}(?:\.-?{_LETTER}(?:-{_LETTER})?)+(?![\w]))"
    rf"|(?P<word>(?:\d[\d.,]*-?)?{_LETTER}{_IN_WORD}*"
    rf"(?:[-’'\u00ad\u2011]\w{_IN_WORD}*|[*:]in(?:nen)?\b|/-in(?:nen)?\b|\({_LETTER}{{1,5}}\){_LETTER}*)*)"
    rf"|(?P<short>(?<!\w)[’'][snt]\b)"
    r"|(?P<number>\d[\d.,]*)",
    re.I,
)
_IS_WORD = frozenset({"word", "elided", "marks", "dotted", "short"})


def word_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Spans of the words in `text[start:end]`. Addresses and numbers are no words; l’État is two, m/v/x one."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        if match.lastgroup in _IS_WORD:
            yield match.span()


def words(text: str) -> tuple[str, ...]:
    """The words of a text, as word_spans tells them."""
    return tuple([match.group() for match in _WORD.finditer(text) if match.lastgroup in _IS_WORD])


# Each alternative is one syllable. Where two vowels stand in one alternative with a look-around, they are a glide
# (nation, nuit) or belong to two syllables (science, museum, geehrt).
_VOWELS = {
    "nl": r"aai|ooi|oei|eeu|ieu|eau|ëi|e(?=um\b)|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|[aeiouyàáâäèéêëìíîïòóôöùúûü]",
    "fr": r"aoû|(?<![bcdfgptv][lr])[iy](?:eau|eu|eû|ai|[aeéèêëoôœ])|uei(?=l)|eui(?=l)|eau|oui|ui|oi|oî|ou|où|oû"
    r"|au|œu|eu|eû|ai|aî|ei|[aeiouyàâäéèêëîïôöùûüœ]",
    "en": r"[aeiou]y(?=[aeiou])|[aeiouy]+?(?=ings?\b)|(?<![cgstx])i(?=[ao])|(?<![cst])i(?=en[ct])|e(?=a(?:\b|te))"
    r"|[aeiouy]+",
    "de": r"(?<=\b[bg])e(?=u[rn]|e[nih])|e(?=um\b)|äu|au|eu|ei|ai|ie|aa|ee|oo|[aeiouyäöü]",
}
_VOWEL_GROUPS = {language: re.compile(pattern) for language, pattern in _VOWELS.items()}
_SILENT_U = re.compile(r"(?<=q)u(?=[aeioéèêyäë])")
_SILENT_GU = re.compile(r"(?<=g)u(?=[eéèêiy])")
_SOUNDED_ENT = re.compile(r"(?:m|g|souv|tal|prés|abs|réc|cell|pét|fér|cid|sid|vid|équ|c)ent$")
"""Endings of French nouns and adjectives; -ent of a verb is silent."""
_SILENT_END = {
    "fr": re.compile(r"(?<=[aio]i)ent$|(?<=[^aeiouyàâäéèêëîïôöùûüœ])ent$|es?$"),
    "en": re.compile(
        r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouycghlsxz])es$|(?<=[aeiouy]l)es$"
        r"|(?<=[^aeiouytd])ed$|(?<=[aeiou]y)ed$"
    ),
}


@functools.lru_cache(maxsize=50_000)
def letters(word: str) -> int:
    """Letters of a word."""
    return sum(letter.isalpha() for letter in word)


@functools.lru_cache(maxsize=50_000)
def syllables(word: str, language: str) -> int:
    """Syllables of a word in nl, fr, en or de, at least 1: counted by groups of vowels, without silent ones.

    A rule of thumb: about one word in twenty is counted wrong. KeyError for another language.
    """
    vowels = _VOWEL_GROUPS[language]
    lowered = word.lower().replace("\u00ad", "")
    if language != "en":
        lowered = _SILENT_U.sub("", lowered)
    if language == "fr":
        lowered = _SILENT_GU.sub("", lowered)
    if language in _SILENT_END and not (language == "fr" and _SOUNDED_ENT.search(lowered)):
        shorter = _SILENT_END[language].sub("", lowered)
        if vowels.search(shorter):
            lowered = shorter
    return max(1, len(vowels.findall(lowered)))
