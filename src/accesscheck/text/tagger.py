"""Which words of a Dutch sentence are finite verbs, other verbs, nouns, names and adjectives.

An averaged perceptron (Collins 2002) that goes through a sentence from left to right. Its weights stand in
rules/language/tagger/nl.classes.gz, which scripts/make-tagger makes; nl.README.md beside it names sources, licences
and figures.

A line of that file has a kind of feature, the features, and for each of them as many letters as there are CLASSES: how
much it speaks for each, from the letter @ for nothing. In UTF-16 those letters are six numbers of 16 bits in a row,
which are added as one number. Before them stand the words that have one class wherever they stand.
"""

import functools
import gzip
import struct
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from accesscheck.installation import rules_folder
from accesscheck.text.frequency import lexicon
from accesscheck.text.measures import Sentence

FINITE, VERB, NOUN, NAME, ADJECTIVE, OTHER = "F", "V", "N", "E", "A", "O"
"""VERB is an infinitive, or a participle that stands free; OTHER builds sentences, counts, or is an adverb."""
NUMBER, MARK = "#", ","
"""What may stand between two words."""
CLASSES = FINITE + VERB + NOUN + NAME + ADJECTIVE + OTHER
_START, _END = "^", "$"
_CLAUSE = frozenset(
    "als dat die doordat en hoe hoewel indien maar nadat of omdat sinds tenzij terwijl toen totdat voordat waar "
    "waarbij waardoor waarin waarmee waarom waarop waarvan wanneer want wat wie zoals zodat".split()
)
"""Words that a clause may begin with, so that another finite verb can follow."""
_REDUCED = {"jij": "je", "mij": "me", "wij": "we", "zij": "ze"}
"""Pronouns that are told by their reduced forms, for those around them."""
_KNOWN = 2.0
"""Frequency from which a form counts as one of a known verb."""
_numbers = struct.Struct(">6H").unpack

Choose = Callable[[str, str, str, str, str, str], str]
"""To a letter of CLASSES from a word in lower case, its shape, the classes of the two words before or what stands
between, the word before, the next one, and 1 after a finite verb of the clause, else 0."""


def classes(sentence: Sentence) -> str:
    """A letter of CLASSES for each word of a Dutch sentence."""
    model = _model()
    pairs, previous_words, following_words, after, clauses = (
        model.pairs.get, model.previous.get, model.following.get, model.after.get, model.clauses.get,
    )  # fmt: skip

    def choose(word: str, written: str, pair: str, previous: str, following: str, finite: str) -> str:
        ending = word[-2:]
        total = (
            _own_weight(word, written)
            + pairs(pair, 0)
            + previous_words(previous, 0)
            + following_words(following, 0)
            + clauses(finite + ending, 0)
        )
        endings = after(previous)
        if endings is not None:
            total += endings.get(ending, 0)
        scores = _numbers(total.to_bytes(12, "big"))
        return CLASSES[scores.index(max(scores))]

    return walk(sentence, choose, model.certain)


def walk(sentence: Sentence, choose: Choose, certain: Mapping[str, str]) -> str:
    """A letter of CLASSES for each word: that of `certain`, by the word as it is written, else the one to choose."""
    between = _gaps(sentence)
    words = [word.lower() for word in sentence.words]
    around = [_REDUCED.get(word, word) for word in words] + [_END]
    following = [gap or word for gap, word in zip(between[1:], around[1:], strict=True)]
    letters = ""
    before = previous = previous_word = _START
    finite = "0"
    for place, written in enumerate(sentence.words):
        word, gap = words[place], between[place]
        if gap:
            before, previous, previous_word = previous, gap, gap
            if gap == MARK:
                finite = "0"
        letter = certain.get(written)
        if letter is None:
            form = _shape(written, first=not place) if written != word else ""
            letter = choose(word, form, previous + before, previous_word, following[place], finite)
        letters += letter
        if letter == FINITE:
            finite = "1"
        elif word in _CLAUSE:
            finite = "0"
        before, previous, previous_word = previous, letter, around[place]
    return letters


def _gaps(sentence: Sentence) -> list[str]:
    """What stands before each word, and after the last: nothing, NUMBER or MARK."""
    text, end = sentence.plain.text, 0
    find = text.find
    found: list[str] = []
    for word in sentence.words:
        start = find(word, end)
        found.append("" if text[end:start] == " " else _gap(text[end:start]))
        end = start + len(word)
    return [*found, _gap(text[end:])]


def _gap(text: str) -> str:
    if not text or text.isspace():
        return ""
    return NUMBER if any(letter.isdigit() for letter in text) else MARK


def _shape(word: str, *, first: bool) -> str:
    """How a word is written: U all in capitals, S or C with a capital, first in its sentence or not; else nothing."""
    if not word[0].isupper():
        return ""
    if len(word) > 1 and word.isupper():
        return "U"
    return "S" if first else "C"


def place_features(word: str, pair: str, previous: str, following: str, finite: str) -> tuple[tuple[str, str], ...]:
    """Kinds and names of the features of a place, as they stand in the file; arguments as of Choose."""
    ending = word[-2:]
    return ("1", pair), ("2", previous), ("3", following), ("4", f"{previous}_{ending}"), ("5", finite + ending)


def own_features(word: str, written: str) -> list[str]:
    """Features of a word in lower case wherever it stands, with its shape."""
    frequencies = lexicon("nl").frequencies
    frequency = frequencies.get(word)
    found = ["b", "w" + word, "c" + written, "p" + word[:3], "s" + word[-2:] + written]
    found += ["s" + word[-size:] for size in (3, 4, 5) if len(word) >= size]
    found.append("q" + ("-" if frequency is None else str(int(frequency))) + written)
    found.append(("l" if _is_listed_noun(word) else "n") + word[-1:])
    found.append("m" + _paradigm(word, frequencies) + word[-2:])
    if "-" in word:
        found.append("h")
    return found


def _is_listed_noun(word: str) -> bool:
    known = lexicon("nl").classes
    return word in known["concrete"] or word in known["abstract"] or word in known["undefined"]


def _paradigm(word: str, frequencies: Mapping[str, float]) -> str:
    """Which forms of a known verb a word looks like: t third person, s stem, v past, i infinitive, g participle."""
    found = ""
    if word[-1:] in ("t", "d") and _is_stem(word[:-1], frequencies):
        found = "t"
    if _is_stem(word, frequencies):
        found += "s"
    if word.endswith(("te", "de")) and _is_stem(word[:-2], frequencies):
        found += "v"
    if word.endswith("en") and max(frequencies.get(word[:-2] + "t", 0.0), frequencies.get(word[:-2], 0.0)) > _KNOWN:
        found += "i"
    return found + "g" if word.startswith("ge") and word[2:] in frequencies else found


def _is_stem(word: str, frequencies: Mapping[str, float]) -> bool:
    return any(frequencies.get(infinitive, 0.0) > _KNOWN for infinitive in infinitives(word))


def infinitives(stem: str) -> Iterator[str]:
    """Infinitives that a stem may be of: werk, werken; loop, lopen; stop, stoppen; leef, leven."""
    if not stem:
        return
    yield stem + "en"
    last = stem[-1]
    softer = {"f": "v", "s": "z"}.get(last, last)
    if softer != last:
        yield stem[:-1] + softer + "en"
    if len(stem) > 2 and last not in "aeiou" and stem[-2] in "aeiou":
        if stem[-3] == stem[-2]:
            yield stem[:-2] + softer + "en"
        yield stem + last + "en"


@dataclass(frozen=True, slots=True)
class _Model:
    """Weights of places, by the five features of place_features; of words, as bytes; and the words of one class."""

    pairs: Mapping[str, int]
    previous: Mapping[str, int]
    following: Mapping[str, int]
    after: Mapping[str, Mapping[str, int]]
    clauses: Mapping[str, int]
    words: Mapping[str, bytes]
    certain: Mapping[str, str]


@functools.cache
def _model() -> _Model:
    """The model: about 0.03 s the first time."""
    packed = (rules_folder() / "language" / "tagger" / "nl.classes.gz").read_bytes()
    certain: dict[str, str] = {}
    weights: dict[str, dict[str, bytes]] = {}
    for line in gzip.decompress(packed).decode().split("\n"):
        kind, names, letters = line.split("\t")
        if kind in CLASSES:
            certain.update(dict.fromkeys(names.split(" "), kind))
        elif kind != "%":
            numbers = letters.encode("utf-16-be")
            found = [numbers[start : start + 12] for start in range(0, len(numbers), 12)]
            weights[kind] = dict(zip(names.split(" "), found, strict=True))
    after: dict[str, dict[str, int]] = defaultdict(dict)
    for name, weight in weights["4"].items():
        previous, _, ending = name.partition("_")
        after[previous][ending] = _number(weight)
    pairs, previous_words, following, clauses = (_as_numbers(weights[kind]) for kind in "1235")
    # The words are most of it, and of those a text has few.
    return _Model(pairs, previous_words, following, dict(after), clauses, weights["w"], certain)


def _as_numbers(weights: Mapping[str, bytes]) -> dict[str, int]:
    return {name: _number(weight) for name, weight in weights.items()}


def _number(weight: bytes) -> int:
    return int.from_bytes(weight, "big")


@functools.lru_cache(maxsize=50_000)
def _own_weight(word: str, written: str) -> int:
    weight = _model().words.get
    return sum([_number(weight(feature, b"")) for feature in own_features(word, written)])
