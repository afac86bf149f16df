"""Dutch and English names of one gender: those of the list, longer words that end in one, and other such endings."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accesscheck.text.by_language import patterns
from accesscheck.text.title_words import SHORTEST_PART, Title, entries, joined, lookalikes

_SHORTEST_NAME = 6
"""Letters of a name that a longer word may end in without a hyphen."""

_BARE = frozenset("woman dame meisje jongen zuster broeder heer".split())
"""Look-alikes that are names of one gender at the end of a longer word: toezichtdame."""

_BY_ENDING = patterns(
    nl=(
        r"\w{3,}(?:man(?:nen)?|vrouw(?:en)?|dames?|meisjes?|jongens?|juf(?:fen)?|juffrouw(?:en)?)"
        r"|\w*(?:werk|koop|maak|pleeg|zorg|leid|houd|neem|geef|schrijf|speel|lees|voer|voed|zoek|zit|dien|trek|draag|taal"
        r"|spreek|help|leen|licht|eer|aar|ier|teken|kweek|pluk|naai|strijk|poets|stik|kap|loop|uur|heer|waak"
        r"|denk|volg|pak|zicht|wacht|vlecht|bereid|werf|brei|weef|kook|melk|controleer|bedien|dig|ig)sters?"
        r"|\w{3,}(?:trice|[tdns]euse)s?|\w{3,}(?:ares|eres)(?:sen)?"
        r"|\w{4,}(?:tion|ept|efon|typ|kinder|juri|logoped|biblioth)istes?"
    ),
    en=r"\w{3,}(?:man|men|woman|women|lady|ladies|girls?|maids?)",
)
_ENDINGS = {
    "nl": tuple(
        "man mannen vrouw vrouwen heer heren dame dames meisje meisjes jongen jongens juf juffen rouw rouwen moeder "
        "moeders vader vaders zuster zusters broeder broeders meester knecht ster sters euse euses ice ices esse esses "
        "essen ess es in innen iste istes ière ières ente entes ante antes ate ates oge oges eute eutes afe afes ïste "
        "ïstes uncte alles".split()
    ),
    "en": tuple(
        "man men lady ladies girl girls boy boys maid maids ess esses ette ettes master masters euse euses".split()
    ),
}
"""What a name of one gender may end in."""
_WORD = re.compile(r"(?<![\w'-])[^\W\d_][\w-]*(?![\w'-]|\.\w)")
_BETWEEN = str.maketrans(dict.fromkeys('/.,;:!?()“”"', " "))
_NAME_BEFORE = re.compile(
    r"(?:\b(?:de heer|dhr|mevr|mevrouw|meneer|mr|mrs|ms|miss|dr|prof|ir|ing|sir|lord|lady|Mr|Mrs|Ms|Dr)\.?"
    r"|[a-zà-ÿ,;]\s[A-ZÀ-Þ][\w'-]+|\b[A-Z]\.|[A-Z][a-z]+\s[A-Z][a-z]+,?(?:\s[-–])?"
    r"|^(?!(?:Vacature|Vacancy|Ervaren|Experienced|Junior|Senior|Allround|Zelfstandige?|Halftijdse?|Deeltijdse?|Voltijdse?"
    r"|Leerling|Technisch|Job|Functie|Part-time|Full-time|Head|Assistant|Hulp|Onze|Een|A|An|The|Our|De)\s)"
    r"[A-ZÀ-Þ][\w'-]+)\s$",
)
"""Jan Timmerman and Mr Fireman have family names."""
_CAPITAL_AFTER = re.compile(r"\s[A-Z][a-z]")
_NAMED_BEFORE = re.compile(r"(?:[A-Z][a-z]+\s){2}[^.]{0,25}$|[A-Z][a-z]+\s[A-Z][a-z]+\s?[,–-]\s?$")
"""Jane Doe, ward sister is who she is."""


def by_ending(text: str, language: str) -> Iterator[Title]:
    """Names of one gender in a Dutch or English text."""
    words = text.lower().translate(_BETWEEN).split()
    taken: list[tuple[int, int]] = []
    lexicon = _lexicon(language)
    several = lexicon.several if lexicon.last.intersection(words) else None
    for match in several.finditer(text) if several is not None else ():
        taken.append(match.span())
        if not _NAMED_BEFORE.search(text, max(0, match.start() - 50), match.start()):
            key, alternatives = lexicon.single[match.group().lower()]
            yield Title(start=match.start(), end=match.end(), key=key, alternatives=alternatives, others=frozenset())
    ends = _ENDINGS[language]
    if not [word for word in words if word.endswith(ends) and _named(word, language, only_list=False)]:
        return
    shouted = text.isupper()
    for match in _WORD.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        named = match.group()[0].isupper() and not shouted
        known = _named(match.group().lower(), language, only_list=named)
        if known is None or (named and _is_name(text, match)):
            continue
        key, alternatives = known
        others = _dutch_others(key) if language == "nl" else _english_others(key)
        yield Title(start=match.start(), end=match.end(), key=key, alternatives=alternatives, others=others)


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word with a capital is a part of a name here: Jan Timmerman, the Foreman Group."""
    if _NAME_BEFORE.search(text[max(0, match.start() - 30) : match.start()]):
        return True
    within = text[: match.start()].strip(' "“*#-•–')
    return bool(within) and _CAPITAL_AFTER.match(text, match.end()) is not None


@functools.lru_cache(maxsize=20_000)
def _named(word: str, language: str, *, only_list: bool) -> tuple[str, tuple[str, ...]] | None:
    """The name that a word in lower case is, with other words for it; one that no list has only if it may be."""
    if word in lookalikes(language):
        return None
    single = _lexicon(language).single
    if word in single:
        return single[word]
    for place in range(1, len(word) - 3):
        tail = word[place:]
        if tail in lookalikes(language) and tail not in _BARE:
            return None
        if tail in single and (place >= SHORTEST_PART or word[place - 1] == "-"):
            name, alternatives = single[tail]
            if len(name) < _SHORTEST_NAME and word[place - 1] != "-":
                return None
            return word[:place] + name, tuple(joined(word[:place], one) for one in alternatives)
    if only_list or not _BY_ENDING[language].fullmatch(word):
        return None
    return word, _general_dutch(word) if language == "nl" else _general_english(word)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Names of a list by each of their forms in lower case, with other words; and what finds those of several words.

    `last` are the words that those end in.
    """

    single: Mapping[str, tuple[str, tuple[str, ...]]]
    several: re.Pattern[str] | None
    last: frozenset[str]


@functools.cache
def _lexicon(language: str) -> _Lexicon:
    single: dict[str, tuple[str, tuple[str, ...]]] = {}
    several: list[str] = []
    for entry in entries(language):
        if entry.kind != "":
            continue
        word = entry.word.lower()
        forms = {word, *_plurals(word, language)}
        single.update(dict.fromkeys(forms, (word, entry.parts)))
        several.extend(form for form in forms if " " in form)
    either = "|".join(re.escape(form) for form in sorted(several, key=len, reverse=True))
    last = frozenset(form.rpartition(" ")[2] for form in several)
    return _Lexicon(single, re.compile(rf"\b(?:{either})\b", re.I) if several else None, last)


_PLURALS = {
    "nl": (
        ("man", "mannen"), ("vrouw", "vrouwen"), ("heer", "heren"), ("in", "innen"), ("es", "essen"), ("juf", "juffen"),
        ("juf", "jufs"), ("knecht", "knechten"), ("esse", "essen"), ("ess", "essen"), ("rouw", "rouwen"),
    ),
    "en": (("man", "men"), ("lady", "ladies"), ("ss", "sses")),
}  # fmt: skip


def _plurals(word: str, language: str) -> Iterator[str]:
    yield word + "s"
    for ending, plural in _PLURALS[language]:
        if word.endswith(ending):
            yield word.removesuffix(ending) + plural


def _general_dutch(word: str) -> tuple[str, ...]:
    """What to say for a name that no list has."""
    stem = re.sub(r"sters?$", "", word)
    if stem != word:
        return _unmarked(stem)[:1]
    if found := re.fullmatch(r"(\w+)([ae])res(?:sen)?", word):
        return (found.group(1) + ("aar" if found.group(2) == "a" else "er"),)
    if found := re.fullmatch(r"(\w+t)rices?|(\w+[tdns])euses?", word):
        return ((found.group(1) or found.group(2)) + "eur",)
    return ("medewerker",)


def _general_english(word: str) -> tuple[str, ...]:
    if found := re.fullmatch(r"(\w{3,}?)(?:wo)?m([ae])n", word):
        return (found.group(1) + ("people" if found.group(2) == "e" else "person"),)
    return ("worker", "officer")


def _unmarked(stem: str) -> tuple[str, ...]:
    """Names without -ster, by their spelling: verkoop(st)er, schrijver, kapper, bestuurder, leraar."""
    if stem.endswith(("aar", "ier", "eur")):
        return (stem,)
    found = [stem + "er"]
    if long := re.search(r"([aeou])\1([bdfgklmnprstz])$", stem):
        found.insert(0, stem[: long.start()] + long.group(1) + long.group(2) + "er")
    elif re.search(r"[^aeiouy][aeiou][bdgklmnpt]$", stem) and not stem.endswith("ig"):
        found.insert(0, stem + stem[-1] + "er")
    if stem.endswith(("f", "s")):
        found.insert(0, found[0][:-3] + ("v" if stem.endswith("f") else "z") + "er")
    if stem.endswith("r"):
        found.insert(0, stem + "der")
    return tuple(dict.fromkeys(found))


_OTHER_END = {"man": "vrouw", "vrouw": "man", "heer": "vrouw", "vader": "moeder", "moeder": "vader", "dame": "heer"}


@functools.lru_cache(maxsize=10_000)
def _dutch_others(word: str) -> frozenset[str]:
    """Names that stand for the other gender beside a Dutch one."""
    found = {f"{word}*", *_OTHERS.get(word, "").split()}
    for end, other in _OTHER_END.items():
        if word.endswith(end):
            stem = word.removesuffix(end)
            found |= {stem + other, f"{stem}{other}en", f"{stem}{other}s", f"{stem}man*", f"{stem}heer", f"{stem}heren"}
            return frozenset(found - {word})
    if word.endswith("ster"):
        stem = word.removesuffix("ster")
        found |= {f"{stem}*"}
        found |= {form for one in _unmarked(stem) for form in (one, f"{one}s", f"{one}*")}
    elif word.endswith(("eres", "ares")):
        base = word.removesuffix("es") if word.endswith("eres") else word.removesuffix("res") + "ar"
        found |= {base, f"{base}s", f"{base}en", f"{base}*"}
    elif word.endswith(("euse", "rice")):
        base = re.sub(r"(?:euse|rice)$", "", word)
        found |= {base + end for end in ("eur", "eurs", "eur*", "or", "oren", "or*")}
    elif word.endswith("e"):
        base = word.removesuffix("e")
        found |= {base, f"{base}en", f"{base}s", f"{base}*"}
    return frozenset(found)


@functools.lru_cache(maxsize=10_000)
def _english_others(word: str) -> frozenset[str]:
    """Names that stand for the other gender, or for all, beside an English one."""
    found = set(_OTHERS.get(word, "").split())
    if match := re.search(r"(?:wo)?man$", word):
        stem = word[: match.start()]
        women = ("man", "men") if match.group() == "woman" else ("woman", "women", "lady", "ladies")
        found |= {stem + end for end in (*women, "person", "people", "man*")}
    return frozenset(found)


_OTHERS = {
    "secretaresse": "secretaris secretarissen",
    "juf": "meester meesters",
    "kleuterjuf": "kleutermeester meester meesters",
    "schoolmeester": "juf schooljuf juffen",
    "hostess": "host hosts steward stewards",
    "stewardess": "steward stewards",
    "dienster": "kelner kelners ober obers",
    "serveerster": "kelner kelners ober obers serveerder",
    "lerares": "leraar leraars leraren",
    "kokkin": "kok koks",
    "boerin": "boer boeren",
    "werkster": "werker werkers",
    "kassierster": "kassier kassiers",
    "caissière": "caissier kassier kassiers",
    "verpleegster": "verpleger verplegers",
    "verpleegzuster": "verpleger broeder",
    "wijkzuster": "wijkverpleger broeder",
    "waitress": "waiter waiters",
    "actress": "actor actors",
    "barmaid": "barman barmen",
    "barman": "barmaid barwoman barmaids",
    "manageress": "manager managers",
    "headmistress": "headmaster",
    "headmaster": "headmistress",
    "masseuse": "masseur",
    "landlady": "landlord",
    "conductress": "conductor",
}
"""Names that stand for the other gender, where they do not follow from the endings."""
