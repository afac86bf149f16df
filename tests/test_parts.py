"""Frames and shadow roots are parts of a page: rules on markup look into them."""

import pytest

from accesscheck import check_html
from accesscheck.audit import AuditOptions
from accesscheck.model.location import ElementLocation

pytestmark = pytest.mark.browser

CARD = """<script>
document.querySelectorAll("x-card").forEach((host) => host.attachShadow({{mode: "{mode}"}}).innerHTML = `{inside}`);
</script>"""


def found(rule_id: str, body: str) -> list[str]:
    """The selectors of a rule's findings on a page."""
    html = f'<!doctype html><html lang="en"><head><title>Desk</title></head><body><h1>Desk</h1>{body}</body></html>'
    page = check_html(html, browser=True, options=AuditOptions(rules=(rule_id,), strict=True))
    return [one.location.selector for one in page.findings if isinstance(one.location, ElementLocation)]


@pytest.mark.parametrize(
    ("rule_id", "body", "expected"),
    [
        pytest.param(
            "html-table-header-without-cells",
            "<x-card></x-card>" + CARD.format(mode="open", inside="<table><tr><th id='h'>Fee</th></tr></table>"),
            ["html > body > x-card >>> #h"],
            id="an open shadow root",
        ),
        pytest.param(
            "html-table-header-without-cells",
            "<x-card></x-card>" + CARD.format(mode="closed", inside="<table><tr><th id='h'>Fee</th></tr></table>"),
            [],
            id="a closed one is not looked into",
        ),
        pytest.param(
            "html-table-header-without-cells",
            "<iframe title='A' srcdoc='<table><tr><th>Fee</th></tr></table>'></iframe>",
            ["html > body > iframe >>> html > body > table > tbody > tr > th"],
            id="a frame",
        ),
        pytest.param(
            "html-table-header-without-cells",
            "<iframe title='A' hidden srcdoc='<table><tr><th>Fee</th></tr></table>'></iframe>",
            [],
            id="a hidden frame",
        ),
        pytest.param(
            "html-table-header-without-cells",
            '<iframe title="A" srcdoc="<iframe title=B srcdoc=\'<table><th>Fee</th></table>\'></iframe>"></iframe>',
            ["html > body > iframe >>> html > body > iframe >>> html > body > table > tbody > tr > th"],
            id="a frame in a frame",
        ),
        pytest.param(
            "html-empty-link",
            '<x-card><a id="a" href="/x"></a></x-card>' + CARD.format(mode="open", inside="<slot></slot>"),
            ["#a"],
            id="what a slot shows is judged once",
        ),
        pytest.param(
            "html-empty-button",
            "<x-card>Send</x-card>" + CARD.format(mode="open", inside="<button><slot></slot></button>"),
            [],
            id="a name comes through a slot",
        ),
        pytest.param(
            "html-empty-button",
            "<x-card></x-card>" + CARD.format(mode="open", inside="<button><slot>Send</slot></button>"),
            [],
            id="a slot that nothing fills shows its own content",
        ),
        pytest.param(
            "html-empty-button",
            "<x-card>Send</x-card>" + CARD.format(mode="open", inside="<p>A</p><p>B</p><button></button>"),
            ["html > body > x-card >>> button"],
            id="what no slot shows is no name",
        ),
        pytest.param(
            "html-empty-button",
            "<x-card></x-card>"
            + CARD.format(mode="open", inside="<style>p { display: none }</style><p><button></button></p>"),
            [],
            id="what its own styles hide",
        ),
        pytest.param(
            "html-title-missing",
            "<iframe title='A' srcdoc='<p>Text</p>'></iframe>",
            [],
            id="a frame has no title of a page",
        ),
    ],
)
def test_rules_look_into_parts(rule_id: str, body: str, expected: list[str]) -> None:
    assert found(rule_id, body) == expected


def test_axe_finds_what_is_in_them_too() -> None:
    body = "<x-card></x-card>" + CARD.format(mode="open", inside="<img src=a.png>")
    body += "<iframe title='A' srcdoc='<img src=b.png>'></iframe>"
    assert len(found("axe-image-alt", body)) == 2


@pytest.mark.parametrize("rule_id", ["html-table-header-without-cells", "axe-empty-table-header"])
def test_findings_in_parts_have_the_fingerprint_of_their_place(rule_id: str) -> None:
    def prints(heading: str, style: str) -> set[str]:
        cell = "Fee" if rule_id.startswith("html-") else ""
        inside = f"<h2>{heading}</h2><table class='{style}'><tr><th>{cell}</th></tr></table>"
        html = "<!doctype html><html lang=en><title>T</title><body><x-card></x-card>"
        html += CARD.format(mode="open", inside=inside)
        options = AuditOptions(rules=(rule_id,), strict=True)
        return {one.fingerprint for one in check_html(html, browser=True, options=options).findings}

    assert len(prints("Fees", "a")) == 1
    assert prints("Fees", "a") == prints("Fees", "b")
    assert prints("Fees", "a") != prints("Hours", "a")
