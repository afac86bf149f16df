"""The exit codes of docs/ci.md, through the real command line."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from servers import Handler, Site, answer, silence

pytestmark = pytest.mark.slow

PAGE = '<!doctype html><html lang="en"><head><title>Fair | Town</title></head><body><h1>Fair</h1>{}</body></html>'
IMAGE = PAGE.format('<p>It is on <img src="sunday.png">.</p>')
CLEAN = PAGE.format("<p>It is on Sunday.</p>")
WAIVER = """
[[waiver]]
rule = "html-image-*"
where = "*.html"
reason = "Mended in spring."
owner = "web@example.org"
expires = {}
"""
NEVER, PAST = "9999-12-31", "2020-01-01"

Done = subprocess.CompletedProcess[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of its own, with a page that has a barrier and one that has none."""
    (tmp_path / "image.html").write_text(IMAGE, encoding="utf-8")
    (tmp_path / "clean.html").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "empty.html").write_text("", encoding="utf-8")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    return tmp_path


def accesscheck(folder: Path, *arguments: str) -> Done:
    """The program, in English."""
    return subprocess.run(
        [sys.executable, "-m", "accesscheck", *arguments],
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def quick(folder: Path, line: str) -> Done:
    """A check of sources alone."""
    return accesscheck(folder, "check", "--depth", "quick", *line.split())


@pytest.mark.parametrize(
    ("line", "code"),
    [
        pytest.param("clean.html", 0, id="nothing found"),
        pytest.param("image.html", 1, id="a problem"),
        pytest.param("image.html --fail-on never", 0, id="a problem that stops nothing"),
        pytest.param("image.html --fail-on never,1.1.1=failed", 1, id="a criterion"),
        pytest.param("no-such-page.html", 3, id="no such page"),
        pytest.param("empty.html", 3, id="an empty page"),
        pytest.param("clean.html no-such-page.html", 3, id="one of two pages"),
        pytest.param("image.html no-such-page.html", 1, id="findings go before what is untested"),
        pytest.param("no-such-page.html --allow-untested", 0, id="untested is allowed"),
        pytest.param("http://127.0.0.1:1/", 3, id="no server"),
        pytest.param("clean.html --rules axe-image-alt", 3, id="only a rule that needs a browser"),
    ],
)
def test_of_a_check(folder: Path, line: str, code: int) -> None:
    done = quick(folder, line)
    assert done.returncode == code, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param("", "nothing to check", id="no target"),
        pytest.param("image.html --no-such-option", "--no-such-option", id="an unknown option"),
        pytest.param("image.html --timeout soon", "--timeout", id="a word for a number"),
        pytest.param("image.html --profile page", "profile", id="an unknown profile"),
        pytest.param("image.html --rules no-such-rule", "no-such-rule", id="an unknown rule"),
        pytest.param("image.html --format pdf", "pdf", id="an unknown format"),
        pytest.param("image.html --format json --format csv --output one", "2 formats", id="formats without outputs"),
        pytest.param("image.html --fail-on bad", "bad", id="an unknown threshold"),
        pytest.param("image.html --fail-on wordng=failed", "wording", id="a misspelt family"),
        pytest.param("image.html --fail-on level=B9", "B9", id="an unknown level"),
        pytest.param("image.html --baseline none.json", "baseline create", id="no baseline"),
        pytest.param("image.html --baseline broken.json", "no baseline", id="a broken baseline"),
        pytest.param("image.html --config none.toml", "none.toml", id="no configuration"),
        pytest.param("--from none.txt", "none.txt", id="no list"),
        pytest.param("--diff main", "git", id="no repository"),
        pytest.param("image.html --output /dev/null/report --format csv", "/dev/null/report", id="an output in a file"),
    ],
)
def test_mistakes(folder: Path, line: str, told: str) -> None:
    done = quick(folder, line)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("fail-on = ", "no valid TOML", id="no toml"),
        pytest.param('fail_on = "serious"', "fail-on", id="a misspelt key"),
        pytest.param('depth = "deep"', "quick, standard, thorough", id="a value that is not allowed"),
        pytest.param(WAIVER.format("soon"), "no valid TOML", id="a waiver without a day"),
        pytest.param(WAIVER.format('"soon"'), "2027-03-31", id="a waiver until a word"),
        pytest.param(WAIVER.format(NEVER).replace("owner", "# owner"), "owner", id="a waiver of nobody"),
        pytest.param(WAIVER.format(NEVER).replace('"*.html"', "{}"), "where", id="a waiver for nothing"),
        pytest.param('baseline = "none.json"', "baseline create", id="no baseline"),
    ],
)
def test_mistakes_in_the_configuration(folder: Path, text: str, told: str) -> None:
    (folder / "accesscheck.toml").write_text(text, encoding="utf-8")
    done = quick(folder, "image.html")
    assert done.returncode == 2
    assert told in done.stderr


@pytest.mark.parametrize(
    ("day", "line", "code"),
    [
        pytest.param(NEVER, "image.html", 0, id="it holds"),
        pytest.param(NEVER, "image.html --strict", 0, id="it holds under strict"),
        pytest.param(PAST, "image.html", 1, id="its day is past"),
        pytest.param(PAST, "clean.html", 0, id="past and not needed"),
        pytest.param(PAST, "clean.html --strict", 1, id="past under strict"),
        pytest.param(NEVER, "clean.html", 0, id="it covers nothing"),
        pytest.param(NEVER, "clean.html --strict", 1, id="it covers nothing under strict"),
    ],
)
def test_waivers(folder: Path, day: str, line: str, code: int) -> None:
    (folder / "accesscheck.toml").write_text(WAIVER.format(day), encoding="utf-8")
    assert quick(folder, line).returncode == code


def test_baseline(folder: Path) -> None:
    known = folder / "known.json"
    made = accesscheck(folder, "baseline", "create", "image.html", "--depth", "quick", "--baseline", "known.json")
    assert made.returncode == 0
    again = accesscheck(folder, "baseline", "create", "image.html", "--depth", "quick", "--baseline", "known.json")
    assert again.returncode == 2
    nothing = accesscheck(folder, "baseline", "create", "none.html", "--depth", "quick", "--baseline", "none.json")
    assert (nothing.returncode, (folder / "none.json").exists()) == (2, False)
    check = "image.html --baseline known.json"
    assert quick(folder, check).returncode == 0
    assert quick(folder, f"{check} --strict").returncode == 1
    (folder / "image.html").write_text(IMAGE.replace("</p>", "</p><p><img src='map.png'></p>"), encoding="utf-8")
    assert quick(folder, check).returncode == 1
    (folder / "image.html").write_text(CLEAN, encoding="utf-8")
    before = known.read_text(encoding="utf-8")
    assert quick(folder, check).returncode == 0
    assert known.read_text(encoding="utf-8") == before
    assert quick(folder, f"{check} --ratchet").returncode == 0
    assert json.loads(known.read_text(encoding="utf-8"))["pages"] == {}


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"]], ids=" ".join)
def test_what_only_tells(folder: Path, arguments: list[str]) -> None:
    done = accesscheck(folder, *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert "accesscheck" in done.stdout


@pytest.mark.parametrize("arguments", [["chek"], ["--verson"], ["baseline", "make"]], ids=" ".join)
def test_a_misspelt_command(folder: Path, arguments: list[str]) -> None:
    assert accesscheck(folder, *arguments).returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_interrupted(folder: Path) -> None:
    """A page is done, another never comes, and the person presses Ctrl+C: what is done is kept, in each report."""
    lines, whole = folder / "report.jsonl", folder / "report.sarif"
    with Site({"/fair": answer(IMAGE), "/silent": silence}) as site:
        addresses = [site.address("/fair"), site.address("/silent")]
        outputs = ["--format", "jsonl", "--output", str(lines), "--format", "sarif", "--output", str(whole)]
        started = _started(folder, "check", *addresses, "--depth", "quick", *outputs)
        _wait_for(lambda: lines.exists() and lines.read_text(encoding="utf-8").endswith("\n"), started)
        started.send_signal(signal.SIGINT)
        # The site ends here, so that the page that never came does not hold the program up.
    _, told = started.communicate(timeout=60)
    assert started.returncode == 130
    assert "1 of 2 pages" in told
    assert "Traceback" not in told
    (page,) = (json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines())
    assert page["address"] == addresses[0]
    found = json.loads(whole.read_text(encoding="utf-8"))["runs"][0]["results"]
    assert "html-image-without-alternative" in {one["ruleId"] for one in found}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_an_interrupted_baseline_is_not_written(folder: Path) -> None:
    asked: list[str] = []

    def asked_in_vain(handler: Handler) -> None:
        asked.append(handler.path)
        silence(handler)

    with Site({"/fair": answer(IMAGE), "/silent": asked_in_vain}) as site:
        addresses = [site.address("/fair"), site.address("/silent")]
        started = _started(folder, "baseline", "create", *addresses, "--depth", "quick", "--baseline", "known.json")
        _wait_for(lambda: bool(asked), started)
        started.send_signal(signal.SIGINT)
    _, told = started.communicate(timeout=60)
    assert started.returncode == 130
    assert "Traceback" not in told
    assert not (folder / "known.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no broken pipes")
def test_a_reader_who_has_had_enough(folder: Path) -> None:
    """As with `| head -n 1`: no mistake, and no complaint."""
    for number in range(40):
        (folder / f"page{number}.html").write_text(IMAGE, encoding="utf-8")
    started = _started(folder, "check", ".", "--depth", "quick", "--workers", "1", "--format", "jsonl", "--quiet")
    assert started.stdout is not None
    assert started.stdout.readline().startswith("{")
    started.stdout.close()
    assert started.wait(timeout=60) == 0
    assert started.stderr is not None
    with started.stderr:
        assert started.stderr.read() == ""


def _started(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "accesscheck", *arguments],
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def _wait_for(holds: Callable[[], bool], process: "subprocess.Popen[str]") -> None:
    """Until something holds; not longer than a minute, and not after the end of the process."""
    deadline = time.monotonic() + 60
    while not holds():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.05)
