"""The examples of the docs, run from top to bottom in a copy of the checkout.

A fence with title="path" is a file that the reader writes. A fence `console` holds commands, each after `$ `, and what
they print; `...` stands for anything.
"""

import doctest
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from site_folder import Site

FENCE = re.compile(r"^```(?P<language>\w+)?(?: title=\"(?P<title>[^\"]+)\")?\n(?P<body>.*?)^```$", re.M | re.S)
COPIED = ("src", "rules", "fixtures", "tests", "docs", "plugins", "pyproject.toml")
PYTHON = {"accesscheck": ("-m", "accesscheck"), "pytest": ("-m", "pytest", "-p", "no:cacheprovider")}


class Reader:
    """Somebody who does what a page of the docs says."""

    def __init__(self, checkout: Path, packages: Path) -> None:
        self._checkout = checkout
        self._site = Site(packages, first=(checkout / "src",))

    def write(self, path: str, text: str) -> None:
        file = self._checkout / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def run(self, command: str) -> str:
        """What a command prints. AssertionError if it is wrong or fails; findings are no failure."""
        name, *arguments = shlex.split(command)
        match [name, *arguments]:
            case ["pip", "install", "-e", project]:
                self._site.add_project(self._checkout / project)
                return ""
            case ["cat", path]:
                return (self._checkout / path).read_text(encoding="utf-8")
            case ["mkdir", "-p", path]:
                (self._checkout / path).mkdir(parents=True, exist_ok=True)
                return ""
            case ["mv", path, folder]:
                shutil.move(self._checkout / path, self._checkout / folder)
                return ""
        done = self._site.python(*PYTHON[name], *arguments, folder=self._checkout)
        assert done.returncode < 2, f"$ {command}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr


def commands(body: str) -> Iterator[tuple[str, str]]:
    """The commands of a console, each with what it must print."""
    for part in re.split(r"^\$ ", body, flags=re.M)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


@pytest.mark.parametrize("page", ["adding-a-rule.md", "writing-plugins.md"])
def test_the_examples_of_a_page_work(page: str, root: Path, tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    for name in COPIED:
        source = root / name
        if source.is_dir():
            # Another process may be writing a compiled module under a name that is gone in a moment.
            shutil.copytree(source, checkout / name, ignore=shutil.ignore_patterns("*.pyc.*"))
        else:
            shutil.copy(source, checkout / name)
    reader = Reader(checkout, tmp_path / "packages")
    for fence in FENCE.finditer((root / "docs" / page).read_text(encoding="utf-8")):
        if fence["title"]:
            reader.write(fence["title"], fence["body"])
        if fence["language"] == "console":
            for command, expected in commands(fence["body"]):
                printed = reader.run(command)
                assert _fits(expected, printed), f"$ {command}\n{printed}\nis not\n{expected}"


def _fits(expected: str, printed: str) -> bool:
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    return doctest.OutputChecker().check_output(expected, printed, flags)


LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


@pytest.mark.parametrize(
    "page", ["docs/adding-a-rule.md", "docs/writing-plugins.md", "plugins/accesscheck-example/README.md"]
)
def test_links_lead_somewhere(page: str, root: Path) -> None:
    path = root / page
    links = [link for link in LINK.findall(path.read_text(encoding="utf-8")) if not (path.parent / link).exists()]
    assert links == []
