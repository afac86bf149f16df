"""Wording rules on gold phrases, and on real vacancies: what is found, how much of it is right, how often they fire.

WORDING has the gold cases as *.jsonl: a case has a text, whether it is clean, and the categories it is judged on. A
case is found if a rule of one of its categories has a finding in it; what a rule says about the lack of something does
not count. VACANCIES has unlabelled ads. Figures are by case; a finding of another category is neither right nor wrong.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from accesscheck import AuditOptions, Outcome, check_text
from accesscheck.audit import load_rules

LANGUAGES = ("nl", "fr", "de", "en")

CATEGORIES = {
    "gender": {"gender"},
    "age": {"age"},
    "origin-language": {"origin-language"},
    "skin-colour": {"skin-colour"},
    "disability-health": {"disability"},
    "physical-trait": {"disability"},
    "religion-belief": {"religion"},
    "orientation-identity": {"orientation"},
    "family-status": {"gender", "social"},
    "social-status-wealth": {"social"},
    "political-union": {"religion", "social"},
    "style": {"general"},
}
"""The categories of the gold cases that each ground of a rule can be in: they have fewer than the law."""

OF_DATED_TERMS = ("origin", "disability", "gender", "orientation", "religion", "social", "skin", "age")
"""Words in the id of a rule on dated terms that say whom it is about."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wording", type=Path)
    parser.add_argument("vacancies", type=Path, nargs="?")
    parser.add_argument("--misses", action="store_true", help="also list the cases that went wrong")
    parser.add_argument("--only", default="", help="only languages or sets with this prefix, such as nl or nl-q")
    arguments = parser.parse_args()
    wording = [rule for rule in load_rules() if rule.id.startswith("wording-")]
    rules = {rule.id: found for rule in wording if (found := _categories(rule.id, rule.ground or ""))}
    options = AuditOptions(rules=tuple(rules), strict=True)
    print("| set | category | cases wrong / right | recall | precision | F1 |")
    print("| --- | --- | --- | --- | --- | --- |")
    for language in LANGUAGES:
        _gold(arguments, language, rules, options)
    if arguments.vacancies:
        print("\n| real ads | words | failed per 1,000 words | cantTell per 1,000 words | most frequent |")
        print("| --- | --- | --- | --- | --- |")
        for language in LANGUAGES:
            if language.startswith(arguments.only[:2]):
                _ads(arguments.vacancies / f"{language}.jsonl", language, options)


def _categories(rule_id: str, ground: str) -> set[str]:
    if ground != "dated-terms":
        return CATEGORIES.get(ground, set())
    about = next((word for word in OF_DATED_TERMS if word in rule_id.split("-")), "general")
    return {{"origin": "origin-language", "skin": "skin-colour"}.get(about, about)}


def _cases(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _gold(arguments: argparse.Namespace, language: str, rules: Mapping[str, set[str]], options: AuditOptions) -> None:
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for case in _cases(arguments.wording / f"{language}.jsonl"):
        name = f"{language}-{case['id'].split('-')[0]}"
        if not name.startswith(arguments.only):
            continue
        page = check_text(case["text"], language, "vacancy", options=options)
        found = set().union(*(rules[finding.rule_id] for finding in page.findings))
        for category in ("all", *case["scope"]):
            scope = set(case["scope"]) if category == "all" else {category}
            wrong = bool({label["category"] for label in case["label"]} & scope) and not case["clean"]
            hit = bool(found & scope)
            counts[name, category][f"{'wrong' if wrong else 'right'} {'hit' if hit else 'missed'}"] += 1
            if arguments.misses and category == "all" and hit != wrong:
                at = [finding.rule_id for finding in page.findings if rules[finding.rule_id] & scope]
                print(f"  {name} {'missed' if wrong else 'false'} {sorted(scope)} {at}: {case['text'][:160]!r}")
    for (name, category), count in sorted(counts.items()):
        true, false, missed = count["wrong hit"], count["right hit"], count["wrong missed"]
        recall = true / max(1, true + missed)
        precision = true / max(1, true + false)
        f1 = 2 * recall * precision / max(1e-9, recall + precision)
        right = false + count["right missed"]
        print(f"| {name} | {category} | {true + missed} / {right} | {recall:.2f} | {precision:.2f} | {f1:.2f} |")


def _ads(path: Path, language: str, options: AuditOptions) -> None:
    words = 0
    outcomes: Counter[Outcome] = Counter()
    fired: Counter[str] = Counter()
    for ad in _cases(path):
        page = check_text(ad["text"], language, "vacancy", options=options)
        words += len(ad["text"].split())
        outcomes.update(finding.outcome for finding in page.findings)
        fired.update(finding.rule_id for finding in page.findings)
    most = ", ".join(
        f"{name.removeprefix('wording-')} {1000 * count / words:.2f}" for name, count in fired.most_common(6)
    )
    failed, unsure = (1000 * outcomes[one] / words for one in (Outcome.FAILED, Outcome.CANT_TELL))
    print(f"| {language} | {words:,} | {failed:.2f} | {unsure:.2f} | {most} |")


if __name__ == "__main__":
    main()
