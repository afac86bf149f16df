"""The formats for code hosts and spreadsheets: valid, within the limits of their readers, and safe."""

import csv
import gzip
import io
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from lxml import etree
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from accesscheck.audit import AuditOptions, check, check_html, load_rules
from accesscheck.model.finding import Finding, Impact, Outcome, RuleResult, UntestedReason, result, untested
from accesscheck.model.location import ElementLocation, Location, TextLocation, WholeDocument
from accesscheck.model.report import PageResult, Report, Run
from accesscheck.model.rule import LANGUAGES
from accesscheck.model.target import Target
from accesscheck.plugins import plugin_manager, reporters
from accesscheck.reporters import code_hosts, github, markdown, sarif
from accesscheck.reporters.csv import COLUMNS, harmless

ROOT = Path(__file__).parents[1]
SCHEMAS = Path(__file__).parent / "schemas"
RULES = {rule.id: rule for rule in load_rules()}
FORMATS = ("sarif", "junit", "gitlab", "github", "checkstyle", "csv", "markdown")
IMAGE, WORDING = "html-image-without-alternative", "wording-dated-origin-term"
SOME = (IMAGE, "html-empty-button", "html-empty-link", "html-heading-level-skipped", WORDING)

HOSTILE = (
    "<script>alert(1)</script> & \"q\" 'a'\r\n::error file=x::y%0A%25 \x00\x08\x1b[31m\x7f\ufffe\ud800 🦊 "
    "@octocat #12 [click](https://evil.example) ![x](https://evil.example/p.png) `code` *b* | ]]> </details> "
    "www.evil.example\n/close\n# h\n=1+1;=2+2\t@x"
)

RUN = Run(
    id="run-1",
    started_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    accesscheck_version="0.1.0",
    axe_version="4.10.2",
    rule_set_sha256="0" * 64,
)


def render(name: str, report: Report, language: str = "en") -> str:
    return reporters(plugin_manager())[name].render(report, RULES, language=language)


def page(address: str, *results: RuleResult, opened: bool = True, folder: str | None = None) -> PageResult:
    return PageResult(
        target=Target(address=address, folder=folder),
        address=address,
        fetched_at=RUN.started_at,
        sha256="0" * 64 if opened else None,
        profiles=("web-page",),
        results=results,
        seconds=1234.5,
    )


def found(
    rule_id: str,
    number: int,
    outcome: Outcome = Outcome.FAILED,
    *,
    text: str = "",
    place: Location | None = None,
    impact: Impact | None = None,
) -> Finding:
    return Finding(
        rule_id=rule_id,
        outcome=outcome,
        impact=impact or RULES[rule_id].impact,
        location=place
        or ElementLocation(selector=f"#e{number}{text}", snippet=f"<img id=e{number}>{text}", line=7, column=3),
        params=dict.fromkeys(("element", "source", "match", "level", "previous"), text or f"word {number}"),
        fingerprint=f"{number:016x}-00000000",
    )


def report_of(*pages: PageResult) -> Report:
    return Report(run=RUN, pages=pages)


EMPTY = report_of()
CLEAN = report_of(page("site/index.html", result(IMAGE, (), checked=3)))
UNTESTED = report_of(
    page("site/index.html", untested(IMAGE, UntestedReason.PAGE_UNREACHABLE), opened=False),
    page("https://example.org/", untested(IMAGE, UntestedReason.PAGE_TIMEOUT), opened=False),
)
NASTY = report_of(
    page(
        "site/index.html",
        result(IMAGE, (found(IMAGE, 1, text=HOSTILE),), checked=1),
        result(
            WORDING,
            (
                found(
                    WORDING,
                    2,
                    Outcome.CANT_TELL,
                    text=HOSTILE,
                    place=TextLocation(start=0, end=9, quote=HOSTILE, page=3),
                ),
                found(WORDING, 3, Outcome.CANT_TELL, text="=cmd|' /C calc'!A0", place=WholeDocument()),
            ),
            checked=2,
        ),
    ),
    page(f"https://example.org/{HOSTILE}?q={HOSTILE}", result(IMAGE, (found(IMAGE, 4, text=HOSTILE),), checked=1)),
    page(f"site/{HOSTILE}.html", untested(IMAGE, UntestedReason.NEEDS_BROWSER)),
)


def many(count: int, pages: int = 300) -> Report:
    """Findings spread over pages, of five rules, every third a point to check; no two are equal."""
    made = []
    for at in range(pages):
        by_rule: dict[str, list[Finding]] = {rule_id: [] for rule_id in SOME}
        for number in range(at, count, pages):
            rule_id = SOME[number % len(SOME)]
            outcome = Outcome.CANT_TELL if number % 3 == 0 else Outcome.FAILED
            by_rule[rule_id].append(found(rule_id, number, outcome, impact=tuple(Impact)[number % 4]))
        results = (result(rule_id, tuple(findings), checked=len(findings)) for rule_id, findings in by_rule.items())
        made.append(page(f"site/page-{at}.html" if at % 2 else f"https://example.org/page/{at}", *results))
    return report_of(*made)


@pytest.fixture(scope="module")
def real() -> Report:
    """A page, a vacancy and a file that is not there, without a browser."""
    names = ("pages/loket.html", "documents/vacature.docx", "no-such-file.html")
    return check([str(ROOT / "fixtures" / name) for name in names], options=AuditOptions(browser=False, strict=True))


@pytest.fixture(scope="module")
def large() -> Report:
    return many(30_000)


REPORTS = {"empty": EMPTY, "clean": CLEAN, "untested": UNTESTED, "hostile": NASTY, "many": many(900, 20)}
each_report = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
each_format = pytest.mark.parametrize("name", FORMATS)


# What each format is


def check_sarif(text: str) -> dict[str, Any]:
    """The run of a file that follows the schema of OASIS and what GitHub asks for beyond it."""
    value = json.loads(text)
    schema = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    (run,) = value["runs"]
    # Of a large file each fiftieth result is held against the schema: all of them would take half a minute.
    some = run["results"] if len(run["results"]) < 2000 else run["results"][::50]
    sample = {**value, "runs": [{**run, "results": some}]}
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(sample)
    driver = run["tool"]["driver"]
    assert len(driver["rules"]) <= 25_000
    for rule in driver["rules"]:
        assert all(0 < len(rule[name]["text"]) <= 1024 for name in ("shortDescription", "fullDescription"))
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        assert len(rule["properties"]["tags"]) <= 20
    assert len(run["results"]) <= 25_000
    for one in run["results"]:
        assert driver["rules"][one["ruleIndex"]]["id"] == one["ruleId"]
        assert one["message"]["text"]
        (location,) = one["locations"]
        check_uri(location["physicalLocation"]["artifactLocation"]["uri"])
        assert location["physicalLocation"]["region"]["startLine"] >= 1
    for note in run["invocations"][0]["toolExecutionNotifications"]:
        for location in note.get("locations", ()):
            check_uri(location["physicalLocation"]["artifactLocation"]["uri"])
    prints = [one["partialFingerprints"][sarif.FINGERPRINT] for one in run["results"]]
    assert len(prints) == len(set(prints))
    assert len(gzip.compress(text.encode())) <= 10_000_000
    return dict(run)


def check_uri(uri: str) -> None:
    """A relative reference (RFC 3986) without a scheme, a host, a query, or a way out of the repository."""
    assert re.fullmatch(r"(?:[\w.~!$&'()*+,;=@/-]|%[0-9A-F]{2})+", uri, re.A)
    assert not uri.startswith("/")
    assert ":" not in uri
    assert ".." not in unquote(uri).split("/")


def check_junit(text: str) -> etree._Element:
    root = etree.fromstring(text.encode())
    etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd")).assertValid(root)
    for suite in root:
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases)
        assert int(suite.get("failures")) == sum(case.find("failure") is not None for case in cases)
        assert int(suite.get("skipped")) == sum(case.find("skipped") is not None for case in cases)
    return root


CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": r"^[\w.-]+$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./|/)[^\n]+$"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "additionalProperties": False,
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""GitLab publishes no schema: this is what its page on the report format of Code Quality asks for."""


def check_gitlab(text: str) -> list[dict[str, Any]]:
    value = json.loads(text)
    jsonschema.validate(value, CODE_QUALITY)
    prints = [one["fingerprint"] for one in value]
    assert len(prints) == len(set(prints))
    return list(value)


def check_checkstyle(text: str) -> etree._Element:
    """Checkstyle publishes no schema: this is what its XMLLogger writes."""
    root = etree.fromstring(text.encode())
    assert root.tag == "checkstyle"
    assert root.get("version")
    assert all(file.tag == "file" and set(file.attrib) == {"name"} and file.get("name") for file in root)
    names = [file.get("name") for file in root]
    assert len(names) == len(set(names))
    for error in root.iter("error"):
        assert set(error.attrib) - {"column"} == {"line", "severity", "message", "source"}
        assert int(error.get("line")) >= 1
        assert int(error.get("column", "1")) >= 1
        assert error.get("severity") in ("error", "warning", "info")
        assert error.get("message")
    return root


COMMAND = re.compile(r"::(error|warning|notice) ((?:(?:file|line|col|title)=[^,:\r\n]*,?)+)::([^\r\n]+)")


def check_github(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Each line is a command, and there are no more of a kind than GitHub shows."""
    commands = []
    for line in text.removesuffix("\n").split("\n"):
        match = COMMAND.fullmatch(line)
        assert match, line
        parameters = dict(pair.split("=", 1) for pair in match[2].split(","))
        assert re.search(r"%(?!25|0D|0A|3A|2C)", match[2] + match[3]) is None
        commands.append((match[1], parameters, match[3]))
    assert max(Counter(kind for kind, _, _ in commands).values()) <= 10
    assert commands[-1][0] == "notice"
    return commands


def check_csv(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True))
    for row in rows:
        assert tuple(row) == COLUMNS
        for cell in row.values():
            assert "\n" not in cell
            # Neither as a cell, nor as one that begins inside it where a spreadsheet splits at ; or at a tab.
            assert not any(part.lstrip(" \"'").startswith(tuple("=+@")) and "'" not in part[:4] for part in
                           re.split(r"[;\t]", cell))  # fmt: skip
            assert not cell.startswith(tuple("=+-@\t\r"))
    return rows


OUR_TAGS = set("html head body p strong table thead tbody tr th td ul li details summary code a".split())


def check_markdown(text: str) -> LexborHTMLParser:
    """As a code host renders it: only our own elements are there, and links only to clauses."""
    assert len(text) <= 60_000
    tree = LexborHTMLParser(MarkdownIt("gfm-like", {"html": True, "linkify": False}).enable("table").render(text))
    assert {node.tag for node in tree.css("*")} <= OUR_TAGS
    known = {clause.address for rule in RULES.values() for clause in code_hosts.summary.clauses(rule, "en")}
    assert {node.attributes["href"] for node in tree.css("a")} <= known
    # Nor is there anything in the words that a code host makes a link or a call of.
    words = re.sub(r"\]\([^()]*\)", "]", text)
    assert re.search(r"@\w|(?<!&)#\d|://|www\.", words) is None
    return tree


CHECKS = {
    "sarif": check_sarif,
    "junit": check_junit,
    "gitlab": check_gitlab,
    "github": check_github,
    "checkstyle": check_checkstyle,
    "csv": check_csv,
    "markdown": check_markdown,
}


@each_report
@each_format
def test_each_format_is_valid(name: str, report: Report) -> None:
    text = render(name, report)
    assert text.endswith("\n")
    text.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)
    CHECKS[name](text)


@each_format
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_real_report_is_valid_in_each_language(name: str, language: str, real: Report) -> None:
    text = render(name, real, language)
    paths = re.findall(r'"uri":"([^"]*)"|"path": "([^"]*)"|classname="([^"]*)"|<file name="([^"]*)"', text)
    assert not any(path.startswith("/") for groups in paths for path in groups)
    CHECKS[name](text)


# What each format says


def test_sarif_says_where_how_bad_and_how_to_mend() -> None:
    page_of_file = page("site/a b#1.html", result(IMAGE, (found(IMAGE, 1),), checked=1))
    run = check_sarif(render("sarif", report_of(page_of_file)))
    (one,) = run["results"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert one["level"] == "error"
    place = one["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "site/a%20b%231.html"}
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (7, 3)
    assert "Mend it: " in one["message"]["text"]
    assert "WCAG 1.1.1" in rule["properties"]["tags"]
    assert rule["helpUri"].startswith("https://www.w3.org/")
    assert "**How to mend it**" in rule["help"]["markdown"]
    # GitHub's action makes its own fingerprint where a file has the line.
    assert set(one["partialFingerprints"]) == {sarif.FINGERPRINT}


@pytest.mark.parametrize(
    ("outcome", "impact", "level", "gitlab"),
    [
        (Outcome.FAILED, Impact.CRITICAL, "error", "blocker"),
        (Outcome.FAILED, Impact.SERIOUS, "error", "critical"),
        (Outcome.FAILED, Impact.MODERATE, "warning", "major"),
        (Outcome.FAILED, Impact.MINOR, "warning", "minor"),
        (Outcome.CANT_TELL, Impact.CRITICAL, "note", "info"),
    ],
)
def test_what_a_person_decides_is_never_an_error(outcome: Outcome, impact: Impact, level: str, gitlab: str) -> None:
    report = report_of(page("a.html", result(IMAGE, (found(IMAGE, 1, outcome, impact=impact),), checked=1)))
    assert [one["level"] for one in check_sarif(render("sarif", report))["results"]] == [level]
    assert [one["severity"] for one in check_gitlab(render("gitlab", report))] == [gitlab]
    case = check_junit(render("junit", report))[0][0]
    assert (case.find("failure") is None) == (level == "note")
    assert (case.find("system-out") is None) == (level != "note")
    command = check_github(render("github", report))[0][0]
    assert command == {"note": "notice"}.get(level, level)
    severity = next(check_checkstyle(render("checkstyle", report)).iter("error")).get("severity")
    assert severity == {"note": "info"}.get(level, level)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://www.example.org/", "pages/www.example.org/index.html"),
        ("https://example.org/a/b.html", "pages/example.org/a/b.html"),
        ("https://example.org:8443/Zoek?q=kaart&p=2", "pages/example.org/Zoek-q-kaart-p-2.html"),
        ("https://example.org/../../etc/passwd", "pages/example.org/etc/passwd.html"),
        ("http://[bad", "pages/unknown/http/bad.html"),
        ("site/index.html", "site/index.html"),
        ("./site//index.html", "site/index.html"),
        ("/elsewhere/on/this/machine/index.html", "index.html"),
        ("../outside/index.html", "index.html"),
        ("-", "pages/standard-input"),
    ],
)
def test_a_page_has_a_path_in_the_repository(address: str, path: str) -> None:
    assert code_hosts.path_of(page(address)) == path


def test_a_file_elsewhere_has_its_path_within_its_folder() -> None:
    assert code_hosts.path_of(page("/elsewhere/site/a/b.html", folder="/elsewhere/site")) == "a/b.html"


def test_the_address_of_a_page_is_told_beside_its_path() -> None:
    report = report_of(page("https://example.org/a", result(IMAGE, (found(IMAGE, 1),), checked=1)))
    (one,) = check_sarif(render("sarif", report))["results"]
    assert one["properties"]["address"] == "https://example.org/a"
    assert one["partialFingerprints"][sarif.GITHUB_FINGERPRINT] == one["partialFingerprints"][sarif.FINGERPRINT]
    _, parameters, text = check_github(render("github", report))[0]
    assert "file" not in parameters
    assert text.startswith("https://example.org/a: ")


def test_findings_of_pages_with_the_same_name_keep_apart() -> None:
    same = result(IMAGE, (found(IMAGE, 1),), checked=1)
    report = report_of(*(page(f"{folder}/index.html", same) for folder in "abc"))
    assert len(check_gitlab(render("gitlab", report))) == 3
    check_sarif(render("sarif", report))


def test_fingerprints_are_equal_over_two_runs() -> None:
    html = (ROOT / "fixtures/pages/loket.html").read_text(encoding="utf-8")

    def run(number: int) -> tuple[list[str], list[str]]:
        later = replace(RUN, id=f"run-{number}", started_at=datetime(2026, 1, number, tzinfo=UTC))
        checked = check_html(html, "https://example.org/loket", options=AuditOptions(strict=True))
        report = Report(run=later, pages=(checked, replace(checked, address="https://example.org/loket?page=2")))
        results = check_sarif(render("sarif", report))["results"]
        prints = [one["partialFingerprints"][sarif.FINGERPRINT] for one in results]
        return prints, [one["fingerprint"] for one in check_gitlab(render("gitlab", report))]

    first = run(1)
    assert first[0]
    assert first == run(2)


@pytest.mark.parametrize("name", ["sarif", "junit", "gitlab", "github", "checkstyle", "csv", "markdown"])
def test_a_page_that_was_not_opened_did_not_pass(name: str) -> None:
    reason = "The page took too long. Give it more time with --timeout."
    text = render(name, UNTESTED)
    CHECKS[name](text)
    if name == "github":
        assert "2 pages could not be opened" in text
        assert "2 rule results are untested: that is no pass." in text
    else:
        assert reason in text


def test_junit_skips_what_was_not_tested_and_says_why() -> None:
    report = report_of(
        page("a.html", untested(IMAGE, UntestedReason.NEEDS_BROWSER), result(WORDING, (), checked=2)),
    )
    skipped, passed = check_junit(render("junit", report))[0]
    assert skipped.find("skipped").get("message") == "A browser is needed. Run the check without --no-browser."
    assert skipped.find("skipped").get("type") == "needs-browser"
    assert len(passed) == 0


@pytest.mark.parametrize("name", ["github", "markdown"])
@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        (EMPTY, "No page was checked."),
        (UNTESTED, "No page was checked."),
        (CLEAN, "No problems found by the rules that were tested."),
        (REPORTS["many"], "Found on 20 pages: 600 problems and 300 points to check."),
    ],
    ids=["empty", "untested", "clean", "many"],
)
def test_the_answer_is_one_sentence(name: str, report: Report, sentence: str) -> None:
    text = render(name, report)
    if name == "markdown":
        text = text.replace("&#58;", ":")
        assert text.startswith(f"**{sentence}**")
    else:
        assert f"::notice title=accesscheck::{sentence}" in text


# Limits


def test_sarif_keeps_to_the_limits_of_github(large: Report) -> None:
    run = check_sarif(render("sarif", large))
    assert len(run["results"]) == 25_000
    levels = [one["level"] for one in run["results"]]
    assert levels.index("note") == 20_000
    assert "note" in levels
    order = {"critical": 0, "serious": 1, "moderate": 2, "minor": 3}
    impacts = [order[one["properties"]["impact"]] for one in run["results"] if one["level"] != "note"]
    assert impacts == sorted(impacts)
    told = [note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"]]
    assert "Left out here: 0 problems and 5000 points to check. The worst ones are shown." in told
    assert "GitHub shows the first 5000 results of this file." in told


def test_sarif_that_packs_badly_is_shortened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "BYTES", 12_000)
    text = render("sarif", REPORTS["many"])
    assert len(gzip.compress(text.encode())) <= 12_000
    run = check_sarif(text)
    (told,) = (note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"])
    left = [int(number) for number in re.findall(r"\d+", told)]
    assert 0 < len(run["results"]) == 900 - sum(left)


def test_github_shows_ten_of_a_kind_and_says_what_it_leaves_out() -> None:
    ids = sorted(RULES)[:90]
    kinds = [(Outcome.FAILED, Impact.CRITICAL), (Outcome.FAILED, Impact.MINOR), (Outcome.CANT_TELL, Impact.MINOR)]
    results = []
    for number, rule_id in enumerate(ids):
        outcome, impact = kinds[number % 3]
        results.append(result(rule_id, (found(rule_id, number, outcome, impact=impact),), checked=1))
    commands = check_github(render("github", report_of(page("a.html", *results))))
    assert Counter(kind for kind, _, _ in commands) == {"error": 10, "warning": 10, "notice": github.EACH}
    assert "Left out here: 40 problems and 21 points to check." in commands[-1][2]
    assert commands[0][1]["file"] == "a.html"
    assert (commands[0][1]["line"], commands[0][1]["col"]) == ("7", "3")


def test_github_tells_a_rule_once(large: Report) -> None:
    commands = check_github(render("github", large))
    assert len(commands) <= 30
    assert re.search(r"And \d+ more places\.", commands[0][2])


def test_a_comment_keeps_to_its_length_and_says_what_it_leaves_out(large: Report) -> None:
    text = render("markdown", large)
    assert len(text) <= markdown.LONGEST
    check_markdown(text)
    left = [int(number) for number in re.findall(r"\d+", text.rsplit("Left out here", 1)[1].replace("&#58;", ""))]
    shown = sum(line.startswith("- <code>") for line in text.splitlines())
    assert sum(left) + shown == 30_000


def test_a_comment_with_every_rule_keeps_to_its_length() -> None:
    results = [
        result(rule_id, tuple(found(rule_id, n, text=HOSTILE) for n in range(25)), checked=25) for rule_id in RULES
    ]
    text = render("markdown", report_of(page("a.html", *results)), "fr")
    assert len(text) <= markdown.LONGEST
    assert "<details>" in text
    assert "autre" in text or "more rules" in text


@pytest.mark.parametrize("name", ["junit", "gitlab", "checkstyle", "csv"])
def test_the_other_formats_take_thirty_thousand_findings(name: str, large: Report) -> None:
    made = CHECKS[name](render(name, large))
    if name in ("gitlab", "csv"):
        assert len(made) == 30_000


# Text from pages


def test_a_criterion_in_a_cell_is_no_date() -> None:
    rows = check_csv(render("csv", NASTY))
    assert rows[0]["criteria"] == "WCAG 1.1.1"


def test_hostile_text_is_text_in_xml() -> None:
    failure = next(check_junit(render("junit", NASTY)).iter("failure"))
    assert "<script>alert(1)</script>" in failure.text
    assert "🦊" in failure.text
    assert len(failure) == 0


def test_hostile_text_is_text_in_a_comment() -> None:
    tree = check_markdown(render("markdown", NASTY))
    assert "<script>alert(1)</script>" in tree.body.text()
    assert len(tree.css("details")) == 2


def test_hostile_text_makes_no_command() -> None:
    commands = check_github(render("github", NASTY))
    assert [kind for kind, _, _ in commands] == ["error", "notice", "notice"]


def test_hostile_text_makes_no_link_in_sarif() -> None:
    text = render("sarif", NASTY)
    assert "](" not in "".join(one["message"]["text"] for one in check_sarif(text)["results"])


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("=1+1", "'=1+1"),
        ("+32 2 555", "'+32 2 555"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("＝1", "'＝1"),
        ("a;=1", "a;'=1"),
        ('a;"=1', "a;\"'=1"),
        ("plain - text = fine", "plain - text = fine"),
        ("two\nlines", "two lines"),
        ("", ""),
    ],
)
def test_a_cell_is_never_a_formula(text: str, made: str) -> None:
    assert harmless(text) == made
