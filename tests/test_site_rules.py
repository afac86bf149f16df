"""Rules that compare the pages of one site."""

from pathlib import Path

import pytest

from accesscheck.audit import AuditOptions, check, load_rules
from accesscheck.messages import message
from accesscheck.model.finding import Outcome, UntestedReason
from accesscheck.model.report import Report
from accesscheck.model.rule import LANGUAGES

RULES = {rule.id: rule for rule in load_rules()}
SITE = tuple(rule_id for rule_id, rule in RULES.items() if rule.kind == "site")


def page(title: str, *links: str, footer: str = '<a href="/contact">Contact</a>', header: str = "") -> str:
    items = "".join(f'<li><a href="/{link.lower()}">{link}</a></li>' for link in links)
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title></head><body><header>{header}</header>'
        f"<nav><ul>{items}</ul></nav><main><h1>{title}</h1><nav><a href='/x'>X</a></nav></main>"
        f"<footer>{footer}</footer></body></html>"
    )


def report(folder: Path, *pages: str) -> Report:
    for number, html in enumerate(pages):
        (folder / f"{number}.html").write_text(html, encoding="utf-8")
    return check(str(folder), options=AuditOptions(browser=False, strict=True))


def found(report: Report, rule_id: str) -> list[list[str]]:
    """The messages of a rule, page by page."""
    return [
        [message(RULES[rule_id], finding, "en") for finding in page.findings if finding.rule_id == rule_id]
        for page in report.pages
    ]


def outcomes(report: Report) -> set[Outcome]:
    return {one.outcome for page in report.pages for one in page.results if one.rule_id in SITE}


MENU = ("Home", "News", "Jobs", "Desk")


def test_pages_that_agree_pass(tmp_path: Path) -> None:
    made = report(tmp_path, page("A", *MENU), page("B", *MENU), page("C", "Home", "Extra", "News", "Desk"))
    assert outcomes(made) == {Outcome.PASSED}


def test_titles_that_are_the_same(tmp_path: Path) -> None:
    made = report(tmp_path, page("Town", *MENU), page("town", *MENU), page("Jobs", *MENU))
    assert [len(one) for one in found(made, "site-title-repeated")] == [1, 1, 0]
    assert "is on 2 pages" in found(made, "site-title-repeated")[0][0]


def test_a_menu_in_another_order(tmp_path: Path) -> None:
    other = page("D", "Home", "Jobs", "News", "Desk")
    made = report(tmp_path, page("A", *MENU), page("B", *MENU), page("C", *MENU), other)
    assert [len(one) for one in found(made, "site-navigation-in-another-order")] == [0, 0, 0, 1]
    assert "“Jobs” stands before “News”" in found(made, "site-navigation-in-another-order")[3][0]


def test_one_page_against_one_is_no_order(tmp_path: Path) -> None:
    made = report(tmp_path, page("A", *MENU), page("B", "Home", "Jobs", "News", "Desk"))
    assert found(made, "site-navigation-in-another-order") == [[], []]


def test_a_link_with_another_name(tmp_path: Path) -> None:
    other = page("C", *MENU, footer='<a href="/contact?utm_source=x">Reach us</a>')
    made = report(tmp_path, page("A", *MENU), page("B", *MENU), other)
    assert [len(one) for one in found(made, "site-link-named-differently")] == [0, 0, 1]
    assert "“Reach us” is called “Contact”" in found(made, "site-link-named-differently")[2][0]


def test_a_logo_and_a_link_to_the_same_page_say_nothing(tmp_path: Path) -> None:
    double = '<a href="/">Town hall</a> <a href="/">Start</a>'
    made = report(
        tmp_path,
        *(page(name, *MENU, header='<a href="/">Town hall</a>') for name in "AB"),
        page("C", *MENU, header=double),
    )
    assert found(made, "site-link-named-differently") == [[], [], []]


def test_help_in_another_place(tmp_path: Path) -> None:
    other = page("C", *MENU, footer="<p>Town</p>", header='<a href="/contact">Contact</a>')
    made = report(tmp_path, page("A", *MENU), page("B", *MENU), other)
    assert [len(one) for one in found(made, "site-help-in-another-place")] == [0, 0, 1]


def test_a_page_without_repeated_links_is_inapplicable(tmp_path: Path) -> None:
    bare = "<!doctype html><html lang=en><title>{}</title><p>Text</p>"
    made = report(tmp_path, bare.format("A"), bare.format("B"))
    results = {one.rule_id: one.outcome for one in made.pages[0].results}
    assert results["site-navigation-in-another-order"] is Outcome.INAPPLICABLE
    assert results["site-title-repeated"] is Outcome.PASSED


def test_one_page_alone_is_untested(tmp_path: Path) -> None:
    made = report(tmp_path, page("A", *MENU))
    reasons = {one.reason for one in made.pages[0].results if one.rule_id in SITE}
    assert reasons == {UntestedReason.NEEDS_SITE}


def test_a_page_that_does_not_open_stays_untested(tmp_path: Path) -> None:
    (tmp_path / "0.html").write_text("", encoding="utf-8")
    for name in ("1", "2"):
        (tmp_path / f"{name}.html").write_text(page(name, *MENU), encoding="utf-8")
    made = check(str(tmp_path), options=AuditOptions(browser=False))
    assert {one.outcome for one in made.pages[0].results} == {Outcome.UNTESTED}
    assert {one.outcome for one in made.pages[1].results if one.rule_id in SITE} == {Outcome.PASSED}


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_are_filled(tmp_path: Path, language: str) -> None:
    other = page("B", "Home", "Jobs", "News", "Desk", footer='<a href="/contact">Reach us</a>')
    made = report(tmp_path, page("A", *MENU), page("B", *MENU), page("C", *MENU), other)
    for one in made.pages[3].findings:
        if one.rule_id in SITE:
            assert "{" not in message(RULES[one.rule_id], one, language)
