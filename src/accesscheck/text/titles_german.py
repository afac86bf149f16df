"""German nouns for people in the masculine, and feminine ones where a person is sought."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from accesscheck.text.title_words import SHORTEST_PART, Title, entries, joined, lookalikes

_TITLE_WORDS, _TITLE_LENGTH = 4, 90
"""A text of at most so many words and characters is a title or a heading: all its nouns count."""
_MOST_ALTERNATIVES = 3

_FEMININE = ("!", "in")
"""Kinds of a feminine noun: of the list, and made of a masculine one."""

_NOUN = re.compile(
    r"(?<![\w*:_/·•&])[A-ZÄÖÜ][\w-]*[a-zäöüß](?![\w&]|-\w|[*:_·]\w|-(?=\s(?:und|oder|/)))",
)
_INNER_CAPITAL = re.compile(r"[a-zäöü]In(?:nen)?$")
_NAMED = re.compile(r"(?:\b(?:Herrn?|Frau|Dr\.?|Prof\.?|Familie|Fa\.?|Firma|GmbH)|\b[A-Z]\.)\s$")
_NAME_AFTER = re.compile(r"\s(?:Herrn?|Frau|Dr\.|Prof\.)(?!\w)|:\s?[A-ZÄÖÜ]|:\s?$")
_CAPITAL_AFTER = re.compile(r"\s[A-ZÄÖÜ][a-zäöüß]")
_WITHIN = re.compile(r"(?<!^)[A-ZÄÖÜ][a-zäöüß]+\s$")
_SOUGHT = re.compile(
    r"\b(?:such(?:en|t|e)|gesucht\s?:?|als|Stelle|Position|Verstärkung|zum|werden?|brauchen|einstellen|stellen|stellt)"
    r"\b(?:\s+[^\s.;]+){0,6}\s*$",
    re.I,
)
_SEEKS = re.compile(
    r"\b(?:suchen|sucht|gesucht)\b(?:\s+[^\s.;]+){0,4}\s+(?:einen|neue[nr]?|weitere[nr]?)\s(?:[a-zäöüß]+\s)*$"
)
_OFFICE_BEFORE = re.compile(r"\b(?:[Dd](?:e[rmns]|ie)|[Vv]om|[Zz]um|[Bb]eim|[Aa]ls|unser\w*)\s(?:[a-zäöüß]+\s)?$")
_SINGULAR_BEFORE = re.compile(
    r"\b(?:(?:k|m|d|s)?ein(?:e[nmrs])?|jede[rnms]|de[rmns]|unser(?:e[nm])?|Ihr(?:e[nm])?|als|zum|vom|beim|bist"
    r"|sind Sie|ist)\s(?:[a-zäöüß]+\s){0,2}$",
    re.I,
)
_ARTICLE_BEFORE = re.compile(
    r"\b(?:[Dd]e[rmns]|(?:[Kk]|[Dd]|[Ss])?[Ee]ine?[mnrs]?|[Jj]ede[rmn]|als)\s(?:[a-zäöüß]+\s)?$"
)
_OFFICES = frozenset(
    "bürgermeister oberbürgermeister minister präsident kanzler staatssekretär senator generalsekretär".split()
)
"""With an article they are one known person."""
_SURNAMES = frozenset(
    "bauer bergmann bäcker fischer förster gärtner jäger kaufmann kellner koch läufer maler maurer meister metzger "
    "pfarrer reiter richter sattler schaffner schmied schneider schreiber schreiner sänger winzer wirt "
    "zimmermann".split()
)

_BY_ENDING = re.compile(
    r"(?P<ist>\w{2,}[^ae]ist)(?P<isten>en)?"
    r"|(?P<loge>\w{2,}(?:[aoi]loge|nome|sophe|iater))(?P<logen>n)?"
    r"|(?P<eur>\w{2,}[tnrspdl]eur)(?P<eure>e|en|s)?"
    r"|(?P<iker>\w{3,}(?:iker|schaftler|sportler|ianer))(?P<ikern>n|s)?"
    r"|(?P<ator>\w{3,}(?:nator|isator|ntator|rator|vestor|mentor))(?P<atoren>en|s)?"
    r"|(?P<peut>\w{2,}(?:peut|krat|naut))(?P<peuten>en)?"
    r"|(?P<ent>\w*(?:spond|stud|präsid|assist|produz|pati|reg|refer|doz|dispon|rezens|rezipi|interess|abonn|delinqu|oppon"
    r"|konsum|konkurr|kontrah|dirig|intend|pet|skrib|inser)ent)(?P<enten>en)?"
    r"|(?P<ant>\w*(?:praktik|kommand|demonstr|spekul|labor|musik|debüt|gratul|simul|emigr|immigr|repräsent|protest|adjut"
    r"|figur|aspir|denunzi|asyl|duell|ministr|inform)ant)(?P<anten>en)?"
    r"|(?P<at>\w*(?:kandid|advok|diplom|sold|adress|stipendi|akrob|autokr|magistr|asi)at)(?P<aten>en)?"
)
_NO_PERSON = re.compile(
    r"(?:frist|liste|geist|twist|dienst|klassiker|generator|ventilator|indikator|katalysator|transformator"
    r"|kondensator|separator|vibrator|asiat)(?:en|n|s|e)?$|(?<![aio])listen$|[lr]listen$"
)
_MANN = re.compile(r"(?P<stem>\w{3,})(?P<mann>mann(?:e?s)?|männern?)")

_UMLAUTS = {"arzt": "ärzt", "anwalt": "anwält", "koch": "köch", "rat": "rät", "bauer": "bäuer", "mann": "männ"}
_WEAK = re.compile(r"(?:ist|ent|ant|and|at|et|ot|it|nom|graf|soph|urg|krat|eut|arch|rekt|st|bär|og|ast|pat)$")


@dataclass(frozen=True, slots=True)
class _Noun:
    """What a word is a form of: a noun in the nominative singular, its kind, and words for everyone."""

    lemma: str
    kind: str
    plural: bool
    neutral: tuple[str, ...] = ()
    neutral_plural: tuple[str, ...] = ()


def german(text: str) -> Iterator[Title]:
    """Names of one gender in a German text."""
    short = len(text) < _TITLE_LENGTH and len(text.split()) <= _TITLE_WORDS
    for match in _NOUN.finditer(text):
        word = match.group()
        last = word.rpartition("-")[2]
        noun = _noun(last) if last[:1].isupper() else None
        if noun is None and _of_mann(last) is None and _adjective_of(word.lower()) is None:
            continue
        before = text[max(0, match.start() - 60) : match.start()]
        if noun is None and _ARTICLE_BEFORE.search(before):
            noun = _of_mann(last)
        if noun is None:
            yield from _adjective(text, match, before)
        elif _counts(noun, text, match, before, short=short):
            yield _title(match, noun, word[: len(word) - len(last)], before)


def _counts(noun: _Noun, text: str, match: re.Match[str], before: str, *, short: bool) -> bool:
    """Whether a noun names no known person, and is no body or thing here."""
    low = noun.lemma.lower()
    if _NAME_AFTER.match(text, match.end()) or _NAMED.search(before):
        return False
    if low in _SURNAMES and _WITHIN.search(before):
        return False
    if short:
        return True
    if noun.kind == "~":
        return _SEEKS.search(before) is not None
    if noun.kind in _FEMININE:
        return not before.strip() or _SOUGHT.search(before) is not None
    return low not in _OFFICES or not _OFFICE_BEFORE.search(before)


def _title(match: re.Match[str], noun: _Noun, beginning: str, before: str) -> Title:
    single = not noun.plural and (match.start() == 0 or _SINGULAR_BEFORE.search(before) is not None)
    alternatives = list(noun.neutral if single else noun.neutral_plural)
    if noun.kind == "!":
        alternatives = list(noun.neutral_plural if noun.plural and noun.neutral_plural else noun.neutral)
    else:
        alternatives.append(_pair(noun.lemma, single=single))
    others = _others(noun)
    return Title(
        start=match.start(),
        end=match.end(),
        key=noun.lemma.lower(),
        alternatives=tuple(alternatives[:_MOST_ALTERNATIVES]),
        others=others | {beginning.lower() + other for other in others} if beginning else others,
    )


def _pair(noun: str, *, single: bool) -> str:
    """Both forms of a noun: Lehrerin oder Lehrer, Lehrerinnen und Lehrer."""
    if noun.endswith("mann"):
        stem = noun.removesuffix("mann")
        return f"{stem}frau oder {noun}" if single else f"{stem}frauen und {stem}männer"
    feminine = _capital(_feminine_stem(noun))
    if single:
        return f"{feminine}in oder {noun}"
    plural = next((form for form, several in _forms(noun) if several and not form.endswith("rn")), noun.lower())
    return f"{feminine}innen und {_capital(plural)}"


@functools.lru_cache(maxsize=10_000)
def _others(noun: _Noun) -> frozenset[str]:
    """Forms of the other gender beside a noun."""
    low, stem = noun.lemma.lower(), _feminine_stem(noun.lemma)
    found = {f"{stem}*", f"{low}*"}
    for own, other in (("mann", "frau"), ("frau", "mann")):
        if low.endswith(own):
            base = low.removesuffix(own)
            found |= {base + other, f"{base}frauen", f"{base}männer", f"{base}leute"} - {low, low + "en"}
    if noun.kind == "in":
        found |= {form for form, _ in _forms(noun.lemma)}
    elif low.endswith("schwester"):
        found |= {"pfleger", "krankenpfleger", "krankenpflegern"}
    else:
        found |= {f"{stem}in", f"{stem}innen"}
    if low.endswith("pfleger"):
        found |= {"krankenschwester", "krankenschwestern"}
    return frozenset(found)


def _forms(noun: str) -> Iterator[tuple[str, bool]]:
    """Forms of a masculine noun in lower case, and whether each is a plural alone."""
    low = noun.lower()
    yield low, False
    changed = next((end for end in _UMLAUTS if low.endswith(end) and end not in ("bauer", "mann")), None)
    if low.endswith("mann"):
        stem = low.removesuffix("mann")
        yield from ((low + "s", False), (low + "es", False), (stem + "männer", True), (stem + "männern", True))
    elif changed is not None:
        stem = low.removesuffix(changed) + _UMLAUTS[changed]
        yield from ((low + "s", False), (low + "es", False), (stem + "e", True), (stem + "en", True))
    elif low.endswith("e"):
        yield low + "n", True
    elif low.endswith("herr"):
        yield from ((low + "n", False), (low + "en", True))
    elif low.endswith(("er", "el")):
        yield from ((low + "s", False), (low + "n", True))
    elif low.endswith("or"):
        yield from ((low + "s", False), (low + "en", True))
    elif low.endswith(("chef", "steward")):
        yield low + "s", True
    elif _WEAK.search(low):
        yield low + "en", True
    else:
        yield from ((low + "s", False), (low + "es", False), (low + "e", True), (low + "en", True))


def _feminine_stem(noun: str) -> str:
    """What -in follows: Ärzt, Kolleg, Lehrer."""
    low = noun.lower()
    changed = next((end for end in _UMLAUTS if low.endswith(end)), None)
    return low.removesuffix("e") if changed is None else low.removesuffix(changed) + _UMLAUTS[changed]


def _feminine_forms(noun: str) -> Iterator[tuple[str, bool]]:
    low = noun.lower()
    yield low, False
    if low.endswith("mann"):
        yield low.removesuffix("mann") + "männer", True
    elif low.endswith("mutter"):
        yield low.removesuffix("mutter") + "mütter", True
    elif not low.endswith(("mädchen", "fräulein")):
        yield from ((low + end, True) for end in ("n", "en", "s"))


@functools.cache
def _nouns() -> Mapping[str, _Noun]:
    """The nouns of the list by each of their forms in lower case."""
    found: dict[str, _Noun] = {}
    for entry in entries("de"):
        if entry.kind in ("-", "+"):
            continue
        parts = [part.partition("|") for part in entry.parts]
        neutral = tuple(one for one, _, _ in parts)
        neutral_plural = tuple(several for _, _, several in parts if several)
        for form, plural in _feminine_forms(entry.word) if entry.kind == "!" else _forms(entry.word):
            found.setdefault(form, _Noun(entry.word, entry.kind, plural, neutral, neutral_plural))
    return found


@functools.lru_cache(maxsize=20_000)
def _noun(word: str) -> _Noun | None:
    """The noun that a word with a capital is a form of, if it names a person; a longer word by its end."""
    low, nouns = word.lower(), _nouns()
    if _INNER_CAPITAL.search(word):
        return None
    if low in nouns:
        return nouns[low]
    if len(low) < 2 * SHORTEST_PART or low in lookalikes("de"):
        return None
    if low.endswith(("in", "innen")):
        return _of_feminine(re.sub(r"in(?:nen)?$", "", low), plural=low.endswith("innen"))
    for place in range(SHORTEST_PART, len(low) - 3):
        if low[place:] in lookalikes("de"):
            return None
        noun = nouns.get(low[place:])
        if noun is not None and noun.kind in ("", "~"):
            beginning = low[:place]
            return replace(
                noun,
                lemma=_capital(beginning + noun.lemma.lower()),
                neutral=tuple(_capital(joined(beginning, one)) if " " not in one else one for one in noun.neutral),
                neutral_plural=tuple(
                    _capital(joined(beginning, one)) if " " not in one else one for one in noun.neutral_plural
                ),
            )
    return _by_ending(low)


def _of_feminine(stem: str, *, plural: bool) -> _Noun | None:
    """The masculine noun of a feminine one: Verkäuferin, Ärztin, Kollegin."""
    changed = [stem.removesuffix(new) + old for old, new in _UMLAUTS.items() if stem.endswith(new)]
    for masculine in (stem, stem + "e", *changed):
        noun = _noun(_capital(masculine)) if len(masculine) > SHORTEST_PART else None
        if noun is not None and noun.kind not in _FEMININE and not noun.plural:
            return replace(noun, kind="in", plural=plural)
    return None


def _by_ending(low: str) -> _Noun | None:
    """A noun that no list has, by its ending: Pazifist, Ägyptologe, Friseur, Diabetiker."""
    match = _BY_ENDING.fullmatch(low)
    if match is None or _NO_PERSON.search(low):
        return None
    lemma, *ending = [part for part in match.groups() if part]
    return _Noun(_capital(lemma), "", bool(ending) and ending[0] != "s")


@functools.lru_cache(maxsize=20_000)
def _of_mann(word: str) -> _Noun | None:
    """After an article, a word in -mann is no family name: der Nebenmann."""
    match = _MANN.fullmatch(word.lower())
    if match is None or word.lower() in lookalikes("de"):
        return None
    return _Noun(_capital(match.group("stem") + "mann"), "", match.group("mann").startswith("mä"))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


@functools.cache
def _adjectives() -> Mapping[str, tuple[str, ...]]:
    """Adjectives as nouns, by their form after der: der Angestellte."""
    return {
        entry.word.lower()[:-1]: tuple(part.partition("|")[0] for part in entry.parts)
        for entry in entries("de")
        if entry.kind == "+"
    }


_AFTER_EIN = re.compile(
    r"(?:^|\b(?:[KkMmDdSs]?[Ee]in|[Ii]hr|[Uu]nser|als|[Jj]unger|[Nn]euer|[Ww]eiterer)\s)(?:[a-zäöüß]+er\s)?\W*$"
)
_AFTER_DER = re.compile(r"\b(?:[Dd]er|[Jj]eder|[Dd]ieser|[Ww]elcher)\s(?:[a-zäöüß]+e\s)?$")


def _adjective(text: str, match: re.Match[str], before: str) -> Iterator[Title]:
    """Adjectives as nouns in the masculine: der Angestellte, ein Angestellter, Angestellter in Teilzeit."""
    found = _adjective_of(match.group().lower())
    strong = match.group().endswith("er")
    if found is None or not (_AFTER_EIN if strong else _AFTER_DER).search(before):
        return
    if _CAPITAL_AFTER.match(text, match.end()) or _NAME_AFTER.match(text, match.end()):
        return
    form, alternatives = found
    others = frozenset({f"{form}*", f"{form}r*", f"{form.removesuffix('e')}*"})
    yield Title(start=match.start(), end=match.end(), key=form, alternatives=alternatives, others=others)


@functools.lru_cache(maxsize=20_000)
def _adjective_of(word: str) -> tuple[str, tuple[str, ...]] | None:
    """The form after der of an adjective as a noun in lower case, with words for everyone."""
    if not word.endswith(("e", "er")):
        return None
    low, known = word.removesuffix("r"), _adjectives()
    for place in (0, *range(SHORTEST_PART, len(low) - 5)):
        if low[place:] in known:
            return low, known[low[place:]]
    return None
