"""Words of a text, and their syllables."""

import functools
import re
from collections.abc import Iterator

from accesscheck.text.by_language import ByLanguage, patterns

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
# (nation, nuit) or belong to two syllables (science, museum, geehrt). In English the m of -ism is one as well.
_VOWELS = {
    "nl": r"aai|ooi|oei|eeu|ieu|eau|ëi|e(?=um\b)|éé|óó|áá|úú|íé|óé|éú|íj|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|ai|au|ou"
    r"|(?<=t)ea(?=m)|(?<=\bj)ea|(?<=d)ea(?=l(?:er)?s?\b)|(?<=l)ea(?=s[ei])|ea(?=rch|ks?\b)|oa(?=ch|st|rd)|(?<=g)oa(?=ls?\b)"
    r"|y(?![aeiou])|[aeiouàáâäèéêëìíîïòóôöùúûü]",
    "fr": r"aoû|(?<![bcdfgptv][lr])[iy](?:eau|eu|eû|eil|au|ai|ou|[aeéèêëoôœ])|uei(?=l)|eui(?=l)|eau|œi(?=l)"
    r"|[ao]y(?![aeéèious])|(?<![bcdfgptv][lr])ou(?:ai|au|eu|[aeéèêiî])|(?<![bcdfgptv][lr])u(?:eu|ai|[aeéèê])"
    r"|oui|ui|oi|oî|ou|où|oû|au|œu|eu|eû|ai|aî|ei|ee|(?<!\bc)oo|[aeiouyàâäéèêëîïôöùûüœ]",
    "en": r"[aeiou]y(?=[aeiou])|[aeiouy]+?(?=ings?\b)|(?<![cglstx])i(?=a)|(?<=l)i(?=a(?!rs?\b|nt))|(?<=\bl)i(?=on)"
    r"|(?<![cgstx])i(?=o(?!n|rs?\b|ur))|(?<![cglnstvx])i(?=on|ors?\b|our)|(?<=c)i(?=at)|(?<=t)i(?=at(?!iv))"
    r"|(?<![cst])i(?=en[ct])|(?<=\bsc)i(?=en)|i(?=ety?\b)|(?<!g)[ei](?=ums?\b)|(?<=ar|id|or)e(?=as?\b)"
    r"|(?<=\bcr)e(?=at(?!u))|(?<=\br)e(?=a(?:ct|l[ist]))|(?<=ucl)e|(?<=th)e(?=o|at)|(?<=[id])e(?=o)"
    r"|(?<=\w{3}[npr])e(?=ans?\b)|(?<![gq])u(?=a(?!d|bl))|(?<=fl)u(?=en)|(?<=[st])m(?=s?\b)|[aeiouy]+",
    "de": r"(?<=\b[bg])e(?=u[rn]|e[nih])|e(?=ums?\b|en\b)|(?<=\w\w[bdgklnrst])i(?=ens?\b)|eau(?![fs])|(?<=t)ea(?=m)"
    r"|äu|au|eu|ei|ai|ie|aa|ee|oo|[aeiouyäöü]",
}
_VOWEL_GROUPS = patterns(**_VOWELS)
_SOUNDED_ENT = re.compile(r"(?:m|g|souv|tal|prés|abs|réc|cell|pét|fér|cid|sid|vid|équ|c|serp|prud|viol)ent$")
"""Endings of French nouns and adjectives; -ent of a verb is silent."""
_VERB_IN_ENT = re.compile(
    r"^(?:affirm|aim|anim|annonc|avanc|chang|commenc|confirm|consomm|diri?g|dorm|engag|estim|exerc|exig|exprim|form|jug"
    r"|log|mang|nomm|partag|prononc|protèg|remplac)ent$"
)
_SCHWA = r"(?<=[aeiouyàâäéèêëîïôöùûü][bcdfgjklmnpqrstvz])e(?=ments?$)|(?<=ll|nn|tt|ss|rr|ch)e(?=ments?$)"
_ENGLISH_LOANS = r"(servic|softwar|hardwar|websit|onlin|offlin|deadlin|interfac|homepag|smartphon|chequ|\bcas|\brac)e"
_REWRITTEN = {
    "nl": (
        (r"(?<=q)u(?=[aeioéèêyäë])", ""),
        (r"(?<=\w[tc])i(?=aal|ale\b|eel|ële)|(?<=\wt)i(?=on|ënt)|(?<=ss)i(?=on)|(?<=init)i(?=at)", ""),
        (rf"{_ENGLISH_LOANS}(?=s?\b|[^aeiounr])|(douch|branch|madam|barbecu|detectiv)e(?=s?\b)", r"\1\2"),
    ),
    "fr": ((r"(?<=q)u(?=[aeioéèêyäë]|$)|(?<=g)u(?=[eéèêiy])", ""), (r"oe(?=[ui])", "œ"), (_SCHWA, "")),
    "en": (
        (r"^eyes?$", "ey"), (r"\bevery", "evry"), (r"yone\b", "iwon"), (r"^maybe$", "mayby"), (r"^evening", "evning"),
        (r"\bbusiness", "bisness"), (r"(?<=\w\w[^aeiouyhl])e(?=ments?$|ly$|ful(?:ly)?$|less|ness$)", ""),
        (r"^(som|ther|wher|els|hom|lif|tim|saf|bas|fac|hous|whit|whol|sid)e(?!ver)(?=[bcdf-hj-npqstvw]\w\w)", r"\1"),
        (r"(?<=[gq])(?<!arg)ue(?=s?$)", ""), (r"(?<=[bct])re(?=s?$)", "er"), (r"dred", "drad"),
    ),
    "de": ((r"(?<=q)u(?=[aeioyäöü])", ""),),
}  # fmt: skip
_REWRITES = ByLanguage(_REWRITTEN, lambda rules: tuple([(re.compile(pattern), instead) for pattern, instead in rules]))
"""Letters that are not sounded, or not as they are written, by what to count instead."""
_SILENT_END = patterns(
    fr=r"(?<=[aio]i)ent$|(?<=[^aeiouyàâäéèêëîïôöùûüœ])ent$|es?$",
    en=(
        r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouycghlsxz])es$|(?<=[aeiouy]l)es$"
        r"|(?<=[^aeiouytd])ed$|(?<=[aeiou]y)ed$"
    ),
)
_FRENCH_PARTS = re.compile(r"[-’']")
_SOUNDED_BEFORE_HYPHEN = re.compile(r"([bcdfghjklmnpqrstvz])(?!\1)[bcdfghjklmnpqrstvz]es?$")
"""Where two consonants stand before the e that ends a part of a French word: centre-ville."""
_ENGLISH_NOT = re.compile(r"(?<=[dsz])n[’']t$")
_ENGLISH_ENDING = re.compile(r"[’'](?:s|re|ve|d|m|ll)$")


@functools.lru_cache(maxsize=50_000)
def letters(word: str) -> int:
    """Letters of a word."""
    return sum(letter.isalpha() for letter in word)


@functools.lru_cache(maxsize=50_000)
def syllables(word: str, language: str) -> int:
    """Syllables of a word in nl, fr, en or de, at least 1: counted by groups of vowels, without silent ones.

    A rule of thumb: of the words of a text, one in fifty is counted wrong. KeyError for another language.
    """
    lowered = word.lower().replace("\u00ad", "")
    if language == "fr":
        *parts, last = _FRENCH_PARTS.split(lowered)
        return max(1, sum(_sounded(part, "fr", ends=False) for part in parts) + _sounded(last, "fr"))
    if language == "en":
        if _ENGLISH_NOT.search(lowered):
            return _sounded(_ENGLISH_NOT.sub("", lowered), "en") + 1
        lowered = _ENGLISH_ENDING.sub("", lowered)
    return max(1, _sounded(lowered, language))


def _sounded(word: str, language: str, *, ends: bool = True) -> int:
    """Groups of vowels that are heard in a word, or in a part of one that does not end it."""
    vowels = _VOWEL_GROUPS[language]
    for pattern, instead in _REWRITES[language]:
        word = pattern.sub(instead, word)
    if language in _SILENT_END and not _end_is_sounded(word, language, ends=ends):
        shorter = _SILENT_END[language].sub("", word)
        if vowels.search(shorter):
            word = shorter
    return len(vowels.findall(word))


def _end_is_sounded(word: str, language: str, *, ends: bool) -> bool:
    if language != "fr":
        return False
    if _SOUNDED_ENT.search(word) and not _VERB_IN_ENT.search(word):
        return True
    return not ends and _SOUNDED_BEFORE_HYPHEN.search(word) is not None
