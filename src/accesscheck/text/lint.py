"""LiNT-II: how hard a Dutch text is to understand, on the scale that was made of what readers understood.

100 - (-4.30 + 17.31 f - 1.62 d - 2.54 c + 15.95 p), from 0 (easy) to 100: lint-ii 0.1.3 (Kim & Pander Maat, EUPL-1.2,
github.com/vanboefer/lint_ii). The formula was fitted on what 2,700 pupils understood of 120 texts (Kleijn 2018; Pander
Maat, Kleijn & Frissen 2023). LiNT-II reads texts with the large Dutch model of spaCy; this is a likeness without one:

f  mean frequency of the content words that are no names: Zipf value in SUBTLEX-NL, 1.359 for an unknown word; a noun
   that is a compound counts as its head; a list of words that subtitles have too rarely is left out
d  mean over sentences of the longest distance, in words, between a word and the word that it depends on. Without a
   parser: 0.45 * the words of a sentence
c  mean over sentences of content words (nouns, names, adjectives, lexical verbs, adverbs of manner) per finite verb
p  share of concrete nouns among the nouns that are listed
"""

import functools
import gzip
import hashlib
import re
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from accesscheck.installation import rules_folder
from accesscheck.text import tagger
from accesscheck.text.frequency import lexicon
from accesscheck.text.measures import Sentence

CONSTANT, OF_FREQUENCY, OF_DISTANCE, OF_CONTENT_WORDS, OF_CONCRETE = (
    -4.302208863089504,
    17.314066317616003,
    -1.6240611785998273,
    -2.5422287085919666,
    15.951894022642866,
)
"""As coefficients.json of lint-ii 0.1.3 has them for spaCy 3.7 and its list of nouns of 2026-04-20, which is ours."""
BORDERS = (34.0, 46.0, 58.0)
"""Scores from which a text is of level 2, 3 and 4."""
UNKNOWN = 1.359
"""Zipf value of a word that SUBTLEX-NL does not have."""
DISTANCE = 0.45
"""Longest dependency per word of a sentence: 64 over 141 words of sentences from UD_Dutch-Alpino, and as much in 4,000
sentences that Frog parsed. Nothing about verbs, clauses or commas told more than the length did."""

_AUXILIARIES = frozenset(
    "ben bent geweest geworden is kan kon konden kun kunnen kunt mag mocht mochten moest moesten moet moeten mogen "
    "waren was werd werden word worden wordt zal zijn zou zouden zul zullen zult".split()
)
_WITH_PARTICIPLE = frozenset("gehad had hadden heb hebben hebt heeft".split())
_WITH_INFINITIVE = frozenset("wil wilde wilden willen wilt wou".split())
_PARTICIPLE = re.compile(r".*[^n]$|(?:aan|af|bij|in|mee|op|over|toe|uit|voor|weg)?ge|be|er|her|ont|ver")
"""How a participle ends or begins; an infinitive in be-, ver- and the like is taken for one."""

_numbers = struct.Struct(">5I").unpack
_VERBS = tagger.FINITE + tagger.VERB

_LINKS = ("", "s", "e", "en")
_SHORTEST_HEAD, _SHORTEST_MODIFIER = 3, 3
_SHORT_HEAD_KNOWN, _MODIFIER_KNOWN = 3.5, 2.0
_PER_LETTER = 0.25
"""What a longer head is worth among ways to part a compound, on the Zipf scale."""
_SINGULARS = {
    "bladeren": "blad", "centra": "centrum", "data": "datum", "eieren": "ei", "kinderen": "kind", "koeien": "koe",
    "leden": "lid", "musea": "museum", "schepen": "schip", "smeden": "smid", "steden": "stad",
}  # fmt: skip
_PLURALS_IN_S = ("es", "els", "ems", "ens", "ers", "aars", "ies", "ors", "eurs", "oirs")
_DIMINUTIVES = ("etje", "tje", "pje", "je")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lint:
    """A score of LiNT-II, its level from 1 to 4, and what it is made of.

    About 14, 29, 53 and 78 of a hundred adults have difficulty with levels 1 to 4. `frequency` is on the Zipf scale,
    `distance` in words, `content_words` per finite verb, `concrete` a share from 0 to 1.
    """

    score: float
    level: int
    frequency: float
    distance: float
    content_words: float
    concrete: float


def lint(sentences: Sequence[Sentence]) -> Lint | None:
    """LiNT-II of a Dutch text, or of one sentence. None without a content word, a listed noun and a finite verb."""
    sums = _Sums()
    for sentence in sentences:
        _add(sums, sentence)
    if not (sums.frequencies and sums.nouns and sums.per_verb):
        return None
    frequency, distance = _mean(sums.frequencies), _mean(sums.distances)
    content_words, concrete = _mean(sums.per_verb), sums.concrete / sums.nouns
    score = score_of(frequency=frequency, distance=distance, content_words=content_words, concrete=concrete)
    return Lint(
        score=score,
        level=level_of(score),
        frequency=frequency,
        distance=distance,
        content_words=content_words,
        concrete=concrete,
    )


def lint_score(sentences: Sequence[Sentence]) -> float | None:
    """The score of LiNT-II: 0 (easy) to 100. None where `lint` has none."""
    found = lint(sentences)
    return None if found is None else found.score


def score_of(*, frequency: float, distance: float, content_words: float, concrete: float) -> float:
    """The formula, kept between 0 and 100. Units as in Lint."""
    ease = (
        CONSTANT
        + OF_FREQUENCY * frequency
        + OF_DISTANCE * distance
        + OF_CONTENT_WORDS * content_words
        + OF_CONCRETE * concrete
    )
    return min(100.0, max(0.0, 100.0 - ease))


def level_of(score: float) -> int:
    """The level of a score, from 1 (easy) to 4."""
    return 1 + sum(score >= border for border in BORDERS)


@dataclass(slots=True)
class _Sums:
    """What is added up over sentences; `per_verb` and `distances` have a value for each sentence."""

    frequencies: list[float] = field(default_factory=list)
    distances: list[float] = field(default_factory=list)
    per_verb: list[float] = field(default_factory=list)
    nouns: int = 0
    concrete: int = 0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _add(sums: _Sums, sentence: Sentence) -> None:
    words = [word.lower() for word in sentence.words]
    letters = tagger.classes(sentence)
    helpers = _helpers(words, letters)
    adverbs = _lists().adverbs
    content = 0
    for word, letter in zip(words, letters, strict=True):
        if word not in adverbs if letter == tagger.OTHER else word in helpers and letter in _VERBS:
            continue
        content += 1
        frequency, kind = _facts(word, letter)
        if frequency is not None:
            sums.frequencies.append(frequency)
        if kind is not None:
            sums.nouns += 1
            sums.concrete += kind == "concrete"
    if len(words) > 1:
        sums.distances.append(DISTANCE * len(words))
    verbs = letters.count(tagger.FINITE)
    if verbs:
        sums.per_verb.append(content / verbs)


def _helpers(words: Sequence[str], letters: str) -> frozenset[str]:
    """Verbs that are no lexical ones here: have with a participle beside it, want with an infinitive, and the like."""
    if tagger.VERB not in letters:
        return _AUXILIARIES
    others = [
        word
        for word, letter in zip(words, letters, strict=True)
        if letter == tagger.VERB and word not in _AUXILIARIES and word not in _WITH_PARTICIPLE
    ]
    found = _AUXILIARIES | _WITH_PARTICIPLE if any(map(_PARTICIPLE.match, others)) else _AUXILIARIES
    return found | _WITH_INFINITIVE if any(word.endswith("n") for word in others) else found


@dataclass(frozen=True, slots=True)
class _Lists:
    """Classes of nouns, and of heads that are of another class in compounds; other words that LiNT-II lists.

    `parted` are listed nouns that count as their heads all the same.
    """

    frequencies: Mapping[str, float]
    nouns: Mapping[str, str]
    heads: Mapping[str, str]
    compounds: Mapping[str, str]
    parted: frozenset[str]
    adverbs: frozenset[str]
    without_frequency: frozenset[str]
    listed_compounds: bytes


@functools.cache
def _lists() -> _Lists:
    known = lexicon("nl")
    folder = rules_folder() / "language" / "tagger"
    packed = gzip.decompress((folder / "nl.lint.gz").read_bytes())
    lines = [line.partition("\t") for line in packed.decode().split("\n") if line[0] != "#"]
    words = {name: listed.split(" ") for name, _, listed in lines}
    kinds = ("undefined", "abstract", "concrete")
    return _Lists(
        frequencies=known.frequencies,
        nouns=_kinds({kind: known.classes[kind] for kind in kinds}),
        heads=_kinds({kind: words.get(f"head-{kind}", ()) for kind in kinds}),
        compounds=_kinds({kind: words.get(f"compound-{kind}", ()) for kind in kinds}),
        parted=frozenset(words.get("parted", ())),
        adverbs=frozenset(words["adverb"]),
        without_frequency=frozenset(words["without-frequency"]),
        listed_compounds=(folder / "nl.compounds").read_bytes(),
    )


def _kinds(words: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    """The kind of each word; of one that is of two kinds, the last."""
    found: dict[str, str] = {}
    for kind, of_kind in words.items():
        found.update(dict.fromkeys(of_kind, kind))
    return found


@functools.lru_cache(maxsize=50_000)
def _facts(word: str, letter: str) -> tuple[float | None, str | None]:
    """The frequency of a content word, and its class if it is a listed noun.

    The frequency is None for a name, and where LiNT-II lists the word or its lemma as too rare in subtitles.
    """
    lists = _lists()
    if letter == tagger.NAME:
        return None, lists.nouns.get(word)
    kind, counted = _noun(word) if letter == tagger.NOUN else (None, word)
    if word in lists.without_frequency or not lists.without_frequency.isdisjoint(_lemmas(word, letter)):
        return None, kind
    return lists.frequencies.get(counted, UNKNOWN), kind


def _lemmas(word: str, letter: str) -> Iterable[str]:
    """What may be the lemma of a regular form; a diminutive stands for itself."""
    if letter == tagger.NOUN:
        return () if word.removesuffix("s").endswith(_DIMINUTIVES) else _bases(word)
    if letter == tagger.ADJECTIVE:
        return _without_en(word[:-1]) if word.endswith("e") and len(word) > 4 else ()
    stems = (word, word[:-1]) if word.endswith("t") else (word, word[:-2]) if word.endswith(("te", "de")) else (word,)
    return (infinitive for stem in stems for infinitive in tagger.infinitives(stem))


def _noun(word: str) -> tuple[str | None, str]:
    """The class of a noun, None if it has none, and the word whose frequency counts: itself, or its head."""
    lists = _lists()
    if word in lists.nouns:
        return lists.nouns[word], (word in lists.parted and head_of(word)) or word
    if _is_listed_compound(word):
        head = head_of(word)
        return _class_of_compound(word, head), head or word
    return next((kind for base in _bases(word) if (kind := _class(base)) is not None), None), word


def _class(noun: str) -> str | None:
    """The class of a listed noun."""
    if _is_listed_compound(noun):
        return _class_of_compound(noun, head_of(noun))
    return _lists().nouns.get(noun)


def _class_of_compound(noun: str, head: str | None) -> str | None:
    lists = _lists()
    own = lists.compounds.get(noun)
    return own if own or head is None else lists.heads.get(head) or lists.nouns.get(head)


def _is_listed_compound(noun: str) -> bool:
    """Whether LiNT-II lists a compound. Of the words that it does not list, one in fifty passes."""
    bits = _lists().listed_compounds
    return all(bits[place >> 3] >> (place & 7) & 1 for place in filter_places(noun, 8 * len(bits)))


def filter_places(word: str, size: int) -> tuple[int, ...]:
    """The bits, of so many, that a word sets in the filter of listed compounds (Bloom 1970)."""
    digest = hashlib.blake2b(word.encode(), digest_size=20).digest()
    return tuple(number % size for number in _numbers(digest))


def head_of(word: str) -> str | None:
    """The head of a Dutch compound in lower case, in the singular if that is known; None if it is none.

    Of all ways to part it into a known word, a link and a listed noun, the one whose parts are known best.
    """
    lists = _lists()
    best: tuple[float, str] | None = None
    for place in range(_SHORTEST_MODIFIER, len(word) - _SHORTEST_HEAD + 1):
        head = word[place:]
        if head not in lists.nouns:
            continue
        weight = lists.frequencies.get(head, UNKNOWN)
        if len(head) == _SHORTEST_HEAD and weight < _SHORT_HEAD_KNOWN:
            continue
        for modifier in _modifiers(word[:place]):
            known = max(lists.frequencies.get(modifier, 0.0), UNKNOWN if modifier in lists.nouns else 0.0)
            score = min(known, weight) + _PER_LETTER * len(head)
            if known and (known >= _MODIFIER_KNOWN or modifier in lists.nouns) and (best is None or score > best[0]):
                best = score, head
    return None if best is None else _singular(best[1])


def _modifiers(start: str) -> Iterator[str]:
    """What a compound may begin with, without the link that ends it."""
    for link in _LINKS:
        if start.endswith(link) and len(start) - len(link) >= _SHORTEST_MODIFIER:
            yield start[: len(start) - len(link)]
    if start.endswith("-"):
        yield start[:-1]


def _singular(noun: str) -> str:
    """The singular of a listed noun, if it is listed, and not much rarer: wagens, but neither wagen nor huis."""
    lists = _lists()
    frequency = lists.frequencies.get(noun, UNKNOWN)
    if noun in _SINGULARS:
        return _SINGULARS[noun]
    rarer, shortest = (0.5, 4) if noun.endswith("s") and not noun.endswith(_PLURALS_IN_S) else (1.0, 3)
    for form in _bases(noun):
        if form in lists.nouns and len(form) >= shortest and lists.frequencies.get(form, UNKNOWN) >= frequency - rarer:
            return form
    return noun


def _bases(noun: str) -> Iterable[str]:
    """Words that a noun may be the plural or the diminutive of."""
    if noun.endswith("'s"):
        return (noun[:-2],)
    for ending in _DIMINUTIVES:
        if noun.endswith((ending, f"{ending}s")):
            return (noun.removesuffix("s").removesuffix(ending),)
    if noun.endswith("en") and len(noun) > 4:
        return _without_en(noun[:-2])
    return (noun[:-1],) if noun.endswith("s") and len(noun) > 3 else ()


def _without_en(stem: str) -> tuple[str, ...]:
    """Singulars of a plural in -en: katten, kat; manen, maan; brieven, brief; kansen, kans; weiden, weide."""
    last = stem[-1]
    harder = {"v": "f", "z": "s"}.get(last, last)
    plain = (stem[:-1] + harder, stem + "e")
    if stem.endswith("hed"):
        return (stem[:-3] + "heid", *plain)
    if last not in "aeiou" and last == stem[-2]:
        return (stem[:-1], *plain)
    if last not in "aeiou" and stem[-2] in "aeou" and stem[-3:-2] not in tuple("aeiou"):
        return (stem[:-1] + stem[-2] + harder, *plain)
    return plain
