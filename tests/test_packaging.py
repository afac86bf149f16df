"""The wheel, built from the sdist and installed in a clean environment without the checkout, does the main job."""

import json
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from accesscheck.audit import load_rules

pytestmark = [pytest.mark.packaging, pytest.mark.slow]
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel; `build` makes it from the sdist that it makes first."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "build", "--outdir", str(out), str(ROOT)], check=True, capture_output=True)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a clean environment that has the wheel."""
    folder = tmp_path_factory.mktemp("clean") / "venv"
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", str(wheel)], check=True, capture_output=True)
    return python


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
