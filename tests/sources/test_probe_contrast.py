"""What the contrast probe does to a page, and what it takes over from axe-core."""

from pathlib import Path
from typing import Any

import pytest

from accesscheck import audit
from accesscheck.hookspecs import OpenOptions, Probe
from accesscheck.model.finding import Outcome
from accesscheck.model.target import Target
from accesscheck.sources import open_target
from accesscheck.sources.open_page import OpenPage
from accesscheck.sources.probes import contrast
from accesscheck.testing import page_of

pytestmark = pytest.mark.browser

PAGE = """
<style>
* { transition: all 5s }
@keyframes pulse { to { opacity: 0.5 } }
#badge { animation: pulse 3s infinite }
#intro { color: #aaaaaa; background: linear-gradient(#ffffff, #eeeeee) }
</style>
<p id="badge">New</p>
<p id="intro">Welcome to the town hall</p>
<script>
  window.changes = 0;
  new MutationObserver((records) => { window.changes += records.length; })
    .observe(document, {attributes: true, childList: true, subtree: true});
</script>
"""

STATE = """() => ({
  changes: window.changes,
  sheets: document.adoptedStyleSheets.length,
  fill: getComputedStyle(document.querySelector('#intro')).webkitTextFillColor,
  running: document.getAnimations().map((animation) => `${animation.constructor.name} ${animation.playState}`),
  left: Symbol.for('accesscheck-contrast') in window,
  scrolled: scrollY,
})"""


async def _state(opened: OpenPage) -> Any:
    return await opened.evaluate(STATE)


async def _twice(opened: OpenPage) -> Any:
    return [await contrast.measure(opened) for _ in range(2)]


def _probed(folder: Path, *probes: Probe) -> Any:
    page = folder / "page.html"
    page.write_text(page_of(PAGE), encoding="utf-8")
    document = open_target(Target(address=str(page)), OpenOptions(probes=probes))
    assert document is not None
    return document.probes


def test_it_leaves_the_page_as_it_was(tmp_path: Path) -> None:
    before, after = (Probe(name=name, measure=_state) for name in ("before", "after"))
    found = _probed(tmp_path, before, contrast.probe(), after)
    assert [text["selector"] for text in found["contrast"]["texts"]] == ["#intro"]
    assert found["after"] == found["before"]
    assert found["after"]["running"] == ["CSSAnimation running"]


def test_it_says_the_same_twice(tmp_path: Path) -> None:
    first, second = _probed(tmp_path, Probe(name="twice", measure=_twice))["twice"]
    assert first == second


def _outcomes(markup: str, *rules: str) -> dict[str, Outcome]:
    page = audit.check_html(page_of(markup), browser=True, options=audit.AuditOptions(rules=rules, strict=True))
    return {result.rule_id: result.outcome for result in page.results}


def test_what_it_decided_is_no_question_of_axe_core() -> None:
    text = '<p style="color: #aaaaaa; background: linear-gradient(#ffffff, #eeeeee)">Welcome to the town hall</p>'
    outcomes = _outcomes(text, "axe-color-contrast", "browser-text-contrast-too-low")
    assert outcomes == {
        "axe-color-contrast": Outcome.INAPPLICABLE,
        "browser-text-contrast-too-low": Outcome.FAILED,
    }


def test_what_it_could_not_decide_stays_one() -> None:
    text = '<p style="color: #aaaaaa; background: url(nowhere.png)">Welcome to the town hall</p>'
    outcomes = _outcomes(text, "axe-color-contrast", "browser-text-contrast-too-low")
    assert outcomes == {
        "axe-color-contrast": Outcome.CANT_TELL,
        "browser-text-contrast-too-low": Outcome.INAPPLICABLE,
    }


def test_signs_need_less_contrast_than_words() -> None:
    assert _outcomes('<p style="color: #777777; background: #eeeeee">*** ***</p>', "axe-color-contrast") == {
        "axe-color-contrast": Outcome.INAPPLICABLE
    }
    assert _outcomes('<p style="color: #bbbbbb; background: #eeeeee">*** ***</p>', "axe-color-contrast") == {
        "axe-color-contrast": Outcome.CANT_TELL
    }


LEVELS = """
<p id="faint" style="color: #aaaaaa; background: #ffffff">Welcome to the town hall</p>
<p id="fair" style="color: #6b6b6b; background: #ffffff">Welcome to the town hall</p>
<p id="large" style="color: #8a8a8a; background: #ffffff; font-size: 40px">Welcome to the town hall</p>
<p id="good" style="color: #000000; background: #ffffff">Welcome to the town hall</p>
"""


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param(("axe-color-contrast", "axe-color-contrast-enhanced"), id="both at once"),
        pytest.param(("axe-color-contrast",), id="the minimum alone"),
        pytest.param(("axe-color-contrast-enhanced",), id="the higher level alone"),
    ],
)
def test_one_measurement_tells_both_levels(tmp_path: Path, rules: tuple[str, ...]) -> None:
    page = tmp_path / "page.html"
    page.write_text(page_of(LEVELS), encoding="utf-8")
    [checked] = audit.check(str(page), options=audit.AuditOptions(rules=rules, strict=True)).pages
    found = {
        result.rule_id: [finding.location.selector for finding in result.findings]  # type: ignore[union-attr]
        for result in checked.results
    }
    expected = {"axe-color-contrast": ["#faint"], "axe-color-contrast-enhanced": ["#fair", "#large"]}
    assert found == {rule: expected[rule] for rule in rules}
    assert {result.checked for result in checked.results} == {4}
