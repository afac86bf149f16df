"""A random sample of findings for a person to judge by eye: a sheet with the message, the markup and a picture of each.

Only rules of our own are drawn, not those of axe-core. The folder OUT gets sheet.html, the pictures, and findings.txt
with the same words and a place for the verdict. The same seed, pages and rules give the same sample.
"""

import argparse
import fnmatch
import html
import random
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from browser import pages_of
from engines import AT_ONCE, DEPTHS, options_of, served, spread

from accesscheck import audit, messages
from accesscheck.model.finding import Finding
from accesscheck.model.location import ElementLocation, TextLocation
from accesscheck.sources.executable import ARGUMENTS, find_executable, is_confined

MARGIN = 60
"""Of the page around the element, in CSS pixels."""
LARGEST = (1280, 700)

_MARK = """
(node) => {
  node.style.setProperty('outline', '3px solid #d5006d', 'important');
  node.style.setProperty('outline-offset', '2px', 'important');
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A finding, and the page that it is on."""

    page: str
    address: str
    finding: Finding

    @property
    def outcome(self) -> str:
        return self.finding.outcome.value

    @property
    def selector(self) -> str | None:
        match self.finding.location:
            case ElementLocation(selector=selector) | TextLocation(selector=selector):
                return selector
            case _:
                return None

    @property
    def quoted(self) -> str:
        match self.finding.location:
            case ElementLocation(snippet=snippet):
                return snippet
            case TextLocation(quote=quote):
                return quote
            case _:
                return "(the whole page)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder with pages")
    parser.add_argument("out", type=Path, help="folder to write the sheet in")
    parser.add_argument("-n", type=int, default=40, help="findings of each outcome")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--outcome", choices=("failed", "cantTell"), help="only this one")
    parser.add_argument("--rules", default="*", help="ids with commas between; * and ? may be used")
    parser.add_argument("--most-a-rule", type=int, default=0, help="no more of one rule; then it is no fair sample")
    parser.add_argument("--depth", choices=DEPTHS)
    parser.add_argument("--pages", type=int, default=0, help="only so many pages, spread over the list")
    arguments = parser.parse_args()
    folder, paths = pages_of(arguments.folder)
    found = _found(served(folder, spread(paths, arguments.pages)), arguments.depth, arguments.rules.split(","))
    drawn = [
        one
        for outcome in ([arguments.outcome] if arguments.outcome else ["failed", "cantTell"])
        for one in draw([one for one in found if one.outcome == outcome], arguments)
    ]
    arguments.out.mkdir(parents=True, exist_ok=True)
    pictured = _photograph(drawn, arguments.out)
    _write_sheet(arguments.out, drawn, pictured, arguments.seed)
    _write_text(arguments.out, drawn, arguments.seed)
    print(f"{len(found)} findings of our own rules; drawn with seed {arguments.seed}: {len(drawn)}")
    for outcome in ("failed", "cantTell"):
        rules = Counter(one.finding.rule_id for one in found if one.outcome == outcome)
        print(f"  {outcome}: {rules.total()}:", ", ".join(f"{rule} {count}" for rule, count in rules.most_common()))
    print(arguments.out / "sheet.html")


def draw(found: Sequence[Drawn], arguments: argparse.Namespace) -> list[Drawn]:
    """A sample of findings of one outcome, in the order of rule and page."""
    shuffled = sorted(found, key=_place)
    random.Random(arguments.seed).shuffle(shuffled)
    if arguments.most_a_rule:
        seen: Counter[str] = Counter()
        few = []
        for one in shuffled:
            seen[one.finding.rule_id] += 1
            if seen[one.finding.rule_id] <= arguments.most_a_rule:
                few.append(one)
        shuffled = few
    return sorted(shuffled[: arguments.n], key=_place)


def _place(one: Drawn) -> tuple[str, str, str]:
    return one.finding.rule_id, one.page, one.finding.fingerprint


def _found(addresses: dict[str, str], depth: str | None, patterns: Sequence[str]) -> list[Drawn]:
    names = {address: name for name, address in addresses.items()}
    found = []
    with ThreadPoolExecutor(AT_ONCE) as executor:
        targets = audit.targets_of(addresses.values())
        for page in audit.audit_many(targets, options_of(depth), executor=executor, in_flight=2 * AT_ONCE):
            address = page.target.address
            found += [
                Drawn(page=names[address], address=address, finding=finding)
                for finding in page.findings
                if not finding.rule_id.startswith("axe-")
                and any(fnmatch.fnmatchcase(finding.rule_id, pattern.strip()) for pattern in patterns)
            ]
    return found


def _photograph(drawn: Sequence[Drawn], out: Path) -> dict[int, str]:
    """By number in the sample, the file name of its picture. A finding whose element is not shown has none."""
    from playwright.sync_api import Error, sync_playwright

    pictured = {}
    with sync_playwright() as playwright:
        executable = find_executable(playwright.chromium.executable_path)
        arguments = [*ARGUMENTS, *(["--no-sandbox"] if is_confined() else [])]
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        tab = browser.new_page(viewport={"width": 1280, "height": 720})
        for number, one in enumerate(drawn, 1):
            try:
                tab.goto(one.address, wait_until="load", timeout=30_000)
                name = f"{number:03}.png"
                if _picture(tab, one.selector, out / name):
                    pictured[number] = name
            except Error as error:
                sys.stderr.write(f"{one.page}: {error.message.splitlines()[0]}\n")
        browser.close()
    return pictured


def _picture(tab: Any, selector: str | None, path: Path) -> bool:
    """The element with a line around it and some of the page; the top of the page if the finding has no element."""
    if selector is None:
        tab.screenshot(path=path)
        return True
    frames, _, inner = f" >>> {selector}".rpartition(" >>> ")
    place = tab
    for frame in [part for part in frames.split(" >>> ") if part]:
        # What is entered is a frame, or an element with a shadow root, which Playwright's selectors go through.
        is_frame = place.locator(frame).first.evaluate("(node) => node.localName.endsWith('frame')")
        place = place.frame_locator(frame) if is_frame else place.locator(frame).first
    element = place.locator(f"css={inner}").first
    if not element.count():
        return False
    element.evaluate(_MARK)
    if element.is_visible():
        element.scroll_into_view_if_needed(timeout=2_000)
    box = element.bounding_box(timeout=2_000)
    if not box or not box["width"] or not box["height"]:
        return False
    left, top = max(0.0, box["x"] - MARGIN), max(0.0, box["y"] - MARGIN)
    right = min(left + LARGEST[0], box["x"] + max(box["width"], 300) + MARGIN, 1280)
    bottom = min(top + LARGEST[1], box["y"] + box["height"] + MARGIN, 720)
    if right <= left or bottom <= top:
        return False
    tab.screenshot(path=path, clip={"x": left, "y": top, "width": right - left, "height": bottom - top})
    return True


def _words(one: Drawn) -> tuple[str, str]:
    """The rule's title and the message, in English."""
    rule = {rule.id: rule for rule in audit.load_rules()}[one.finding.rule_id]
    return messages.texts(rule, "en").title, messages.message(rule, one.finding, "en")


def _write_sheet(out: Path, drawn: Sequence[Drawn], pictured: dict[int, str], seed: int) -> None:
    rows = []
    for number, one in enumerate(drawn, 1):
        title, message = _words(one)
        picture = f'<img src="{pictured[number]}" alt="">' if number in pictured else "<p>Not shown on the page.</p>"
        rows.append(
            f"<article><h2>{number}. {html.escape(title)}</h2>"
            f"<p><b>{one.outcome}</b> · {one.finding.rule_id} · {html.escape(one.page)}</p>"
            f"<p>{html.escape(message)}</p><pre>{html.escape(one.quoted)}</pre>"
            f"<p><code>{html.escape(one.selector or '')}</code></p>{picture}</article>"
        )
    style = (
        "body{font:16px/1.5 sans-serif;max-width:80rem;margin:1rem auto;padding:0 1rem}"
        "article{border-top:1px solid #777;padding-bottom:1rem}pre{white-space:pre-wrap;background:#eee;padding:.5rem}"
        "img{max-width:100%;border:1px solid #777}"
    )
    sheet = (
        f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Findings to judge, seed {seed}</title>'
        f"<style>{style}</style><h1>Findings to judge, seed {seed}</h1>{''.join(rows)}</html>"
    )
    (out / "sheet.html").write_text(sheet + "\n", encoding="utf-8")


def _write_text(out: Path, drawn: Sequence[Drawn], seed: int) -> None:
    lines = [f"Findings to judge, seed {seed}. Write after the colon: right, wrong or unsure.", ""]
    for number, one in enumerate(drawn, 1):
        lines += [
            f"{number:03} {one.outcome} {one.finding.rule_id}",
            f"    page: {one.page}",
            f"    message: {_words(one)[1]}",
            f"    markup: {' '.join(one.quoted.split())}",
            f"    at: {one.selector or ''}",
            "    verdict: ",
            "",
        ]
    (out / "findings.txt").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
