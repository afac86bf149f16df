"""Barriers of the GDS accessibility tool audit that accesscheck names, and bare axe-core in the same run.

FOLDER holds tests.json and the pages; each has one planted barrier. A rule counts for a page if it is reported there,
and neither on the clean control page of the template nor on more than half of all pages. "Any" counts every such rule;
"found" only those that name this very barrier by the reviewed table (gds_barriers.yml). Quote "found".
"""

import argparse
import fnmatch
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from engines import DEPTHS, Answers, ask_accesscheck, ask_axe, has_depth, served

LEVELS = {"failed": frozenset({"failed"}), "with cantTell": frozenset({"failed", "cantTell"})}

MOST_QUESTIONS = 2
"""Rules that may ask something on a clean page."""

Pages = Mapping[str, Mapping[str, str] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an engine says of one test page: rules that name the barrier, and rules that say something else.

    `reviewed` is False if the table does not have the barrier.
    """

    naming: tuple[str, ...]
    other: tuple[str, ...]
    reviewed: bool


def judge(
    tests: Sequence[Mapping[str, Any]], pages: Pages, outcomes: frozenset[str], table: Mapping[str, Sequence[str]]
) -> dict[str, Verdict]:
    """By id of the test, what is reported with one of the outcomes."""
    told = {page: _reported(rules, outcomes) for page, rules in pages.items()}
    everywhere = _on_more_than_half(told.values())
    verdicts = {}
    for test in tests:
        new = told.get(test["page"], frozenset()) - told.get(test["control"], frozenset()) - everywhere
        patterns = table.get(test["id"], ())
        naming = {rule for rule in new if any(fnmatch.fnmatchcase(rule, pattern) for pattern in patterns)}
        verdicts[test["id"]] = Verdict(
            naming=tuple(sorted(naming)), other=tuple(sorted(new - naming)), reviewed=test["id"] in table
        )
    return verdicts


def _reported(rules: Mapping[str, str] | None, outcomes: frozenset[str]) -> frozenset[str]:
    return frozenset(rule for rule, outcome in (rules or {}).items() if outcome in outcomes)


def _on_more_than_half(told: Iterable[frozenset[str]]) -> frozenset[str]:
    pages = list(told)
    rules = frozenset().union(*pages)
    return frozenset(rule for rule in rules if 2 * sum(rule in page for page in pages) > len(pages))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder with tests.json and the pages")
    parser.add_argument("--depth", choices=DEPTHS, default="thorough", help="how deep accesscheck looks")
    parser.add_argument("--barriers", type=Path, default=Path(__file__).parent / "gds_barriers.yml")
    parser.add_argument("--outcomes", type=Path, help="read outcomes from here if the file exists, else write them")
    parser.add_argument("--json", type=Path, help="write the scores here")
    arguments = parser.parse_args()
    tests = json.loads((arguments.folder / "tests.json").read_text(encoding="utf-8"))["tests"]
    table = yaml.safe_load(arguments.barriers.read_text(encoding="utf-8"))
    engines = _answers(arguments, sorted({test[key] for test in tests for key in ("page", "control")}))
    verdicts = {
        name: {level: judge(tests, answers.pages, outcomes, table) for level, outcomes in LEVELS.items()}
        for name, answers in engines.items()
    }
    for answers in engines.values():
        lost = [page for page, rules in answers.pages.items() if rules is None]
        print(f"{answers.engine}: {len(answers.pages)} pages", *lost, sep="\n  not opened: ")
    unreviewed = [test["id"] for test in tests if test["id"] not in table]
    if unreviewed:
        print(f"\nNot in the table, so counted as not found ({len(unreviewed)}):", *unreviewed, sep="\n  ")
    _print_totals(tests, verdicts)
    _print_categories(tests, verdicts)
    for name, answers in engines.items():
        _print_control(name, answers, sorted({test["control"] for test in tests}))
    _print_tests(tests, verdicts["accesscheck"])
    if arguments.json:
        _write(arguments.json, verdicts)


def _answers(arguments: argparse.Namespace, pages: list[str]) -> dict[str, Answers]:
    if arguments.outcomes and arguments.outcomes.exists():
        kept = json.loads(arguments.outcomes.read_text(encoding="utf-8"))
        return {name: Answers(**value) for name, value in kept.items()}
    addresses = served(arguments.folder, pages, charset="utf-8")
    depth = arguments.depth if has_depth() else None
    answers = {"accesscheck": ask_accesscheck(addresses, depth), "axe": ask_axe(addresses)}
    if arguments.outcomes:
        value = {name: one.to_json() for name, one in answers.items()}
        arguments.outcomes.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return answers


def _print_totals(tests: Sequence[Mapping[str, Any]], verdicts: Mapping[str, Mapping[str, Any]]) -> None:
    print(f"\n| engine ({len(tests)} barriers) | " + " | ".join(f"{level}: found / any" for level in LEVELS) + " |")
    print("| --- |" + " --- |" * len(LEVELS))
    for name, by_level in verdicts.items():
        cells = []
        for judged in by_level.values():
            found = sum(bool(verdict.naming) for verdict in judged.values())
            cells.append(f"{found} / {sum(bool(verdict.naming or verdict.other) for verdict in judged.values())}")
        print("|", " | ".join([name, *cells]), "|")


def _print_categories(tests: Sequence[Mapping[str, Any]], verdicts: Mapping[str, Mapping[str, Any]]) -> None:
    print("\n| category | barriers | " + " | ".join(f"{name}: failed / with cantTell" for name in verdicts) + " |")
    print("| --- | --- |" + " --- |" * len(verdicts))
    for category in dict.fromkeys(test["category"] for test in tests):
        ids = [test["id"] for test in tests if test["category"] == category]
        cells = [
            " / ".join(str(sum(bool(judged[name].naming) for name in ids)) for judged in by_level.values())
            for by_level in verdicts.values()
        ]
        print("|", " | ".join([category, str(len(ids)), *cells]), "|")


def _print_control(name: str, answers: Answers, controls: Iterable[str]) -> None:
    """What is reported on clean pages: no failure is right there, and few questions are."""
    print(f"\n{name}, clean pages (0 rules may fail, {MOST_QUESTIONS} may ask):")
    for page in controls:
        rules = answers.pages.get(page) or {}
        failed = sorted(rule for rule, outcome in rules.items() if outcome == "failed")
        asked = sorted(rule for rule, outcome in rules.items() if outcome == "cantTell")
        word = "too many" if failed or len(asked) > MOST_QUESTIONS else "fine"
        print(f"  {page}: {word}; failed: {', '.join(failed) or 'none'}; cantTell: {', '.join(asked) or 'none'}")


def _print_tests(tests: Sequence[Mapping[str, Any]], by_level: Mapping[str, Mapping[str, Verdict]]) -> None:
    certain, all_of_them = by_level["failed"], by_level["with cantTell"]
    found = [test["id"] for test in tests if all_of_them[test["id"]].naming]
    print(f"\naccesscheck finds ({len(found)}; ? asks):")
    for name in found:
        marks = [rule + ("" if rule in certain[name].naming else "?") for rule in all_of_them[name].naming]
        print(f"  {name}: {', '.join(marks)}")
    print(f"\naccesscheck does not find ({len(tests) - len(found)}), and what it reports there instead:")
    for test in tests:
        if test["id"] not in found:
            print(f"  {test['id']}: {', '.join(all_of_them[test['id']].other) or 'nothing'}")
    print("\nReported where the barrier is found, about something else by the table:")
    for name in found:
        if all_of_them[name].other:
            print(f"  {name}: {', '.join(all_of_them[name].other)}")


def _write(path: Path, verdicts: Mapping[str, Mapping[str, Mapping[str, Verdict]]]) -> None:
    value = {
        engine: {
            level: {
                "found": sum(bool(verdict.naming) for verdict in judged.values()),
                "tests": {name: {"naming": one.naming, "other": one.other} for name, one in judged.items()},
            }
            for level, judged in by_level.items()
        }
        for engine, by_level in verdicts.items()
    }
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
