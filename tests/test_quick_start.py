"""The quick starts: one set of commands in four languages, and commands that work."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from accesscheck import config

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "quick-start"
LANGUAGES = ("nl", "fr", "en", "de")
FENCE = re.compile(r'^```(?P<language>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<body>.*?)^```$', re.M | re.S)
LINK = re.compile(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)")
FINE, FINDINGS = 0, 1
PAGES = (".html", "fixtures/pages")

Fence = tuple[str, str | None, tuple[str, ...]]


def page(language: str) -> str:
    """The quick start in a language."""
    return (FOLDER / f"{language}.md").read_text(encoding="utf-8")


def fences(text: str) -> tuple[Fence, ...]:
    """Each fence: its language, its file name, and its lines without comments and empty lines."""
    return tuple((fence["language"], fence["title"], tuple(_lines(fence["body"]))) for fence in FENCE.finditer(text))


def _lines(body: str) -> Iterator[str]:
    return (line for line in body.splitlines() if line.strip() and not line.lstrip().startswith("#"))


def runnable() -> Iterator[object]:
    """The commands that name a file of fixtures/, marked if they open a page in a browser."""
    commands = [line for language, _, lines in fences(page("en")) if language == "sh" for line in lines]
    for command in commands:
        arguments = shlex.split(command)
        targets = [part for part in arguments if part.startswith("fixtures/")]
        if arguments[0] != "accesscheck" or not targets:
            continue
        opens = "--no-browser" not in arguments and any(target.endswith(PAGES) for target in targets)
        yield pytest.param(arguments, id=command, marks=[pytest.mark.browser] if opens else [])


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A Python process in a folder that has the fixtures, and where files may be written."""
    (folder / "fixtures").symlink_to(ROOT / "fixtures", target_is_directory=True)
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, encoding="utf-8", timeout=240, check=False
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_commands_are_those_of_the_english_page(language: str) -> None:
    assert fences(page(language)) == fences(page("en"))


@pytest.mark.parametrize("arguments", tuple(runnable()))
def test_a_command_works(arguments: list[str], tmp_path: Path) -> None:
    done = run(tmp_path, "-m", *arguments)
    assert done.returncode in (FINE, FINDINGS), done.stdout + done.stderr
    if "--output" in arguments:
        assert (tmp_path / arguments[arguments.index("--output") + 1]).stat().st_size > 0


@pytest.mark.browser
def test_the_python_example_works(tmp_path: Path) -> None:
    (example,) = (lines for language, _, lines in fences(page("en")) if language == "python")
    done = run(tmp_path, "-c", "\n".join(example))
    assert done.returncode == 0, done.stderr
    assert "wording-mother-tongue failed moedertaal" in done.stdout
    assert "['html-image-without-alternative']" in done.stdout


def test_the_configuration_example_is_read(tmp_path: Path) -> None:
    (example,) = (lines for _, title, lines in fences(page("en")) if title == "accesscheck.toml")
    file = tmp_path / "accesscheck.toml"
    file.write_text("\n".join(example), encoding="utf-8")
    assert config.load(file).fail_on == "serious"


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_somewhere(language: str) -> None:
    for file, heading in LINK.findall(page(language)):
        target = FOLDER / file if file else FOLDER / f"{language}.md"
        assert target.exists(), file
        if heading:
            assert heading in set(_anchors(target.read_text(encoding="utf-8"))), heading


def _anchors(text: str) -> Iterator[str]:
    """The anchors that headings get."""
    for title in re.findall(r"^#+ (.+)$", text, re.M):
        yield re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
