"""The table of targets: what is read of it, all that may be wrong in it, and how it is shown."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_government import TARGETS, SmallGovernment

from accesscheck.cli import FINDINGS, FINE, MISTAKE
from accesscheck.cli.app import run
from accesscheck.errors import OptionError
from accesscheck.messages import say
from accesscheck.model.rule import LANGUAGES
from accesscheck.monitoring import inventory, targets
from accesscheck.monitoring.indicators import INDICATORS
from accesscheck.monitoring.reports import target_table
from accesscheck.monitoring.trends import Target

HEADER = "indicator,level,year,value,end_year,end_value\n"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.delenv("ACCESSCHECK_STORE", raising=False)
    monkeypatch.chdir(tmp_path)


def write(content: str, name: str = "targets.csv") -> Path:
    path = Path(name)
    path.write_text(content, encoding="utf-8")
    return path


# Reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("0.8", 0.8, id="share with a point"),
        pytest.param('"0,8"', 0.8, id="share with a comma"),
        pytest.param("80%", 0.8, id="per cent"),
        pytest.param("80 %", 0.8, id="per cent with a space"),
        pytest.param("80\u00a0%", 0.8, id="per cent with a space that holds"),
        pytest.param('"82,5 %"', 0.825, id="half a per cent"),
        pytest.param("1", 1.0, id="all"),
        pytest.param("100%", 1.0, id="all of it"),
        pytest.param("0", 0.0, id="none"),
    ],
)
def test_a_share_is_read_as_people_write_it(text: str, expected: float) -> None:
    found = targets.read(write(f"{HEADER}pages-without-failures,,2026,{text},,\n"))
    assert found.problems == ()
    assert [one.value for one in found.targets] == [expected]


@pytest.mark.parametrize(("text", "expected"), [("1.5", 1.5), ('"1,5"', 1.5), ("12", 12.0)])
def test_a_number_per_page_is_a_number(text: str, expected: float) -> None:
    (found,) = targets.read(write(f"{HEADER}failures-per-page,,2026,{text},,\n")).targets
    assert found.value == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_indicator_goes_by_its_title_in_each_language(language: str) -> None:
    rows = "".join(f'"{say(language, one.title).upper()}",,2026,0.5,,\n' for one in INDICATORS)
    found = targets.read(write(HEADER + rows))
    assert [one.indicator for one in found.targets] == [one.key for one in INDICATORS]


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("Indicator;Bestuursniveau;Jaar;Streefcijfer;Eindjaar;Eindstreefcijfer", id="nl"),
        pytest.param("indicateur;niveau administratif;année;objectif;année finale;objectif final", id="fr"),
        pytest.param("indicator;level;year;target;end year;end target", id="en"),
        pytest.param("Indikator;Ebene;Jahr;Zielwert;Endjahr;Endziel", id="de"),
    ],
)
def test_columns_have_names_in_each_language(header: str) -> None:
    found = targets.read(write(f"{header}\npages-without-failures;lokaal;2026;60%;2030;90%\n"))
    expected = Target(
        indicator="pages-without-failures", level="local", year=2026, value=0.6, end_year=2030, end_value=0.9
    )
    assert (found.problems, found.targets) == ((), (expected,))


def test_a_spreadsheet_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Indicator", "Level", "Year", "Value"])
    sheet.append(["Failures per page", None, 2026, 1.5])
    sheet.append(["pages-without-failures", "local", 2026, 0.8])
    sheet["D3"].number_format = "0%"
    book.save("targets.xlsx")
    found = targets.read(Path("targets.xlsx"))
    assert [(one.level, one.value) for one in found.targets] == [(None, 1.5), ("local", 0.8)]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(
            "criteria-without-failure,,2026,0.8,,",
            [(2, "indicator", "Did you mean “criteria-without-failures”?")],
            id="almost an indicator",
        ),
        pytest.param("happiness,,2026,0.8,,", [(2, "indicator", "Use one of: criteria-")], id="no indicator"),
        pytest.param(",,2026,0.8,,", [(2, "indicator", "empty")], id="empty indicator"),
        pytest.param("failures-per-page,,2026,80%,,", [(2, "value", "number per page")], id="per cent per page"),
        pytest.param("pages-without-failures,,2026,80,,", [(2, "value", "more than all")], id="80 is no share"),
        pytest.param("pages-without-failures,,2026,-0.1,,", [(2, "value", "no share")], id="below nothing"),
        pytest.param("failures-per-page,,2026,few,,", [(2, "value", "no number per page")], id="a word"),
        pytest.param("pages-without-failures,,2026,,,", [(2, "value", "empty")], id="empty value"),
        pytest.param("pages-without-failures,,,0.8,,", [(2, "year", "empty")], id="empty year"),
        pytest.param("pages-without-failures,,26,0.8,,", [(2, "year", "no year")], id="short year"),
        pytest.param("pages-without-failures,,3026,0.8,,", [(2, "year", "no year")], id="far year"),
        pytest.param("pages-without-failures,locl,2026,0.8,,", [(2, "level", "Did you mean")], id="almost a level"),
        pytest.param("pages-without-failures,,2026,0.8,2025,0.9", [(2, "end_year", "is before")], id="end before"),
        pytest.param("pages-without-failures,,2026,0.8,2030,", [(2, "end_value", "empty")], id="no end value"),
        pytest.param("pages-without-failures,,2026,0.8,,0.9", [(2, "end_year", "empty")], id="no end year"),
        pytest.param(
            "pages-without-failures,,2026,0.8,2026,0.9", [(2, "end_value", "two targets")], id="two in a year"
        ),
        pytest.param(
            "Pages without failures of WCAG,,2026,0.8,,\npages-without-failures,,2026,0.7,,",
            [(3, "indicator", "targets.csv:2 too")],
            id="twice, under two names",
        ),
        pytest.param("pages-without-failures,,2026,0.8,,,extra", [(2, "", "7 cells")], id="a cell too many"),
        pytest.param(
            "x,,2026,0.8,,\nfailures-per-page,,20266,1,,", [(2, "indicator", ""), (3, "year", "")], id="all at once"
        ),
    ],
)
def test_each_error_is_told_by_line_and_column(row: str, expected: list[tuple[int, str, str]]) -> None:
    found = targets.read(write(HEADER + row + "\n"))
    assert found.targets == (), "nothing half-done"
    assert [(one.place.line, one.column) for one in found.problems] == [(line, column) for line, column, _ in expected]
    for problem, (_, _, words) in zip(found.problems, expected, strict=True):
        assert words in problem.sentence("en")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        pytest.param("indicator,year\nx,2026\n", "targets.csv", "value: This column is missing", id="missing column"),
        pytest.param(HEADER.replace("level", "levl"), "targets.csv", "Did you mean “level”", id="almost a column"),
        pytest.param("", "targets.csv", "empty", id="empty file"),
        pytest.param("{}", "targets.json", "CSV or XLSX", id="JSON"),
    ],
)
def test_a_file_of_another_form_is_told(content: str, name: str, words: str) -> None:
    found = targets.read(write(content, name))
    assert words in found.problems[0].sentence("en")


def test_a_file_that_is_not_there_is_told() -> None:
    assert "cannot be read" in targets.read(Path("nothing.csv")).problems[0].sentence("en")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param("pages-without-failures,,2026,0.8,2030,0.7", ["2030", "2026"], id="higher is better"),
        pytest.param("failures-per-page,,2026,1,2030,2", ["2030", "2026"], id="lower is better"),
        pytest.param(
            "failures-per-page,,2027,2,,\nfailures-per-page,,2026,1,,", ["2027", "2026"], id="from year to year"
        ),
        pytest.param("failures-per-page,,2026,1,2030,0.5", [], id="it gets better"),
        pytest.param("failures-per-page,,2026,1,,\nfailures-per-page,local,2027,2,,", [], id="other bodies"),
    ],
)
def test_a_target_that_gets_worse_is_a_remark(rows: str, expected: list[str]) -> None:
    found = targets.read(write(f"{HEADER}{rows}\n"))
    assert found.problems == ()
    assert [[one.params["last"], one.params["first"]] for one in found.remarks] == ([expected] if expected else [])


def shares(indicator: str) -> st.SearchStrategy[float]:
    most = 100 if indicator == "failures-per-page" else 1
    return st.floats(0, most).map(lambda value: round(value, 6))


@st.composite
def tables(draw: st.DrawFn) -> list[Target]:
    keys = st.tuples(
        st.sampled_from([one.key for one in INDICATORS]),
        st.sampled_from([None, "state", "regional", "local", "public-law-body"]),
        st.integers(1900, 2099),
    )
    made = []
    for indicator, level, year in draw(st.lists(keys, unique=True, max_size=8)):
        end = draw(st.none() | st.tuples(st.integers(year + 1, 2100), shares(indicator)))
        made.append(
            Target(
                indicator=indicator,
                level=level,  # type: ignore[arg-type]
                year=year,
                value=draw(shares(indicator)),
                end_year=end[0] if end else None,
                end_value=end[1] if end else None,
            )
        )
    return made


@given(tables())
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, wanted: list[Target]) -> None:
    path = tmp_path_factory.getbasetemp() / "again.csv"
    targets.write(path, wanted)
    found = targets.read(path)
    assert (found.problems, list(found.targets)) == ((), wanted)


def test_a_file_that_cannot_be_written_is_told() -> None:
    with pytest.raises(OptionError, match="cannot be written"):
        targets.write(Path("no/such/folder.csv"), TARGETS)


# The table


def test_the_figures_of_two_years_stand_beside_a_target(small_government: SmallGovernment) -> None:
    lines = target_table.lines(TARGETS, 2026, small_government.year(2025))
    assert [(one.indicator.key, one.target.level) for one in lines] == [
        ("criteria-without-failures", None),
        ("criteria-without-failures", "local"),
        ("pages-without-failures", None),
        ("failures-per-page", None),
        ("vacancies-with-serious-wording", None),
    ]
    per_page = lines[3]
    for figure, run_id in ((per_page.before_last, "year-2024@new"), (per_page.last, "year-2025")):
        means = [
            sum(finding.outcome == "failed" for page in pages for finding in page.findings) / len(pages)
            for pages in small_government.pages[run_id].values()
            if pages
        ]
        assert figure is not None
        assert figure.value == pytest.approx(sum(means) / len(means))
    assert not per_page.other_method, "2024 was scored again by the method of 2025"
    assert (lines[1].before_last, lines[1].last) == (None, None), "no local body has a product"


def test_without_measurements_there_are_targets_alone() -> None:
    lines = target_table.lines(TARGETS, 2025, None)
    assert [(one.target.value, one.last) for one in lines] == [(0.7, None)]


# The command


@pytest.fixture
def home(tmp_path: Path, small_government: SmallGovernment) -> Path:
    """A folder with an inventory and targets."""
    inventory.save(tmp_path / inventory.FILE_NAME, small_government.inventory)
    targets.write(tmp_path / targets.FILE_NAME, TARGETS)
    return tmp_path


def test_targets_are_shown_alone_without_a_store(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["monitor", "targets", "--year", "2026"]) == FINE
    shown = capsys.readouterr().out
    assert "Target of 2026" in shown
    assert "Figure of 2025" not in shown
    assert "0.25 (2030)" in shown


def test_targets_are_shown_beside_figures(
    home: Path, small_government: SmallGovernment, capsys: pytest.CaptureFixture[str]
) -> None:
    address = str(small_government.store.engine.url.database)
    assert run(["monitor", "targets", "--year", "2026", "--store", address, "--format", "csv"]) == FINE
    lines = capsys.readouterr().out.lstrip("\ufeff").splitlines()
    assert lines[0] == '"Indicator","Level","Figure of 2024","Figure of 2025","Target of 2026","End target"'
    assert lines[4] == '"Failures per page","all bodies","1.2","1.3","1","0.25 (2030)"'


def test_a_year_without_targets_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["monitor", "targets", "--year", "2040"]) == FINE
    assert "no targets for 2040" in capsys.readouterr().out


def test_a_remark_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(f"{HEADER}pages-without-failures,,2026,0.8,2030,0.7\n", "worse.csv")
    assert run(["monitor", "targets", str(path), "--year", "2026"]) == FINDINGS
    assert "worse.csv:2: the target of 2030 is worse than that of 2026" in capsys.readouterr().out


def test_a_mistake_is_told_and_nothing_shown(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(f"{HEADER}pages-without-failures,,2026,80,,\n", "wrong.csv")
    assert run(["monitor", "targets", str(path)]) == MISTAKE
    told = capsys.readouterr()
    assert told.out == ""
    assert "wrong.csv:2, value: “80” is more than all. Write a share as 0.8 or 80%." in told.err


def test_a_store_that_is_not_there_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["monitor", "targets", "--year", "2026", "--store", "nothing.db"]) == MISTAKE
    assert "there is no store" in capsys.readouterr().err
