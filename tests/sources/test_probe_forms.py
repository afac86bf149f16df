"""Where forms are not tried, and what never leaves the browser."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from accesscheck import audit
from accesscheck.hookspecs import OpenOptions, Probe
from accesscheck.model.finding import Outcome
from accesscheck.model.target import Target
from accesscheck.sources import open_target
from accesscheck.sources.open_page import OpenPage
from accesscheck.sources.probes import forms
from accesscheck.testing import page_of

pytestmark = pytest.mark.browser

FORM = """
<form id="ask" method="post" action="/ask"><label>Name <input id="name" required></label><button>Send</button></form>
<script>
  ask.addEventListener('submit', async (event) => {
    event.preventDefault();
    document.title = await fetch('/ask', {method: 'POST', body: '1'}).then(() => 'sent', () => 'refused');
  });
</script>
"""


async def _elsewhere(opened: OpenPage) -> Any:
    return await forms.measure(replace(opened, local=False, forms=False))


async def _asked(opened: OpenPage) -> Any:
    return await forms.measure(replace(opened, local=False, forms=True))


async def _with_title(opened: OpenPage) -> Any:
    return [await forms.measure(opened), await opened.page.title()]


def _measured(tmp_path: Path, html: str, measure: Any) -> Any:
    # A page of another name: the browser may keep what it had of the same one.
    page = tmp_path / f"{len(list(tmp_path.iterdir()))}.html"
    page.write_text(page_of(html), encoding="utf-8")
    target = Target(address=str(page), media_type="text/html", profile="web-page")
    probe = Probe(name="tried", measure=measure, touches=True)
    return open_target(target, OpenOptions(probes=(probe,))).probes["tried"]


def test_forms_of_other_machines_are_tried_on_request_alone(tmp_path: Path) -> None:
    assert _measured(tmp_path, FORM, _elsewhere) == {"untested": "forms-not-tried"}
    assert _measured(tmp_path, "<p>No form</p>", _elsewhere)["forms"] == []
    assert [form["state"] for form in _measured(tmp_path, FORM, _asked)["forms"]] == ["blocked", "sent"]


def test_what_a_form_sends_does_not_leave_the_browser(tmp_path: Path) -> None:
    _, title = _measured(tmp_path, FORM, _with_title)
    assert title == "refused"


def test_an_error_message_that_is_seen_and_kept_from_assistive_technology_fails() -> None:
    rule = "html-error-message-not-descriptive"
    html = (
        '<form><label>Age <input id="a"></label> <i id="e" class="error" aria-hidden="true">Enter your age.</i></form>'
    )
    page = audit.check_html(page_of(html), browser=True, options=audit.AuditOptions(rules=(rule,), strict=True))
    assert [result.outcome for result in page.results if result.rule_id == rule] == [Outcome.FAILED]
