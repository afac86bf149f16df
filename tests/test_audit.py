"""The invariant: every selected rule has exactly one result on every page. And what the pipeline promises besides."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accesscheck import audit
from accesscheck.audit import AuditOptions, audit_many, audit_target, check_html, check_text, load_rules, select
from accesscheck.errors import OptionError
from accesscheck.model.finding import Outcome, UntestedReason
from accesscheck.model.location import TextLocation
from accesscheck.model.report import PageResult
from accesscheck.model.rule import Status
from accesscheck.model.target import PROFILES, Target
from accesscheck.testing import cases, page_of

ROOT = Path(__file__).parents[1]
WITHOUT = AuditOptions(browser=False, strict=True)
FILES = sorted(
    path for name in ("pages", "documents") for path in (ROOT / "fixtures" / name).rglob("*") if path.is_file()
)


def problems(page: PageResult, options: AuditOptions) -> list[str]:
    """What of the invariant does not hold on a page; nothing if all does."""
    wrong: list[str] = []
    expected = sorted(rule.id for rule in select(options, page.profiles))
    if sorted(result.rule_id for result in page.results) != expected:
        wrong.append("not exactly one result for each selected rule")
    for result in page.results:
        if (result.outcome is Outcome.UNTESTED) != (result.reason is not None):
            wrong.append(f"{result.rule_id}: a reason belongs to untested")
    prints = [finding.fingerprint for finding in page.findings]
    if len(prints) != len(set(prints)):
        wrong.append("two findings have one fingerprint")
    for finding in page.findings:
        place = finding.location
        if page.text is not None and isinstance(place, TextLocation):
            if page.text[place.start : place.end] != place.quote or not place.quote:
                wrong.append(f"{finding.rule_id}: {place} is not what stands there")
    return wrong


def essence(page: PageResult) -> tuple[object, ...]:
    """What of a page must be the same in every run: not the time."""
    return page.target, page.sha256, page.language, page.profiles, page.results, page.notes


@pytest.mark.parametrize("profile", ["auto", *PROFILES])
@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in FILES])
def test_every_rule_has_one_result_on_every_file(path: Path, profile: str) -> None:
    options = replace(WITHOUT, keep_text=True)
    page = audit_target(Target(address=str(path), profile=profile), options)
    assert page.results
    assert problems(page, options) == []


@pytest.mark.browser
@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in FILES if path.suffix == ".html"])
def test_every_rule_has_one_result_in_a_browser(path: Path) -> None:
    options = AuditOptions(keep_text=True)
    page = audit_target(Target(address=str(path)), options)
    assert page.browser is not None
    assert problems(page, options) == []


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=path.stem) for path in sorted((ROOT / "fixtures" / "rules").glob("*.yml"))]
)
def test_every_rule_has_one_result_on_a_page_of_each_rule(path: Path) -> None:
    case = next(cases(path))
    if case.text is not None:
        page = check_text(case.text, case.language, options=WITHOUT)
    else:
        page = check_html(page_of(case.html or ""), options=WITHOUT)
    assert problems(page, WITHOUT) == []


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        pytest.param("no-such-file.html", UntestedReason.PAGE_UNREACHABLE, id="no file"),
        pytest.param("no-such-file.docx", UntestedReason.PAGE_UNREACHABLE, id="no document"),
        pytest.param("ftp://example.org/", UntestedReason.PAGE_UNREACHABLE, id="no web address"),
        pytest.param("http://127.0.0.1:1/", UntestedReason.PAGE_UNREACHABLE, id="nobody answers"),
        pytest.param(".", UntestedReason.DOCUMENT_UNREADABLE, id="a folder"),
        pytest.param("empty.html", UntestedReason.DOCUMENT_UNREADABLE, id="empty"),
        pytest.param("picture.txt", UntestedReason.MEDIA_TYPE_UNSUPPORTED, id="no text"),
        pytest.param("broken.docx", UntestedReason.DOCUMENT_UNREADABLE, id="no docx"),
        pytest.param("broken.pdf", UntestedReason.DOCUMENT_UNREADABLE, id="no pdf"),
    ],
)
def test_a_page_that_does_not_open_leaves_every_rule_untested(
    address: str, reason: UntestedReason, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, content in {"empty.html": b"", "picture.txt": b"\x89\0", "broken.docx": b"x", "broken.pdf": b"x"}.items():
        Path(name).write_bytes(content)
    page = audit_target(Target(address=address), WITHOUT)
    assert problems(page, WITHOUT) == []
    assert page.results
    assert {result.reason for result in page.results} == {reason}
    assert len(page.notes) == 1


def ids(options: AuditOptions, *profiles: str) -> set[str]:
    return {rule.id for rule in select(options, profiles or PROFILES)}


def test_rules_are_chosen_and_left_out_by_pattern() -> None:
    assert ids(replace(WITHOUT, rules=("html-*",))) == {rule.id for rule in load_rules() if rule.id.startswith("html-")}
    assert ids(replace(WITHOUT, rules=("html-empty-lin?",))) == {"html-empty-link"}
    assert not any(name.startswith("wording-") for name in ids(replace(WITHOUT, without=("wording-*",))))
    left = ids(replace(WITHOUT, rules=("html-empty-*",), without=("html-empty-link",)))
    assert "html-empty-button" in left
    assert "html-empty-link" not in left


def test_rules_fit_the_profile() -> None:
    for profile in PROFILES:
        for rule in select(WITHOUT, [profile]):
            assert profile in rule.profiles


def test_a_deprecated_rule_runs_only_if_it_is_named() -> None:
    deprecated = {rule.id for rule in load_rules() if rule.status is Status.DEPRECATED}
    assert "axe-hidden-content" in deprecated
    assert not deprecated & ids(WITHOUT)
    assert not deprecated & ids(replace(WITHOUT, rules=("*",)))
    for name in deprecated:
        assert ids(replace(WITHOUT, rules=(name,))) == {name}


def test_what_stands_in_for_a_browser_is_left_out_where_one_runs() -> None:
    stand_ins = {rule.id: rule.stands_in_for for rule in load_rules() if rule.stands_in_for}
    assert stand_ins
    assert set(stand_ins) <= ids(WITHOUT)
    assert not set(stand_ins) & ids(AuditOptions(depth="thorough"), "web-page")
    chosen = ids(AuditOptions(), "web-page")
    for name, other in stand_ins.items():
        assert (name in chosen) is not (other in chosen), "one of the two, at any depth"
    name, other = next(iter(stand_ins.items()))
    assert name in ids(AuditOptions(rules=(name, other)), "web-page"), "it was named"
    assert name in ids(AuditOptions(without=(other,)), "web-page"), "the other does not run"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        pytest.param(AuditOptions(rules=("no-such-*",)), "no-such-*", id="rules"),
        pytest.param(AuditOptions(without=("no-such-rule",)), "no-such-rule", id="without"),
        pytest.param(AuditOptions(text_language="es"), "nl, fr, en, de", id="language"),
    ],
)
def test_an_option_that_is_wrong_is_the_users_to_repair(options: AuditOptions, says: str) -> None:
    with pytest.raises(OptionError, match=re.escape(says)):
        audit.check_options(options)


BROKEN = "html-viewport-forbids-zoom"


@pytest.fixture
def broken_checker(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The code of one rule divides by zero."""
    from accesscheck.checkers import elements
    from accesscheck.checkers.html import viewport_forbids_zoom

    elements._rule_asks.cache_clear()
    monkeypatch.setattr(viewport_forbids_zoom, "candidates", lambda dom: 1 / 0)
    yield
    elements._rule_asks.cache_clear()


@pytest.mark.usefixtures("broken_checker")
def test_a_checker_that_raises_is_a_result() -> None:
    options = AuditOptions(browser=False)
    page = check_html(page_of("<p>x</p>"), options=options)
    assert problems(page, options) == []
    failed = {result.rule_id: result for result in page.results if result.reason is UntestedReason.CHECKER_FAILED}
    assert set(failed) == {BROKEN}
    assert "ZeroDivisionError" in (failed[BROKEN].detail or "")
    assert "Traceback" in (failed[BROKEN].detail or "")


@pytest.mark.usefixtures("broken_checker")
def test_a_checker_that_raises_raises_in_our_tests() -> None:
    with pytest.raises(ZeroDivisionError):
        check_html(page_of("<p>x</p>"), options=WITHOUT)


LETTERS = Path(__file__).parents[1] / "fixtures" / "documents"


@pytest.fixture
def targets(tmp_path: Path) -> list[Target]:
    """Documents and texts, and two that do not open."""
    texts = {
        "a.txt": "Wij zoeken een jonge verkoopster.\n\nJe bent jonger dan 30 jaar en beschikt over een rijbewijs.",
        "b.txt": "Nous cherchons un jeune vendeur dynamique.\n\nVous avez moins de 30 ans et vous aimez le travail.",
        "c.txt": "",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = [*(tmp_path / name for name in texts), tmp_path / "none.txt", *sorted(LETTERS.glob("*.docx"))]
    return [Target(address=str(path)) for path in paths]


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: ThreadPoolExecutor(4), id="threads"),
        pytest.param(
            lambda: ProcessPoolExecutor(2, mp_context=get_context("spawn")), id="processes", marks=pytest.mark.slow
        ),
    ],
)
@pytest.mark.parametrize("in_flight", [1, 64])
def test_an_executor_gives_the_same(make: object, in_flight: int, targets: list[Target]) -> None:
    alone = sorted((essence(page) for page in audit_many(targets, WITHOUT)), key=str)
    executor: Executor
    with make() as executor:  # type: ignore[operator]
        pages = audit_many(targets, WITHOUT, executor=executor, in_flight=in_flight)
        together = sorted((essence(page) for page in pages), key=str)
    assert together == alone
    assert len(alone) == len(targets)


def test_two_runs_give_the_same_fingerprints(targets: list[Target]) -> None:
    runs = [[essence(page) for page in audit_many(targets, WITHOUT)] for _ in range(2)]
    assert runs[0] == runs[1]
    assert any(page.findings for page in audit_many(targets, WITHOUT))


def test_equal_findings_are_numbered() -> None:
    page = check_html(page_of("<a href=a></a>" * 3), options=replace(WITHOUT, rules=("html-empty-link",)))
    first, second, third = (finding.fingerprint for finding in page.findings)
    assert (second, third) == (f"{first}-2", f"{first}-3")


WORDS = st.sampled_from(
    [
        "Wij zoeken een jonge verkoopster.",
        "Je bent jonger dan 30 jaar",
        "Nous cherchons un jeune vendeur",
        "l’homme",
        "We need a young salesman.",
        "native speaker",
        "Wir suchen junge Mitarbeiter.",
        "Muttersprachler",
        "d.w.z.",
        "z. B.",
        "rijbewijs B",
        "(m/v)",
        "stressbestendig",
        "hij",
        "er",
        "\n",
        "\n\n",
        " ",
        "\u00a0",
        "\u00ad",
        "\u200b",
        "e\u0301",
        "\u0301",
        "👩‍💻",
        "👍🏽",
        "\n- ",
        "\n• ",
        "x" * 300,
        "İ",
        "\r\n",
        ".",
        "…",
        "“",
        "’",
        "\ud800",
        "\0",
    ]
)


@given(st.lists(WORDS | st.text(max_size=8), max_size=25).map("".join), st.sampled_from(["nl", "fr", "en", "de", None]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_gives_results_with_true_offsets(text: str, language: str | None) -> None:
    page = check_text(text, language, options=WITHOUT)
    assert problems(page, WITHOUT) == []
    # Half a character, which no encoding has, is shown as U+FFFD: one for one, so offsets stay true.
    text = text.replace("\ud800", "\ufffd")
    for finding in page.findings:
        if isinstance(finding.location, TextLocation):
            assert text[finding.location.start : finding.location.end] == finding.location.quote


MARKUP = st.sampled_from(
    [
        "<html lang=nl>",
        "<body>",
        "<main>",
        "</main>",
        "<h1>",
        "</h1>",
        "<h4>",
        "<p>",
        "<a href=#>",
        "</a>",
        "<img src=a>",
        "<img alt=''>",
        "<input>",
        "<label for=a>",
        "<input id=a>",
        "<table>",
        "<tr>",
        "<th>",
        "<td>",
        "<iframe>",
        "</iframe>",
        "<button>",
        "</button>",
        "<meta http-equiv=refresh content=5>",
        "<meta name=viewport content=user-scalable=no>",
        "<div role=heading aria-level=²>",
        "<div hidden>",
        "</div>",
        "<title>",
        "</title>",
        "<script>",
        "</script>",
        '<script type="application/ld+json">{"@type":"JobPosting","description":"Wij zoeken een jonge kok."}</script>',
        "<p lang=fr>",
        "Wij zoeken een jonge verkoopster.",
        "<o:p>",
        "<svg>",
        "<template>",
        "<!--",
        "-->",
        "&nbsp;",
        "\ud800",
    ]
)


@given(st.lists(MARKUP | st.text(max_size=8), max_size=25).map("".join))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_markup_gives_results(html: str) -> None:
    options = replace(WITHOUT, keep_text=True)
    assert problems(check_html(html, options=options), options) == []


@pytest.mark.parametrize("unit", ["a@", "-", "<div>", "<b>", "é\u0301", "a. ", "- a\n", "&", "<!", "jonge "])
def test_a_long_row_of_the_same_ends(unit: str) -> None:
    assert problems(check_text(unit * 5000, "nl", options=WITHOUT), WITHOUT) == []
    assert problems(check_html(unit * 3000, options=WITHOUT), WITHOUT) == []


def test_a_lost_worker_loses_no_other_page_and_says_so() -> None:
    """A worker that dies breaks its whole pool: what it was given, and what comes after, is untested."""
    targets = [Target(address=str(ROOT / name)) for name in ("README.md", "CONTRIBUTING.md")]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        with pytest.raises(BrokenExecutor):
            pool.submit(os._exit, 1).result()
        pages = list(audit_many(targets, WITHOUT, executor=pool))
    # In order of completion, which is any where all have failed.
    assert sorted(page.address for page in pages) == sorted(target.address for target in targets)
    for page in pages:
        assert problems(page, WITHOUT) == []
        assert {result.reason for result in page.results} == {UntestedReason.WORKER_LOST}
        assert [note.key for note in page.notes] == ["worker-lost"]


@pytest.mark.usefixtures("broken_checker")
def test_strict_raises_out_of_an_executor_too(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(page_of("<p>x</p>"), encoding="utf-8")
    with ThreadPoolExecutor(1) as pool, pytest.raises(ZeroDivisionError):
        list(audit_many([Target(address=str(page))], replace(WITHOUT, strict=True), executor=pool))


def test_without_a_browser_to_be_found_the_source_is_checked_and_the_exit_code_says_so() -> None:
    page = ROOT / "fixtures" / "pages" / "loket.html"
    command = [sys.executable, "-m", "accesscheck", "check", str(page), "--format", "json", "--fail-on", "never"]
    environment = {**os.environ, "ACCESSCHECK_CHROMIUM": str(ROOT / "no-such-browser")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    (shown,) = json.loads(done.stdout)["pages"]
    outcomes = {result["rule_id"]: (result["outcome"], result["reason"]) for result in shown["results"]}
    assert outcomes["html-image-without-alternative"] == ("failed", None)
    assert outcomes["axe-image-alt"] == ("untested", "needs-browser")
    assert "browser-missing" in [note["key"] for note in shown["notes"]]
    assert done.returncode == 3
