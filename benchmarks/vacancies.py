"""Real vacancies: no exception, offsets that hold, how often each rule fires, words a second."""

import argparse
import json
import time
from collections import Counter
from pathlib import Path

import accesscheck
from accesscheck import AuditOptions, TextLocation


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--vacancies", type=Path, required=True, help="folder with nl.jsonl, fr.jsonl, en.jsonl, de.jsonl"
    )
    arguments = parser.parse_args()
    options = AuditOptions(strict=True)
    accesscheck.check_text("Warm de regels en de taalherkenning op, voor de klok begint te lopen.", options=options)
    print("| language | ads | words | words/s CPU | detected | findings per 1,000 words | wrong offsets |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    fired: dict[str, Counter[str]] = {}
    for path in sorted(arguments.vacancies.glob("*.jsonl")):
        ads = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        words = findings = wrong = right_language = 0
        hit = fired[path.stem] = Counter()
        began = time.process_time()
        for ad in ads:
            page = accesscheck.check_text(ad["text"], options=options)
            words += len(ad["text"].split())
            right_language += page.language == ad["lang"]
            hit.update({finding.rule_id for finding in page.findings})
            for finding in page.findings:
                place = finding.location
                findings += not finding.rule_id.endswith("-missing") and not finding.rule_id.startswith("level-")
                wrong += isinstance(place, TextLocation) and ad["text"][place.start : place.end] != place.quote
        spent = time.process_time() - began
        print(
            f"| {path.stem} | {len(ads)} | {words} | {words / spent:,.0f} | {right_language / len(ads):.1%} "
            f"| {1000 * findings / words:.2f} | {wrong} |"
        )
    print("\n| rule, share of ads with a finding |", " | ".join(fired), "|")
    print("| --- |", " | ".join("---" for _ in fired), "|")
    for rule in sorted(set().union(*fired.values())):
        counts = (len([1 for _ in (arguments.vacancies / f"{name}.jsonl").open(encoding="utf-8")]) for name in fired)
        print(
            f"| {rule} |",
            " | ".join(f"{fired[name][rule] / total:.0%}" for name, total in zip(fired, counts, strict=True)),
            "|",
        )


if __name__ == "__main__":
    main()
