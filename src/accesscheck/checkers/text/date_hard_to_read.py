"""A date is written in figures alone, or must be reckoned from another day, so that a reader can take the wrong one."""

import re
from collections.abc import Iterator

from accesscheck.checkers.texts import Spot, Text
from accesscheck.text.by_language import patterns

_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
}
_RANGE = {"nl": "{} tot en met {}", "fr": "{} au {}", "en": "{} to {}", "de": "{} bis {}"}
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_START, _STOP = r"(?<![\w/.+€$£-])(?<![.,]\d)", r"(?![\w/-]|[.,]\d)"
_ONE = r"(?P<{0}d>\d{{1,2}})(?P<{0}s>[/.-])(?P<{0}m>\d{{1,2}})"
_WHOLE = re.compile(rf"{_START}{_ONE.format('')}(?P=s)(?P<y>(?:19|20)?\d\d){_STOP}")
_YEAR_FIRST = re.compile(rf"{_START}(?P<y>(?:19|20)\d\d)(?P<s>[/-])(?P<m>\d\d)(?P=s)(?P<d>\d\d)(?!T\d){_STOP}")
_FROM_TO = re.compile(
    rf"{_START}{_ONE.format('a')}(?:(?P=as)(?P<ay>(?:(?:19|20)?\d\d)?))? ?(?P<to>-|–|t/m|tot|au|to|bis|t\.e\.m\.|tem) ?"
    rf"{_ONE.format('b')}(?:(?P=bs)(?P<y>(?:(?:19|20)?\d\d)?))?{_STOP}"
)
_DAY_AND_MONTH = {
    "nl": r"(?:vanaf|tegen|sinds|uiterlijk|t\.e\.m\.|tot en met|op|van) ",
    "fr": r"(?:dès le|avant le|jusqu'au|à partir du|depuis le|pour le|d'ici le) ",
    "en": r"(?:no later than|starting|deadline:?) ",
    "de": r"(?:am|ab|ab dem|bis zum|spätestens am|vom|zum) ",
}
_AFTER_WORD = patterns(
    re.I,
    **{
        language: rf"\b{words}(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})(?![\w/,-]|[.]\d| ?%| d[eu]s? | d'| van | of )"
        for language, words in _DAY_AND_MONTH.items()
    },
)
_FRACTIONS = frozenset(f"{part}/{whole}" for whole in range(2, 11) for part in range(1, whole + 1))
_RECKONED = patterns(
    re.I,
    nl=(
        r"\bde (?P<d>\d{1,2}|eerste|laatste) ?(?:de|ste|e)? ?(?:werk|kalender)?(?:dag)? ?van de (?:kalender)?maand"
        r" (?:volgend|die volgt|volgende|na)(?: op)?\b"
    ),
    fr=(
        r"\ble (?P<d>\d{1,2}|1er|premier|dernier)(?: jour(?: ouvrable| calendrier)?)? du (?:\w+ )?mois"
        r" (?:qui suit|suivant|qui précède|précédant)(?: celui)?"
    ),
    en=(
        r"\bthe (?P<d>first|last|\d{1,2})(?:st|nd|rd|th)?(?: (?:working|calendar|business))?(?: day)? of the"
        r" (?:calendar )?month (?:following|after|preceding)\b"
    ),
    de=(
        r"\b(?:am|zum|ab dem) (?P<d>ersten|letzten|\d{1,2})\.?(?: (?:Tag|Werktag|Arbeitstag))? (?:des Folgemonats"
        r"|des (?:darauf|auf [^.;]{3,60}) ?folgenden (?:Kalender)?monats)"
    ),
)
_ORDINALS = {
    **dict.fromkeys(("eerste", "premier", "1er", "first", "ersten"), 1),
    **dict.fromkeys(("laatste", "dernier", "last", "letzten"), 30),
}
_APRIL = 4
"""The month of the example where the text names none."""
_EXAMPLE = re.compile(
    r"(?:bijvoorbeeld|bijv\.|bv\.|par exemple|p\. ?ex\.|for example|e\.g\.|zum Beispiel|z\. ?B\.) ?:? ?$", re.I
)
"""Before a date that shows how to fill one in."""
_DIGIT = re.compile(r"\d[/.-]\d")


def spots(text: Text) -> Iterator[Spot]:
    """Dates in figures and reckoned dates, in the order of the text, with a date that is easy to read."""
    for passage in text.passages:
        plain = passage.plain.text
        found = list(_reckoned(plain, text.language))
        if _DIGIT.search(plain):
            found += _in_figures(plain, text.language)
        for start, end, said in sorted(found):
            if _EXAMPLE.search(plain, max(0, start - 20), start):
                continue
            yield Spot(passage=passage, start=start, end=end, params={"alternatives": said})


def _in_figures(plain: str, language: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    ranges: list[tuple[int, int]] = []
    for match in _FROM_TO.finditer(plain):
        if not _is_range(match, language):
            continue
        first, last = match["ay"] or None, match["y"] or None
        opening = _written(int(match["ad"]), int(match["am"]), None if first == last else first, language)
        closing = _written(int(match["bd"]), int(match["bm"]), last, language)
        if opening and closing:
            ranges.append(match.span())
            yield *match.span(), (_RANGE[language].format(opening, closing),)
    for pattern in (_WHOLE, _YEAR_FIRST, _AFTER_WORD[language]):
        for match in pattern.finditer(plain):
            start, end = match.start("y" if pattern is _YEAR_FIRST else "d"), match.end()
            if any(start < to and from_ < end for from_, to in ranges):
                continue
            if _is_no_date(match, pattern, language):
                continue
            year = match.groupdict().get("y")
            if said := _date(match["d"], match["m"], year, language, both=pattern is not _YEAR_FIRST):
                yield start, end, said


def _is_range(match: re.Match[str], language: str) -> bool:
    """Whether it is a range of days: with full stops only in German, where a full stop follows the month too.

    Without that it is a range of times: 9.10-10.05.
    """
    if match["as"] != match["bs"] or match["as"] == "-":
        return False
    if match["as"] == "/":
        parts = (f"{match['ad']}/{match['am']}", f"{match['bd']}/{match['bm']}")
        return bool(match["y"]) or not all(part in _FRACTIONS for part in parts)
    return language == "de" and match["ay"] is not None and match["to"] in "-–"


def _is_no_date(match: re.Match[str], pattern: re.Pattern[str], language: str) -> bool:
    """Whether it is a number with full stops, a fraction, or the usual German form, which names the month last."""
    if pattern is _WHOLE and match["s"] == ".":
        return language == "de" or (len(match["y"]) == 2 and not len(match["d"]) == len(match["m"]) == 2)
    if pattern is _AFTER_WORD[language]:
        return f"{match['d']}/{match['m']}" in _FRACTIONS and not match.group().lower().startswith(_SURE)
    return False


_SURE = ("vanaf", "sinds", "uiterlijk", "tegen", "à partir", "dès", "depuis", "ab", "spätestens", "starting")
"""Before a day, and hardly ever before a fraction."""


def _date(day: str, month: str, year: str | None, language: str, *, both: bool) -> tuple[str, ...]:
    """The date with its month in letters, in English both ways to read it; nothing if there is no such date."""
    found = [_written(int(day), int(month), year, language)]
    if both and language == "en" and int(day) != int(month):
        found.append(_written(int(month), int(day), year, language))
    return tuple(filter(None, found))


def _written(day: int, month: int, year: str | None, language: str) -> str:
    if not (1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]):
        return ""
    number = {"de": f"{day}.", "fr": "1er" if day == 1 else str(day)}.get(language, str(day))
    return f"{number} {_MONTHS[language][month - 1]}" + (f" {_year(year)}" if year else "")


def _year(year: str) -> str:
    if len(year) == 4:
        return year
    return f"19{year}" if int(year) > 50 else f"20{year}"


def _reckoned(plain: str, language: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Days that are told by another day: uiterlijk de 15de van de maand volgend op."""
    for match in _RECKONED[language].finditer(plain):
        told = match["d"].lower()
        day = _ORDINALS.get(told) or int(told)
        if said := _written(day, _APRIL, None, language):
            yield *match.span(), (said,)
