"""Charts: true, readable and safe, whatever the numbers and the names."""

import itertools
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_samples import HOSTILE, LONG, bars, levels, trend

from accesscheck.monitoring.reports import charts, drawing
from accesscheck.monitoring.reports.blocks import Chart, ChartSeries, plain
from accesscheck.monitoring.reports.lettering import lines, room

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = (charts.WIDE, charts.NARROW)
KINDS = ("lines", "bars", "stacked")


def chart(kind: str = "lines", *values: float | None, **fields: object) -> Chart:
    """A chart of one series."""
    given = {
        "key": "one",
        "kind": kind,
        "title": "Pages without failures",
        "description": "It goes up.",
        "unit": "share",
        "labels_title": "Year",
        "labels": tuple(str(2000 + place) for place in range(len(values))),
        "series": (ChartSeries(name="This body", values=values),),
    }
    return Chart(**(given | fields))  # type: ignore[arg-type]


def drawn(one: Chart, width: int = charts.WIDE, language: str = "en") -> ElementTree.Element:
    """The chart, read as XML: it must stand alone."""
    return ElementTree.fromstring(charts.svg(one, language, width=width))


def texts(tree: ElementTree.Element) -> list[str]:
    """Every line of text that is drawn."""
    return [element.text or "" for element in tree.iter(f"{SVG}text")]


def marks(tree: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    """The elements of a name, without those of patterns."""
    inside = {id(one) for pattern in tree.iter(f"{SVG}pattern") for one in pattern.iter()}
    return [element for element in tree.iter(f"{SVG}{name}") if id(element) not in inside]


def series_lines(tree: ElementTree.Element) -> list[str]:
    """The paths of the lines of series."""
    return [one.get("d", "") for one in marks(tree, "path") if one.get("fill") == "none"]


def told(one: Chart) -> str:
    """The note of the table of a chart."""
    return plain(charts.table(one, "en").note)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("sample", [trend, bars, levels])
def test_a_chart_has_a_role_a_name_and_a_description(sample: object, width: int) -> None:
    tree = drawn(sample("nl"), width, "nl")  # type: ignore[operator]
    assert tree.get("role") == "img"
    named = (tree.get("aria-labelledby") or "").split()
    ids = {element.get("id"): element for element in tree.iter() if element.get("id")}
    assert [ids[one].tag for one in named] == [f"{SVG}title", f"{SVG}desc"]
    assert all(ids[one].text for one in named)


def test_two_widths_of_a_chart_share_no_id() -> None:
    ids = [re.findall(r'\bid="([^"]+)"', charts.svg(bars("en"), "en", width=width)) for width in WIDTHS]
    assert all(len(set(one)) == len(one) > 2 for one in ids)
    assert not set(ids[0]) & set(ids[1])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("values", [(), (None,), (None, None, None)], ids=["no label", "one", "three"])
def test_a_chart_of_nothing_says_so(values: tuple[None, ...], kind: str, width: int) -> None:
    tree = drawn(chart(kind, *values), width)
    assert texts(tree) == ["Nothing was measured."]
    assert not series_lines(tree)


def test_a_chart_without_series_says_so_and_has_a_table() -> None:
    empty = chart("bars", labels=("2026",), series=())
    assert texts(drawn(empty)) == ["Nothing was measured."]
    assert [plain(cell.words) for cell in charts.table(empty, "en").rows[0]] == ["2026"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_one_value_is_told(kind: str, width: int) -> None:
    assert "40%" in texts(drawn(chart(kind, 0.4), width))


def test_a_line_stops_where_nothing_was_measured() -> None:
    assert [path.count("L") for path in series_lines(drawn(chart("lines", 0.1, 0.2, None, 0.3, 0.4, 0.5)))] == [1, 2]


def test_a_line_stops_at_a_break_and_the_break_has_its_words() -> None:
    broken = chart("lines", 0.1, 0.2, 0.3, 0.4, breaks=(2,), break_text="other method")
    tree = drawn(broken)
    assert [path.count("L") for path in series_lines(tree)] == [1, 1]
    assert "other method" in texts(tree)
    upright = [one for one in marks(tree, "line") if one.get("x1") == one.get("x2") and one.get("stroke-dasharray")]
    assert len(upright) == 1
    assert told(broken) == "2002: other method."


@pytest.mark.parametrize("breaks", [(0,), (4,), (-1, 9)], ids=["first", "after the last", "outside"])
def test_a_break_without_values_on_both_sides_is_not_drawn(breaks: tuple[int, ...]) -> None:
    whole = chart("lines", 0.1, 0.2, 0.3, 0.4, breaks=breaks, break_text="other method")
    assert "other method" not in texts(drawn(whole))
    assert told(whole) == ""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", ["lines", "bars"])
def test_the_target_is_a_line_with_words(kind: str, width: int) -> None:
    aimed = chart(kind, 0.1, 0.2, target=0.8, target_text="target of 2026")
    tree = drawn(aimed, width)
    assert "target of 2026: 80%" in " ".join(texts(tree))
    assert [one for one in marks(tree, "line") if one.get("stroke-dasharray") == "10 5"]
    assert told(aimed) == "Target of 2026: 80%."


def test_a_target_that_says_its_value_does_not_say_it_twice() -> None:
    assert told(chart("bars", 0.1, target=0.8, target_text="Target: 80%")) == "Target: 80%."


def test_a_target_above_all_values_is_within_the_drawing() -> None:
    tree = drawn(chart("bars", 3, 4, unit="per page", target=50, target_text="target"))
    target = next(one for one in marks(tree, "line") if one.get("stroke-dasharray"))
    assert float(target.get("x1", "")) < charts.WIDE


def test_an_interval_is_drawn_and_told() -> None:
    measured = chart("lines", series=(ChartSeries(name="a", values=(0.5,), low=(0.4,), high=(0.6,)),), labels=("x",))
    table = charts.table(measured, "en")
    assert plain(table.rows[0][1].words) == "50% (40%–60%)"
    assert "Between brackets" in told(measured)
    without = replace(measured, series=(ChartSeries(name="a", values=(0.5,)),))
    assert len(marks(drawn(measured), "line")) == len(marks(drawn(without), "line")) + 3


def test_a_value_of_an_earlier_year_is_told_with_that_year() -> None:
    older = chart("lines", series=tuple(ChartSeries(name=name, values=(0.3, None)) for name in "ab"), labels=("x", "y"))
    assert texts(drawn(older)).count("30% (x)") == 2


def test_every_value_is_in_the_table_and_what_is_missing_is_a_dash() -> None:
    rows = charts.table(bars("nl"), "nl").rows
    assert [[plain(cell.words) for cell in row[1:]] for row in rows] == [
        ["12,4", "9,1 (8,0–11,0)"],
        ["3,0", "2,2 (1,5–3,0)"],
        ["–", "0,0 (0,0–0,5)"],
    ]
    assert rows[2][1].value is None


def test_bars_say_what_was_not_measured() -> None:
    assert texts(drawn(chart("bars", 0.5, None))).count("not measured") == 1


def test_bars_are_as_long_as_their_values() -> None:
    tree = drawn(chart("bars", 0.2, 0.4, 0))
    wide = [float(one.get("width", "")) for one in marks(tree, "rect") if one.get("class") == "f-s0"]
    assert len(wide) == 2
    assert wide[1] == pytest.approx(2 * wide[0], abs=0.2)


def test_stacked_bars_fill_the_whole() -> None:
    halves = chart(
        "stacked",
        labels=("a",),
        series=tuple(ChartSeries(name=name, values=(0.5,)) for name in ("yes", "no")),
    )
    tree = drawn(halves)
    assert texts(tree).count("50%") == 2
    blocks = [one for one in marks(tree, "rect") if "s0" in one.get("class", "") or "s1" in one.get("class", "")]
    assert float(blocks[-2].get("width", "")) == pytest.approx(float(blocks[-1].get("width", "")), abs=3)


@pytest.mark.parametrize("width", WIDTHS)
def test_two_hundred_points_have_labels_that_do_not_touch(width: int) -> None:
    many = chart("lines", *(n / 200 for n in range(200)), labels=tuple(f"Page {n}" for n in range(200)))
    tree = drawn(many, width)
    below = [
        (float(one.get("x", "")), room(one.text or "", drawing.SIZE))
        for one in marks(tree, "text")
        if (one.text or "").startswith("Page")
    ]
    assert 2 <= len(below) < 30
    below.sort()
    for (x, wide), (next_x, next_wide) in itertools.pairwise(below):
        assert x + wide / 2 <= next_x - next_wide / 2
    assert max(x for x, _ in below) == below[-1][0]
    assert "Page 199" in texts(tree)


@pytest.mark.parametrize("kind", ["bars", "stacked"])
def test_of_two_hundred_bars_the_first_are_drawn_and_that_is_said(kind: str) -> None:
    many = chart(kind, *(0.5 for _ in range(200)))
    assert "Only the first 30 of 200 are drawn. The table has them all." in " ".join(texts(drawn(many)))
    assert len(charts.table(many, "en").rows) == 200


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_stands_outside_the_drawing(kind: str, width: int) -> None:
    values = (0.1, 0.99, 1.0)
    series = tuple(
        ChartSeries(name=f"{LONG} {number}", values=values, low=(0.0, 0.9, 0.9), high=(0.3, 1.0, 1.0))
        for number in range(7)
    )
    crowded = chart(
        kind,
        series=series,
        labels=(LONG, LONG, "x"),
        breaks=(1,),
        break_text=f"{LONG} {LONG}",
        target=0.98,
        target_text=LONG,
    )
    tree = drawn(crowded, width, "de")
    high = float(tree.get("height", ""))
    for one in marks(tree, "text"):
        wide = room(one.text or "", drawing.SIZE)
        x = float(one.get("x", ""))
        left = x - {"start": 0, "middle": 0.5, "end": 1}[one.get("text-anchor", "start")] * wide
        assert left >= -1
        assert left + wide <= width + 1
        assert 0 < float(one.get("y", "")) <= high
    for one in (*marks(tree, "line"), *marks(tree, "rect")):
        for name, most in (("x1", width), ("x2", width), ("x", width), ("y1", high), ("y2", high), ("y", high)):
            assert -1 <= float(one.get(name, "0")) <= most + 1


def test_series_differ_by_more_than_colour() -> None:
    count = 30
    lined = chart(
        "lines", labels=("x", "y"), series=tuple(ChartSeries(name=str(n), values=(0.1, 0.2)) for n in range(count))
    )
    looks = {(one.get("fill"), one.get("d")) for one in marks(drawn(lined), "path") if one.get("transform")}
    assert len(looks) == count
    blocks = marks(drawn(replace(lined, kind="stacked")), "rect")
    assert len({one.get("fill") for one in blocks} - {"#ffffff"}) == count


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_words_stay_words(kind: str, width: int) -> None:
    evil = chart(
        kind,
        key=HOSTILE,
        title=HOSTILE,
        description=HOSTILE,
        labels=(HOSTILE,),
        series=(ChartSeries(name=HOSTILE, values=(0.5,)),),
        target=0.4,
        target_text=HOSTILE,
    )
    tree = drawn(evil, width)
    assert {element.tag for element in tree.iter()} <= {
        f"{SVG}{name}" for name in ("svg", "title", "desc", "text", "line", "path", "rect", "defs", "pattern")
    }
    names = {name for element in tree.iter() for name, _ in element.items()}
    assert not any(name.startswith("on") or "href" in name for name in names)
    assert all(re.fullmatch(r"[\w.-]+", element.get("id", "x")) for element in tree.iter())


@settings(max_examples=60, deadline=None)
@given(
    words=st.text(max_size=40),
    values=st.lists(st.none() | st.floats(0, 1e9), min_size=1, max_size=12),
    kind=st.sampled_from(KINDS),
    unit=st.sampled_from(["share", "per page", "number"]),
    width=st.sampled_from(WIDTHS),
)
def test_any_words_and_numbers_give_a_picture(
    words: str, values: list[float | None], kind: str, unit: str, width: int
) -> None:
    any_chart = chart(kind, *values, unit=unit, title=words, series=(ChartSeries(name=words, values=tuple(values)),))
    tree = drawn(any_chart, width, "fr")
    numbers = [
        value for one in tree.iter() for name, value in one.items() if name in {"x", "y", "x1", "y1", "width", "d"}
    ]
    assert not any("nan" in value or "inf" in value for value in numbers)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, by WCAG."""

    def light(colour: str) -> float:
        parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", sorted(set(drawing.PALETTE) - {"paper"}))
def test_colours_can_be_told_from_paper(name: str, scheme: int) -> None:
    least = 7 if name == "ink" else 3 if name == "rule" else 4.5
    assert contrast(drawing.PALETTE[name][scheme], drawing.PALETTE["paper"][scheme]) >= least


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        pytest.param("", 100, ("",), id="nothing"),
        pytest.param("one two", 500, ("one two",), id="fits"),
        pytest.param("one two", 40, ("one", "two"), id="two lines"),
        pytest.param("Frans-Nederlands", 90, ("Frans-", "Nederlands"), id="after a hyphen"),
        pytest.param("aa bb cc dd ee", 30, ("aa", "bb", "c…"), id="no more lines"),
    ],
)
def test_lines_end_where_words_do(text: str, width: float, expected: tuple[str, ...]) -> None:
    assert lines(text, 15, width) == expected


@given(text=st.text(max_size=200), width=st.floats(20, 400))
def test_lines_fit(text: str, width: float) -> None:
    made = lines(text, 15, width)
    assert len(made) <= 3
    assert all(room(line, 15) <= width + 0.01 for line in made)


def test_a_word_of_a_million_letters_is_cut() -> None:
    assert lines("a" * 1_000_000, 15, 100)[-1].endswith("…")
