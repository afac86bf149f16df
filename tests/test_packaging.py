"""The wheel, built from the sdist and installed in a clean environment without the checkout, does the main job."""

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from endurance import takes_minutes
from made_once import made_once

from accesscheck.audit import load_rules
from accesscheck.sources.executable import find_executable

pytestmark = [pytest.mark.packaging, pytest.mark.slow]
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel; `build` makes it from the sdist that it makes first."""

    def build(out: Path) -> None:
        line = [sys.executable, "-m", "build", "--outdir", str(out), str(ROOT)]
        subprocess.run(line, check=True, capture_output=True)

    (built,) = made_once(tmp_path_factory, "dist", build).glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a clean environment that has the wheel."""

    def install(folder: Path) -> None:
        venv.create(folder, with_pip=True)
        _install(_python_of(folder), str(wheel))

    return _python_of(made_once(tmp_path_factory, "clean", install))


def _python_of(folder: Path) -> Path:
    return folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"


def _install(python: Path, *what: str) -> None:
    line = [str(python), "-m", "pip", "install", "--quiet", *what]
    subprocess.run(line, check=True, capture_output=True)


def test_the_wheel_has_every_rule_file(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "rules").rglob("*.yml"):
        assert f"accesscheck/_rules/{path.relative_to(ROOT / 'rules').as_posix()}" in names
    for needed in ("_rules/compiled.json", "_vendor/axe/axe.min.js", "_vendor/axe/LICENSE", "py.typed"):
        assert f"accesscheck/{needed}" in names
    assert any(name.startswith("accesscheck/locale/nl/") and name.endswith(".mo") for name in names)


def test_an_installed_accesscheck_finds_every_rule(python: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [str(python), "-m", "accesscheck", "rules", "list"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == [rule.id for rule in load_rules()]


@pytest.mark.browser
def test_an_installed_accesscheck_does_the_main_job(python: Path, tmp_path: Path) -> None:
    for folder in ("pages", "documents"):
        shutil.copytree(ROOT / "fixtures" / folder, tmp_path / folder)
    out = tmp_path / "out.jsonl"
    command = [str(python), "-m", "accesscheck", "check", "pages/loket.html", "documents/vacature.docx"]
    done = subprocess.run([*command, "--format", "jsonl", "-o", str(out)], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    pages = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    failed = {result["rule_id"] for page in pages for result in page["results"] if result["outcome"] == "failed"}
    assert {"axe-image-alt", "axe-button-name", "wording-mother-tongue", "wording-age-limit"} <= failed


FAULTY = "<!doctype html><html lang=nl><title>Contact</title><main><h1>Contact</h1><img src=logo.png></main></html>"
CONFTEST = f"""
import pytest

@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {{"executable_path": {find_executable()!r}, "args": ["--no-sandbox"]}}
"""
SUITE = f"""
import pytest

@pytest.mark.parametrize("depth", ["quick", "standard"])
def test_markup(accesscheck, depth):
    accesscheck({FAULTY!r}, depth=depth)

@pytest.mark.parametrize("number", range(3))
def test_page(accesscheck, page, number):
    page.set_content({FAULTY!r})
    accesscheck(page)
"""
ASYNC = f"""
from playwright.async_api import async_playwright

async def test_page(accesscheck, browser_type_launch_args):
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(**browser_type_launch_args)
        page = await browser.new_page()
        await page.set_content({FAULTY!r})
        try:
            await accesscheck(page)
        finally:
            await browser.close()
"""


@pytest.fixture(scope="module")
def python_with_pytest(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same Python, with pytest and the plugins that ours gets along with."""

    def install(_: Path) -> None:
        _install(python, "pytest", "pytest-xdist", "pytest-playwright", "pytest-asyncio", "pytest-cov")

    made_once(tmp_path_factory, "with-pytest", install)
    return python


@pytest.mark.browser
@pytest.mark.parametrize(
    ("suite", "count", "workers"),
    [
        pytest.param(SUITE, 5, "-n2", id="pytest-playwright"),
        pytest.param(ASYNC, 1, "-n0", id="pytest-asyncio", marks=takes_minutes),
    ],
)
def test_the_installed_plugin_checks_a_suite(
    python_with_pytest: Path, tmp_path: Path, suite: str, count: int, workers: str
) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_suite.py").write_text(suite)
    (tmp_path / "pytest.ini").write_text("[pytest]\nasyncio_mode = auto\naddopts = --strict-markers\n")
    environment = {**os.environ, "LANG": "en_GB.UTF-8", "LC_ALL": "en_GB.UTF-8"}

    def told(*options: str) -> str:
        command = [str(python_with_pytest), "-m", "pytest", workers, "--cov=test_suite", *options]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=environment)
        assert done.stdout, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout

    found = f"{count} findings make a test fail" if count > 1 else "1 finding makes a test fail"
    pages = f"{count} pages checked" if count > 1 else "1 page checked"
    first = told()
    assert f"accesscheck: {pages} · {found}" in first, first
    assert f"{count} failed" in first
    assert f"{count} passed" in told("--accesscheck-update")
    again = told()
    assert f"accesscheck: {pages} · 0 findings make a test fail · {count} known" in again, again
    assert f"{count} passed" in again
