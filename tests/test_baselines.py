"""The findings that a team knows of, and what is new beside them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from accesscheck import baselines, page_names
from accesscheck.audit import AuditOptions, check
from accesscheck.baselines import Baseline, Entry, Marker
from accesscheck.errors import OptionError
from accesscheck.model.finding import Finding, Outcome
from accesscheck.model.report import PageResult
from accesscheck.model.standing import Standing
from accesscheck.model.target import Target

HEAD = '<!doctype html><html lang="nl"><title>Proef</title><main><h1>Proef</h1>'
IMAGE = "html-image-without-alternative"
OPTIONS = AuditOptions(depth="quick", browser=False, rules=(IMAGE, "html-empty-link", "html-empty-button"))


def images(*names: str) -> str:
    return HEAD + "".join(f'<p><img src="{name}.png"></p>' for name in names)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    return tmp_path


def checked(root: Path, **pages: str) -> tuple[PageResult, ...]:
    """The results of a site that has these pages and no others."""
    for old in (root / "site").iterdir():
        old.unlink()
    for name, html in pages.items():
        (root / "site" / f"{name}.html").write_text(html, encoding="utf-8")
    return check([Target(address=str(root / "site"))], options=OPTIONS).pages


def new(pages: tuple[PageResult, ...], known: Baseline, root: Path) -> list[str]:
    """The pictures that are new, each as page and source."""
    marker = Marker(known, root)
    return [
        f"{Path(page.address).stem} {str(one.params.get('source', '')).removesuffix('.png')}"
        for page in map(marker.marked, pages)
        for one in page.findings
        if one.standing is not Standing.KNOWN
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(images("a", "b"), images("a", "b"), [], id="nothing changed"),
        pytest.param(images("a", "b"), images("b", "a"), [], id="another order"),
        pytest.param(images("a", "b"), images("a"), [], id="one was mended"),
        pytest.param(images("a"), images("a", "b"), ["p b"], id="one is new"),
        pytest.param(images("a", "b"), images("b", "c"), ["p c"], id="one was mended and one is new"),
        pytest.param(images("a"), images("a", "a"), ["p a"], id="the same once more"),
        pytest.param(images("a", "a"), images("a", "a"), [], id="the same twice, known twice"),
        pytest.param(images(), images("a"), ["p a"], id="the first of a page"),
    ],
)
def test_what_is_new(root: Path, before: str, after: str, expected: list[str]) -> None:
    known = baselines.of_pages(checked(root, p=before), root, depth="quick")
    assert new(checked(root, p=after), known, root) == expected


def test_a_renamed_page_keeps_what_is_known_by_the_map_of_moves(root: Path) -> None:
    known = baselines.of_pages(checked(root, old=images("a", "b")), root, depth="quick")
    pages = checked(root, fresh=images("a", "b", "c"))
    assert len(new(pages, known, root)) == 3
    moved = baselines.after_moves(known, {"site/old.html": "site/fresh.html"})
    assert new(pages, moved, root) == ["fresh c"]


def test_a_page_that_seems_renamed_is_told(root: Path) -> None:
    known = baselines.of_pages(checked(root, old=images("a", "b"), other=images("z")), root, depth="quick")
    comparison = baselines.compared(known, checked(root, fresh=images("a", "b"), other=images("z")), root)
    assert comparison.renamed == {"site/old.html": "site/fresh.html"}
    assert comparison.unseen == ("site/old.html",)


def test_the_frame_of_a_site_is_known_on_a_new_page(root: Path) -> None:
    known = baselines.of_pages(checked(root, a=images("logo"), b=images("logo"), c=images("logo")), root, depth="quick")
    pages = checked(root, a=images("logo"), d=images("logo", "x"))
    assert new(pages, known, root) == ["d x"]


def test_a_place_of_two_pages_is_no_frame(root: Path) -> None:
    known = baselines.of_pages(checked(root, a=images("logo"), b=images("logo")), root, depth="quick")
    assert new(checked(root, d=images("logo")), known, root) == ["d logo"]


def test_a_suspicion_that_became_sure_is_new(root: Path) -> None:
    (page,) = checked(root, p=images("a"))
    doubtful = _as(page, Outcome.CANT_TELL)
    known = baselines.of_pages([doubtful], root, depth="quick")
    assert new((page,), known, root) == ["p a"]
    assert not new((doubtful,), baselines.of_pages([page], root, depth="quick"), root)


def test_mended_is_told_only_of_what_was_tested(root: Path) -> None:
    known = baselines.of_pages(checked(root, p=images("a", "b", "b")), root, depth="quick")
    pages = checked(root, p=images("b"))
    comparison = baselines.compared(known, pages, root)
    assert [(one.count, one.shown) for one in comparison.mended["site/p.html"]] == [
        (1, '<img src="a.png">'),
        (1, '<img src="b.png">'),
    ]
    (page,) = pages
    elsewhere = replace(page, results=tuple(one for one in page.results if one.rule_id != IMAGE))
    assert not baselines.compared(known, [elsewhere], root).mended


def test_an_update_renews_the_pages_that_were_checked_and_forgets_files_that_are_gone(root: Path) -> None:
    known = baselines.of_pages(checked(root, p=images("a"), q=images("b"), gone=images("c")), root, depth="quick")
    pages = checked(root, p=images("d"), q=images("b"))
    renewed = baselines.updated(known, pages[:1], root, depth="quick")
    assert {name: [one.shown for one in entries] for name, entries in renewed.pages.items()} == {
        "site/p.html": ['<img src="d.png">'],
        "site/q.html": ['<img src="b.png">'],
    }


def test_a_ratchet_only_shrinks(root: Path) -> None:
    known = baselines.of_pages(checked(root, p=images("a", "b", "b")), root, depth="quick")
    comparison = baselines.compared(known, checked(root, p=images("b", "c")), root)
    smaller = baselines.shrunk(known, comparison)
    assert [(one.shown, one.count) for one in smaller.pages["site/p.html"]] == [('<img src="b.png">', 1)]


def test_the_file_is_sorted_and_comes_back_the_same(root: Path) -> None:
    known = baselines.of_pages(checked(root, b=images("y", "x"), a=images("é")), root, depth="quick")
    path = root / "deep" / "known.json"
    baselines.save(path, known)
    text = path.read_text(encoding="utf-8")
    assert list(json.loads(text)["pages"]) == ["site/a.html", "site/b.html"]
    assert sum("html-image-without-alternative" in line for line in text.splitlines()) == 3
    assert baselines.as_text(baselines.load(path)) == text
    assert baselines.load(path).count == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(None, "Make it with: accesscheck baseline create", id="none"),
        pytest.param("", "this is no baseline", id="empty"),
        pytest.param("{", "this is no baseline", id="cut off"),
        pytest.param('{"pages": {}}', "this is no baseline", id="another file"),
        pytest.param('{"accesscheck-baseline": 9, "pages": {}}', "of another version", id="a later form"),
        pytest.param(
            '{"accesscheck-baseline": 1, "pages": {"a": [{"rule": 1}]}}', "this is no baseline", id="a wrong entry"
        ),
    ],
)
def test_a_file_that_is_no_baseline(tmp_path: Path, content: str | None, said: str) -> None:
    path = tmp_path / "known.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(OptionError) as raised:
        baselines.load(path)
    assert said in str(raised.value)


def test_an_empty_baseline_can_be_kept(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    baselines.save(path, Baseline(pages={}))
    assert baselines.load(path) == Baseline(pages={})


@pytest.mark.parametrize(
    ("name", "moves", "expected"),
    [
        pytest.param("a.html", {"a.html": "b.html"}, "b.html", id="one page"),
        pytest.param("old/x/y.html", {"old/*": "new/*"}, "new/x/y.html", id="a folder"),
        pytest.param("a.htm", {"*.htm": "*.html"}, "a.html", id="an ending"),
        pytest.param("older/x", {"old/*": "new/*"}, "older/x", id="another folder"),
        pytest.param("aa", {"a*aa": "b*"}, "aa", id="too short for both ends"),
    ],
)
def test_moves(name: str, moves: dict[str, str], expected: str) -> None:
    assert page_names.moved(name, moves) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("https://www.example.org/nieuws/kaart/", "content/nieuws/kaart.md", id="with a last slash"),
        pytest.param("http://127.0.0.1:8000/nieuws/kaart", "content/nieuws/kaart.md", id="on this machine"),
        pytest.param("https://example.org/", "content/home.md", id="the first page"),
        pytest.param("https://example.org/contact", None, id="no file is known"),
    ],
)
def test_the_file_that_a_page_is_made_from(address: str, expected: str | None) -> None:
    path_map = {"/nieuws/*/": "content/nieuws/*.md", "/": "content/home.md"}
    assert page_names.source_of(address, path_map) == expected


def test_entries_of_one_page_under_two_addresses_are_one(root: Path) -> None:
    entry = Entry(rule=IMAGE, place="0" * 16, failed=1, count=1)
    known = Baseline(pages={"a": (entry,), "b": (replace(entry, count=2, failed=2),)})
    assert baselines.after_moves(known, {"a": "b"}).pages == {"b": (replace(entry, count=2, failed=2),)}


def _as(page: PageResult, outcome: Outcome) -> PageResult:
    results = tuple(
        replace(one, outcome=outcome, findings=tuple(_with(found, outcome) for found in one.findings))
        if one.findings
        else one
        for one in page.results
    )
    return replace(page, results=results)


def _with(finding: Finding, outcome: Outcome) -> Finding:
    return replace(finding, outcome=outcome)


def test_a_link_to_a_page_that_moved_is_the_same_link(root: Path) -> None:
    empty = HEAD + '<p><a class="{}" href="{}"></a></p>'
    known = baselines.of_pages(checked(root, p=empty.format("x", "/site/old.html"), old=HEAD), root, depth="quick")
    entry = known.pages["site/p.html"][0]
    known = replace(known, pages={**known.pages, "site/old.html": (replace(entry, rule=IMAGE),)})
    pages = checked(root, p=empty.format("y", "/site/fresh.html"), fresh=HEAD)
    assert len(new(pages, known, root)) == 1
    moved = baselines.after_moves(known, {"site/old.html": "site/fresh.html"})
    assert new(pages, moved, root) == []
    assert "site/p.html" not in baselines.compared(moved, pages, root).mended
    elsewhere = checked(root, p=empty.format("y", "/site/other.html"), fresh=HEAD)
    assert len(new(elsewhere, moved, root)) == 1
