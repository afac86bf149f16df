"""Ours against py3langid and lingua: sentences cut to so many words, and short phrases. Install lingua by hand."""

import argparse
import json
import random
import time
from collections.abc import Callable
from pathlib import Path

from accesscheck.text import language

FILES = {
    "nl": ("nl_amsterdam", "nl_leesplank"),
    "fr": ("fr_readmepp",),
    "en": ("en_cefrsp", "en_readmepp"),
    "de": ("de_textcomplexity", "de_deplain"),
}
PHRASES = Path(__file__).with_name("short_phrases.tsv")
"""Language and phrase; the language -- is that of names, which have none."""
OTHERS = ("SPANISH", "ITALIAN", "PORTUGUESE", "POLISH", "TURKISH", "ROMANIAN", "SWEDISH", "DANISH")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readability", type=Path, help="folder with the readability sets")
    parser.add_argument("--each", type=int, default=600, help="texts of each language")
    arguments = parser.parse_args()
    _print_phrases()
    if arguments.readability is None:
        return
    texts = {name: _texts(arguments.readability, files, arguments.each) for name, files in FILES.items()}
    print(f"| engine | words | {' | '.join(FILES)} | µs CPU a text |\n| --- | --- |{' --- |' * (len(FILES) + 1)}")
    for engine, detect in _engines().items():
        for words in (3, 6, 12, 60):
            began = time.process_time()
            right = {
                name: sum(detect(" ".join(text.split()[:words])) == name for text in group) / len(group)
                for name, group in texts.items()
            }
            spent = (time.process_time() - began) / sum(map(len, texts.values()))
            shares = " | ".join(f"{share:.3f}" for share in right.values())
            print(f"| {engine} | {words} | {shares} | {1e6 * spent:.0f} |")


def _print_phrases() -> None:
    """How many short phrases are right, and how many of the guesses at 0.9 are wrong."""
    rows = [line.split("\t") for line in PHRASES.read_text(encoding="utf-8").splitlines()]
    phrases = [(name, text) for name, text in rows if name != "--"]
    names = [text for name, text in rows if name == "--"]
    print(
        "| engine | phrases | right | at 0.9 | of these wrong | names at 0.9 |\n| --- | --- | --- | --- | --- | --- |"
    )
    identifier = language._identifier()

    def ours(text: str) -> tuple[str | None, float]:
        found = language.identify(text)
        return (found.language, found.confidence) if found else (None, 0.0)

    for engine, detect in (("ours", ours), ("py3langid", identifier.classify)):
        found = [(name, *detect(text)) for name, text in phrases]
        right = sum(name == seems for name, seems, _ in found)
        sure = [name == seems for name, seems, confidence in found if confidence >= 0.9]
        fooled = sum(detect(text)[1] >= 0.9 for text in names)
        print(f"| {engine} | {len(found)} | {right} | {len(sure)} | {sure.count(False)} | {fooled} of {len(names)} |")
    print()


def _texts(folder: Path, files: tuple[str, ...], each: int) -> list[str]:
    lines = [line for file in files for line in (folder / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()]
    random.Random(1).shuffle(lines)
    return [json.loads(line)["text"] for line in lines[:each]]


def _engines() -> dict[str, Callable[[str], str | None]]:
    identifier = language._identifier()
    engines: dict[str, Callable[[str], str | None]] = {
        "ours": lambda text: found.language if (found := language.identify(text)) else None,
        "py3langid": lambda text: str(identifier.classify(text)[0]),
    }
    try:
        from lingua import Language, LanguageDetectorBuilder
    except ImportError:
        return engines
    names = [getattr(Language, name) for name in ("DUTCH", "FRENCH", "ENGLISH", "GERMAN", *OTHERS)]
    for label, builder in (
        ("lingua", LanguageDetectorBuilder.from_languages(*names)),
        ("lingua, low accuracy", LanguageDetectorBuilder.from_languages(*names).with_low_accuracy_mode()),
    ):
        detector = builder.build()

        def detect(text: str, detector: object = detector) -> str | None:
            found = detector.detect_language_of(text)  # type: ignore[attr-defined]
            return found.iso_code_639_1.name.lower() if found else None

        engines[label] = detect
    return engines


if __name__ == "__main__":
    main()
