"""Syllables as accesscheck counts them, against lexicons that say how words are pronounced.

A lexicon is the file lexicon.db of a package gruut-lang-xx (MIT), given as LANGUAGE=FILE:

    pip download --no-deps gruut-lang-nl && tar xzf gruut_lang_nl-*.tar.gz
    python benchmarks/syllables.py nl=gruut_lang_nl-2.0.2/gruut_lang_nl/lexicon.db

A pronunciation has as many syllables as vowels, and a count is right if one pronunciation of the word agrees. The
lexicons write many a diphthong as two vowels, and some as one: `read as diphthongs` also takes as right what agrees
once each pair of DIPHTHONGS is one. Measured on the most frequent words of rules/language/frequency that the lexicon
has; `tokens` weighs them by how often they are used, `bias` is how many syllables too many (above 0) or too few the
count finds in running text, against the nearest pronunciation. Pyphen counts beside it, if it is installed: its
hyphens plus one.
"""

import argparse
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

from accesscheck.text.frequency import lexicon
from accesscheck.text.words import syllables

MOST_FREQUENT = 10_000
VOWELS = frozenset("aeiouyæøœɐɑɒɔəɚɛɜɝɞɤɨɪɯɵɶʉʊʌʏ")
DIPHTHONGS = {
    "nl": re.compile(r"(?:ɛː?|e) [iɪ]|œː? [yʏ]|ɔː? [yʏiɪɔu]|[ɑa]ː? [ɔuiɪʊ]|[oe]ː? [iɪu]|u i|y [uʏ]"),
    "fr": re.compile(r"(?!)"),
    "de": re.compile(r"[aə]ː? (?:eː|iː|[ɪʊɔ]|oː)|ɛː? (?:ɪ|iː|ʊ)|ɔ ?ɔ?(?: ʏ̯?|ʏ̯)|[aeioøuyɛ]ː? ɐ"),
    "en": re.compile(r"(?!)"),
}
"""Pairs of vowels that a lexicon writes for one syllable: diphthongs, and in German a long vowel before r."""
PYPHEN = {"nl": "nl_NL", "fr": "fr_FR", "de": "de_DE", "en": "en_US"}

Counter = Callable[[str], int]
Spoken = tuple[set[int], set[int]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lexicons", nargs="+", metavar="LANGUAGE=FILE")
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="list the N words that cost most")
    arguments = parser.parse_args()
    print("| language | words | counter | tokens right | read as diphthongs | bias |")
    print("| --- | --- | --- | --- | --- | --- |")
    for one in arguments.lexicons:
        language, _, path = one.partition("=")
        spoken = pronounced(Path(path), language)
        frequencies = lexicon(language).frequencies
        words = sorted((word for word in spoken if word in frequencies), key=lambda word: (-frequencies[word], word))
        weights = {word: 10 ** frequencies[word] for word in words[:MOST_FREQUENT]}
        for name, counter in counters(language).items():
            _line(language, name, counter, spoken, weights)
        for word in _costliest(counters(language)["accesscheck"], spoken, weights)[: arguments.wrong]:
            strict, fused = spoken[word]
            print(f"  {word}: {syllables(word, language)}, spoken {sorted(strict | fused)}")


def pronounced(path: Path, language: str) -> dict[str, Spoken]:
    """Syllables of each word in lower case: of its pronunciations as they are written, and with pairs as one."""
    found: dict[str, Spoken] = defaultdict(lambda: (set(), set()))
    with sqlite3.connect(path) as connection:
        for word, phonemes in connection.execute("SELECT word, phonemes FROM word_phonemes"):
            plain = phonemes.replace("ˈ", "").replace("ˌ", "")
            strict, fused = found[word.lower()]
            strict.add(_vowels(plain))
            fused.add(_vowels(DIPHTHONGS[language].sub("a", plain)))
    return found


def _vowels(phonemes: str) -> int:
    return sum(not VOWELS.isdisjoint(phoneme) for phoneme in phonemes.split())


def counters(language: str) -> dict[str, Counter]:
    found: dict[str, Counter] = {"accesscheck": lambda word: syllables(word, language)}
    try:
        import pyphen
    except ImportError:
        return found
    hyphenation = pyphen.Pyphen(lang=PYPHEN[language])
    found["Pyphen"] = lambda word: len(hyphenation.positions(word)) + 1
    return found


def _line(
    language: str, name: str, counter: Counter, spoken: Mapping[str, Spoken], weights: Mapping[str, float]
) -> None:
    total = sum(weights.values())
    strict = sum(weight for word, weight in weights.items() if counter(word) in spoken[word][0])
    fused = sum(weight for word, weight in weights.items() if counter(word) in spoken[word][0] | spoken[word][1])
    said = counted = 0.0
    for word, weight in weights.items():
        own = counter(word)
        counted += weight * own
        said += weight * min(spoken[word][0] | spoken[word][1], key=lambda number: abs(number - own))
    bias = counted / said - 1
    print(f"| {language} | {len(weights)} | {name} | {strict / total:.4f} | {fused / total:.4f} | {bias:+.1%} |")


def _costliest(counter: Counter, spoken: Mapping[str, Spoken], weights: Mapping[str, float]) -> list[str]:
    wrong = [word for word in weights if counter(word) not in spoken[word][0] | spoken[word][1]]
    return sorted(wrong, key=lambda word: -weights[word])


if __name__ == "__main__":
    main()
