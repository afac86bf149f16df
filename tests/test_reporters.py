"""What a report says, in every format and language."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
from selectolax.lexbor import LexborHTMLParser

from accesscheck.audit import AuditOptions, check, load_rules
from accesscheck.model.report import Report
from accesscheck.model.rule import LANGUAGES
from accesscheck.plugins import plugin_manager, reporters
from accesscheck.reporters.json import JsonLinesReporter, JsonReporter, schema
from accesscheck.reporters.terminal import TerminalReporter

ROOT = Path(__file__).parents[1]
RULES = {rule.id: rule for rule in load_rules()}
FIXTURES = ["fixtures/pages/loket.html", "fixtures/documents/vacature.docx", "fixtures/no-such-file.html"]


@pytest.fixture(scope="module")
def report() -> Report:
    """A page, a vacancy and a file that is not there, without a browser."""
    targets = [str(ROOT / name) for name in FIXTURES]
    return check(targets, options=AuditOptions(browser=False, keep_text=True, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(reporters(plugin_manager())))
def test_each_format_in_each_language_is_filled_in(report: Report, name: str, language: str) -> None:
    text = reporters(plugin_manager())[name].render(report, RULES, language=language)
    assert text.endswith("\n") or name == "html"
    # A name in braces is a message that was not filled.
    assert re.findall(r"\{[a-z_]+\}", re.sub(r"<style>.*?</style>", "", text, flags=re.S)) == []


def test_json_follows_the_published_schema(report: Report) -> None:
    published = json.loads((ROOT / "docs" / "schema" / "report.schema.json").read_text(encoding="utf-8"))
    assert published == schema()
    value = json.loads(JsonReporter().render(report, RULES, language="nl"))
    jsonschema.Draft202012Validator.check_schema(published)
    jsonschema.validate(value, published)


def test_each_line_of_json_lines_is_a_page(report: Report) -> None:
    lines = JsonLinesReporter().render(report, RULES, language="nl").splitlines()
    assert [json.loads(line)["address"] for line in lines] == [page.address for page in report.pages]
    page_schema = {**schema(), **schema()["$defs"]["page"]}
    for line in lines:
        jsonschema.validate(json.loads(line), page_schema)


def test_text_findings_in_json_point_at_their_words(report: Report) -> None:
    vacancy = report.pages[1]
    assert vacancy.text is not None
    value = json.loads(JsonReporter().render(report, RULES, language="nl"))["pages"][1]
    places = [
        finding["location"]
        for result in value["results"]
        for finding in result["findings"]
        if finding["location"]["type"] == "text"
    ]
    assert places
    for place in places:
        assert vacancy.text[place["start"] : place["end"]] == place["quote"]


def test_the_terminal_has_no_colour_unless_asked(report: Report) -> None:
    assert "\x1b" not in TerminalReporter().render(report, RULES, language="nl")
    assert "\x1b" in TerminalReporter(colour=True).render(report, RULES, language="nl")


@pytest.mark.parametrize("width", [40, 80, 110])
def test_the_terminal_keeps_to_its_width(report: Report, width: int) -> None:
    text = TerminalReporter(width=width).render(report, RULES, language="nl")
    assert max(map(len, text.splitlines())) <= width


def test_the_html_report_needs_nothing_from_outside(report: Report) -> None:
    tree = LexborHTMLParser(reporters(plugin_manager())["html"].render(report, RULES, language="fr"))
    assert tree.css("script, link, iframe, object, embed") == []
    assert [node for node in tree.css("[src]") if not (node.attributes["src"] or "").startswith("data:")] == []
    assert tree.css_first("html").attributes["lang"] == "fr"
    assert len(tree.css("h1")) == 1


def test_links_in_the_html_report_lead_there_and_back(report: Report) -> None:
    tree = LexborHTMLParser(reporters(plugin_manager())["html"].render(report, RULES, language="nl"))
    inner = [(node.attributes["href"] or "")[1:] for node in tree.css('a[href^="#"]')]
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    assert set(inner) <= set(ids)
    assert tree.css('a[id^="p2-t"]')


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_html_report_passes_our_own_rules(language: str, tmp_path: Path) -> None:
    seen = check(
        [str(ROOT / name) for name in FIXTURES], options=AuditOptions(keep_text=True, picture=True, strict=True)
    )
    assert seen.pages[0].picture is not None
    assert seen.pages[0].picture.boxes
    path = tmp_path / "report.html"
    path.write_text(reporters(plugin_manager())["html"].render(seen, RULES, language=language), encoding="utf-8")
    # It holds a vacancy, and is none: it names the words that rules on vacancies look for.
    (page,) = check([str(path)], profile="web-page", options=AuditOptions(strict=True)).pages
    assert [finding for finding in page.findings if finding.outcome == "failed"] == []
    assert not any(finding.rule_id.startswith(("axe-", "html-")) for finding in page.findings)
