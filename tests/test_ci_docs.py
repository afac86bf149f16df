"""docs/ci.md: what stands there to be copied works, or is at least understood."""

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from accesscheck import config
from accesscheck.cli.app import build

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
FENCE = re.compile(r'^```(?P<kind>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<body>.*?)^```$', re.M | re.S)
SECTION = re.compile(r"^## (?P<title>[^\n]+)\n(?P<body>.*?)(?=^## |\Z)", re.M | re.S)
CODE = re.compile(r"#\s*exit code (\d+)\s*$")
PRELUDE = ("pip install", "accesscheck install-browser")
"""What a reader does once, and what has tests of its own."""

PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | Town of Example</title></head>'
    "<body>{body}</body></html>"
)
PAGES = {
    "index.html": PAGE.format(title="Welcome", body="<main><h1>Welcome</h1><p>Welcome to our town.</p></main>"),
    "news/fair.html": PAGE.format(
        title="Fair", body='<main><h1>Fair</h1><p>The fair is on Sunday.</p><p><img src="fair.png"></p></main>'
    ),
}


@dataclass(frozen=True, slots=True)
class Fence:
    """An example, and the heading it stands under."""

    section: str
    kind: str
    title: str | None
    body: str


def _fences() -> Iterator[Fence]:
    for section in SECTION.finditer(TEXT):
        for fence in FENCE.finditer(section["body"]):
            yield Fence(section["title"], fence["kind"], fence["title"], fence["body"])


FENCES = tuple(_fences())


def _of(*kinds: str) -> list[Any]:
    found = [fence for fence in FENCES if fence.kind in kinds]
    return [pytest.param(fence, id=f"{number} {fence.section}") for number, fence in enumerate(found)]


def _commands(fence: Fence) -> tuple[str, ...]:
    """The lines of an example that are typed."""
    lines = (line.removeprefix("$ ") for line in fence.body.splitlines() if line.strip())
    return tuple(line for line in lines if not line.startswith(PRELUDE))


def _sections() -> list[Any]:
    """The sections with commands of ours, marked if one of them opens a page in a browser."""
    made = []
    for title in dict.fromkeys(fence.section for fence in FENCES if fence.kind == "console"):
        fences = [fence for fence in FENCES if fence.section == title]
        opens = any(
            line.startswith("accesscheck check public ") and "--depth" not in line
            for fence in fences
            if fence.kind == "console"
            for line in _commands(fence)
        ) and not any(fence.kind == "toml" and 'depth = "quick"' in fence.body for fence in fences)
        made.append(pytest.param(fences, id=title, marks=[pytest.mark.browser] if opens else []))
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with what the examples name; a page was changed since its main branch."""
    for name, html in PAGES.items():
        path = tmp_path / "public" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
    (tmp_path / "vacancies").mkdir()
    for name in ("nl-ploegbaas.md", "en-communications-officer.md"):
        shutil.copy(ROOT / "fixtures" / "vacancies" / name, tmp_path / "vacancies")
    _git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "--quiet", "--message", "Begin")
    _git(tmp_path, "checkout", "--quiet", "-b", "fair")
    page = tmp_path / "public" / "news" / "fair.html"
    page.write_text(page.read_text(encoding="utf-8").replace("on Sunday", "on Saturday"), encoding="utf-8")
    _git(tmp_path, "commit", "--quiet", "--all", "--message", "Move the fair")
    return tmp_path


def _git(folder: Path, *arguments: str) -> None:
    person = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *person, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.slow
@pytest.mark.parametrize("fences", _sections())
def test_commands_end_as_the_page_says(fences: list[Fence], folder: Path) -> None:
    wrong = []
    for fence in fences:
        if fence.title == "accesscheck.toml":
            soon = date.today() + timedelta(days=90)
            (folder / "accesscheck.toml").write_text(fence.body.replace("2027-03-31", str(soon)), encoding="utf-8")
        elif fence.kind == "console":
            for line in _commands(fence):
                stated = CODE.search(line)
                done = _run(line, folder)
                if done.returncode != (int(stated[1]) if stated else 0):
                    wrong.append((line, done.returncode, done.stdout[-1500:], done.stderr[-1500:]))
        # A file that is shown after commands is another way to do what they did.
        if fence.kind == "console":
            (folder / "accesscheck.toml").unlink(missing_ok=True)
    assert wrong == []


def _run(line: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """A line as bash runs it, where `accesscheck` is that of this Python."""
    ours = f'accesscheck() {{ {shlex.quote(sys.executable)} -m accesscheck "$@"; }}\n'
    return subprocess.run(
        ["bash", "-c", ours + line], cwd=folder, capture_output=True, encoding="utf-8", timeout=240, check=False
    )


@pytest.mark.parametrize("fence", _of("toml"))
def test_configuration_is_read(fence: Fence, tmp_path: Path) -> None:
    file = tmp_path / "accesscheck.toml"
    file.write_text(fence.body, encoding="utf-8")
    settings = config.load(file)
    assert settings.waivers is not None
    assert settings != config.Settings()


@pytest.mark.parametrize("fence", _of("console", "sh", "yaml", "groovy"))
def test_options_are_known(fence: Fence) -> None:
    for line in _command_lines(fence):
        _parse(line)


def test_a_misspelt_option_would_be_found() -> None:
    with pytest.raises(typer.TyperException, match="--basline"):
        _parse("accesscheck check public --basline x.json")


def _command_lines(fence: Fence) -> Iterator[str]:
    """The commands of ours in an example."""
    match fence.kind:
        case "yaml":
            texts = [text for document in yaml.safe_load_all(fence.body) for text in _texts(document)]
        case "groovy":
            texts = re.findall(r"\bsh '([^']*)'", fence.body)
        case _:
            texts = [fence.body]
    for text in texts:
        for line in text.splitlines():
            command = line.removeprefix("$ ").strip()
            if command.startswith("accesscheck "):
                yield command


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for one in value:
                yield from _texts(one)
        case dict():
            for one in value.values():
                yield from _texts(one)


def _parse(line: str) -> None:
    """Read a command line as the program does, and run nothing. TyperException says what is not understood."""
    command: Any = typer.main.get_command(build())
    arguments = shlex.split(line, comments=True)[1:]
    context = None
    while arguments and hasattr(command, "commands"):
        name, *arguments = arguments
        assert name in command.commands, line
        command = command.commands[name]
    context = command.make_context("accesscheck", list(arguments))
    assert context is not None


@pytest.mark.parametrize("fence", _of("yaml"))
def test_yaml_is_read(fence: Fence) -> None:
    assert all(isinstance(document, dict) for document in yaml.safe_load_all(fence.body))


def _steps(value: object, key: str) -> Iterator[dict[str, Any]]:
    """The mappings with a key, wherever they stand."""
    if isinstance(value, dict):
        if key in value:
            yield value
        for one in value.values():
            yield from _steps(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from _steps(one, key)


def _all_steps(key: str) -> list[dict[str, Any]]:
    documents = [document for fence in FENCES if fence.kind == "yaml" for document in yaml.safe_load_all(fence.body)]
    return list(_steps(documents, key))


def test_the_action_has_the_inputs_and_outputs_that_are_named() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    uses = [step for step in _all_steps("uses") if step["uses"].startswith("OWNER/accesscheck@")]
    assert len(uses) == 2
    assert {name for step in uses for name in step["with"]} <= set(action["inputs"])
    (table,) = re.findall(r"^\| input \| value \|\n(.*?)\n\n", TEXT, re.M | re.S)
    named = {name for row in table.splitlines()[1:] for name in re.findall(r"`([a-z-]+)`", row.split("|")[1])}
    assert named == set(action["inputs"])
    assert set(re.findall(r"outputs\.([a-z-]+)", TEXT)) <= set(action["outputs"])


def test_the_component_has_the_inputs_that_are_named() -> None:
    specification, _ = yaml.safe_load_all((ROOT / "templates/accesscheck/template.yml").read_text(encoding="utf-8"))
    (included,) = _all_steps("component")
    assert set(included["inputs"]) <= set(specification["spec"]["inputs"])


def test_the_hooks_that_are_named_exist() -> None:
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    (repository,) = _all_steps("rev")
    assert {hook["id"] for hook in repository["hooks"]} == set(hooks)
    for hook in hooks.values():
        _parse(" ".join([hook["entry"], *hook.get("args", ()), "page.html"]))


def test_everything_is_pinned() -> None:
    """An action of others by its commit, images by their version, and accesscheck by the version that this is."""
    for step in _all_steps("uses"):
        if not step["uses"].startswith("OWNER/"):
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"]), step["uses"]
    assert set(re.findall(r"accesscheck(?:==|@v|:)(\d[\w.]*\d)", TEXT)) == {VERSION}
    assert not re.search(r"pip install accesscheck(?!==)", TEXT)
    assert set(re.findall(r"library/python:([\w.-]+)", TEXT)) == {"3.13.7-slim-trixie"}


def test_the_exit_codes_are_those_of_the_program() -> None:
    from accesscheck import cli

    (table,) = re.findall(r"^\| code \|.*?\n\n", TEXT, re.M | re.S)
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.M)}
    assert codes == {cli.FINE, cli.FINDINGS, cli.MISTAKE, cli.UNTESTED, cli.INTERRUPTED}


def test_every_format_is_named() -> None:
    from accesscheck import plugins

    (table,) = re.findall(r"^\| format \|.*?\n\n", TEXT, re.M | re.S)
    named = set(re.findall(r"`(\w+)`", "\n".join(row.split("|")[1] for row in table.split("\n") if row)))
    assert named | {"terminal"} == set(plugins.reporters(plugins.plugin_manager()))
