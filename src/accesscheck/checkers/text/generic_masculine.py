"""French text names people in the masculine alone, where all genders are meant: les étudiants, nos clients, chacun."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accesscheck.checkers.texts import Spot, Text
from accesscheck.installation import rules_folder
from accesscheck.model.finding import Param
from accesscheck.text.passages import Passage
from accesscheck.text.titles import words_of

_BEFORE = 60
"""Letters before a noun in which its determiner stands."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ADJECTIVE = (
    r"(?:(?:anciens|autres|bons|différents|divers|futurs|grands|jeunes|meilleurs|nombreux|nouveaux"
    r"|petits|premiers|principaux|vieux)\s){0,2}"
)
_NUMBER = r"(?:(?:\d{1,3}[ .])?\d{3}|\d{4,6}|\d{1,3}(?:[ .]\d{3}){2}|cent|cents|mille)"
"""From a hundred on: a smaller number may count people who are known, and all men."""
_DETERMINER = re.compile(
    rf"(?<![\w'-])(?P<det>(?:tous\s(?:les|nos|vos|leurs|ses|ces)|les|des|aux|nos|vos|leurs|ses|mes|tes|ces|certains"
    rf"|plusieurs|quelques|différents|divers|quels|{_NUMBER})\s){_ADJECTIVE}$"
    r"|(?<![\w'-])(?P<loose>(?:de\s|d')(?:anciens|autres|futurs|jeunes|nombreux|nouveaux|petits|bons|grands)\s"
    r"|(?:millions?|milliers?|centaines?|dizaines?|vingtaine|trentaine|cinquantaine|nombre|beaucoup|plus|moins"
    r"|majorité|minorité|pénurie|équipes?|groupes?|proportion|combien|autant|trop|peu)"
    r"\s(?:de\s|d'))(?:jeunes\s|nouveaux\s|futurs\s)?$"
)
_ONE = re.compile(r"(?<![\w'-])(?P<det>chaque|tout|aucun)\s(?:(?:nouveau|futur|bon|jeune|autre|ancien)\s)?$")
_JOINED = re.compile(r"\s?(?:,|et|ou)\s")
"""What stands between two nouns that share a determiner: les députés et sénateurs."""
_INCLUSIVE = re.compile(
    r"[·•⋅‧∙*_]\w|\.(?=[^\W\d_]{1,6}\b)(?!\w+\.\w+/)|\s?\([-\s]?[a-zéè]{1,7}\)|\s?/\s?-?(?:[a-zéè]{1,6}\b|[a-zé]+(?:euse|rice|ère|nne)s)"
    r"|-(?:e|ne|le|euse|rice|trice|ère|ière|ve|se|fe)-?s?\b|\s\(?(?:hommes?|femmes?|masculins?|garçons|filles|h/f|m/f|f/h)\b"
)
_STEM = re.compile(r"([^\W\d_]{3,})(?:[·•⋅‧∙*_(/-]|\.(?=\w))")
"""A word with a shortened ending that words_of does not tell: agriculteurs.trices."""
_BOTH = re.compile(r"\bhommes?\b.{0,30}\bfemmes?\b|\bfemmes?\b.{0,30}\bhommes?\b")
_SAID = re.compile(
    r"épicène|\bforme masculine|\b(?:au|le|du|en genre) masculin|\bgenre masculin|\bécriture inclusive"
    r"|masculin (?:est|a valeur)|\bmasculin générique|\bneutre du masculin"
)
"""What says how the text names people."""
_BODY = re.compile(
    r"\b(?:conseil|chambre|droit|police|fonds|maison|ordre|fédération|confédération|union|association|syndicat|ligue|collège|parlement"
    r"|comité|cercle|amicale|foyer|code|charte|salon|fête|journée|rue|place|avenue|maisons|statut|office|école"
    r"|assemblée|barreau|banque|caisse|mutuelle|tribunal|cour|université|institut|marché|village|parc|carte|carnet)"
    r"\s(?:[a-zéè]+(?:al|ale|el|elle|ien|ienne)\s)?(?:des|aux|de\sl')\s$"
)
"""Names of bodies, things and places: la chambre des députés."""
_NAME = re.compile(r"(?<=[\w,;:] )[A-ZÉÈ][\w-]+\s(?:[\w-]+\s){0,2}(?:des|aux|de)\s$")
"""The same by its capital: la Commission des étrangers."""
_INHABITANT = re.compile(r"[^\W\d_]+(?:ois|ais|iens?|éens?|ains?|ands?|ols)\b")
"""Who lives somewhere has a capital as well: les Bruxellois."""
_PRONOUNS = (
    (
        re.compile(
            r"(?:(?<=\bà )|(?<=\bpour )|(?<=\bde )|(?<=\bque )|(?<=\boù )|(?<=\bpar )|(?<=\bet )|^)chacun"
            r"(?![·•⋅‧∙*_(/-]|\.\w|\sd(?:es|'eux|u|e\s(?:ces|nos|vos|ses|leurs)\b))(?!\w)"
        ),
        "chacun",
        "chacune",
        ("chacune et chacun", "chaque personne"),
    ),
    (
        re.compile(r"(?:(?<=\bà )|(?<=\bpour )|(?<=\bde )|(?<=\bpar ))tous(?=\s?(?:[.,;:!?)]|$)|\ssans\b)(?!\.\w)"),
        "tous",
        "toutes",
        ("toutes et tous", "tout le monde"),
    ),
    (
        re.compile(r"\b(?:tous\sceux|(?:(?<=\bà )|(?<=\bpour )|^)ceux)(?=\s(?:qui|que|dont|et)\b)"),
        "ceux",
        "celles",
        ("celles et ceux", "les personnes"),
    ),
)
_FEMININE_DETERMINERS = {
    "tous": "toutes",
    "certains": "certaines",
    "quels": "quelles",
    "différents": "différentes",
    "divers": "diverses",
    "chaque": "chaque",
    "tout": "toute",
    "aucun": "aucune",
}
_REPEATED = frozenset({"les", "des", "aux", "nos", "vos", "leurs", "ses", "mes", "tes", "ces"})


@dataclass(frozen=True, slots=True)
class _Noun:
    """A masculine noun for people, in one number: its feminine, and a neutral word or group if there is one."""

    singular: str
    masculine: str
    feminine: str
    neutral: str
    others: frozenset[str]
    women: tuple[str, ...]

    def may_be_both(self, lower: str) -> bool:
        """Whether a sentence that has the noun may have another form of it too; the words of few need to be told."""
        own = self.masculine.count(self.singular)
        return (
            lower.count(self.singular) > own or lower.count(self.masculine) > 1 or any(w in lower for w in self.women)
        )


@dataclass(frozen=True, slots=True)
class _Place:
    passage: Passage
    start: int
    end: int
    key: str
    alternatives: tuple[str, ...]


MOST = 2
"""Nouns that are shown of one text. Whoever mends these, sees the others."""


def spots(text: Text) -> Iterator[Spot]:
    """The first place of the nouns that the text has most often in the masculine alone, with how often."""
    found: dict[str, list[_Place]] = {}
    for passage in text.passages:
        for place in _places(passage):
            found.setdefault(place.key, []).append(place)
    if not found or any(_SAID.search(passage.plain.lower) for passage in text.everything):
        return
    most = sorted(found.values(), key=lambda places: (-len(places), places[0].passage.start))[:MOST]
    for places in sorted(most, key=lambda places: places[0].passage.start):
        first = places[0]
        params: dict[str, Param] = {"count": len(places), "alternatives": first.alternatives}
        yield Spot(passage=first.passage, start=first.start, end=first.end, params=params)


def _places(passage: Passage) -> Iterator[_Place]:
    """Where a sentence names people in the masculine, and has no other form of the same word."""
    text, lower = passage.plain.text, passage.plain.lower
    words: frozenset[str] | None = None
    last_end = -1
    plurals, singulars = _nouns()
    for match in _WORD.finditer(lower):
        word = match.group()
        noun = plurals.get(word)
        determiner = _ONE if noun is None else _DETERMINER
        noun = noun or singulars.get(word)
        if noun is None:
            continue
        start, end = match.span()
        before = lower[max(0, start - _BEFORE) : start]
        found = determiner.search(before)
        joined = word in plurals and 0 <= last_end < start and _JOINED.fullmatch(lower, last_end, start) is not None
        if not found and not joined:
            continue
        if _INCLUSIVE.match(lower, end) or _is_name(text, lower, start):
            continue
        if noun.may_be_both(lower):
            words = _forms(passage) if words is None else words
            if noun.others & words:
                continue
        if "femme" in lower and _BOTH.search(lower):
            continue
        last_end = end
        det = (found.group("det") or "").strip() if found else ""
        begin = start - len(before) + found.start("det") if found and det else start
        yield _Place(passage, begin, end, noun.singular, _alternatives(noun, det, lower[begin:start]))
    for pattern, key, other, alternatives in _PRONOUNS:
        if key not in lower:
            continue
        for match in pattern.finditer(lower):
            words = _forms(passage) if words is None else words
            if not {other, f"{key}*", "tou*"} & words:
                yield _Place(passage, match.start(), match.end(), key, alternatives)


def _forms(passage: Passage) -> frozenset[str]:
    return words_of((passage.plain.text,)) | frozenset(f"{stem}*" for stem in _STEM.findall(passage.plain.lower))


def _is_name(text: str, lower: str, start: int) -> bool:
    """Whether the noun belongs to a name: Maison des Étudiants, la Chambre des représentants."""
    if text[start].isupper() and not _INHABITANT.match(lower, start):
        return True
    near = max(0, start - _BEFORE)
    return _BODY.search(lower[near:start]) is not None or _NAME.search(text[near:start]) is not None


def _alternatives(noun: _Noun, determiner: str, before: str) -> tuple[str, ...]:
    """Both forms, with the determiner if nothing stands between; then the neutral one."""
    feminine = masculine = ""
    first, _, rest = determiner.partition(" ")
    if before.strip() == determiner:
        if first in _FEMININE_DETERMINERS:
            feminine, masculine = f"{_FEMININE_DETERMINERS[first]} {rest}".strip(), determiner
        elif first in _REPEATED:
            feminine = masculine = determiner
        else:
            feminine = determiner
    link = "et" if noun.masculine != noun.singular else "ou"
    both = f"{feminine} {noun.feminine} {link} {masculine} {noun.masculine}"
    return (" ".join(both.split()), *((noun.neutral,) if noun.neutral else ()))


@functools.cache
def _nouns() -> tuple[Mapping[str, _Noun], Mapping[str, _Noun]]:
    """The nouns of the list, by their masculine plural, and by their masculine singular."""
    plurals: dict[str, _Noun] = {}
    singulars: dict[str, _Noun] = {}
    content = (rules_folder() / "language" / "person-nouns" / "fr.tsv").read_text(encoding="utf-8")
    for line in content.splitlines():
        if not line or line.startswith("#"):
            continue
        masculine, feminine, neutral = (*line.split("\t"), "")[:3]
        several, women = _plural(masculine), _plural(feminine)
        others = {feminine, women, f"{masculine}*", f"{several}*"}
        if masculine.endswith("eur"):
            endings = ("euse", "eure", "rice", "eresse")
            others |= {masculine[:-3] + ending + s for ending in endings for s in ("", "s")}
        known = frozenset(others)
        forms = tuple(sorted(form for form in others if not form.endswith(("s", "*"))))
        plurals[several] = _Noun(masculine, several, women, neutral, known, forms)
        if several != masculine:
            singulars[masculine] = _Noun(masculine, masculine, feminine, neutral, known, forms)
    return plurals, singulars


_FIRST_STAYS = frozenset("sous vice co non latino sud nord post primo ex mal bien technico".split())


def _plural(word: str) -> str:
    """The plural of a noun; of a compound, that of its parts: aides-soignants."""
    first, hyphen, rest = word.partition("-")
    if hyphen and word.startswith("nouveau-"):
        return word + "s"
    if hyphen:
        keeps = first in _FIRST_STAYS
        return f"{first if keeps else _plural(first)}-{_plural(rest)}"
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al"):
        return word[:-2] + "aux"
    return word + ("x" if word.endswith(("au", "eu")) else "s")
