"""What accesscheck and bare axe-core say of pages, as plain data, so that both are scored by the same code."""

import dataclasses
import json
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from accesscheck import audit
from accesscheck.installation import AXE_VERSION, VERSION, axe_script
from accesscheck.sources.executable import ARGUMENTS, find_executable, is_confined
from accesscheck.sources.folder_server import FolderServer

DEPTHS = ("quick", "standard", "thorough")

AT_ONCE = 2
"""Pages that accesscheck has open at the same time."""

_RUN_AXE = """
async (rules) => {
  const options = {runOnly: {type: 'rule', values: rules}, resultTypes: ['violations', 'incomplete']};
  const results = await axe.run(document, options);
  const ids = (found) => found.map((result) => result.id);
  return JSON.stringify({violations: ids(results.violations), incomplete: ids(results.incomplete)});
}
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What an engine says.

    `criteria`: by rule the WCAG criteria that it names; `pages`: by page, by rule, what is not passed or inapplicable:
    failed, cantTell or untested. None in the place of the rules: the page could not be opened. Rules of axe-core are
    called axe-NAME in both engines.
    """

    engine: str
    criteria: dict[str, list[str]]
    pages: dict[str, dict[str, str] | None]

    def to_json(self) -> dict[str, Any]:
        return dataclasses.asdict(self)


def served(folder: Path, paths: Iterable[str], *, charset: str | None = None) -> dict[str, str]:
    """The address of each path below a folder, which is served on this machine until the process ends.

    `charset` is what the server says of all HTML: many pages of test suites leave it to their own server to say so.
    """
    server = FolderServer(folder)
    if charset is not None:
        for path in html_pages(folder):
            server.address_of(folder / path, f"text/html; charset={charset}")
    return {path: server.address_of(folder / path.lstrip("/")) for path in paths}


def html_pages(folder: Path) -> list[str]:
    """The paths of all HTML files below a folder, as posix text."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.htm*") if path.is_file())


def spread(things: Sequence[str], most: int) -> list[str]:
    """At most so many of a list, evenly spread; all of it if `most` is 0."""
    if not most or len(things) <= most:
        return list(things)
    return [things[number * len(things) // most] for number in range(most)]


def has_depth() -> bool:
    """Whether this version of accesscheck can be told how deep to look."""
    return any(field.name == "depth" for field in dataclasses.fields(audit.AuditOptions))


def options_of(depth: str | None, **more: Any) -> audit.AuditOptions:
    """Options for a depth; for a version that has none, quick means: without a browser. None: the default."""
    if has_depth():
        return audit.AuditOptions(**more) if depth is None else audit.AuditOptions(depth=depth, **more)
    return audit.AuditOptions(browser=depth != "quick", **more)


def ask_accesscheck(addresses: dict[str, str], depth: str | None) -> Answers:
    """Audit each address; `addresses` gives them by the name of their page."""
    names = {address: name for name, address in addresses.items()}
    criteria = {
        rule.id: [reference.clause for reference in rule.references if reference.standard == "wcag22"]
        for rule in audit.load_rules()
    }
    pages: dict[str, dict[str, str] | None] = {}
    with ThreadPoolExecutor(AT_ONCE) as executor:
        targets = audit.targets_of(addresses.values())
        for page in audit.audit_many(targets, options_of(depth), executor=executor, in_flight=2 * AT_ONCE):
            told = {result.rule_id: result.outcome.value for result in page.results}
            kept = {rule: outcome for rule, outcome in told.items() if outcome in ("failed", "cantTell", "untested")}
            pages[names[page.target.address]] = None if page.sha256 is None else kept
            _progress("accesscheck", len(pages), len(addresses))
    engine = f"accesscheck {VERSION}, {depth or 'default'}{'' if has_depth() else ' (this version has no depths)'}"
    return Answers(engine=engine, criteria=criteria, pages=pages)


def ask_axe(addresses: dict[str, str]) -> Answers:
    """Run axe-core with all its rules in each page: violations are failed, incomplete is cantTell."""
    from playwright.sync_api import Error, sync_playwright

    pages: dict[str, dict[str, str] | None] = {}
    with sync_playwright() as playwright:
        executable = find_executable(playwright.chromium.executable_path)
        arguments = [*ARGUMENTS, *(["--no-sandbox"] if is_confined() else [])]
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        tab, rules = _axe_tab(browser), []
        for name, address in addresses.items():
            try:
                tab.allowed = 1
                tab.page.goto(address, wait_until="load", timeout=30_000)
                rules = rules or tab.page.evaluate("axe.getRules().map((rule) => ({id: rule.ruleId, tags: rule.tags}))")
                found = json.loads(tab.page.evaluate(_RUN_AXE, [rule["id"] for rule in rules]))
                pages[name] = {
                    **{f"axe-{rule}": "cantTell" for rule in found["incomplete"]},
                    **{f"axe-{rule}": "failed" for rule in found["violations"]},
                }
            except Error as error:
                sys.stderr.write(f"\nbare axe-core: {name}: {error.message.splitlines()[0]}\n")
                pages[name] = None
                tab.page.context.close()
                tab = _axe_tab(browser)
            _progress("axe-core", len(pages), len(addresses))
        browser.close()
    criteria = {f"axe-{rule['id']}": criteria_of_tags(rule["tags"]) for rule in rules}
    return Answers(engine=f"axe-core {AXE_VERSION}, all rules", criteria=criteria, pages=pages)


def criteria_of_tags(tags: Iterable[str]) -> list[str]:
    """The WCAG criteria among axe-core's tags: wcag111 is 1.1.1, wcag1410 is 1.4.10; wcag2aa is a level, and none."""
    digits = (tag[4:] for tag in tags if tag.startswith("wcag"))
    return [f"{text[0]}.{text[1]}.{text[2:]}" for text in digits if text.isdecimal() and len(text) >= 3]


class _AxeTab:
    """A page that may go where we send it, and nowhere by itself: later document requests are answered with 204."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.allowed = 0
        page.route("**/*", self._decide)

    def _decide(self, route: Any) -> None:
        if not (route.request.is_navigation_request() and route.request.frame == self.page.main_frame):
            route.continue_()
        elif self.allowed:
            self.allowed -= 1
            route.continue_()
        else:
            route.fulfill(status=204)


def _axe_tab(browser: Any) -> _AxeTab:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.add_init_script(axe_script())
    return _AxeTab(context.new_page())


def _progress(engine: str, done: int, total: int) -> None:
    if sys.stderr.isatty() or done % 100 == 0 or done == total:
        sys.stderr.write(f"\r{engine}: {done} of {total} pages" + ("\n" if done == total else ""))
        sys.stderr.flush()
