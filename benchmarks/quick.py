"""CPU of accesscheck without a browser against lexbor: parse, then one walk over all elements with their attributes.

FOLDER is a folder of HTML files, or one with testcases.json and www/. Every page is read in this process, and the best
of some rounds counts. A name or a text that several rules use is paid by the first of them in the table of rules.
"""

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from browser import pages_of
from engines import options_of, spread
from selectolax.lexbor import LexborHTMLParser

from accesscheck import audit, plugins, sources
from accesscheck.hookspecs import OpenOptions
from accesscheck.model.document import Document
from accesscheck.model.target import Target

_T = TypeVar("_T")

MOST = 10.0
"""Times the cost of lexbor: the target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCost:
    """Seconds of CPU: of lexbor, of making the document (text, blocks, language), and of all rules by their kind."""

    path: str
    elements: int
    bare: float
    opening: float
    kinds: Mapping[str, float]

    @property
    def rules(self) -> float:
        return sum(self.kinds.values())

    @property
    def ratio(self) -> float:
        return (self.opening + self.rules) / self.bare


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder with pages")
    parser.add_argument("--pages", type=int, default=0, help="only so many pages, spread over the list")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--profile", default="web-page", help="kinds of rule: web-page, vacancy, text or auto")
    parser.add_argument("--slowest", type=int, default=25, help="how many rules and pages to list")
    arguments = parser.parse_args()
    folder, paths = pages_of(arguments.folder)
    costs, by_rule = [], Counter[str]()
    for path in spread(paths, arguments.pages):
        content = (folder / path).read_bytes()
        if content.strip():
            cost, rules = _measure(path, content, arguments.profile, arguments.rounds)
            costs.append(cost)
            by_rule.update(rules)
    _print_pages(costs, arguments.slowest)
    _print_rules(by_rule, sum(cost.bare for cost in costs), len(costs), arguments.slowest)


def _measure(path: str, content: bytes, profile: str, rounds: int) -> tuple[PageCost, Counter[str]]:
    """The best of each part over the rounds; the first one, which fills caches, is thrown away."""
    target = Target(address=path, media_type="text/html", profile=profile)
    bare, opening = [], []
    best: dict[str, float] = {}
    for number in range(rounds + 1):
        elements, spent = _timed(lambda: _walk(content))
        bare.append(spent)
        document, spent = _timed(
            lambda: sources.from_bytes(target, content, "text/html", OpenOptions(browser=False, language=None))
        )
        opening.append(spent)
        costs = _cost_of_rules(document)
        if number:
            best = {rule: min(cost, best.get(rule, cost)) for rule, cost in costs.items()}
    kinds = Counter[str]()
    for rule in audit.load_rules():
        if rule.id in best:
            kinds[rule.kind] += best[rule.id]
    cost = PageCost(path=path, elements=elements, bare=min(bare[1:]), opening=min(opening[1:]), kinds=kinds)
    return cost, Counter(best)


def _cost_of_rules(document: Document) -> dict[str, float]:
    """By rule, the seconds of its checker."""
    checkers = plugins.checkers(plugins.plugin_manager())
    costs = {}
    for rule in audit.select(replace(options_of("quick"), browser=False), document.profiles):
        _, costs[rule.id] = _timed(lambda rule=rule: checkers[rule.kind].check(document, rule))
    return costs


def _walk(content: bytes) -> int:
    """Parse and look at every element and its attributes: the least that a static engine must do."""
    elements = 0
    for node in LexborHTMLParser(content).root.traverse(include_text=False):
        elements += len(node.attributes) >= 0
    return elements


def _timed(work: Callable[[], _T]) -> tuple[_T, float]:
    began = time.process_time()
    value = work()
    return value, time.process_time() - began


def _print_pages(costs: Sequence[PageCost], most: int) -> None:
    bare, opening = (1000 * sum(getattr(cost, part) for cost in costs) for part in ("bare", "opening"))
    kinds = {kind: 1000 * sum(cost.kinds.get(kind, 0) for cost in costs) for kind in sorted(costs[0].kinds)}
    count = len(costs)
    median = statistics.median(cost.ratio for cost in costs)
    over = [cost for cost in costs if cost.ratio > MOST]
    print(f"{count} pages, {sum(cost.elements for cost in costs):,} elements; target: at most {MOST:g} times lexbor")
    print("| | ms a page | x lexbor |")
    print("| --- | --- | --- |")
    parts = [("lexbor, parse and walk", bare), ("document: text, blocks, language", opening)]
    parts += [(f"rules of kind {kind}", spent) for kind, spent in kinds.items()]
    parts += [("all rules", sum(kinds.values())), ("document and all rules", opening + sum(kinds.values()))]
    for name, spent in parts:
        print(f"| {name} | {spent / count:.2f} | {spent / bare:.1f} |")
    print(f"\nMedian page: {median:.1f} x lexbor; {len(over)} of {count} pages are over {MOST:g} x.")
    print("\n| slowest pages | elements | lexbor ms | document ms | rules ms | x lexbor |")
    print("| --- | --- | --- | --- | --- | --- |")
    for cost in sorted(costs, key=lambda cost: -cost.ratio)[:most]:
        figures = (f"{1000 * spent:.2f}" for spent in (cost.bare, cost.opening, cost.rules))
        print(f"| {cost.path} | {cost.elements:,} | {' | '.join(figures)} | {cost.ratio:.1f} |")


def _print_rules(by_rule: Counter[str], bare: float, pages: int, most: int) -> None:
    whole = sum(by_rule.values())
    print(f"\n| slowest of {len(by_rule)} rules | µs a page | x lexbor | share of all rules |")
    print("| --- | --- | --- | --- |")
    for rule, spent in by_rule.most_common(most):
        print(f"| {rule} | {1e6 * spent / pages:.0f} | {spent / bare:.2f} | {spent / whole:.1%} |")


if __name__ == "__main__":
    main()
