"""The hooks for pre-commit: installed as a user installs them, and run on a repository of their own."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from made_once import made_once
from servers import Handler, Site

ROOT = Path(__file__).parents[1]
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
PACKAGE = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "rules", "src", ".pre-commit-hooks.yaml")

PAGE = '<!doctype html><html lang="en"><head><title>Fair | Town</title></head><body><h1>Fair</h1>{}</body></html>\n'
IMAGE = PAGE.format('<p>It is on <img src="sunday.png">.</p>')
CLEAN = PAGE.format("<p>It is on Sunday.</p>")
ADVERT = "# Vacature: medewerker onthaal\n\nWij zoeken een jonge collega met Nederlands als moedertaal.\n"

Done = subprocess.CompletedProcess[str]


@pytest.mark.parametrize(
    ("name", "hooks"),
    [
        ("public/index.html", {"accesscheck"}),
        ("old/PAGE.HTM", {"accesscheck"}),
        ("page.xhtml", {"accesscheck"}),
        ("templates/page.html.j2", {"accesscheck"}),
        ("templates/page.jinja", {"accesscheck"}),
        ("templates/page.html.twig", {"accesscheck"}),
        ("src/App.vue", {"accesscheck"}),
        ("src/Page.tsx", {"accesscheck"}),
        ("docs/letter.docx", {"accesscheck"}),
        ("docs/letter.md", {"accesscheck"}),
        ("vacatures/tuinier.md", {"accesscheck", "accesscheck-vacancy"}),
        ("site/content/jobs/2026/baker.docx", {"accesscheck", "accesscheck-vacancy"}),
        ("offres-d-emploi/cuisinier.pdf", {"accesscheck-vacancy"}),
        ("nginx.conf.j2", set()),
        ("requirements.txt", set()),
        ("src/page.ts", set()),
        ("public/index.html.bak", set()),
    ],
)
def test_files(name: str, hooks: set[str]) -> None:
    assert {hook for hook, one in HOOKS.items() if re.search(one["files"], name)} == hooks


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with this checkout as it stands, committed or not."""

    def copy(folder: Path) -> None:
        for name in PACKAGE:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, folder / name)
        _commit(folder)

    return made_once(tmp_path_factory, "hooks", copy)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps what it installs; once for all tests, and it has a lock of its own."""
    return made_once(tmp_path_factory, "home", lambda folder: None)


@pytest.fixture
def repository(tmp_path: Path, hooks: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's repository, with the hooks in its configuration."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(home))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    revision = _git(hooks, "rev-parse", "HEAD").stdout.strip()
    use = {"repo": str(hooks), "rev": revision, "hooks": [{"id": name} for name in HOOKS]}
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [use]}), encoding="utf-8")
    _commit(tmp_path)
    return tmp_path


def _git(folder: Path, *arguments: str) -> Done:
    person = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *person, *arguments], cwd=folder, check=True, capture_output=True, text=True)


def _commit(folder: Path) -> None:
    _git(folder, "init", "--quiet")
    _git(folder, "add", "--all", "--force")
    _git(folder, "commit", "--quiet", "--message", "Begin")


def _run(repository: Path, files: dict[str, str]) -> Done:
    """The hooks, on these files alone."""
    for name, text in files.items():
        path = repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _git(repository, "add", "--all")
    return _pre_commit(repository, "run", "--color", "never")


def _pre_commit(repository: Path, *arguments: str) -> Done:
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        cwd=repository,
        capture_output=True,
        encoding="utf-8",
        timeout=900,
        check=False,
    )


@pytest.mark.packaging
@pytest.mark.slow
@pytest.mark.parametrize(
    ("files", "told"),
    [
        pytest.param({"public/fair.html": CLEAN, "setup.cfg": ""}, [], id="nothing"),
        pytest.param({"public/fair.html": IMAGE}, ["public/fair.html", "html-image-without-alternative"], id="a page"),
        pytest.param({"a/index.html": IMAGE, "b/index.html": IMAGE}, ["a/index.html", "b/index.html"], id="same name"),
        pytest.param({"two words.html": IMAGE}, ["two words.html"], id="a space"),
        pytest.param({"page.html.j2": '<p><img src="{{ name }}"></p>\n'}, ["page.html.j2"], id="a template"),
        pytest.param({"vacatures/onthaal.md": ADVERT}, ["wording-mother-tongue"], id="a vacancy"),
        pytest.param({"page.html": ""}, [], id="what cannot be tested stops nothing"),
    ],
)
def test_run(repository: Path, files: dict[str, str], told: list[str]) -> None:
    done = _run(repository, files)
    assert done.returncode == bool(told), done.stdout + done.stderr
    assert all(one in done.stdout for one in told)


@pytest.mark.packaging
@pytest.mark.slow
def test_a_commit_is_stopped_until_it_is_mended(repository: Path) -> None:
    assert _pre_commit(repository, "install").returncode == 0
    (repository / "accesscheck.toml").write_text('fail-on = "serious"\nlanguage = "nl"\n', encoding="utf-8")
    page = repository / "fair.html"
    page.write_text(IMAGE, encoding="utf-8")
    _git(repository, "add", "--all")
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        _git(repository, "commit", "--message", "Add the fair")
    assert "Afbeelding zonder alt-tekst" in stopped.value.stdout + stopped.value.stderr
    page.write_text(CLEAN, encoding="utf-8")
    _git(repository, "add", "--all")
    _git(repository, "commit", "--message", "Add the fair")


@pytest.mark.packaging
@pytest.mark.slow
def test_nothing_is_asked_of_a_site(repository: Path) -> None:
    asked: list[str] = []
    names = ("image.png", "frame.html", "style.css")
    pages: dict[str, Callable[[Handler], None]] = {
        f"/{name}": lambda handler: asked.append(handler.path) for name in names
    }
    with Site(pages) as site:
        image, frame, style = (site.address(f"/{name}") for name in names)
        body = f'<img src="{image}" alt="Fair"><iframe src="{frame}" title="Map"></iframe>'
        body += f'<link rel="stylesheet" href="{style}">'
        done = _run(repository, {"fair.html": PAGE.format(body)})
    assert (done.returncode, asked) == (0, []), done.stdout
