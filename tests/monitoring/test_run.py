"""A year is run by the real command, on real sites: what is measured, what cannot be, and what goes on afterwards."""

import io
import itertools
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import docx
import psutil
import pytest
import yearly
from endurance import takes_minutes
from servers import Answer, Handler, Site, answer, redirect, silence
from site_folder import Site as SiteFolder

from accesscheck.monitoring import snapshots
from accesscheck.store import open_store
from accesscheck.store.store import SqlStore

pytestmark = pytest.mark.slow

FORBIDDEN = answer("User-agent: *\nDisallow: /\n", "text/plain")


@contextmanager
def results(folder: Path) -> Iterator[SqlStore]:
    """The store of a folder."""
    with closing(open_store(str(folder / "accesscheck.db"), make=False)) as store:
        yield store


def states(folder: Path, year: int = 2026) -> dict[str, tuple[str, str | None]]:
    """How far each product is, and why."""
    with results(folder) as store:
        return {one.product: (str(one.state), one.reason) for one in store.states(f"year-{year}")}


def dropped(handler: Handler) -> None:
    """The connection is closed without an answer, as by a server that goes down."""
    handler.close_connection = True


LISTENER = """
import os

from accesscheck import hookimpl


@hookimpl
def accesscheck_page_done(page):
    with open("heard", "a") as file:
        print(os.getpid(), page.address, file=file)
"""


def test_a_plugin_hears_of_each_page_in_one_process(tmp_path: Path) -> None:
    installed = SiteFolder(tmp_path)
    (tmp_path / "listener.py").write_text(LISTENER, encoding="utf-8")
    installed.add("listener", version="1", entry_points={"listener": "listener"})
    with Site(yearly.site()) as one, Site(yearly.site()) as other:
        yearly.write(tmp_path, {"W1": one.address("/"), "W2": other.address("/")})
        done = yearly.monitor(tmp_path, "run", "2026", "--workers", "2", PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    heard = [line.split() for line in (tmp_path / "heard").read_text(encoding="utf-8").splitlines()]
    assert len({process for process, _ in heard}) == 1
    with results(tmp_path) as store:
        assert sorted(address for _, address in heard) == sorted(one.address for one in store.pages("year-2026"))


def test_a_year_is_measured(tmp_path: Path) -> None:
    letter = docx.Document()
    letter.add_heading("Brief over je kaart", 1)
    letter.add_paragraph("Je kaart ligt klaar. Breng deze brief mee als je hem komt halen. " * 5)
    packed = io.BytesIO()
    letter.save(packed)
    pages = yearly.site()
    pages["/contact"] = yearly.page("Contact", '<a href="/brief.docx">Brief</a><form><input name="q"></form>')
    pages["/brief.docx"] = answer(
        packed.getvalue(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )
    with Site(pages) as site:
        yearly.write(tmp_path, {"W1": site.address("/")})
        done = yearly.monitor(tmp_path, "run", "2026")
        again = yearly.monitor(tmp_path, "run", "2026", "--resume")
    assert (done.returncode, again.returncode) == (0, 0), done.stderr
    assert "1 of 1 products are measured" in done.stdout
    assert "The figures of 2026 are written." in done.stdout
    assert "W1: measured" in done.stderr
    with results(tmp_path) as store:
        found = {one.target.address.rpartition("/")[2]: one for one in store.pages("year-2026")}
        kept = store.snapshots("year-2026")
        assert {"", "contact", "vacature", "brief.docx"} <= found.keys()
        assert found["vacature"].profiles == ("web-page", "vacancy")
        assert found["brief.docx"].profiles == ("text",)
        assert all(one.target.entity == "E1" for one in found.values())
        assert {
            result.outcome
            for one in found.values()
            for result in one.results
            if result.rule_id == "site-title-repeated"
        } - {"untested"}
        assert len(kept) == len(found)
        assert [one.key for one in store.products(2026)] == ["W1"]
        (tally,) = store.product_tallies("year-2026")
        assert (tally.pages, tally.vacancies) == (len(found), 1)
    assert not list((tmp_path / "crawls" / "2026").iterdir())
    told = yearly.monitor(tmp_path, "status", "2026")
    assert told.returncode == 0
    assert re.search(r"W1 +Site W1 +measured +\d+ +\d+ +\d+", told.stdout)


def test_what_cannot_be_measured_is_told(tmp_path: Path) -> None:
    shut = {"/robots.txt": FORBIDDEN, "/": yearly.page("Start")}
    away = {"/": redirect("https://elsewhere.example/")}
    with Site(shut) as closed, Site({}) as empty, Site(away) as moved:
        yearly.write(
            tmp_path,
            {
                "down": "http://127.0.0.1:9/",
                "nobody": "http://no-such-host.invalid/",
                "closed": closed.address("/"),
                "empty": empty.address("/"),
                "moved": moved.address("/"),
                "app": {"kind": "mobile-app"},
                "later": {"addresses": ["https://later.example/"], "status": "planned"},
                "over": {"addresses": ["https://over.example/"], "status": "ended"},
                "nowhere": {},
                "past": {"addresses": ["https://past.example/"], "valid_to": 2020},
            },
        )
        yearly.plan(tmp_path, 2026, "down nobody closed empty moved app later over nowhere past unknown".split())
        done = yearly.monitor(tmp_path, "run", "2026", "--workers", "3")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert {key: reason for key, (state, reason) in states(tmp_path).items() if state == "failed"} == {
        "down": "connection-refused",
        "nobody": "unknown-host",
        "closed": "crawl-robots",
        "empty": "status",
        "moved": "crawl-moved",
        "app": "mobile-app",
        "later": "planned",
        "over": "ended",
        "nowhere": "no-address",
        "past": "not-valid",
        "unknown": "not-in-inventory",
    }
    assert "closed: not measured. Its robots.txt lets no robot in. Ask its owner for permission." in done.stdout
    assert "app: not measured. It is a mobile app. Test it by hand." in done.stdout
    assert "0 of 11 products are measured" in done.stdout
    with results(tmp_path) as store:
        assert all(one.finished_at is not None for one in store.runs())


def test_a_product_that_nobody_can_open_is_no_failure(tmp_path: Path) -> None:
    yearly.write(tmp_path, {"app": {"kind": "mobile-app"}}, method="app")
    assert yearly.monitor(tmp_path, "run", "2026").returncode == 0


def _written(folder: Path) -> None:
    yearly.write(folder, {"W1": "http://127.0.0.1:9/"})


def _without_plan(folder: Path) -> None:
    _written(folder)
    (folder / "plan-2026.csv").unlink()


def _empty_plan(folder: Path) -> None:
    _written(folder)
    yearly.plan(folder, 2026, [])


def _taken_out(folder: Path) -> None:
    _written(folder)
    (folder / "plan-2026.csv").write_text("key,method,choice,reason\nW1,simplified,taken-out,Closed\n")


def _broken_plan(folder: Path) -> None:
    _written(folder)
    (folder / "plan-2026.csv").write_text("key,method,choice,reason\nW1,deep,by-hand,Test\n")


def _without_login(folder: Path) -> None:
    yearly.write(
        folder, {"W1": "http://127.0.0.1:9/"}, settings='[monitoring]\ndepth = "quick"\nlogins = { W1 = "none.json" }'
    )


def _wrong_setting(folder: Path) -> None:
    yearly.write(folder, {"W1": "http://127.0.0.1:9/"}, settings="[monitoring]\nkeep = 5")


@pytest.mark.parametrize(
    ("made", "line", "told"),
    [
        pytest.param(lambda folder: None, "run 2026", "there is no inventory yet", id="no inventory"),
        pytest.param(_without_plan, "run 2026", "accesscheck monitor plan 2026", id="no plan"),
        pytest.param(_empty_plan, "run 2026", "the plan has no product", id="an empty plan"),
        pytest.param(_taken_out, "run 2026", "the plan has no product", id="a plan that takes out all"),
        pytest.param(_broken_plan, "run 2026", "“deep” is not allowed here", id="a broken plan"),
        pytest.param(_written, "run 2026 --plan none.csv", "none.csv: there is no plan", id="another plan"),
        pytest.param(_written, "run 2026 --product W11", "Did you mean “W1”?", id="a misspelt product"),
        pytest.param(_written, "run 2026 --product shop", "“shop” is not in the plan", id="an unknown product"),
        pytest.param(_written, "run 2026 --entity E2", "no product of the body “E2”", id="an unknown body"),
        pytest.param(_written, "run 2026 --resume", "no run of 2026 to go on with", id="nothing to go on with"),
        pytest.param(_written, "run 2026 --workers 0", "--workers", id="no workers"),
        pytest.param(_written, "run 2026 --store ftp://x", "is no address of a store", id="no store"),
        pytest.param(_without_login, "run 2026", "none.json: the file cannot be read", id="no login"),
        pytest.param(_wrong_setting, "run 2026", "keep-snapshots", id="a misspelt setting"),
        pytest.param(_written, "status 2026", "there is no store", id="no store to ask"),
        pytest.param(_written, "rescore 2026", "there is no store", id="no store to score again"),
    ],
)
def test_mistakes(tmp_path: Path, made: Callable[[Path], None], line: str, told: str) -> None:
    made(tmp_path)
    done = yearly.monitor(tmp_path, *line.split())
    assert done.returncode == 2, done.stdout
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_browser_that_is_missing_stops_the_year(tmp_path: Path) -> None:
    with Site(yearly.site()) as site:
        yearly.write(tmp_path, {"W1": site.address("/")}, settings=yearly.DEPTH.format("standard"))
        done = yearly.monitor(
            tmp_path, "run", "2026", ACCESSCHECK_CHROMIUM="/none", PATH="", PLAYWRIGHT_BROWSERS_PATH="/none"
        )
    assert done.returncode == 2
    assert "accesscheck install-browser" in done.stderr
    assert states(tmp_path) == {"W1": ("planned", None)}


def test_only_some(tmp_path: Path) -> None:
    with Site(yearly.site()) as one, Site(yearly.site()) as other:
        yearly.write(tmp_path, {"W1": one.address("/"), "W2": {"addresses": [other.address("/")], "entity": "E2"}})
        first = yearly.monitor(tmp_path, "run", "2026", "--entity", "E2")
        between = states(tmp_path)
        second = yearly.monitor(tmp_path, "run", "2026", "--product", "W1")
    assert (first.returncode, second.returncode) == (0, 0)
    assert between == {"W1": ("planned", None), "W2": ("done", None)}
    assert "still to be measured: 1. Go on with: accesscheck monitor run 2026" in first.stdout
    assert "Going on with the run of 2026: 1 of 2 products are measured." in second.stderr
    assert "The figures of 2026 are written." in second.stdout


def test_a_year_is_left_open_for_its_samples(tmp_path: Path) -> None:
    pages = yearly.site(count=40)
    with Site(pages) as site:
        yearly.write(tmp_path, {"W1": site.address("/")}, method="simplified")
        first = yearly.monitor(tmp_path, "run", "2026", "--leave-open")
        with results(tmp_path) as store:
            (run,) = store.runs()
            before = {page.target.address for page in store.pages("year-2026")}
        other = next(address for path in pages if (address := site.address(path)) not in before)
        added = yearly.monitor(tmp_path, "pages", "W1", "--add", other, "--reason", "Many complaints")
        second = yearly.monitor(tmp_path, "run", "2026")
    assert (first.returncode, added.returncode, second.returncode) == (0, 0, 0), added.stderr
    assert run.finished_at is None
    assert "The year is left open" in first.stdout
    with results(tmp_path) as store:
        assert {page.target.address for page in store.pages("year-2026")} == before | {other}
        assert store.runs()[0].finished_at is not None


def test_a_site_that_was_down_is_tried_again(tmp_path: Path) -> None:
    pages = yearly.site()
    with Site(pages) as site:
        yearly.write(tmp_path, {"W1": site.address("/")})
        there = dict(pages)
        pages.update(dict.fromkeys(there, dropped))
        pages["/robots.txt"] = dropped
        first = yearly.monitor(tmp_path, "run", "2026")
        before = states(tmp_path)
        del pages["/robots.txt"]
        pages.update(there)
        second = yearly.monitor(tmp_path, "run", "2026")
    assert (first.returncode, before["W1"]) == (3, ("failed", "connection-lost"))
    assert (second.returncode, states(tmp_path)["W1"]) == (0, ("done", None))


def test_a_site_that_goes_down_between_crawl_and_check(tmp_path: Path) -> None:
    asked: dict[str, int] = {}
    up = [False]

    def once(then: Answer) -> Answer:
        def write(handler: Handler) -> None:
            asked[handler.path] = asked.get(handler.path, 0) + 1
            (then if up[0] or asked[handler.path] == 1 else dropped)(handler)

        return write

    with Site({path: once(page) for path, page in yearly.site().items()}) as site:
        yearly.write(tmp_path, {"W1": site.address("/")})
        first = yearly.monitor(tmp_path, "run", "2026")
        before, crawled = states(tmp_path), dict(asked)
        up[0] = True
        second = yearly.monitor(tmp_path, "run", "2026")
    assert (first.returncode, before["W1"]) == (3, ("failed", "went-down"))
    assert (second.returncode, states(tmp_path)["W1"]) == (0, ("done", None)), second.stdout
    with results(tmp_path) as store:
        found = list(store.pages("year-2026"))
        assert all(page.sha256 is not None for page in found)
        assert len(found) == len(store.sample("year-2026", "W1"))
    # The second run did not crawl again.
    assert sum(asked.values()) - sum(crawled.values()) == len(found)


def test_a_run_is_not_gone_on_with_in_another_way(tmp_path: Path) -> None:
    with Site(yearly.site()) as site:
        yearly.write(tmp_path, {"W1": site.address("/"), "W2": "http://127.0.0.1:9/"})
        assert yearly.monitor(tmp_path, "run", "2026", "--product", "W1").returncode == 0
        settings = (tmp_path / "accesscheck.toml").read_text(encoding="utf-8")
        (tmp_path / "accesscheck.toml").write_text('without = ["level-*"]\n' + settings, encoding="utf-8")
        done = yearly.monitor(tmp_path, "run", "2026")
    assert done.returncode == 2
    assert "was begun in another way" in done.stderr
    assert states(tmp_path)["W2"] == ("planned", None)


def test_two_runs_do_not_go_on_together(tmp_path: Path) -> None:
    with Site({"/": silence}) as site:
        yearly.write(tmp_path, {"W1": site.address("/")})
        first = _started(tmp_path)
        try:
            _wait_for(lambda: (tmp_path / "crawls" / "2026").is_dir(), first)
            second = yearly.monitor(tmp_path, "run", "2026")
        finally:
            first.send_signal(signal.SIGINT)
            first.communicate(timeout=60)
    assert second.returncode == 2
    assert "Another run of 2026 is going on here." in second.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
@pytest.mark.parametrize("workers", [pytest.param("1", marks=takes_minutes), "2"])
def test_ctrl_c(tmp_path: Path, workers: str) -> None:
    asked: list[str] = []
    pages = yearly.site()

    def slow(path: str, then: Answer) -> Answer:
        def write(handler: Handler) -> None:
            asked.append(path)
            time.sleep(0.2)
            then(handler)

        return write

    with Site({path: slow(path, page) for path, page in pages.items()}) as one, Site(yearly.site()) as other:
        yearly.write(tmp_path, {"W1": one.address("/"), "W2": other.address("/")})
        process = _started(tmp_path, "--workers", workers)
        _wait_for(lambda: len(asked) > len(pages), process)
        # As a terminal does: to all of them.
        for child in (psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)):
            child.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
        again = yearly.monitor(tmp_path, "run", "2026", "--workers", workers)
    assert process.returncode == 130
    assert "Go on with: accesscheck monitor run 2026" in told
    assert "Traceback" not in told
    assert again.returncode == 0, again.stderr
    assert set(states(tmp_path).values()) == {("done", None)}


def test_a_worker_that_is_lost(tmp_path: Path) -> None:
    killed: list[int] = []

    def deadly(then: Answer) -> Answer:
        def write(handler: Handler) -> None:
            if process is not None and not killed and "python" not in handler.headers["User-Agent"].lower():
                for child in psutil.Process(process.pid).children():
                    if "spawn_main" in " ".join(child.cmdline()):
                        killed.append(child.pid)
                        child.kill()
            then(handler)

        return write

    process: subprocess.Popen[str] | None = None
    with Site({path: deadly(page) for path, page in yearly.site().items()}) as one, Site(yearly.site()) as other:
        yearly.write(tmp_path, {"W1": one.address("/"), "W2": other.address("/")})
        process = _started(tmp_path, "--workers", "2")
        _, told = process.communicate(timeout=120)
    assert killed
    assert process.returncode == 0, told
    assert set(states(tmp_path).values()) == {("done", None)}


def test_one_host_is_asked_by_one_visitor(tmp_path: Path) -> None:
    asked: list[str] = []
    times: list[float] = []

    def noted(handler: Handler) -> None:
        asked.append(handler.path)
        times.append(time.monotonic())
        links = "".join(f'<a href="{handler.path[:3]}{name}">{name}</a>' for name in ("een", "twee", "drie"))
        yearly.page(handler.path, links)(handler)

    pages: dict[str, Answer] = {f"/{shop}/{name}": noted for shop in "ab" for name in ("", "een", "twee", "drie")}
    pages["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 0.2\n", "text/plain")
    with Site(pages) as site:
        yearly.write(tmp_path, {"a": site.address("/a/"), "b": site.address("/b/")})
        done = yearly.monitor(tmp_path, "run", "2026", "--workers", "2")
    assert done.returncode == 0, done.stderr
    shops = [path[1] for path in asked]
    assert shops == sorted(shops), "two products of one host were visited at the same time"
    # Neither the crawl nor the check asks sooner; 0.05 is what two clocks may differ.
    assert min(later - before for before, later in itertools.pairwise(times)) > 0.15


INTRANET = '[monitoring]\ndepth = "quick"\nlogins = {{ W1 = "login.json" }}\nkeep-behind-login = {}'


@pytest.mark.parametrize("kept", [False, True])
def test_an_intranet(tmp_path: Path, kept: bool) -> None:
    def behind(then: Answer) -> Answer:
        def write(handler: Handler) -> None:
            entitled = "session=s3cret" in handler.headers.get("Cookie", "")
            (then if entitled else answer("Geen toegang", status=403))(handler)

        return write

    with Site({path: behind(page) for path, page in yearly.site().items()}) as site:
        cookie = {"name": "session", "value": "s3cret", "domain": "127.0.0.1", "path": "/"}
        (tmp_path / "login.json").write_text(json.dumps({"cookies": [cookie], "origins": []}), encoding="utf-8")
        product = {"addresses": [site.address("/")], "kind": "intranet"}
        yearly.write(tmp_path, {"W1": product}, settings=INTRANET.format(str(kept).lower()))
        done = yearly.monitor(tmp_path, "run", "2026")
        yearly.write(tmp_path, {"W1": product}, years=(2027,))
        without = yearly.monitor(tmp_path, "run", "2027")
    assert done.returncode == 0, done.stdout
    assert (without.returncode, states(tmp_path, 2027)["W1"][1]) == (3, "no-entry")
    with results(tmp_path) as store:
        assert all(page.sha256 for page in store.pages("year-2026"))
        assert bool(store.snapshots("year-2026")) is kept
    assert bool(list(tmp_path.rglob("*.json.gz"))) is kept
    # The login itself is nowhere but in its own file.
    others = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "login.json"]
    assert not [path for path in others if b"s3cret" in path.read_bytes()]


def test_snapshots_go_after_some_years(tmp_path: Path) -> None:
    one = '[monitoring]\ndepth = "quick"\nkeep-snapshots = 1'
    with Site(yearly.site()) as site:
        yearly.write(tmp_path, {"W1": site.address("/")}, years=(2025, 2026), settings=one)
        assert yearly.monitor(tmp_path, "run", "2025").returncode == 0
        done = yearly.monitor(tmp_path, "run", "2026")
    assert "The snapshots of 2025 were removed" in done.stderr
    assert [path.name for path in (tmp_path / "snapshots").iterdir()] == ["2026"]
    with results(tmp_path) as store:
        assert not store.snapshots("year-2025")
        for _, _, reference in store.snapshots("year-2026"):
            assert snapshots.load(tmp_path / "snapshots", reference) is not None
        assert all(one.finished_at is not None for one in store.runs())


def test_no_snapshots_at_all(tmp_path: Path) -> None:
    with Site(yearly.site()) as site:
        yearly.write(tmp_path, {"W1": site.address("/")}, settings='[monitoring]\ndepth = "quick"\nkeep-snapshots = 0')
        assert yearly.monitor(tmp_path, "run", "2026").returncode == 0
    assert not list(tmp_path.rglob("*.json.gz"))


def _started(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        yearly.command("run", "2026", *arguments),
        cwd=folder,
        env=yearly.variables(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def _wait_for(holds: Callable[[], bool], process: "subprocess.Popen[str]") -> None:
    """Until something holds; not longer than a minute, and not after the end of the process."""
    deadline = time.monotonic() + 60
    while not holds():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.02)
