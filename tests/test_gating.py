"""The gate of a release on the command line: baseline, waivers, changed pages and several reports."""

import json
import subprocess
from pathlib import Path

import pytest

from accesscheck.cli.app import run

HEAD = '<!doctype html><html lang="nl"><title>Proef</title><main><h1>Proef</h1>'
BAD, GOOD = '<p><img src="a.png"></p>', "<p>Alles is goed.</p>"
QUICK = ["--depth", "quick", "--rules", "html-image-*,html-empty-link"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.html").write_text(HEAD + BAD, encoding="utf-8")
    (site / "b.html").write_text(HEAD + GOOD, encoding="utf-8")
    return tmp_path


def write(folder: Path, name: str, body: str) -> None:
    (folder / name).write_text(HEAD + body, encoding="utf-8")


def git(folder: Path, *arguments: str) -> None:
    name = ["-c", "user.name=Proef", "-c", "user.email=proef@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True)


def test_the_way_of_a_baseline(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "site", *QUICK]) == 1
    assert run(["baseline", "create", "site", *QUICK]) == 0
    gated = ["check", "site", *QUICK, "--baseline", "accesscheck-baseline.json"]
    assert run(gated) == 0
    capsys.readouterr()

    write(folder, "site/a.html", GOOD)  # One is mended,
    write(folder, "site/b.html", '<p><img src="b.png"></p>')  # and one is new.
    assert run([*gated, "--format", "json"]) == 1
    out, err = capsys.readouterr()
    found = [one for page in json.loads(out)["pages"] for result in page["results"] for one in result["findings"]]
    assert [(one["location"]["snippet"], one["standing"]) for one in found] == [('<img src="b.png">', "stops")]
    assert "1 finding stops the release · 0 are only shown · 0 known · 0 waived" in err
    assert "Mended since the baseline: 1 finding." in err
    assert 'site/a.html: html-image-without-alternative: <img src="a.png">' in err

    assert run(["baseline", "update", "site", *QUICK]) == 0
    assert run(gated) == 0
    assert run([*gated, "--strict"]) == 1


def test_a_baseline_is_not_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["baseline", "create", "site", *QUICK]) == 0
    before = (folder / "accesscheck-baseline.json").read_bytes()
    assert run(["baseline", "create", "site/b.html", *QUICK]) == 2
    assert "Renew it with: accesscheck baseline update" in capsys.readouterr().err
    assert (folder / "accesscheck-baseline.json").read_bytes() == before
    assert run(["baseline", "create", "site/b.html", *QUICK, "--force"]) == 0


def test_nothing_is_written_if_no_page_was_opened(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["baseline", "create", "missing.html", *QUICK]) == 2
    assert "nothing was written" in capsys.readouterr().err
    assert not (folder / "accesscheck-baseline.json").exists()


def test_show(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["baseline", "create", "site", *QUICK, "--quiet"])
    assert run(["baseline", "show"]) == 0
    assert "1  site/a.html" in capsys.readouterr().out
    assert run(["baseline", "show", "--by", "rule", "-l", "nl"]) == 0
    assert "html-image-without-alternative: Afbeelding zonder" in capsys.readouterr().out
    assert run(["baseline", "show", "--by", "colour"]) == 2


def test_a_ratchet_takes_out_what_was_mended(folder: Path) -> None:
    run(["baseline", "create", "site", *QUICK])
    write(folder, "site/a.html", GOOD)
    gated = ["check", "site", *QUICK, "--baseline", "accesscheck-baseline.json"]
    assert run([*gated, "--ratchet"]) == 0
    write(folder, "site/a.html", BAD)
    assert run(gated) == 1


def test_a_baseline_of_the_settings_is_found_from_a_folder_below(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "accesscheck.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    assert run(["baseline", "create", "site", *QUICK]) == 0
    assert (folder / "known.json").exists()
    monkeypatch.chdir(folder / "site")
    assert run(["check", "a.html", *QUICK]) == 0


WAIVER = """
[[waiver]]
rule = "html-image-without-alternative"
where = "site/a.html"
reason = "Renewed in spring"
owner = "web@example.org"
expires = {day}
"""


@pytest.mark.parametrize(
    ("day", "body", "options", "code", "said"),
    [
        pytest.param("2099-01-01", BAD, (), 0, "1 waived", id="it holds"),
        pytest.param("2001-01-01", BAD, (), 1, "ended on 2001-01-01", id="its day is past"),
        pytest.param("2001-01-01", GOOD, (), 0, "ended on 2001-01-01", id="past, and nothing is left"),
        pytest.param("2001-01-01", GOOD, ("--strict",), 1, "ask web@example.org for a new day", id="past and strict"),
        pytest.param("2099-01-01", GOOD, (), 0, "covers nothing any more", id="unused"),
        pytest.param("2099-01-01", GOOD, ("--strict",), 1, "covers nothing any more", id="unused and strict"),
    ],
)
def test_a_waiver(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    day: str,
    body: str,
    options: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    (folder / "accesscheck.toml").write_text(WAIVER.format(day=day), encoding="utf-8")
    write(folder, "site/a.html", body)
    assert run(["check", "site", *QUICK, *options]) == code
    assert said in capsys.readouterr().err


def test_several_reports_of_one_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = ["--format", "sarif", "-o", "r/a.sarif", "--format", "jsonl", "-o", "-", "--format", "junit", "-o", "a.xml"]
    assert run(["check", "site", *QUICK, *pairs]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert json.loads((folder / "r" / "a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (folder / "a.xml").read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        pytest.param(
            ["--format", "sarif", "--format", "junit", "-o", "a"], "2 formats and 1 outputs", id="one too few"
        ),
        pytest.param(["--format", "sarif", "-o", "a", "-o", "b"], "1 formats and 2 outputs", id="one too many"),
        pytest.param(["--format", "json", "--format", "terminal"], "one place", id="both on the screen"),
        pytest.param(["--format", "sarif", "-o", "a", "--format", "csv", "-o", "a"], "one place", id="one file"),
        pytest.param(["--format", "pdf"], "There is no format “pdf”", id="no such format"),
    ],
)
def test_reports_that_do_not_pair(
    folder: Path, capsys: pytest.CaptureFixture[str], pairs: list[str], said: str
) -> None:
    assert run(["check", "site", *QUICK, *pairs]) == 2
    assert said in capsys.readouterr().err


@pytest.fixture
def repository(folder: Path) -> Path:
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    git(folder, "checkout", "-q", "-b", "work")
    return folder


def addresses(capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    run(["check", *options, *QUICK, "--diff", "main", "--format", "jsonl"])
    return sorted(json.loads(line)["address"] for line in capsys.readouterr().out.splitlines())


def test_only_what_changed(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert addresses(capsys, "site") == []
    write(repository, "site/b.html", BAD)
    git(repository, "commit", "-qam", "second")
    write(repository, "site/c.html", BAD)
    (repository / "notes.bin").write_bytes(b"\0")
    assert addresses(capsys, "site") == ["site/b.html", "site/c.html"]
    assert addresses(capsys) == ["site/b.html", "site/c.html"]
    (repository / "site" / "b.html").unlink()
    assert addresses(capsys) == ["site/c.html"]


def test_nothing_changed_is_fine(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "site", *QUICK, "--diff", "main"]) == 0
    assert "Nothing that was asked for changed since main." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("base", "said"),
    [
        pytest.param("no-such", "git knows no revision “no-such”", id="a revision that is not there"),
        pytest.param("--output=x", "git knows no revision", id="an option in its place"),
    ],
)
def test_a_revision_that_cannot_be_compared(
    repository: Path, capsys: pytest.CaptureFixture[str], base: str, said: str
) -> None:
    assert run(["check", "site", *QUICK, f"--diff={base}"]) == 2
    assert said in capsys.readouterr().err


def test_changes_without_a_repository(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "site", *QUICK, "--diff", "main"]) == 2
    assert "in no repository of git" in capsys.readouterr().err
