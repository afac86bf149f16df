"""What makes a finding the same one in another run."""

import pytest

from accesscheck.fingerprints import of_document, of_element, of_text

A = of_element("html-empty-link", "#menu > a:nth-of-type(2)", '<a href="/jobs">')


@pytest.mark.parametrize(
    ("other", "same"),
    [
        pytest.param(of_element("html-empty-link", "#menu > a:nth-of-type(5)", '<a href="/jobs">'), True, id="place"),
        pytest.param(of_element("html-empty-link", "#menu > b", '<a href="/jobs">'), False, id="another element"),
        pytest.param(of_element("html-empty-link", "#menu > a", '<a href="/news">'), False, id="other markup"),
        pytest.param(of_element("html-empty-button", "#menu > a", '<a href="/jobs">'), False, id="another rule"),
    ],
)
def test_element(other: str, same: bool) -> None:
    assert (other == A) is same


def test_numbers_that_are_generated_do_not_count() -> None:
    first = of_element("html-empty-link", "#item-17 > a", '<a id="x17">')
    assert first == of_element("html-empty-link", "#item-98 > a", '<a id="x98">')


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


@pytest.mark.parametrize("fingerprint", [A, of_text("a-b", "\ud800", "👍"), of_document("a-b")])
def test_it_is_sixteen_hexadecimal_digits(fingerprint: str) -> None:
    assert len(fingerprint) == 16
    assert int(fingerprint, 16) >= 0


def test_parts_do_not_run_together() -> None:
    assert of_text("a", "bc", "d") != of_text("a", "b", "cd")
