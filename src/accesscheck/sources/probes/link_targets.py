"""Where links of one name lead: the pages of this site that they open, in the browser, a few at most.

Only pages of the same site are opened, with GET, and none whose address reads like an action.
"""

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from accesscheck.hookspecs import Probe

if TYPE_CHECKING:
    from accesscheck.sources.open_page import OpenPage

MOST_GROUPS = 3
MOST_PAGES = 6

_SEEN = """
() => {
  const text = (element) => (element ? element.innerText : '').replace(/\\s+/g, ' ').trim();
  const main = document.querySelector('main, [role=main]');
  const around = 'nav, header, footer, aside, [role=navigation], [role=banner], [role=contentinfo]';
  const left = [...document.querySelectorAll(around)].map(text).filter(Boolean);
  const whole = text(main || document.body);
  return {
    address: location.href, title: document.title.slice(0, 200),
    heading: text(document.querySelector('h1')).slice(0, 200),
    text: (main ? whole : left.reduce((rest, part) => rest.replace(part, ' '), whole)).slice(0, 4000),
  };
}
"""


def probe() -> Probe:
    """The probe."""
    return Probe(name="link-targets", measure=_measure, budget=40.0, price="thorough", touches=True)


async def _measure(page: "OpenPage") -> Any:
    from playwright.async_api import Error

    script = (files("accesscheck.sources.probes") / "link_targets.js").read_text(encoding="utf-8")
    found = await page.evaluate(script, [MOST_GROUPS, MOST_PAGES])
    pages: dict[str, Any] = {}
    page.untouched = not found["addresses"]
    for address in found["addresses"]:
        try:
            await page.go(address)
            pages[address] = await page.evaluate(_SEEN)
        except Error:
            continue  # It does not open: nothing is known of it.
    return {"links": found["links"], "pages": pages}
