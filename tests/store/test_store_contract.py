"""The same contract holds on SQLite and on PostgreSQL."""

import multiprocessing
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from accesscheck import audit, plugins
from accesscheck.errors import StoreError
from accesscheck.model.document import Note
from accesscheck.model.finding import Finding, Impact, Outcome, RuleResult, UntestedReason
from accesscheck.model.flow import Step
from accesscheck.model.location import SNIPPET_LENGTH, ElementLocation, TextLocation, WholeDocument
from accesscheck.model.outline import Outline, OutlineLink
from accesscheck.model.report import PageResult, Run
from accesscheck.model.standing import Standing
from accesscheck.model.target import Target
from accesscheck.model.waiver import Waiver
from accesscheck.store import open_store, schema
from accesscheck.store.page_rows import LONGEST_QUOTE
from accesscheck.testing import store_contract


def test_a_store_keeps_what_the_contract_asks(address: str) -> None:
    assert list(store_contract(lambda: open_store(address))) == []


def test_the_store_is_found_by_its_address(address: str) -> None:
    found = plugins.open_store(plugins.plugin_manager(), address)
    assert found.runs() == ()
    found.close()


def test_nobody_has_a_store_for_a_foreign_address() -> None:
    with pytest.raises(StoreError, match="no address of a store"):
        plugins.open_store(plugins.plugin_manager(), "mysql://localhost/results")


def run(run_id: str = "r") -> Run:
    return Run(
        id=run_id,
        started_at=datetime(2026, 11, 22, tzinfo=UTC),
        accesscheck_version="1",
        axe_version="4",
        rule_set_sha256="0",
    )


# Any text: with NUL, with half a surrogate pair, with the mark that we escape with.
text = st.text(st.characters() | st.characters(categories=["Cs"]) | st.sampled_from("\0\x1b\x1b0000é€😀"), max_size=30)
maybe = st.none() | text
number = st.integers(0, 2**31 - 1)
params = st.dictionaries(
    text,
    text
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False)
    | st.booleans()
    | st.lists(text, max_size=3).map(tuple),
    max_size=4,
)
locations = (
    st.builds(ElementLocation, selector=text, snippet=text, line=st.none() | number, column=st.none() | number)
    | st.builds(TextLocation, start=number, end=number, quote=text, selector=maybe, page=st.none() | number)
    | st.just(WholeDocument())
)
rule_ids = st.sampled_from(["axe-image-alt", "level", "één-\0"])
waivers = st.builds(
    Waiver, rule=text, page=maybe, selector=maybe, text=maybe, reason=text, owner=text, expires=st.dates()
)
findings = st.builds(
    Finding,
    rule_id=rule_ids,
    outcome=st.sampled_from([Outcome.FAILED, Outcome.CANT_TELL]),
    impact=st.sampled_from(Impact),
    location=locations,
    params=params,
    fingerprint=text,
    standing=st.none() | st.sampled_from(Standing),
    waiver=st.none() | waivers,
)
modes = st.sampled_from(["automatic", "semiAuto", "manual"])
results = st.one_of(
    st.builds(
        RuleResult,
        rule_id=rule_ids,
        outcome=st.sampled_from([Outcome.FAILED, Outcome.CANT_TELL]),
        findings=st.lists(findings, min_size=1, max_size=4).map(tuple),
        checked=number,
        detail=maybe,
        mode=modes,
        measured=params,
    ),
    st.builds(
        RuleResult,
        rule_id=rule_ids,
        outcome=st.sampled_from([Outcome.PASSED, Outcome.INAPPLICABLE]),
        checked=number,
        detail=maybe,
        mode=modes,
        measured=params,
    ),
    st.builds(
        RuleResult,
        rule_id=rule_ids,
        outcome=st.just(Outcome.UNTESTED),
        reason=st.sampled_from(UntestedReason),
        detail=maybe,
        mode=modes,
    ),
)
steps = st.builds(Step, action=st.sampled_from(["goto", "click"]), selector=text, value=text)
targets = st.builds(
    Target,
    address=text,
    media_type=maybe,
    entity=maybe,
    profile=st.sampled_from(["auto", "web-page", "vacancy"]),
    folder=maybe,
    steps=st.lists(steps, max_size=2).map(tuple),
    state=maybe,
    source=maybe,
)
links = st.builds(
    OutlineLink, area=st.sampled_from(["banner", "contentinfo"]), name=text, target=text, selector=text, snippet=text
)
pages = st.builds(
    PageResult,
    target=targets,
    address=text,
    fetched_at=st.datetimes(timezones=st.just(UTC)),
    sha256=maybe,
    title=maybe,
    language=maybe,
    profiles=st.lists(text, max_size=2).map(tuple),
    results=st.lists(results, max_size=4).map(tuple),
    notes=st.lists(st.builds(Note, key=text, params=st.dictionaries(text, text, max_size=2)), max_size=2).map(tuple),
    browser=maybe,
    seconds=st.floats(allow_nan=False, allow_infinity=False),
    outline=st.none() | st.builds(Outline, title=maybe, links=st.lists(links, max_size=2).map(tuple)),
)


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(page=pages)
def test_a_page_comes_back_as_it_was(address: str, page: PageResult) -> None:
    store = open_store(address)
    store.begin(run())
    store.add("r", page, product="p")
    assert page in store.pages("r", product="p")
    store.close()


def test_texts_snapshots_keep_and_what_is_too_long_are_left_out(address: str) -> None:
    store = open_store(address)
    store.begin(run())
    page = audit.check_text("Wij zoeken een jonge collega. " * 9, "nl")
    assert page.text
    long = Finding(
        rule_id="r",
        outcome=Outcome.FAILED,
        impact=Impact.MINOR,
        location=ElementLocation(selector="a", snippet="x" * 1_000),
        fingerprint="f",
    )
    quote = replace(long, location=TextLocation(start=0, end=9, quote="y" * 9_000))
    result = RuleResult(rule_id="r", outcome=Outcome.FAILED, findings=(long, quote), checked=1)
    store.add("r", replace(page, results=(*page.results, result)))
    (kept,) = store.pages("r")
    assert kept.text is None
    assert kept.results[:-1] == page.results
    snippet, words = (finding.location for finding in kept.results[-1].findings)
    assert isinstance(snippet, ElementLocation)
    assert snippet.snippet == "x" * SNIPPET_LENGTH
    assert isinstance(words, TextLocation)
    assert words.quote == "y" * LONGEST_QUOTE
    store.close()


def small_page(name: str, version: int = 0, count: int = 3) -> PageResult:
    found = tuple(
        Finding(
            rule_id="r",
            outcome=Outcome.FAILED,
            impact=Impact.MINOR,
            location=ElementLocation(selector=f"a:nth-child({number})", snippet=f"<a>{version}</a>"),
            fingerprint=f"{name}-{number}",
        )
        for number in range(count)
    )
    return PageResult(
        target=Target(address=f"https://a.example/{name}"),
        address=f"https://a.example/{name}",
        fetched_at=datetime(2026, 11, 22, tzinfo=UTC),
        sha256=str(version),
        results=(RuleResult(rule_id="r", outcome=Outcome.FAILED, findings=found, checked=count),),
    )


def whole(page: PageResult) -> bool:
    """Whether all of a page is of one version, and nothing is missing."""
    versions = {finding.location.snippet for finding in page.findings if isinstance(finding.location, ElementLocation)}
    return len(page.findings) == 3 and versions == {f"<a>{page.sha256}</a>"}


def test_readers_see_whole_pages_while_several_threads_write(address: str) -> None:
    store = open_store(address)
    store.begin(run())
    problems: list[str] = []

    def write(worker: int) -> None:
        try:
            for version in range(12):
                store.add("r", small_page(f"shared-{version % 3}", version))
                store.add("r", small_page(f"own-{worker}-{version}", version))
        except Exception as error:
            problems.append(repr(error))

    writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for writer in writers:
        writer.start()
    reader = open_store(address)
    while any(writer.is_alive() for writer in writers):
        problems += [page.address for page in reader.pages("r") if not whole(page)]
    for writer in writers:
        writer.join()
    assert problems == []
    assert len(list(reader.pages("r"))) == 3 + 4 * 12
    reader.close()
    store.close()


def _open_and_add(address: str, worker: int) -> None:
    store = open_store(address)
    store.begin(run())
    for number in range(5):
        store.add("r", small_page(f"{worker}-{number}"))
    store.close()


@pytest.mark.slow
def test_several_programs_make_and_fill_one_store(address: str) -> None:
    context = multiprocessing.get_context("spawn")
    programs = [context.Process(target=_open_and_add, args=(address, worker)) for worker in range(3)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    assert [program.exitcode for program in programs] == [0, 0, 0]
    store = open_store(address)
    assert len(list(store.pages("r"))) == 15
    store.close()


def test_a_program_that_joins_a_run_leaves_its_rules(address: str) -> None:
    """Another program may be between giving a rule a number and using that number."""
    first, second = open_store(address), open_store(address)
    first.begin(run())
    first.add("r", small_page("1"))
    number = second.run("r")
    given = first.rule_ids(number, {"r"})["r"]
    second.begin(run())
    second.begin(run(), rules=audit.load_rules())
    of_run = select(schema.run_rule.c.rule_id).where(schema.run_rule.c.run_id == number)
    assert given in {row.rule_id for row in second.rows(of_run)}
    for store in (first, second):
        store.close()


def test_an_unfinished_run_is_compared_with_nothing(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "results.db"))
    for run_id, year in (("a", 2025), ("b", 2026)):
        store.begin(run(run_id), year=year)
        store.add(run_id, small_page("page"), product="p")
    store.finish("b")
    assert store.product_tallies("b")[0].compared_with is None
    store.finish("a")
    store.finish("b")
    assert store.product_tallies("b")[0].compared_with == "a"
    store.close()
