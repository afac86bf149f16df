"""Snapshots: a document comes back as it was and scores the same, and what is damaged is told as such."""

import gzip
import json
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accesscheck import audit
from accesscheck.audit import AuditOptions
from accesscheck.errors import StoreError
from accesscheck.model.document import Document
from accesscheck.model.target import Target
from accesscheck.monitoring import snapshots

QUICK = AuditOptions(depth="quick", strict=True)
PAGE = """<!doctype html><html lang="nl"><head><title>Kaart – Merel</title></head><body><h1>Kaart</h1>
<img id="plan" src="plan.png"><p>Je vraagt hier een nieuwe kaart aan. {}</p></body></html>"""
PICTURE = {"media_type": "image/png", "data": "aGFsbG8=", "width": 4, "height": 3, "boxes": [[0, 0, 1, 1]]}


def opened(folder: Path, html: str, options: AuditOptions = QUICK) -> tuple[Any, Document]:
    """A page of that markup, checked: its result and its document."""
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    page, document = audit.audit_opened(Target(address=str(path), entity="OVO1"), options)
    assert document is not None
    return page, document


def same(one: Document, other: Document) -> bool:
    """Whether two documents are equal in all that they hold."""
    return all(getattr(one, part.name) == getattr(other, part.name) for part in fields(Document))


@pytest.mark.parametrize(
    ("name", "html"),
    [
        pytest.param("page.html", PAGE.format("Neem een foto mee."), id="a page"),
        pytest.param("page.html", PAGE.format("\U0001f600 “é” \u2028 \x85"), id="signs beyond ASCII"),
        pytest.param("page.txt", "Je vraagt hier een kaart aan.\n\nBreng je foto mee.", id="a text"),
        pytest.param("page.vue", "<template><img src='a'><p :class='x'>{{ naam }}</p></template>", id="a template"),
        pytest.param("page.md", "# Vacature\n\nWij bieden een job.\n", id="Markdown"),
    ],
)
def test_a_document_comes_back_as_it_was(tmp_path: Path, name: str, html: str) -> None:
    (tmp_path / name).write_text(html, encoding="utf-8")
    page, document = audit.audit_opened(Target(address=str(tmp_path / name)), QUICK)
    assert document is not None
    kept = snapshots.keep(tmp_path / "kept", 2026, "W1", document)
    back = snapshots.load(tmp_path / "kept", kept["document"])
    assert back is not None
    assert same(back, document)
    assert replace(audit.audit_document(back, QUICK), seconds=0.0) == replace(page, seconds=0.0)


@settings(max_examples=40, deadline=None)
@given(
    text=st.text(alphabet=st.characters(codec=None, categories=None), max_size=60),
    measured=st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
        max_leaves=8,
    ),
)
def test_whatever_a_page_holds_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str, measured: Any) -> None:
    folder = tmp_path_factory.mktemp("kept")
    _, document = opened(folder, PAGE.format(""))
    odd = replace(document, html=text, source=text, probes={"layout": {}, "some": measured})
    back = snapshots.load(folder, snapshots.keep(folder, 2026, "W1", odd)["document"])
    assert back is not None
    assert same(back, odd)


def test_the_same_content_is_there_once(tmp_path: Path) -> None:
    _, document = opened(tmp_path, PAGE.format(""))
    shown = replace(document, probes={"picture": PICTURE})
    folder = tmp_path / "kept"
    first = snapshots.keep(folder, 2026, "W1", shown)
    times = [path.stat().st_mtime_ns for path in sorted(folder.rglob("*.*"))]
    assert snapshots.keep(folder, 2026, "W1", shown) == first
    assert [path.stat().st_mtime_ns for path in sorted(folder.rglob("*.*"))] == times
    (folder / first["document"]).unlink()
    before = (folder / first["picture"]).read_bytes()
    assert snapshots.keep(folder, 2026, "W1", shown) == first
    assert before == b"hallo"
    # Written at another moment, the bytes are the same.
    assert gzip.decompress((folder / first["document"]).read_bytes())
    assert (folder / first["document"]).read_bytes()[4:8] == bytes(4)


def test_a_screenshot_comes_back_if_it_is_kept(tmp_path: Path) -> None:
    _, document = opened(tmp_path, PAGE.format(""))
    kept = snapshots.keep(tmp_path, 2026, "W1", replace(document, probes={"picture": PICTURE}))
    back = snapshots.load(tmp_path, kept["document"])
    assert back is not None
    assert back.probes == {"picture": PICTURE}
    (tmp_path / kept["picture"]).unlink()
    without = snapshots.load(tmp_path, kept["document"])
    assert without is not None
    assert without.probes == {}


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: content[:-20], id="cut off"),
        pytest.param(lambda content: b"", id="empty"),
        pytest.param(lambda content: b"{}", id="not packed"),
        pytest.param(lambda content: content[:60] + bytes([content[60] ^ 1]) + content[61:], id="a bit turned"),
        pytest.param(lambda content: gzip.compress(b"{}"), id="other content"),
        pytest.param(lambda content: gzip.compress(b"0" * (snapshots.LARGEST + 1)), id="a bomb"),
    ],
)
def test_damage_is_told(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    _, document = opened(tmp_path, PAGE.format("Neem een foto mee. " * 20))
    reference = snapshots.keep(tmp_path, 2026, "W1", document)["document"]
    (tmp_path / reference).write_bytes(damage((tmp_path / reference).read_bytes()))
    with pytest.raises(StoreError, match="the snapshot is damaged"):
        snapshots.load(tmp_path, reference)


def test_a_newer_form_is_not_read(tmp_path: Path) -> None:
    content = json.dumps({"format": snapshots.FORMAT + 1}).encode()
    name = f"2026/w1/{snapshots._digest(content)}.json.gz"
    (tmp_path / "2026" / "w1").mkdir(parents=True)
    (tmp_path / name).write_bytes(gzip.compress(content))
    with pytest.raises(StoreError, match="newer version"):
        snapshots.load(tmp_path, name)


@pytest.mark.parametrize(
    "reference",
    ["../../etc/passwd", "/etc/passwd", "2026/w1/../../x.json.gz", "", "2026/w1/0.json.gz", f"2026/w1/{'0' * 64}.exe"],
)
def test_a_reference_does_not_lead_out_of_the_folder(tmp_path: Path, reference: str) -> None:
    with pytest.raises(StoreError, match="no snapshot"):
        snapshots.load(tmp_path, reference)


def test_one_that_is_not_kept_any_more_is_none(tmp_path: Path) -> None:
    assert snapshots.load(tmp_path, f"2026/w1/{'0' * 64}.json.gz") is None


def test_what_is_older_goes(tmp_path: Path) -> None:
    _, document = opened(tmp_path, PAGE.format(""))
    kept = {year: snapshots.keep(tmp_path, year, "W1", document)["document"] for year in (2021, 2022, 2026)}
    assert snapshots.remove_before(tmp_path, 2022) == (2021,)
    assert [snapshots.load(tmp_path, kept[year]) is None for year in kept] == [True, False, False]
    assert snapshots.remove_before(tmp_path / "none", 2022) == ()


def test_what_a_kill_left_goes(tmp_path: Path) -> None:
    _, document = opened(tmp_path, PAGE.format(""))
    whole = snapshots.keep(tmp_path, 2026, "W1", document)["document"]
    (tmp_path / whole).with_name(".half.part").write_bytes(b"{")
    snapshots.tidy(tmp_path, 2026, "W1")
    snapshots.tidy(tmp_path, 2026, "W2")
    assert snapshots.load(tmp_path, whole) is not None
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("W1", "w1"), ("a/b", "a-b"), ("a b", "a\u00a0b"), ("é", "è"), ("x" * 90, "x" * 91), ("..", "."), ("con", "CON")],
)
def test_two_products_have_two_folders(one: str, other: str) -> None:
    assert snapshots.slug(one).lower() != snapshots.slug(other).lower()
    assert all(name.replace("-", "").isalnum() for name in (snapshots.slug(one), snapshots.slug(other)))


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("depth", ["standard", "thorough"])
def test_a_page_of_a_browser_scores_the_same(tmp_path: Path, depth: Any) -> None:
    options = AuditOptions(depth=depth, strict=True, picture=True)
    page, document = opened(tmp_path, PAGE.format('<button onclick="this.append(1)">Open</button>'), options)
    kept = snapshots.keep(tmp_path, 2026, "W1", document, browser=page.browser)
    assert kept["picture"].endswith(".jpg")
    back = snapshots.load(tmp_path, kept["document"])
    assert back is not None
    again = audit.audit_document(back, options)
    assert replace(again, seconds=0.0) == replace(page, seconds=0.0)
    assert again.picture is not None
    assert again.picture.boxes
