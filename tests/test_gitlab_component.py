"""The component for GitLab: its specification, and its script run as a job runs it."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
TEMPLATE = (ROOT / "templates" / "accesscheck" / "template.yml").read_text(encoding="utf-8")
SPECIFICATION, JOBS = yaml.safe_load_all(TEMPLATE)
INPUTS: dict[str, dict[str, Any]] = SPECIFICATION["spec"]["inputs"]
JOB: dict[str, Any] = JOBS["$[[ inputs.job-name ]]"]
INPUT = re.compile(r"\$\[\[ *inputs\.([a-z-]+) *\]\]")
SHELLS = [shell for shell in ("bash", "dash") if shutil.which(shell)]

PAGE = '<!doctype html><html lang="en"><head><title>Fair | Town</title></head><body><h1>Fair</h1>{}</body></html>'
IMAGE = PAGE.format('<p>It is on <img src="sunday.png">.</p>')
CLEAN = PAGE.format("<p>It is on Sunday.</p>")

Done = subprocess.CompletedProcess[str]


def test_its_form() -> None:
    # https://docs.gitlab.com/ci/inputs/#define-input-parameters-with-specinputs
    allowed = {"description", "default", "type", "regex", "options"}
    assert all(set(one) <= allowed and "description" in one for one in INPUTS.values())
    # https://docs.gitlab.com/ci/yaml/#job-keywords
    assert set(JOB) == {"stage", "image", "variables", "before_script", "script", "artifacts"}
    assert set(JOB["artifacts"]["reports"]) == {"codequality", "junit"}
    assert set(INPUT.findall(TEMPLATE)) == set(INPUTS)


def test_it_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert INPUTS["version"]["default"] == project["version"]
    assert re.fullmatch(INPUTS["version"]["regex"], project["version"])
    assert not re.fullmatch(INPUTS["version"]["regex"], "latest")
    assert re.fullmatch(r"[\w./-]+:\d+\.\d+\.\d+[\w.-]*", INPUTS["image"]["default"])


def test_no_input_is_in_a_script() -> None:
    """GitLab puts an input into the text of a script: its value could then run commands."""
    assert INPUT.search("\n".join((*JOB["before_script"], *JOB["script"]))) is None


@pytest.mark.parametrize("shell", SHELLS)
def test_scripts_are_of_the_shell(shell: str) -> None:
    for text in (*JOB["before_script"], *JOB["script"]):
        subprocess.run([shell, "-n"], input=text, text=True, check=True)


def run(folder: Path, shell: str = "bash", **inputs: str) -> Done:
    """The script of the job in a folder, with inputs filled in; the program is that of this Python."""
    given = {name: one.get("default", "") for name, one in INPUTS.items()}
    given |= {"depth": "quick"} | {name.replace("_", "-"): one for name, one in inputs.items()}
    variables = {name: _filled(value, given) for name, value in JOB["variables"].items()}
    program = folder.parent / "accesscheck"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m accesscheck "$@"\n')
    program.chmod(0o755)
    (script,) = JOB["script"]
    return subprocess.run(
        [shell, "-e", "-c", script.replace("$HOME/accesscheck/bin/accesscheck", str(program))],
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8", **variables},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def _filled(value: str, given: Mapping[str, str]) -> str:
    return INPUT.sub(lambda found: given[found[1]], value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "project"
    (made / "public").mkdir(parents=True)
    (made / "public" / "fair.html").write_text(IMAGE, encoding="utf-8")
    return made


@pytest.mark.slow
@pytest.mark.parametrize("shell", SHELLS)
def test_findings(folder: Path, shell: str) -> None:
    done = run(folder, shell, targets="public")
    assert done.returncode == 1, done.stderr
    reports = JOB["artifacts"]["reports"]
    (issue,) = json.loads((folder / reports["codequality"]).read_text(encoding="utf-8"))
    assert (issue["check_name"], issue["location"]["path"]) == ("html-image-without-alternative", "public/fair.html")
    assert ET.parse(folder / reports["junit"]).findall(".//failure")
    assert all((folder / path).stat().st_size for path in JOB["artifacts"]["paths"])
    assert "Image without alternative text" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("shell", SHELLS)
def test_inputs_are_kept_whole(folder: Path, shell: str) -> None:
    names = ("two words.html", "$(touch stolen).html", "*.html", "--fail-on=never.html", "`id`.html", "END.html")
    for name in names:
        (folder / name).write_text(CLEAN, encoding="utf-8")
    done = run(folder, shell, targets="\n".join(names), arguments="--without\nhtml-image-*\n")
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (folder / "stolen").exists()
    assert f"{len(names)} pages checked" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        pytest.param({"targets": "public", "fail_on": "never"}, 0, id="gate"),
        pytest.param({"targets": "public", "baseline": "none.json"}, 2, id="no baseline"),
        pytest.param({"targets": "public", "arguments": "--no-such-option"}, 2, id="unknown option"),
        pytest.param({"targets": "gone.html"}, 3, id="no such page"),
        pytest.param({"targets": "public", "config": "own.toml"}, 0, id="configuration"),
    ],
)
def test_exit_codes(folder: Path, inputs: dict[str, str], code: int) -> None:
    (folder / "own.toml").write_text('fail-on = "never"\n', encoding="utf-8")
    assert run(folder, **inputs).returncode == code
