"""Whether accesscheck says the same twice: findings that only one of two runs has.

Each run is a process of its own, with another seed for hashes. Arguments are files and folders of HTML; of a folder
with testcases.json, its pages.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from browser import CHECK, pages_of
from engines import DEPTHS, has_depth, served, spread

Found = Counter[tuple[str, str, str, str]]
"""Page, rule, outcome, and the finding's fingerprint; for a result that is untested its reason instead."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="folders and HTML files")
    parser.add_argument("--most", type=int, default=100, help="only so many pages of each folder, spread; 0: all")
    parser.add_argument("--depth", choices=DEPTHS)
    arguments = parser.parse_intermixed_args()
    names: dict[str, str] = {}
    for path in arguments.paths:
        folder, pages = pages_of(path) if path.is_dir() else (path.parent, [path.name])
        for page, address in served(folder, spread(pages, arguments.most)).items():
            names[address] = f"{path}: {page}" if path.is_dir() else str(path)
    options = ["--depth", arguments.depth] if arguments.depth and has_depth() else []
    runs = [_run(list(names), options, seed) for seed in ("1", "2")]
    first, second = (found_in(lines, names) for lines in runs)
    gone, new = first - second, second - first
    differing = {page for page, *_ in (*gone, *new)}
    print(f"{len(names)} pages twice; {first.total()} and {second.total()} findings and untested rules")
    print(f"{gone.total()} only in the first run, {new.total()} only in the second, on {len(differing)} pages")
    for label, difference in (("only first", gone), ("only second", new)):
        for (page, rule, outcome, mark), count in sorted(difference.items()):
            print(f"  {label}: {page}: {rule} {outcome} {mark}{f' ({count} times)' if count > 1 else ''}")
    by_rule = Counter(rule for _, rule, *_ in (gone + new).elements())
    if by_rule:
        print("By rule:", ", ".join(f"{rule} {count}" for rule, count in by_rule.most_common()))
    sys.exit(bool(differing))


def found_in(lines: Iterable[dict[str, Any]], names: dict[str, str]) -> Found:
    """What pages of a report in JSON Lines say."""
    found: Found = Counter()
    for page in lines:
        name = names.get(page["target"], page["target"])
        for result in page["results"]:
            if result["outcome"] == "untested":
                found[name, result["rule_id"], "untested", result["reason"]] += 1
            for finding in result["findings"]:
                found[name, result["rule_id"], finding["outcome"], finding["fingerprint"]] += 1
    return found


def _run(addresses: list[str], options: list[str], seed: str) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as scratch:
        listed, out = Path(scratch) / "list.txt", Path(scratch) / "out.jsonl"
        listed.write_text("\n".join(addresses) + "\n", encoding="utf-8")
        written = ["--from", str(listed), "--format", "jsonl", "-o", str(out), "-q"]
        command = [*CHECK, *written, "--fail-on", "never", "--allow-untested", *options]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
