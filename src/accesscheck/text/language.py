"""Which language a text is in.

Three kinds of evidence are added up: the script, very common words and letters (rules/language/common-words.txt), and
py3langid's statistics of byte sequences. py3langid was chosen over lingua by measurement: at least as accurate on 3 to
60 words of Dutch, French, English and German, 4 times faster or more, and 5 MB instead of 96. The common words are
there for the phrases of 2 to 8 words that web pages are full of (benchmarks/language_detection.py measures both).
"""

import functools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accesscheck.installation import rules_folder
from accesscheck.model.document import Block

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SHORTEST = 20
"""Fewest letters from which `guess` says something."""

_LONGEST = 3000
"""Code points that are looked at: more of a text does not tell more."""

# The letters beyond a to z that a language is written with; after the bar those of its loan words.
_LETTERS = {
    "nl": "éèêëïöü|áíóúàâçûôîäñ", "fr": "àâæçéèêëîïôœùûüÿ|äöñ", "en": "|éèêëïôçñâöüàœæ", "de": "äöüß|éèàêçñ",
    "es": "áéíóúüñ|çàè", "pt": "áâãàçéêíóôõú|ü", "it": "àèéìíîòóùú|ü", "ro": "ăâîșşțţ|éó", "ca": "àçèéíïòóúü·|ñ",
    "gl": "áéíóúüñï|ç", "pl": "ąćęłńóśźż|é", "cs": "áčďéěíňóřšťúůýž|ö", "sk": "áäčďéíĺľňóôŕšťúýž|ö", "sl": "čšž|ćđ",
    "hr": "čćđšž|", "hu": "áéíóöőúüű|", "tr": "çğıöşüâîû|", "sv": "åäö|éàü", "da": "æøå|éöü", "no": "æøå|éòóôêöü",
    "fi": "äö|åšžé", "et": "äöõüšž|é", "lv": "āčēģīķļņšūž|", "lt": "ąčęėįšųūž|", "is": "áæéíðóöúýþ|",
    "ga": "áéíóú|", "cy": "âêîôûŵŷ|áéëïö", "mt": "ċġħżà|èìòùé", "sq": "çë|é", "eu": "ñ|çü", "af": "êëôöûîï|éèáóúŉ",
    "lb": "äëéüö|èêôß", "fy": "âêîôûúëïöü|éè", "id": "|é", "la": "|æœāēīōūë",
}  # fmt: skip

_CYRILLIC = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя", "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш", "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
}  # fmt: skip

# More likely on the pages that are checked, so that a rare relative does not win by a hair.
_PRIOR = {"nl": 1.0, "fr": 1.0, "en": 1.2, "de": 1.0, "ru": 0.5, "uk": 0.5} | dict.fromkeys(
    "gl ca af lb fy mt eu sq ga cy la id is sk sl hr no et lv lt mk be".split(), -0.8
)

KNOWN = (*_LETTERS, *_CYRILLIC, "el", "ar", "fa", "ur", "he", "zh", "ja", "ko", "th", "hi", "hy", "ka")
"""Languages that are told apart: ours, and those that their texts are most often mixed with."""

_SCRIPTS = {
    "GREEK": ("el",), "ARABIC": ("ar", "fa", "ur"), "HEBREW": ("he",), "THAI": ("th",), "DEVANAGARI": ("hi",),
    "ARMENIAN": ("hy",), "GEORGIAN": ("ka",), "HANGUL": ("ko",), "HIRAGANA": ("ja",), "KATAKANA": ("ja",),
    "CJK": ("zh", "ja"), "CYRILLIC": tuple(_CYRILLIC), "LATIN": tuple(_LETTERS),
}  # fmt: skip

RELATED = tuple(
    frozenset(group.split())
    for group in (
        "nl af fy", "no nb nn da", "sv no nb nn da", "hr sr bs sl sh me cnr", "de lb gsw nds", "es gl ca ast an oc",
        "pt gl", "cs sk", "bg mk", "ru be uk", "id ms", "ar fa ur ps ku ckb sd ug", "zh ja yue wuu nan",
        "hi mr ne sa mai bho", "ga gd gv", "el grc", "he yi", "ro mo", "en sco",
    )
)  # fmt: skip
"""Languages that a few words do not tell apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A language, and how likely it is, from 0 to 1.

    `common` counts its different common words in the text, `telling` all different words that are no names.
    """

    language: str
    confidence: float
    common: int = 0
    telling: int = 0


def guess(text: str) -> Guess | None:
    """The language of a text; None if it has fewer than SHORTEST letters, or nothing but names."""
    if sum(character.isalpha() for character in text[:2000]) < SHORTEST:
        return None
    return _obvious(text) or identify(text)


_ENOUGH = 12
"""Common words that tell a language without a doubt, if no other language has half as many."""


def _obvious(text: str) -> Guess | None:
    """The language of a longer text that is full of its common words: what the statistics would say, without them."""
    counts = common_words(text)
    if not counts:
        return None
    (language, most), *others = counts.most_common(2)
    if most < _ENOUGH or (others and others[0][1] * 2 > most) or script(text[:500]) not in ("LATIN", "CYRILLIC"):
        return None
    return Guess(language=language, confidence=0.99, common=most, telling=most)


def identify(text: str) -> Guess | None:
    """The language of a text, be it a few words; None if nothing in it tells a language, as in a name."""
    return next(iter(rank(text)), None)


def own_words(text: str, blocks: tuple[Block, ...]) -> str:
    """The text from which to guess a document's language: without quotes, and what is marked as another language."""
    own = (block for block in blocks if block.language is None and block.kind != "quote")
    return "\n".join(text[block.start : block.end] for block in own)


def rank(text: str) -> tuple[Guess, ...]:
    """The languages that a text can be in, best first; none if nothing in it tells a language."""
    text = _without_mentions(unicodedata.normalize("NFC", _ADDRESS.sub(" ", text[:_LONGEST].replace("’", "'"))))
    writing = script(text)
    if writing is None:
        return ()
    languages = _SCRIPTS.get(writing, ())
    if len(languages) < 2:
        return tuple(Guess(language=language, confidence=0.99, telling=len(text.split())) for language in languages)
    words = _words(text) if writing in ("LATIN", "CYRILLIC") else None
    if words is not None and not words.telling:
        return ()
    scores = _by_statistics(words.text if words else text, languages)
    common: Counter[str] = Counter()
    if words is not None:
        for language in languages:
            scores[language] += _PRIOR.get(language, 0.0)
        _add_letters(scores, "".join(words.telling), writing)
        common = _add_common_words(scores, words)
    return _likely(scores, common, len(words.telling) if words else len(_TRUST))


# Sharpness of the scores by number of telling words: fitted so that of the guesses at 0.9, 9 in 10 are right.
_TRUST = (0.7, 0.85, 1.0, 1.15, 1.3)
_STATISTICS = 1.0
_COMMON = (0.0, 1.0, 1.6, 2.4, 2.8, 3.0)
_FOREIGN_LETTER, _LOAN_LETTER = -3.0, -1.0


def _without_mentions(text: str) -> str:
    """The text without a word or two in quotes, of which it may tell that they are in another language."""
    if not any(mark in text for mark in _QUOTES):
        return text
    rest = _MENTION.sub(" ", text)
    return rest if len(rest.split()) >= 4 else text


def _likely(scores: Mapping[str, float], common: Mapping[str, int], telling: int) -> tuple[Guess, ...]:
    top = max(scores.values())
    trust = _TRUST[min(telling, len(_TRUST)) - 1]
    shares = {language: math.exp(trust * (score - top)) for language, score in scores.items()}
    total = sum(shares.values())
    return tuple(
        Guess(language=language, confidence=share / total, common=common.get(language, 0), telling=telling)
        for language, share in sorted(shares.items(), key=lambda item: -item[1])
    )


def _by_statistics(text: str, languages: Iterable[str]) -> dict[str, float]:
    found = dict(_identifier().rank(text))
    found["no"] = found.get("no", 0.0) + found.pop("nn", 0.0)
    return {language: _STATISTICS * math.log(found.get(language, 0.0) + 1e-6) for language in languages}


def _add_letters(scores: dict[str, float], words: str, writing: str) -> None:
    """Letters that a language does not have speak against it."""
    letters = {letter for letter in words.lower() if letter > "\x7f" and letter.isalpha()}
    for letter in letters:
        for language, (own, loan) in _alphabets(writing).items():
            if letter not in own:
                scores[language] += _LOAN_LETTER if letter in loan else _FOREIGN_LETTER


@functools.cache
def _alphabets(writing: str) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    if writing == "CYRILLIC":
        return {language: (frozenset(letters), frozenset()) for language, letters in _CYRILLIC.items()}
    parts = {language: letters.partition("|") for language, letters in _LETTERS.items()}
    return {language: (frozenset(own), frozenset(loan)) for language, (own, _, loan) in parts.items()}


def _add_common_words(scores: dict[str, float], words: "_Words") -> Counter[str]:
    """Very common words speak for their languages, long ones the most; returns how many each language has."""
    known = _common_words()[0]
    found: Counter[str] = Counter()
    for word, weight in words.weights.items():
        worth = weight * _COMMON[min(len(word), len(_COMMON) - 1)]
        for language in known.get(word, ()):
            if language in scores:
                scores[language] += worth
                found[language] += weight == 1
    return found


def share_of_common_words(text: str, language: str) -> float:
    """How many of the words of a text are among the very common ones of a language, from 0 to 1. Quick."""
    known = _common_words()[0]
    words = _WORD.findall(text.lower().replace("’", "'"))
    return sum(language in known.get(word, ()) for word in words) / len(words) if words else 0.0


def common_words(text: str) -> Counter[str]:
    """How many words of a text are among the very common ones of each language. Quick: it looks at nothing else."""
    known = _common_words()[0]
    found: Counter[str] = Counter()
    for word, times in Counter(text[:_LONGEST].lower().replace("’", "'").split()).items():
        for language in known.get(word, ()):
            found[language] += times
    return found


@functools.cache
def very_common(language: str) -> frozenset[str]:
    """Very common words of a language."""
    return frozenset(word for word, found in _common_words()[0].items() if language in found)


@functools.cache
def own_common_words(language: str) -> frozenset[str]:
    """Very common words of a language that the others of nl, fr, en and de do not share."""
    others = {"nl", "fr", "en", "de"} - {language}
    known = _common_words()[0]
    return frozenset(word for word, found in known.items() if language in found and others.isdisjoint(found))


@dataclass(frozen=True, slots=True)
class _Words:
    """A text's words: `telling` those that are no names; `weights` of what may be a common word, at most 1."""

    text: str
    telling: tuple[str, ...]
    weights: Mapping[str, float]


_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*|\b\w[\w-]*(?:\.\w[\w-]*)+\b")
_QUOTES = '"“„«'
_MENTION = re.compile(r"[\"“„«]\s*(?:[^\W\d_]|['-])+(?:\s+(?:[^\W\d_]|['-])+){0,2}[.,!?]?\s*[\"”“»]")
_WORD = re.compile(r"'[nst]\b|[^\W\d_]+(?:'[^\W\d_]+)*'?")
_ENDS_SENTENCE = re.compile(r"[.!?:;•|\n»”\"]|^\W*$")
_PART_OF_NAME = 0.3
_PARTICLES = frozenset(
    "de la le les l' d' du del della di da do dos van von der den het ter ten zu el al y e et of the".split()
)
_POLITE = frozenset("sie ihr ihre ihrem ihren ihrer ihnen".split())
"""German words that have a capital wherever they stand, and are no names."""


def _words(text: str) -> _Words:
    """The words, and how much each can tell: a name tells nothing, and little what stands before one (La Louvière)."""
    nowhere = _common_words()[1]
    shouted = text.isupper()
    telling: list[str] = []
    kept: list[str] = []
    weights: dict[str, float] = {}
    matches = list(_WORD.finditer(text))
    end = 0
    for number, match in enumerate(matches):
        word = match.group()
        lower = word.lower()
        begins = number == 0 or bool(_ENDS_SENTENCE.search(text, end, match.start()))
        end = match.end()
        if lower in nowhere:
            continue
        kept.append(word)
        capital = word[0].isupper() and not shouted
        before_capital = not shouted and _is_before_name(matches, number, past_particles=lower in _PARTICLES)
        weight = 1.0
        if capital and lower not in _POLITE and (not begins or (before_capital and len(lower) <= 3)):
            weight = _PART_OF_NAME
        elif before_capital and lower in _PARTICLES:
            weight = 0.6
        elif not (capital and before_capital and lower not in _common_words()[0]):
            telling.append(word)
        for part in _parts(lower):
            weights[part] = max(weight, weights.get(part, 0.0))
    return _Words(" ".join(kept), tuple(dict.fromkeys(telling)), weights)


def _is_before_name(matches: Sequence[re.Match[str]], number: int, *, past_particles: bool) -> bool:
    """Whether the next word has a capital, if need be past what can stand within a name: Rue de la Loi."""
    end = matches[number].end()
    for match in matches[number + 1 : number + 4]:
        word = match.group()
        if match.start() - end > 1:
            break
        end = match.end()
        if word[0].isupper():
            return True
        if not past_particles or word.lower() not in _PARTICLES:
            break
    return False


def _parts(word: str) -> tuple[str, ...]:
    """A word and, where it holds an apostrophe, its parts: l'eau is l' and eau."""
    if "'" not in word.strip("'"):
        return (word.strip("'") if len(word) > 2 and word.endswith("'") and word not in _common_words()[0] else word,)
    before, _, after = word.partition("'")
    return (word, f"{before}'", after.strip("'"), f"'{after}")


@functools.cache
def _common_words() -> tuple[Mapping[str, tuple[str, ...]], frozenset[str]]:
    """The languages of each very common word, and the words that tell no language."""
    languages: dict[str, list[str]] = {}
    nowhere: frozenset[str] = frozenset()
    content = (rules_folder() / "language" / "common-words.txt").read_text(encoding="utf-8")
    for line in content.splitlines():
        language, *words = line.split()
        if language == "-":
            nowhere = frozenset(words)
        elif language != "#":
            for word in words:
                languages.setdefault(word, []).append(language)
    return {word: tuple(found) for word, found in languages.items()}, nowhere


def script(text: str) -> str | None:
    """The script of most of its letters, by its name in Unicode: LATIN, GREEK, ARABIC, CJK; None without letters."""
    if text.isascii():
        return "LATIN" if any(character.isalpha() for character in text) else None
    counts = Counter(_script_of(character) for character in text if character.isalpha())
    if not counts:
        return None
    if counts["HIRAGANA"] + counts["KATAKANA"] and counts["CJK"]:
        counts["HIRAGANA"] += counts["CJK"] + counts["KATAKANA"]
    return counts.most_common(1)[0][0]


@functools.lru_cache(maxsize=4096)
def _script_of(character: str) -> str:
    return unicodedata.name(character, "UNKNOWN").split(" ")[0].split("-")[0]


@functools.cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([*KNOWN, "nn"])
    return identifier


def primary(tag: str | None) -> str | None:
    """The primary subtag of a BCP 47 tag in lower case: nl of nl-BE. None if it is not well formed."""
    if not tag:
        return None
    first = tag.strip().split("-")[0].lower()
    return first if first.isascii() and first.isalpha() and 2 <= len(first) <= 3 else None
