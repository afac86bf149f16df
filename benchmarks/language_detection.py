"""py3langid against lingua: sentences of four languages, cut to so many words. Install lingua by hand."""

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
OTHERS = ("SPANISH", "ITALIAN", "PORTUGUESE", "POLISH", "TURKISH", "ROMANIAN", "SWEDISH", "DANISH")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readability", type=Path, required=True, help="folder with the readability sets")
    parser.add_argument("--each", type=int, default=600, help="texts of each language")
    arguments = parser.parse_args()
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


def _texts(folder: Path, files: tuple[str, ...], each: int) -> list[str]:
    lines = [line for file in files for line in (folder / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()]
    random.Random(1).shuffle(lines)
    return [json.loads(line)["text"] for line in lines[:each]]


def _engines() -> dict[str, Callable[[str], str | None]]:
    identifier = language._identifier()
    engines: dict[str, Callable[[str], str | None]] = {"py3langid": lambda text: str(identifier.classify(text)[0])}
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
