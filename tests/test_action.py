"""The GitHub Action: its steps run as GitHub runs them, with inputs in the environment and files for what they tell."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from endurance import takes_minutes

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
SCRIPTS = [step for step in STEPS if "run" in step]
INPUT = re.compile(r"\$\{\{ *inputs\.([a-z-]+) *\}\}")

BARRIER = '<!doctype html><html lang="en"><head><title>Fair | Town</title></head><body><h1>Fair</h1>{}</body></html>'
IMAGE = BARRIER.format('<p>It is on <img src="sunday.png">.</p>')
CLEAN = BARRIER.format("<p>It is on Sunday.</p>")


@dataclass(frozen=True, slots=True)
class Done:
    """What a step left behind."""

    code: int
    log: str
    errors: str
    outputs: dict[str, str]
    summary: str


class Runner:
    """A machine of GitHub: a workspace, a folder for what is passing, and steps one after the other."""

    def __init__(self, folder: Path) -> None:
        self.workspace = folder / "work space"
        self.temporary = folder / "temp"
        self.workspace.mkdir()
        self.temporary.mkdir()
        self._path = os.environ["PATH"]

    def put(self, name: str, text: str) -> None:
        path = self.workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def install(self) -> None:
        """What the step that installs leaves behind, of this checkout."""
        place = self.temporary / "accesscheck" / "bin" / "accesscheck"
        place.parent.mkdir(parents=True)
        place.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m accesscheck "$@"\n')
        place.chmod(0o755)

    def has_program(self, name: str, script: str) -> None:
        """Put a program before all others."""
        place = self.temporary / "programs" / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(script)
        place.chmod(0o755)
        self._path = f"{place.parent}{os.pathsep}{self._path}"

    def run(self, name: str, inputs: Mapping[str, str] | None = None, **context: str) -> Done:
        """A step by its name; `context` is what expressions other than inputs stand for, by variable."""
        (step,) = (one for one in SCRIPTS if one["name"] == name)
        output, summary = self.temporary / "output", self.temporary / "summary"
        output.write_text("")
        summary.write_text("")
        given = {key: one["default"] for key, one in ACTION["inputs"].items()} | dict(inputs or {})
        variables = {
            key: given[found[1]] if (found := INPUT.fullmatch(value)) else context[key]
            for key, value in step.get("env", {}).items()
        }
        # As GitHub runs `shell: bash`.
        script = self.temporary / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace,
            env={
                **os.environ,
                **variables,
                "PATH": self._path,
                "LANG": "C.UTF-8",
                "RUNNER_TEMP": str(self.temporary),
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(summary),
                "GITHUB_REPOSITORY": "town/site",
            },
            capture_output=True,
            encoding="utf-8",
            timeout=240,
            check=False,
        )
        lines = output.read_text(encoding="utf-8").splitlines()
        outputs = dict(line.split("=", 1) for line in lines)
        return Done(done.returncode, done.stdout, done.stderr, outputs, summary.read_text(encoding="utf-8"))

    def check(self, **inputs: str) -> Done:
        """The step that checks, of sources alone unless told otherwise."""
        return self.run("Check", {"depth": "quick", **{key.replace("_", "-"): one for key, one in inputs.items()}})


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    made = Runner(tmp_path)
    made.install()
    return made


def test_its_form() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert all(step.get("shell") == "bash" for step in SCRIPTS)
    assert all(set(one) == {"description", "default"} for one in ACTION["inputs"].values())
    assert all(isinstance(one["default"], str) for one in ACTION["inputs"].values())
    ids = {step["id"] for step in STEPS if "id" in step}
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"steps\.(\w+)\.", text)) <= ids
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(ACTION["inputs"])


def test_no_expression_is_in_a_script() -> None:
    """GitHub puts the value of an expression into the text of a script: an input could then run commands."""
    assert [step["name"] for step in SCRIPTS if "${{" in step["run"]] == []


def test_actions_of_others_are_pinned_by_commit() -> None:
    uses = [step["uses"] for step in STEPS if "uses" in step]
    assert uses
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", one) for one in uses)


@pytest.mark.parametrize("step", [pytest.param(step["run"], id=step["name"]) for step in SCRIPTS])
def test_scripts_are_bash(step: str) -> None:
    subprocess.run(["bash", "-n"], input=step, text=True, check=True)


@pytest.mark.slow
def test_findings(runner: Runner) -> None:
    runner.put("public/fair.html", IMAGE)
    done = runner.check(targets="public", sarif="out/accesscheck.sarif", formats="junit=out/junit.xml\ncsv=a=b.csv\n")
    assert done.code == 1
    assert re.search(r"^::error file=public/fair\.html,line=1,", done.log, re.M)
    assert set(done.outputs) == {"exit-code", "sarif", "report"}
    assert (done.outputs["exit-code"], done.outputs["sarif"]) == ("1", "out/accesscheck.sarif")
    assert done.summary.startswith("## accesscheck\n")
    assert "Image without alternative text" in done.summary
    assert len(done.summary.encode()) < 1024**2
    sarif = json.loads((runner.workspace / "out" / "accesscheck.sarif").read_text(encoding="utf-8"))
    assert [one["ruleId"] for one in sarif["runs"][0]["results"]] == ["html-image-without-alternative"]
    assert (runner.workspace / "out" / "junit.xml").stat().st_size
    assert (runner.workspace / "a=b.csv").stat().st_size
    assert Path(done.outputs["report"]).read_text(encoding="utf-8") in done.summary


@pytest.mark.slow
def test_nothing_found(runner: Runner) -> None:
    runner.put("public/fair.html", CLEAN)
    done = runner.check(targets="public", summary="false")
    assert (done.code, done.outputs["exit-code"], done.summary) == (0, "0", "")
    assert "::error" not in done.log
    assert "sarif" not in done.outputs


@pytest.mark.slow
def test_files_with_any_name(runner: Runner) -> None:
    names = ("two words.html", "--fail-on=never.html", "$(touch stolen).html", "star*.html", "`id`.html")
    for name in names:
        runner.put(name, IMAGE)
    runner.put("starling.html", IMAGE)
    done = runner.check(targets="\n".join(names), formats="json=all.json")
    pages = json.loads((runner.workspace / "all.json").read_text(encoding="utf-8"))["pages"]
    assert [page["address"] for page in pages] == list(names)
    assert done.code == 1
    assert not (runner.workspace / "stolen").exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in ACTION["inputs"] if name not in ("python-version", "comment")])
def test_an_input_runs_no_command(runner: Runner, name: str) -> None:
    runner.put("public/fair.html", IMAGE)
    evil = "x$(touch stolen)`touch stolen`\";touch stolen;'\ntouch stolen"
    step = "Install accesscheck" if name == "version" else "Check"
    runner.run(step, {"targets": "public", "depth": "quick", name: evil}, PYTHON="false", ACTION="nowhere")
    assert list(runner.workspace.rglob("stolen")) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        pytest.param({"depth": "deep"}, "quick, standard, thorough", id="depth"),
        pytest.param({"baseline": "none.json"}, "baseline create", id="no baseline"),
        pytest.param({"arguments": "--basline=x"}, "--basline", id="unknown option"),
        pytest.param({"formats": "junit"}, "format=path", id="format without a path"),
    ],
)
def test_a_mistake_is_told(runner: Runner, inputs: dict[str, str], told: str) -> None:
    runner.put("public/fair.html", IMAGE)
    runner.put("report.sarif", "of an earlier run")
    done = runner.check(targets="public", sarif="report.sarif", **inputs)
    assert done.code == 2
    assert "::error title=accesscheck::" in done.log
    assert told in done.log + done.errors
    assert "sarif" not in done.outputs


@pytest.mark.slow
def test_options_reach_the_check(runner: Runner) -> None:
    runner.put("public/fair.html", IMAGE)
    runner.put("own.toml", 'language = "fr"\n')
    quiet = runner.check(targets="public", fail_on="never", config="own.toml")
    assert (quiet.code, quiet.outputs["exit-code"]) == (0, "0")
    assert "texte de remplacement" in quiet.log
    without = runner.check(targets="public", arguments="--without\nhtml-image-*\n", language="nl")
    assert without.code == 0


@pytest.mark.slow
def test_only_what_changed(runner: Runner) -> None:
    runner.put("public/old.html", IMAGE)
    for command in ("init --quiet --initial-branch main", "add .", "commit --quiet --message Begin"):
        person = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"]
        subprocess.run(["git", *person, *command.split()], cwd=runner.workspace, check=True)
    unchanged = runner.check(targets="public", diff="main", sarif="out.sarif")
    assert (unchanged.code, unchanged.outputs) == (0, {"exit-code": "0"} | _of_files(unchanged.outputs))
    runner.put("public/new.html", IMAGE)
    changed = runner.check(diff="main")
    assert changed.code == 1
    assert "new.html" in changed.log
    assert "old.html" not in changed.log


def _of_files(outputs: Mapping[str, str]) -> dict[str, str]:
    """The outputs that name a file: each is there."""
    assert all(name in ("sarif", "report") for name in outputs if name != "exit-code")
    return {name: one for name, one in outputs.items() if name != "exit-code"}


@pytest.mark.slow
@pytest.mark.browser
def test_in_a_browser(runner: Runner) -> None:
    found = runner.run("Find or install a browser")
    assert (found.code, found.log[:9]) == (0, "Browser: ")
    runner.put("public/fair.html", IMAGE)
    done = runner.check(targets="public", depth="standard")
    assert done.code == 1
    assert "Image without alternative text" in done.summary


def test_the_browser_is_left_out_for_sources() -> None:
    (step,) = (step for step in STEPS if step.get("name") == "Find or install a browser")
    assert step["if"] == "inputs.depth != 'quick'"


@pytest.mark.packaging
@pytest.mark.slow
@takes_minutes
def test_it_installs_itself(tmp_path: Path) -> None:
    runner = Runner(tmp_path)
    done = runner.run("Install accesscheck", PYTHON=sys.executable, ACTION=str(ROOT))
    assert done.code == 0, done.errors
    runner.put("public/fair.html", IMAGE)
    assert runner.check(targets="public").code == 1


@pytest.mark.parametrize("version", ["latest", "0.1.0 --index-url=https://example.org", "../elsewhere", "0.1.0\nx"])
def test_a_version_is_a_number(tmp_path: Path, version: str) -> None:
    done = Runner(tmp_path).run("Install accesscheck", {"version": version}, PYTHON="false", ACTION="nowhere")
    assert done.code == 2
    assert done.log.startswith("::error title=accesscheck::The input version")


# Stands in for the program of GitHub: it keeps what it was asked, and answers as the site would.
GH = """#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$RUNNER_TEMP/asked"
case "$*" in
  *--paginate*) printf '%s' "$KNOWN" ;;
  *) [ "$REFUSED" = no ] && last=${!#} && cp "${last#body=@}" "$RUNNER_TEMP/written" ;;
esac
"""


@pytest.mark.parametrize(
    ("known", "refused", "asked", "written"),
    [
        pytest.param("", "no", "--method POST repos/town/site/issues/7/comments ", True, id="first"),
        pytest.param("31\n44\n", "no", "--method PATCH repos/town/site/issues/comments/31 ", True, id="again"),
        pytest.param("", "yes", "--method POST ", False, id="fork"),
    ],
)
def test_a_comment(
    runner: Runner, monkeypatch: pytest.MonkeyPatch, known: str, refused: str, asked: str, written: bool
) -> None:
    runner.has_program("gh", GH)
    monkeypatch.setenv("KNOWN", known)
    monkeypatch.setenv("REFUSED", refused)
    report = runner.temporary / "report.md"
    report.write_text("**1 problem** $(touch stolen)\n")
    done = runner.run("Comment on the pull request", REPORT=str(report), NUMBER="7", GH_TOKEN="none")
    assert done.code == 0, done.errors
    calls = (runner.temporary / "asked").read_text().splitlines()
    assert asked in calls[-1]
    assert '.user.type == "Bot"' in calls[0]
    place = runner.temporary / "written"
    assert ("::warning" in done.log) is not written
    assert place.exists() is written
    if written:
        text = place.read_text()
        assert text.startswith("<!-- accesscheck -->\n## accesscheck\n")
        assert text.endswith("**1 problem** $(touch stolen)\n")
        assert not (runner.workspace / "stolen").exists()


def test_the_comment_comes_after_findings_too() -> None:
    (step,) = (step for step in STEPS if step.get("name") == "Comment on the pull request")
    assert step["if"].split(" && ") == [
        "always()",
        "inputs.comment == 'true'",
        "github.event_name == 'pull_request'",
        "steps.check.outputs.report != ''",
    ]
