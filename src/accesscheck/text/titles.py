"""Names of jobs and people that tell one gender, in nl, fr, en and de, and what says that everyone is meant.

In Dutch and English an ending marks a name (-man, -ster, -ess), and the bare form is for all. In French and German the
bare form is masculine. French names are told by their endings, at the start of a title or after words such as
“recherche un”; German ones by a list of nouns, and by the endings -ist, -loge, -eur and -iker.
"""

import re
from collections.abc import Iterable, Iterator

from accesscheck.text.title_words import Title

_MARK = re.compile(r"(?<![\w/|])[mvfhwdx]\*?(?:\s?[/|,*]\s?[mvfhwdx]\*?){1,4}(?![\w/|])", re.I)
_MARK_IN_BRACKETS = re.compile(
    r"\((?:[mvfhwdx][\s./|,*+&-]{1,3}){1,4}(?:[mvfhwdx]|gn|nb|i|a|div|divers\w*|anders)?\*?\.?\)", re.I
)
_BOTH = "|".join(
    rf"\b(?:{men}|{women})\s?(?:/|\s(?:{and_})\s)\s?(?:les\s|aux\s)?(?:{men}|{women})\b"
    for men, women, and_ in (
        ("man|mannen", "vrouw|vrouwen", "en|of"),
        ("hommes?", "femmes?", "et|ou"),
        ("males?|men", "females?|women", "and|or"),
        ("männlich|männer", "weiblich|frauen", "und|oder|wie"),
    )
)
_SAID = re.compile(
    rf"{_BOTH}"
    r"|\b(?:all(?:e[rns]?)?|any|each|every|elk|ieder)\s(?:genders?\b|geschlechter|identities)|\btous\s(?:les\s)?genres"
    r"|\(gn\*?\)|\b(?:human|mensch)\)"
    r"|\bgender[- ]?neutra|\bgeschlecht(?:s|er)neutral"
    r"|\bécriture inclusive|\bforme masculine|\bau masculin|\bgenerische\w* maskulin|\bmännliche\w* form",
    re.I,
)
_MEN, _WOMEN = frozenset("mh"), frozenset("vfw")


def open_to_all(text: str) -> bool:
    """Whether a text says that a job is for every gender: (m/v/x), H/F, (m/w/d), “all genders” and the like.

    A mark names men and women: m/s and h/d are something else.
    """
    for pattern in (_MARK, _MARK_IN_BRACKETS):
        for match in pattern.finditer(text):
            letters = frozenset(match.group().lower())
            if letters & _MEN and letters & _WOMEN:
                return True
    return _SAID.search(text) is not None


_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_SIGN = r"[*:_·•‧∙⋅.]|\s?/\s?-?"
_ENDING = (
    r"(?:in|innen|n|r|e|ne|ère|ière|rice|trice|ice|euse|se|sse|esse|ve|ive|te|le|elle|ienne|enne|onne|fe|ée|ane|eure"
    r"|ster|st|vrouw|es|iste|frau)s?"
)
_INCLUSIVE_WORD = re.compile(
    rf"([^\W\d_]{{2,}})(?:{_SIGN}|\(-?|-(?=(?:ne|trice|rice|euse|e|ère|ière|se|ice)\b))(?={_ENDING}(?!\w))"
)
_INNER_CAPITAL = re.compile(r"\b(\w{2,})In(?:nen)?\b")


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """All words of a text in lower case, to look for the other forms of a name in.

    A word with an inclusive ending is there with a star: Kolleg:in is kolleg*, chargé(e) is chargé*.
    """
    found: set[str] = set()
    for text in texts:
        lower = text.lower()
        found.update(_WORD.findall(lower))
        found.update(f"{match.group(1)}*" for match in _INCLUSIVE_WORD.finditer(lower))
        found.update(f"{match.group(1).lower()}*" for match in _INNER_CAPITAL.finditer(text))
    return frozenset(found)


_INCLUSIVE_AFTER = re.compile(
    rf"(?:{_SIGN}|-|\s?\(-?){_ENDING}\)?(?!\w)|\s?[/&]\s?-?\w*(?:vrouw|frau|mann?)\b|\s(?:of|en|oder|und|ou|et)\s-\w"
    r"|\s?(?:/|\bor\b)\s?(?:senior |staff )?charge nurse",
    re.I,
)
_INCLUSIVE_BEFORE = re.compile(
    r"[^\s\d]*[\w)][*:_/(·.|][a-zäöü]{1,4}\)?\s(?:\w+[*:_/·]\w+\s|\w+\s)?$|\b(?:un ou une|le ou la|de of het)\s$"
)


def titles(text: str, language: str, *, may_be_title: bool = True) -> Iterator[Title]:
    """Names of one gender in a sentence, or in a title if it may be one. ValueError for a language that is not ours."""
    for found in _found(text, language, may_be_title=may_be_title):
        before = text[max(0, found.start - 30) : found.start]
        if not _INCLUSIVE_AFTER.match(text, found.end) and not _INCLUSIVE_BEFORE.search(before):
            yield found


def _found(text: str, language: str, *, may_be_title: bool) -> Iterator[Title]:
    # A language's own expressions are many, and most processes read one of the four.
    match language:
        case "nl" | "en":
            from accesscheck.text.titles_dutch_english import by_ending

            return by_ending(text, language)
        case "de":
            from accesscheck.text.titles_german import german

            return german(text)
        case "fr":
            from accesscheck.text.titles_french import french

            return french(text, may_be_title=may_be_title)
        case _:
            raise ValueError(f"no names of one gender are known in {language}")
