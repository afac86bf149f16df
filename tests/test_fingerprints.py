"""What makes a finding the same one in another run."""

import random
import re
from collections.abc import Callable

import pytest

from accesscheck import check_html
from accesscheck.fingerprints import of_document, of_text, on_page, page_key

PAGE = """<!doctype html><html lang="en"><head><title>Permits</title></head><body>
<header class="top">
<div class="logo-x"><a id="home-81f2" href="/"><img src="/assets/logo.83fa2c1.svg"></a></div></header>
<nav class="nav"><ul><li><a href="/news"></a></li><li><a href="/desk">Desk</a></li></ul></nav>
<main>
  <section class="block"><h2>Build a shed</h2><p>Ask for a permit.</p><img src="shed.png">
  <input class="field" name="size"></section>
  <section class="block"><h2>Cut a tree</h2><p>Tell us which tree.</p><img src="tree.png">
  <input class="field" name="size"></section>
  <table><tr><th>Fee</th></tr></table>
</main></body></html>"""


def found(html: str) -> set[str]:
    return {finding.fingerprint for finding in check_html(html, "https://example.org/permits").findings}


def _shuffled_sections(html: str) -> str:
    sections = re.findall(r"  <section.*?</section>\n", html, re.S)
    return html.replace("".join(sections), "".join(reversed(sections)))


CHURN: dict[str, Callable[[str], str]] = {
    "other classes": lambda html: re.sub(r'class="\w', lambda match: f"{match[0]}{random.Random(7).random()}", html),
    "a generated id": lambda html: html.replace("home-81f2", "home-77aa1c"),
    "a new hash in a file name": lambda html: html.replace("83fa2c1", "9bb01e7"),
    "ids where there were none": lambda html: html.replace("<input", '<input id="f"', 1).replace(
        "<th>", '<th id="q9">'
    ),
    "styles": lambda html: html.replace("<img", '<img style="width: 3em"'),
    "wrappers": lambda html: html.replace("<main>", "<main><div><div>").replace("</main>", "</div></div></main>"),
    "sections in another order": _shuffled_sections,
    "a banner on top": lambda html: html.replace("<body>", "<body><div><h2>Closed today</h2><p>All desks.</p></div>"),
    "a paragraph more": lambda html: html.replace("<p>Tell", "<p>New.</p><p>Tell"),
    "another element of the same kind": lambda html: html.replace(
        "<h2>Cut", '<h2>First</h2><img src="first.png" alt="A"><h2>Cut'
    ),
}


@pytest.mark.parametrize("change", [pytest.param(change, id=name) for name, change in CHURN.items()])
def test_it_survives(change: Callable[[str], str]) -> None:
    changed = change(PAGE)
    assert changed != PAGE
    before = found(PAGE)
    assert len(before) >= 6
    assert before <= found(changed)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda html: html.replace("shed.png", "garage.png"), id="another image"),
        pytest.param(lambda html: html.replace("Build a shed", "Build a wall"), id="another heading"),
        pytest.param(lambda html: html.replace('href="/news"', 'href="/jobs"'), id="another target"),
    ],
)
def test_it_changes_with(change: Callable[[str], str]) -> None:
    before, after = found(PAGE), found(change(PAGE))
    assert before - after
    assert after - before


def test_two_of_the_same_are_two() -> None:
    prints = sorted(found("<!doctype html><html lang=en><title>T</title><img src=a.png><img src=a.png>"))
    assert any(one.endswith("-2") for one in prints)


@pytest.mark.parametrize(
    ("quote", "sentence", "same"),
    [
        pytest.param("jonge", "Een jonge kok.", True, id="the same"),
        pytest.param("JONGE", " Een  JONGE\nkok. ", True, id="case and white space"),
        pytest.param("jonge", "Een jonge bakker.", False, id="another sentence"),
        pytest.param("kok", "Een jonge kok.", False, id="other words"),
    ],
)
def test_text(quote: str, sentence: str, same: bool) -> None:
    assert (of_text("wording-x", quote, sentence) == of_text("wording-x", "jonge", "Een jonge kok.")) is same


def test_its_form() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}-[0-9a-f]{8}", on_page(of_text("a-b", "\ud800", "👍"), "/", 1))
    assert on_page(of_document("a-b"), "/x", 3).startswith(of_document("a-b"))
    assert on_page("0" * 16, "/x", 3).endswith("-3")


def test_parts_do_not_run_together() -> None:
    assert of_text("a", "bc", "d") != of_text("a", "b", "cd")


@pytest.mark.parametrize(
    ("address", "folder", "key"),
    [
        pytest.param("https://www.example.org/news/?utm_source=x#top", None, "example.org/news", id="visit"),
        pytest.param("https://example.org/index.html", None, "example.org/", id="index"),
        pytest.param("http://127.0.0.1:8123/a/b.html", None, "/a/b.html", id="this machine"),
        pytest.param("https://example.org/s?b=2&a=1&sid=9", None, "example.org/s?a=1&b=2", id="query"),
        pytest.param("/srv/site/a/b.html", "/srv/site", "a/b.html", id="folder"),
        pytest.param("/srv/site/a/b.html", "/srv/site/", "a/b.html", id="folder with a last slash"),
        pytest.param("a/b.html", ".", "a/b.html", id="this folder"),
        pytest.param("./a/b.html", "./a", "b.html", id="a folder below"),
        pytest.param("a/index.html", None, "a/index.html", id="file below"),
        pytest.param("../a/b.html", None, "b.html", id="file elsewhere"),
        pytest.param("/srv/site/a/b.html", None, "b.html", id="whole path, which tells of the machine"),
        pytest.param("C:\\pages\\b.html", None, "b.html", id="file of Windows"),
        pytest.param("http://[half", None, "http://[half", id="no address"),
    ],
)
def test_page_key(address: str, folder: str | None, key: str) -> None:
    assert page_key(address, folder) == key
