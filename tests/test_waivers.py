"""What a team accepts for a time."""

from datetime import date
from pathlib import Path

import pytest

from accesscheck import config, waivers
from accesscheck.audit import AuditOptions, check, check_html, check_text
from accesscheck.errors import OptionError
from accesscheck.model.waiver import Waiver

IMAGE = "html-image-without-alternative"
PAGE = (
    '<!doctype html><html lang="nl"><title>Proef</title><main><h1>Proef</h1>'
    '<div id="kaart"><p><img class="x" src="kaart.png"></p></div><p><img src="foto.png"></p></main>'
)
FUTURE = date(2099, 1, 1)


def waiver(**where: str) -> Waiver:
    return Waiver(
        rule="html-image-*", reason="A map of a third party", owner="web@example.org", expires=FUTURE, **where
    )


def waived(chosen: Waiver, address: str = "https://www.example.org/nieuws/kaart") -> list[str]:
    page = check_html(PAGE, address, options=AuditOptions(rules=(IMAGE,), waivers=(chosen,)))
    return [str(finding.params["source"]) for finding in page.findings if finding.waiver is chosen]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        pytest.param({"selector": "#kaart"}, ["kaart.png"], id="what is in an element"),
        pytest.param({"selector": "img.x"}, ["kaart.png"], id="the element itself"),
        pytest.param({"selector": "img"}, ["kaart.png", "foto.png"], id="all of a kind"),
        pytest.param({"selector": "#elders"}, [], id="another element"),
        pytest.param({"text": "FOTO.png"}, ["foto.png"], id="words of the place, in any case"),
        pytest.param({"page": "/nieuws/*"}, ["kaart.png", "foto.png"], id="a path"),
        pytest.param({"page": "example.org/nieuws/*"}, ["kaart.png", "foto.png"], id="a host and a path"),
        pytest.param({"page": "/contact"}, [], id="another page"),
        pytest.param({"page": "/nieuws/*", "selector": "#kaart"}, ["kaart.png"], id="both must fit"),
        pytest.param({"page": "/contact", "selector": "#kaart"}, [], id="one does not"),
    ],
)
def test_what_a_waiver_covers(where: dict[str, str], expected: list[str]) -> None:
    assert waived(waiver(**where)) == expected


def test_a_waiver_covers_words_of_a_text() -> None:
    chosen = Waiver(rule="level-official-word", text="bekomen", reason="r", owner="o", expires=FUTURE)
    page = check_text("U kunt de kaart bekomen aan het loket.", "nl", options=AuditOptions(waivers=(chosen,)))
    assert [finding.waiver for finding in page.findings if finding.rule_id == "level-official-word"] == [chosen]


def test_a_waiver_that_covers_nothing_is_told_where_it_was_looked_for(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    used, idle = waiver(selector="#kaart"), waiver(selector="#weg")
    elsewhere = waiver(page="b.html")
    options = AuditOptions(rules=(IMAGE,), browser=False, waivers=(used, idle, elsewhere))
    pages = check(str(tmp_path / "a.html"), options=options).pages
    assert list(waivers.unused((used, idle, elsewhere), pages)) == [idle]


def test_the_last_day_still_counts() -> None:
    chosen = waiver(page="x")
    assert waivers.expired([chosen], FUTURE) == ()
    assert waivers.expired([chosen], date(2099, 1, 2)) == (chosen,)


WAIVER = """
[[waiver]]
rule = "html-image-*"
where = "nieuws/*.html"
reason = "A map of a third party"
owner = "web@example.org"
expires = 2027-03-31
"""


def test_waivers_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "accesscheck.toml"
    table = WAIVER.replace('"nieuws/*.html"', '{page = "a", selector = "#b", text = "c"}')
    path.write_text(WAIVER + table, encoding="utf-8")
    first, second = config.load(path).waivers
    assert (first.page, first.selector, first.text, first.expires) == ("nieuws/*.html", None, None, date(2027, 3, 31))
    assert (second.page, second.selector, second.text) == ("a", "#b", "c")


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        pytest.param('owner = "web@example.org"\n', "", "`owner`", id="nobody answers for it"),
        pytest.param("expires = 2027-03-31\n", "", "`expires`", id="no last day"),
        pytest.param("2027-03-31", '"31 March"', "a date without quotes", id="a day that is none"),
        pytest.param('reason = "A map of a third party"', 'reason = ""', "reason", id="no reason"),
        pytest.param('where = "nieuws/*.html"', "where = {}", "does not say where", id="no place"),
        pytest.param('where = "nieuws/*.html"', 'where = {pages = "a"}', "`pages`", id="a key that does not exist"),
    ],
)
def test_a_waiver_that_is_not_whole(tmp_path: Path, line: str, instead: str, said: str) -> None:
    path = tmp_path / "accesscheck.toml"
    path.write_text(WAIVER.replace(line, instead), encoding="utf-8")
    with pytest.raises(OptionError) as raised:
        _ = config.load(path).waivers
    assert said in str(raised.value)
