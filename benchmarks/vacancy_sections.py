"""Sections of real vacancies that the finder of accesscheck gets right, against labels made by hand.

`vacancy_sections.jsonl` beside this file has, of each vacancy, where its sections begin and of what kind they are; the
texts are not part of this project: FOLDER has them as nl.jsonl, fr.jsonl, en.jsonl and de.jsonl. Sections begin where a
block does. A block that holds more than one kind is labelled as what most of it says, and an advertisement that has all
its sections in one block is not labelled. White space of these texts is as in `Document.text`, so offsets are those of
both; the placeholders [email], [url] and [number] are read as an address of the same length.

A labelled section is right if the finder has one of the same kind that begins at the same block. Phrases were tuned on
each other vacancy only, but one person labelled both halves and wrote the phrases.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from accesscheck import sources
from accesscheck.hookspecs import OpenOptions
from accesscheck.model.document import Document
from accesscheck.model.target import Target
from accesscheck.text.sections import sections

LABELS = Path(__file__).with_suffix(".jsonl")
HALVES = ("tuned on", "held out")
PLACEHOLDERS = {"[email]": "a@b.org", "[url]": "www.a", "[number]": "02345678"}


@dataclass
class Score:
    """Of one language and half: sections labelled, found and right by kind, and characters."""

    labelled: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    characters: int = 0
    right_characters: int = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER", help="folder with nl.jsonl, fr.jsonl, en.jsonl, de.jsonl"
    )
    parser.add_argument("--misses", choices=HALVES, help="list the sections of a half that are missed or false")
    arguments = parser.parse_args()
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    texts: dict[str, dict[str, str]] = {}
    for number, line in enumerate(LABELS.read_text(encoding="utf-8").splitlines()):
        label = json.loads(line)
        language = label["lang"]
        if language not in texts:
            texts[language] = _texts(arguments.folder / f"{language}.jsonl")
        half = HALVES[number % 2]
        document = _document(texts[language][label["id"]], language)
        labelled = [(start, kind) for start, kind in label["sections"]]
        _score(scores[language, half], document, labelled, label["id"] if arguments.misses == half else None)
    _print(scores)


def _texts(path: Path) -> dict[str, str]:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row["text"] for row in rows}


def _document(text: str, language: str) -> Document:
    for placeholder, address in PLACEHOLDERS.items():
        text = text.replace(placeholder, address)
    target = Target(address="ad", media_type="text/plain", profile="vacancy")
    return sources.from_text(target, text, OpenOptions(browser=False, language=language))


def _score(score: Score, document: Document, labelled: list[tuple[int, str]], name: str | None) -> None:
    found = [(one.start, one.kind) for one in sections(document.text, document.blocks, document.language or "")]
    right = set(labelled) & set(found)
    score.labelled.update(kind for _, kind in labelled)
    score.found.update(kind for _, kind in found)
    score.right.update(kind for _, kind in right)
    for block in document.blocks:
        length = block.end - block.start
        score.characters += length
        score.right_characters += length * (_at(labelled, block.start) == _at(found, block.start))
    if name:
        for start, kind in sorted(set(labelled) ^ right):
            print(f"missed {name} {start} {kind}, found {_at(found, start)}: {document.text[start : start + 70]!r}")
        for start, kind in sorted(set(found) - right):
            print(f"false  {name} {start} {kind}, is {_at(labelled, start)}: {document.text[start : start + 70]!r}")


def _at(starts: Sequence[tuple[int, str]], offset: int) -> str:
    return [kind for start, kind in starts if start <= offset][-1]


def _print(scores: dict[tuple[str, str], Score]) -> None:
    print("| language, half | labelled | sections right | of those found, right | characters right |")
    print("| --- | --- | --- | --- | --- |")
    for (language, half), score in sorted(scores.items()):
        right = score.right.total()
        print(
            f"| {language}, {half} | {score.labelled.total()} | {right / score.labelled.total():.1%} "
            f"| {right / score.found.total():.1%} | {score.right_characters / score.characters:.1%} |"
        )
    kinds = sorted({kind for score in scores.values() for kind in score.labelled})
    print("\n| language, half |", " | ".join(kinds), "|")
    print("| --- |", " | ".join("---" for _ in kinds), "|")
    for (language, half), score in sorted(scores.items()):
        cells = (f"{score.right[kind]}/{score.labelled[kind]}" for kind in kinds)
        print(f"| {language}, {half} |", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
