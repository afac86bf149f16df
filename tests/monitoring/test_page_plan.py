"""The pages of a product as a file: published, changed by hand with a reason, and brought in again."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accesscheck.cli import FINE, MISTAKE
from accesscheck.cli.app import run
from accesscheck.hookspecs import Store
from accesscheck.model.page_list import ChosenPage, ListedPage
from accesscheck.model.report import PageResult, Run
from accesscheck.model.rule import LANGUAGES
from accesscheck.model.stored_run import State
from accesscheck.model.target import Target
from accesscheck.monitoring import page_reasons
from accesscheck.monitoring.page_plan import PagePlan, TakenOut, file_name, read, text
from accesscheck.monitoring.page_sample import PageSampleSettings
from accesscheck.store import open_store

SITE = "https://stad.example"
LISTED = [
    ListedPage(address=f"{SITE}/", title="Stad; welkom", kinds=("home",), language="nl", status=200),
    ListedPage(address=f"{SITE}/a", title="=HYPERLINK()", status=200),
    ListedPage(address=f"{SITE}/b", status=200),
]
CHOSEN = (
    ChosenPage(address=f"{SITE}/", part="structured", reason="home"),
    ChosenPage(address=f"{SITE}/a", part="structured", reason="content", params={"features": "map,video"}),
    ChosenPage(address=f"{SITE}/s-2", part="process", reason="step", params={"page": f"{SITE}/s-1"}),
    ChosenPage(address=f"{SITE}/r", part="random", reason="random"),
    ChosenPage(address=f"{SITE}/h", part="by-hand", reason="Many complaints"),
)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.chdir(tmp_path)


# The file


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_is_read_back(tmp_path: Path, language: str) -> None:
    plan = PagePlan(chosen=CHOSEN, taken_out=(TakenOut(address=f"{SITE}/b", reason="Moves, in March"),))
    path = tmp_path / "pages.csv"
    path.write_text(text(plan, "W1", LISTED, language), encoding="utf-8")
    assert read(path, "W1") == plan


reasons = st.one_of(
    st.builds(
        ChosenPage,
        address=st.integers(0, 99).map(f"{SITE}/{{}}".format),
        part=st.sampled_from(["structured", "process", "random"]),
        reason=st.sampled_from(sorted(set(page_reasons.REASONS) - set(page_reasons.ABOUT))),
    ),
    st.builds(
        lambda number, reason, about: ChosenPage(
            address=f"{SITE}/{number}", part="structured", reason=reason, params={page_reasons.ABOUT[reason]: about}
        ),
        st.integers(0, 99),
        st.sampled_from(sorted(page_reasons.ABOUT)),
        st.text("abc =-+@;,'\"é", max_size=9).map(lambda one: " ".join(one.split())),
    ),
)


@given(st.lists(reasons, unique_by=lambda one: one.address, min_size=1))
def test_any_sample_is_read_back(tmp_path_factory: pytest.TempPathFactory, chosen: list[ChosenPage]) -> None:
    path = tmp_path_factory.mktemp("plan") / "pages.csv"
    path.write_text(text(PagePlan(chosen=tuple(chosen)), "W1", [], "en"), encoding="utf-8")
    assert read(path, "W1") == PagePlan(chosen=tuple(chosen))


def test_a_reader_sees_titles_kinds_and_reasons(tmp_path: Path) -> None:
    path = tmp_path / "pages.csv"
    path.write_text(text(PagePlan(chosen=CHOSEN), "W1", LISTED, "en"), encoding="utf-8")
    with path.open(encoding="utf-8-sig", newline="") as file:
        first, second, *_ = csv.DictReader(file)
    assert (first["product"], first["title"], first["kinds"]) == ("W1", "Stad; welkom", "home page")
    assert (first["reason"], first["key"], first["about"]) == ("The home page.", "home", "")
    assert second["title"] == "'=HYPERLINK()"
    assert (second["key"], second["about"]) == ("content", "map,video")


HEADER = "product,address,part,reason,key\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("", ["pages.csv: The file is empty. Give it a header and rows."], id="empty"),
        pytest.param(
            "address,part\nhttps://a.example/,random\n",
            ["pages.csv:1, reason: This column is missing. Add it."],
            id="a column is missing",
        ),
        pytest.param(
            HEADER + "W1,https://a.example/,chosen,because,\n",
            [
                "pages.csv:2, part: “chosen” is not allowed here. "
                "Use one of: structured, process, random, by-hand, taken-out."
            ],
            id="a part that does not exist",
        ),
        pytest.param(
            HEADER + "W1,https://a.example/,by-hand,,\n",
            ["pages.csv:2, reason: This cell is empty. Fill it in."],
            id="no reason",
        ),
        pytest.param(
            HEADER + "W1,/contact,by-hand,because,\nW1,javascript:alert(1),by-hand,because,\n",
            [
                "pages.csv:2, address: “/contact” is no address of a page. Write it with https:// or http://.",
                "pages.csv:3, address: “javascript:alert(1)” is no address of a page. "
                "Write it with https:// or http://.",
            ],
            id="no address",
        ),
        pytest.param(
            HEADER + "W1,https://a.example/,by-hand,because,\nW1,https://a.example/,taken-out,no,\n",
            ["pages.csv:3, address: The page “https://a.example/” is there twice. Take one of its rows out."],
            id="a page twice",
        ),
        pytest.param(
            HEADER + "W2,https://a.example/,by-hand,because,\n",
            ["pages.csv:2, product: This row is about the product “W2”. The pages are those of “W1”."],
            id="of another product",
        ),
        pytest.param(
            HEADER + "W1,https://a.example/,structured,I like it,\n",
            ["pages.csv:2, key: “” is no reason of the sampler. For a page that you chose, write by-hand as its part."],
            id="a page of a person under another part",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, content: str, expected: list[str]) -> None:
    path = tmp_path / "pages.csv"
    path.write_text(content, encoding="utf-8")
    assert [problem.sentence("en") for problem in read(path, "W1").problems] == expected


def test_a_spreadsheet_may_save_it_with_semicolons(tmp_path: Path) -> None:
    path = tmp_path / "pages.csv"
    path.write_bytes(b"address;part;reason\r\nhttps://a.example/;by-hand;Klachten, veel\r\n")
    assert read(path, "W1").chosen == (
        ChosenPage(address="https://a.example/", part="by-hand", reason="Klachten, veel"),
    )


@pytest.mark.parametrize(("key", "expected"), [("W1", "pages-W1-2026.csv"), ("../é x/y", "pages-..-é-x-y-2026.csv")])
def test_the_name_of_a_file(key: str, expected: str) -> None:
    assert file_name(key, 2026) == expected


# The command


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A run of 2026 in which W1 has a sample, in the usual place."""
    (tmp_path / "accesscheck.toml").write_text("", encoding="utf-8")
    opened = open_store(str(tmp_path / "accesscheck.db"))
    opened.begin(
        Run(
            id="year-2026",
            started_at=datetime(2026, 11, 23, tzinfo=UTC),
            accesscheck_version="1",
            axe_version="4",
            rule_set_sha256="0",
        ),
        year=2026,
    )
    opened.plan("year-2026", ["W1", "W2"])
    opened.put_page_list("year-2026", "W1", LISTED)
    opened.put_sample("year-2026", "W1", CHOSEN)
    yield opened
    opened.close()


def addresses(store: Store) -> list[str]:
    return [one.address.removeprefix(SITE) for one in store.sample("year-2026", "W1")]


def test_the_sample_is_shown(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["monitor", "pages", "W1"]) == FINE
    shown = capsys.readouterr().out
    assert "Pages of W1 in 2026" in shown
    assert "In the sample: 5. Structured: 2, steps: 1, random: 1, by hand: 1." in shown
    assert f"{SITE}/h: the crawl did not find this page. Check it." in shown
    assert "should be at least" not in shown
    assert not Path("pages-W1-2026.csv").exists()


def test_a_page_is_taken_in_and_another_out(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run(["monitor", "pages", "W1", "--add", f"{SITE}/b", "--remove", f"{SITE}/r", "--reason", "Asked for"]) == FINE
    )
    assert addresses(store) == ["/", "/a", "/s-2", "/h", "/b"]
    assert store.sample("year-2026", "W1")[-1] == ChosenPage(address=f"{SITE}/b", part="by-hand", reason="Asked for")
    kept = read(Path("pages-W1-2026.csv"), "W1")
    assert kept.taken_out == (TakenOut(address=f"{SITE}/r", reason="Asked for"),)
    shown = capsys.readouterr().out
    assert "Beside the 5 other pages, random ones should be at least 10 %. There are 0." in shown
    assert "The sample was changed." in shown
    # The next change goes on from there, and one that was taken out may come back.
    assert run(["monitor", "pages", "W1", "--remove", f"{SITE}/a", "--reason", "Gone"]) == FINE
    assert run(["monitor", "pages", "W1", "--add", f"{SITE}/r", "--reason", "After all"]) == FINE
    assert addresses(store) == ["/", "/s-2", "/h", "/b", "/r"]
    assert [one.address for one in read(Path("pages-W1-2026.csv"), "W1").taken_out] == [f"{SITE}/a"]


def test_a_file_goes_out_and_comes_in(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["monitor", "pages", "W1", "-o", "mine.csv"]) == FINE
    written = Path("mine.csv").read_text(encoding="utf-8-sig")
    lines = written.splitlines(keepends=True)
    changed = [line for line in lines if f"{SITE}/a" not in line]
    changed.append(f'"W1","{SITE}/b","","","","by-hand","Chosen by the users’ council","",""\n')
    Path("mine.csv").write_text("".join(changed), encoding="utf-8")
    assert run(["monitor", "pages", "W1", "--apply", "mine.csv"]) == FINE
    assert addresses(store) == ["/", "/s-2", "/r", "/h", "/b"]
    capsys.readouterr()
    assert run(["monitor", "pages", "W1", "--apply", "mine.csv"]) == FINE
    assert "The sample was changed." not in capsys.readouterr().out


def test_a_file_with_something_wrong_changes_nothing(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.csv").write_text(HEADER + f"W1,{SITE}/b,by-hand,,\nW1,b,by-hand,x,\n", encoding="utf-8")
    assert run(["monitor", "pages", "W1", "--apply", "bad.csv"]) == MISTAKE
    told = capsys.readouterr().err
    assert "bad.csv:2, reason: This cell is empty." in told
    assert "bad.csv:3, address: “b” is no address of a page." in told
    assert "2 things to mend. Nothing was written." in told
    assert store.sample("year-2026", "W1") == CHOSEN


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(["W1x"], "There is no sample of “W1x”. Did you mean “W1”?", id="a key that is almost right"),
        pytest.param(["W2"], "There is no sample of “W2” yet.", id="not sampled yet"),
        pytest.param(["W1", "--year", "2025"], "There is no sample of “W1” yet.", id="another year"),
        pytest.param(["W1", "--add", f"{SITE}/b"], "needs a reason that others can read", id="no reason"),
        pytest.param(["W1", "--add", "b", "--reason", "x"], "“b” is no address of a page.", id="no address"),
        pytest.param(["W1", "--add", f"{SITE}/a", "--reason", "x"], "is in the sample already", id="there already"),
        pytest.param(["W1", "--remove", f"{SITE}/aa", "--reason", "x"], f"Did you mean “{SITE}/a”?", id="almost right"),
        pytest.param(["W1", "--remove", "zzz", "--reason", "x"], "so it cannot be taken out", id="not there"),
        pytest.param(["W1", "--apply", "x.csv", "--add", f"{SITE}/b"], "not both at once", id="two ways at once"),
        pytest.param(["W1", "--apply", "none.csv"], "none.csv: The file cannot be read", id="no such file"),
        pytest.param(
            ["W1", "-o", "accesscheck.toml"], "Files of this kind (.toml) are not read", id="a file of another kind"
        ),
        pytest.param(["W1", "-o", "no/such/file.csv"], "the file cannot be written", id="no such folder"),
        pytest.param(
            ["W1", "--add", f"{SITE}/b", "--reason", "x", "-o", "no/such/file.csv"],
            "the file cannot be written",
            id="no such folder, so the store stays as it is too",
        ),
        pytest.param(["W1", "--store", "none.db"], "none.db", id="no such store"),
    ],
)
def test_mistakes(store: Store, capsys: pytest.CaptureFixture[str], arguments: list[str], expected: str) -> None:
    assert run(["monitor", "pages", *arguments]) == MISTAKE
    assert expected in capsys.readouterr().err
    assert store.sample("year-2026", "W1") == CHOSEN


def test_a_file_that_was_changed_is_not_written_over(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["monitor", "pages", "W1", "-o", "pages-W1-2026.csv"]) == FINE
    path = Path("pages-W1-2026.csv")
    path.write_text(path.read_text(encoding="utf-8").replace("Many complaints", "Few complaints"), encoding="utf-8")
    for arguments in (["-o", str(path)], ["--remove", f"{SITE}/a", "--reason", "x"]):
        assert run(["monitor", "pages", "W1", *arguments]) == MISTAKE
        assert "is there already. To bring it in, give --apply." in capsys.readouterr().err
    assert store.sample("year-2026", "W1") == CHOSEN
    assert "Few complaints" in path.read_text(encoding="utf-8")


def _page(address: str) -> PageResult:
    return PageResult(
        target=Target(address=address),
        address=address,
        fetched_at=datetime(2026, 11, 23, tzinfo=UTC),
        sha256="0",
        language="nl",
        results=(),
        seconds=1.0,
    )


def test_a_page_that_was_audited_stays_and_new_ones_are_audited(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    store.add("year-2026", _page(f"{SITE}/a"), product="W1")
    store.put_state("year-2026", "W1", State.DONE)
    assert run(["monitor", "pages", "W1", "--remove", f"{SITE}/a", "--reason", "x"]) == MISTAKE
    assert f"“{SITE}/a” was audited already" in capsys.readouterr().err
    assert run(["monitor", "pages", "W1", "--add", f"{SITE}/b", "--reason", "x"]) == FINE
    assert {one.product: one.state for one in store.states("year-2026")}["W1"] == State.SAMPLED


def test_the_sample_of_a_finished_year_stays(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    store.finish("year-2026")
    assert run(["monitor", "pages", "W1", "--add", f"{SITE}/b", "--reason", "x"]) == MISTAKE
    assert "The year 2026 is finished." in capsys.readouterr().err
    assert not Path("pages-W1-2026.csv").exists()
    assert run(["monitor", "pages", "W1"]) == FINE


def test_the_configuration_has_the_same_defaults() -> None:
    from accesscheck.cli.monitor_pages import settings

    assert settings() == PageSampleSettings()


def test_sizes_come_from_the_configuration(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from accesscheck.cli.monitor_pages import settings

    file = tmp_path / "accesscheck.toml"
    file.write_text("[monitoring.pages]\nservices = 3\nrandom = 0.2\n", encoding="utf-8")
    assert (settings().services, float(settings().random)) == (3, 0.2)
    file.write_text("[monitoring.pages]\nrandom = 0.05\n", encoding="utf-8")
    assert run(["config"]) == MISTAKE
    assert "0.1" in capsys.readouterr().err
