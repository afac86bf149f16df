"""The report and the letter of a body, and the handbook, in words: true, whole and in plain Dutch."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from small_government import FIELD, IMAGE, LINK, SmallGovernment, build

from accesscheck import audit
from accesscheck.errors import OptionError
from accesscheck.model.change import Change
from accesscheck.model.finding import Outcome
from accesscheck.model.rule import LANGUAGES, Rule
from accesscheck.monitoring.reports import entity, handbook, letter
from accesscheck.monitoring.reports.blocks import (
    Block,
    Bullets,
    Chart,
    KeyFigures,
    Paragraph,
    Picture,
    Section,
    Table,
    Text,
    Words,
    plain,
    walk,
)
from accesscheck.monitoring.reports.letter import Sender
from accesscheck.monitoring.reports.sections.figures import figures_table

SENDER = Sender(
    name="Dienst Toegankelijkheid",
    address=("Pleinstraat 1", "1000 Brussel"),
    place="Brussel",
    email="dienst@voorbeeld.example",
    phone="02 000 00 00",
    signed=("An Voorbeeld", "diensthoofd"),
    online="https://rapporten.example",
)
WITH_FIGURES, WITHOUT_PRODUCTS, MERGED = "OVO1", "OVO3", "OVO6"


@pytest.fixture(scope="module")
def rules() -> dict[str, Rule]:
    """Every rule, by id."""
    return {one.id: one for one in audit.load_rules()}


def words_of(block: Block) -> Iterator[Words]:
    """Each stretch of words in a block, without those of the blocks in it."""
    match block:
        case Paragraph(words=words):
            yield words
        case Bullets(items=items):
            yield from items
        case KeyFigures(figures=figures):
            yield from ((one.value, one.label, *one.comment) for one in figures)
        case Table():
            yield (block.caption,)
            yield from ((column.title,) for column in block.columns)
            yield from (one.words for line in block.rows for one in line)
            if block.note:
                yield block.note
        case Chart():
            yield from ((one,) for one in (block.title, block.description, *block.labels))
        case Picture(alt=alt):
            yield (alt,)
        case Section(title=title):
            yield (title,)


def texts(government: SmallGovernment, rules: dict[str, Rule], language: str) -> Iterator[Text]:
    year = government.year()
    for body in year.entities:
        yield entity.report(year.entity(body.key), rules, language)
    yield handbook.report(year.about, rules, language, changes=handbook.rule_changes(2025, {"a": "1"}, {"b": "1"}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_whole(small_government: SmallGovernment, rules: dict[str, Rule], language: str) -> None:
    for text in texts(small_government, rules, language):
        blocks = list(walk(text.blocks))
        keys = [one.key for one in blocks if isinstance(one, Section | Table | Chart)]
        assert len(set(keys)) == len(keys)
        for block in blocks:
            for words in words_of(block):
                assert plain(words).strip(), block
                if not isinstance(block, Bullets | Paragraph):  # Those may quote markup with braces.
                    assert not re.search(r"\{\w+\}", plain(words)), words


def test_the_figures_of_a_body_stand_in_its_table(small_government: SmallGovernment) -> None:
    """Criteria: the mean of its two products. Pages: 3 of 5, but the mean of 1 in 3 and 2 in 2."""
    facts = small_government.year().entity(WITH_FIGURES)
    table = figures_table(facts, "en")
    by_name = {plain(row[0].words): [plain(one.words) for one in row[1:]] for row in table.rows}
    assert by_name["Pages without failures of WCAG"] == ["67%*", "50%", "67%", "75% target not met", "100% (2030)"]
    assert entity.answer(facts, "en").startswith("Pages without failures of WCAG: 3 of the 5 that we read.")


def test_what_was_mended_is_told_from_what_is_new_and_gone(small_government: SmallGovernment) -> None:
    facts = small_government.year().entity(WITH_FIGURES)
    changes = {one.rule_id: one.changes for one in facts.barriers}
    assert changes[LINK] == {Change.MENDED: 1}
    assert changes[FIELD] == {Change.NEW: 1, Change.MENDED: 1}
    assert changes[IMAGE] == {Change.OPEN: 1, Change.PAGE_GONE: 1, Change.FIRST_TESTED: 1}


def test_a_merger_carries_the_products_and_their_years(small_government: SmallGovernment) -> None:
    year = small_government.year()
    facts = year.entity(MERGED)
    assert [one.key for one in facts.before] == ["OVO4", "OVO5"]
    assert [one.product.key for one in facts.products] == ["W4", "W5"]
    assert facts.changes[Change.OPEN] == 1
    # In 2025 the two products had failures on 2 of their 2 pages, in 2024 too.
    measure = facts.measure("failures-per-page")
    then = [one for one in small_government.pages["year-2025"].items() if one[0] in ("W4", "W5")]
    failures = [
        sum(found.outcome is Outcome.FAILED for page in pages for found in page.findings) / len(pages)
        for _, pages in then
    ]
    before = measure.in_year(2025)
    assert before is not None
    assert before.value == pytest.approx(sum(failures) / len(failures))


def test_a_year_of_another_method_is_not_compared(small_government: SmallGovernment) -> None:
    measure = small_government.year().entity(WITH_FIGURES).measure("criteria-without-failures")
    assert measure.series.breaks == (2025,)
    assert measure.rescored is not None
    again = {point.year: point.figure for point in measure.rescored.points}
    assert measure.comparable(2024) == again[2024]
    assert measure.comparable(2024) != measure.in_year(2024)


def test_a_body_that_is_not_there(small_government: SmallGovernment) -> None:
    with pytest.raises(OptionError, match="There is no body"):
        small_government.year().entity("OVO9")
    with pytest.raises(OptionError, match="was not measured"):
        small_government.year(2023)


@pytest.mark.parametrize(
    ("key", "says"),
    [
        pytest.param(WITHOUT_PRODUCTS, "In de inventaris staan geen digitale producten", id="no products"),
        pytest.param(MERGED, "Deze producten konden we niet meten", id="one product was down"),
        pytest.param(WITH_FIGURES, "Laat je ons voor 1 februari 2027 weten", id="with figures"),
    ],
)
def test_a_letter_says_what_holds(
    small_government: SmallGovernment, rules: dict[str, Rule], key: str, says: str
) -> None:
    assert says in _body(small_government, rules, key, "nl")


@pytest.mark.parametrize("key", [WITH_FIGURES, WITHOUT_PRODUCTS, MERGED])
def test_letters_in_dutch_pass_our_own_rules(
    small_government: SmallGovernment, rules: dict[str, Rule], key: str
) -> None:
    """At most B1, and no failure of wording. Advice about words is for what we quote, so it may stand."""
    body = _body(small_government, rules, key, "nl")
    options = audit.AuditOptions(depth="quick", text_language="nl")
    page = audit.check_text(body, options=options, profile="text")
    failed = [found.rule_id for found in page.findings if found.outcome is Outcome.FAILED]
    level = next(one for one in page.results if one.rule_id == "level-above-target")
    assert failed == []
    assert level.outcome in (Outcome.PASSED, Outcome.UNTESTED), level
    if len(body.split()) > 100:
        assert level.measured["level"] in ("A1", "A2", "B1")


def _body(government: SmallGovernment, rules: dict[str, Rule], key: str, language: str) -> str:
    made = letter.letter(
        government.year().entity(key),
        rules,
        language,
        sender=SENDER,
        on=date(2026, 12, 1),
        deadline=date(2027, 2, 1),
    )
    paragraphs = [plain(words) for block in walk(made.blocks) for words in words_of(block)]
    return "\n\n".join([made.salutation, *paragraphs, made.closing])


@pytest.mark.parametrize(
    ("before", "now", "added", "removed", "changed"),
    [
        pytest.param({}, {"a": "1"}, ("a",), (), (), id="new"),
        pytest.param({"a": "1"}, {}, (), ("a",), (), id="gone"),
        pytest.param({"a": "1", "b": "1"}, {"a": "2", "b": "1"}, (), (), ("a",), id="changed"),
    ],
)
def test_what_changed_in_the_rules(
    before: dict[str, str],
    now: dict[str, str],
    added: tuple[str, ...],
    removed: tuple[str, ...],
    changed: tuple[str, ...],
) -> None:
    found = handbook.rule_changes(2025, before, now)
    assert (found.added, found.removed, found.changed) == (added, removed, changed)


def test_a_year_that_was_left_out_is_not_last_year(
    rules: dict[str, Rule], tmp_path: Path, small_government: SmallGovernment
) -> None:
    every = text_of_letter(small_government, rules)
    with closing(build(str(tmp_path / "results.db"), without=["year-2025"]).store) as store:
        skipped = text_of_letter(replace(small_government, store=store), rules)
    assert ("In 2025: " in every, "In 2024: " in every) == (True, False)
    assert ("In 2025: " in skipped, "In 2024: " in skipped) == (False, True)
    again = "The figures of 2024 in this letter are counted again in the new way."
    assert (again in every, again in skipped) == (False, True)


def text_of_letter(government: SmallGovernment, rules: dict[str, Rule]) -> str:
    facts = government.year().entity(WITH_FIGURES)
    written = letter.letter(facts, rules, "en", sender=SENDER, on=date(2026, 12, 1), online="")
    return "\n".join(plain(words) for block in walk(written.blocks) for words in words_of(block))
