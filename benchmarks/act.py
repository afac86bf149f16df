"""Accuracy of accesscheck, and of bare axe-core in the same run, on the examples of W3C's ACT rules.

FOLDER holds testcases.json and www/. How each figure is reckoned: see act_score.py.
"""

import argparse
import dataclasses
import json
from pathlib import Path

import act_score
from act_score import RuleScore
from engines import DEPTHS, Answers, ask_accesscheck, ask_axe, served

BEST_PUBLISHED = (33, 37, 15, 50)
"""The best fully automatic tool in W3C's list on 22 November 2026: complete of approved, complete of proposed rules."""

KNOWN_AXE = (("recall", 59.4), ("recall with cantTell", 70.0), ("false positives", 1.0), ("mapped recall", 58.9))
"""Of axe-core 4.14.1 on the development half, by another program (per cent): checks the scorer."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder with testcases.json and www/")
    parser.add_argument("--depth", choices=DEPTHS, help="how deep accesscheck looks")
    parser.add_argument("--rule", action="append", help="only this ACT rule; may be given more than once")
    parser.add_argument("--failures", action="store_true", help="list missed failed examples and false positives")
    parser.add_argument("--json", type=Path, help="write the scores here")
    parser.add_argument("--outcomes", type=Path, help="read outcomes from here if the file exists, else write them")
    arguments = parser.parse_args()
    suite = json.loads((arguments.folder / "testcases.json").read_text(encoding="utf-8"))
    everything = act_score.entries_of(suite["testcases"])
    # The page of an example can be an example of other rules too: those are asked about where FP is reckoned.
    chosen = {entry.rule for entry in everything} if not arguments.rule else set(arguments.rule)
    paths = sorted({entry.page for entry in everything if entry.rule in chosen})
    if not paths:
        parser.error("no example of that rule")
    engines = _answers(arguments, paths)
    scores = {
        name: [one for one in act_score.score(everything, answers.pages, answers.criteria) if one.rule in chosen]
        for name, answers in engines.items()
    }
    for answers in engines.values():
        lost = [path for path in paths if answers.pages.get(path) is None]
        print(f"{answers.engine}: {len(paths) - len(lost)} of {len(paths)} pages opened", *lost, sep="\n  not opened: ")
    _print_rules(scores)
    _print_totals(scores)
    if not arguments.rule and suite.get("split") == "dev":
        _print_check(scores["axe"])
    if arguments.failures:
        _print_failures(scores["accesscheck"], engines["accesscheck"])
    if arguments.json:
        _write(arguments.json, scores)


def _answers(arguments: argparse.Namespace, paths: list[str]) -> dict[str, Answers]:
    if arguments.outcomes and arguments.outcomes.exists():
        kept = json.loads(arguments.outcomes.read_text(encoding="utf-8"))
        return {name: Answers(**value) for name, value in kept.items()}
    addresses = served(arguments.folder / "www", paths, charset="utf-8")
    answers = {"accesscheck": ask_accesscheck(addresses, arguments.depth), "axe": ask_axe(addresses)}
    if arguments.outcomes:
        value = {name: one.to_json() for name, one in answers.items()}
        arguments.outcomes.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return answers


def _print_rules(scores: dict[str, list[RuleScore]]) -> None:
    print("\nF: failed examples; found / with cantTell / mapped; FP: false positives; W3C: complete (c) or partial (p)")
    print(f"| ACT rule | criteria | status | F | {' | '.join(f'{name} | FP | W3C' for name in scores)} |")
    print("| --- | --- | --- | --- |" + " --- | --- | --- |" * len(scores))
    for row in zip(*scores.values(), strict=True):
        first = row[0]
        cells = [f"{first.rule} {first.name[:50]}", ", ".join(first.wcag) or "–", first.status[:4], str(first.failed)]
        for one in row:
            figures = (f"{one.found} / {one.asked} / {one.mapped}", str(one.false)) if one.wcag else ("–", "–")
            cells += [*figures, (one.verdict or "–")[0]]
        print("|", " | ".join(cells), "|")


def _print_totals(scores: dict[str, list[RuleScore]]) -> None:
    print("\n| engine | recall | with cantTell | FP | mapped recall | W3C approved c/p | W3C proposed c/p |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, rules in scores.items():
        sums = act_score.total(rules)
        shares = (("found", "failed"), ("asked", "failed"), ("false", "good"), ("mapped", "failed"))
        cells = [f"{_share(sums[part], sums[whole])} ({sums[part]}/{sums[whole]})" for part, whole in shares]
        for status in ("approved", "proposed"):
            complete, partial, rules_of_status = act_score.verdicts(rules, status)
            cells.append(f"{complete}/{partial} of {rules_of_status}")
        print("|", " | ".join([name, *cells]), "|")
    approved, of_approved, proposed, of_proposed = BEST_PUBLISHED
    print(f"| best published automatic tool | | | | | {approved} of {of_approved} | {proposed} of {of_proposed} |")


def _print_check(scores: list[RuleScore]) -> None:
    """Bare axe-core's figures against the known ones: a difference is one of the scorer, the browser or the fonts."""
    sums = act_score.total(scores)
    measured = (
        sums["found"] / sums["failed"],
        sums["asked"] / sums["failed"],
        sums["false"] / sums["good"],
        sums["mapped"] / sums["failed"],
    )
    print("\nBare axe-core, this scorer against the known figures:")
    for (name, known), share in zip(KNOWN_AXE, measured, strict=True):
        print(f"  {name}: {100 * share:.1f} % against {known:.1f} %, difference {100 * share - known:+.1f}")


def _print_failures(scores: list[RuleScore], answers: Answers) -> None:
    """A rule with a question mark asked (cantTell); the others failed."""
    for one in scores:
        if not one.wcag or not (one.missed or one.wrong):
            continue
        print(f"\n{one.rule} {one.name} ({', '.join(one.criteria)})")
        for word, pages in (("missed", one.missed), ("false positive", one.wrong)):
            for page in pages:
                said = answers.pages.get(page)
                about = [
                    rule
                    for outcome in ("failed", "cantTell")
                    for rule in act_score.reported(said, outcome, frozenset(one.criteria), answers.criteria)
                ]
                others = [rule for rule in act_score.fired(said) if rule.rstrip("?") not in about]
                shown = [rule for rule in act_score.fired(said) if rule.rstrip("?") in about]
                print(f"  {word}: {page}")
                print(f"    on its criteria: {', '.join(shown) or 'nothing'}; else: {', '.join(others) or 'nothing'}")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _write(path: Path, scores: dict[str, list[RuleScore]]) -> None:
    value = {
        name: {
            "total": dict(act_score.total(rules)),
            "approved": act_score.verdicts(rules, "approved"),
            "proposed": act_score.verdicts(rules, "proposed"),
            "rules": [dataclasses.asdict(one) for one in rules],
        }
        for name, rules in scores.items()
    }
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
