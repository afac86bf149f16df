"""Replacements: in the source only where it is certain which words are meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accesscheck.rewriting import Change, difference, rewritten


def change(text: str, quote: str, words: str, *, nth: int = 0) -> Change:
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return Change(start=start, end=start + len(quote), quote=quote, words=words, rule_id="wording-x")


@pytest.mark.parametrize(
    ("source", "text", "wanted", "after", "left"),
    [
        pytest.param("Een oud woord.", "Een oud woord.", [("oud", "nieuw", 0)], "Een nieuw woord.", 0, id="plain text"),
        pytest.param("**oud** en oud", "oud en oud", [("oud", "nieuw", 1)], "**oud** en nieuw", 0, id="the second"),
        pytest.param("een\noud  woord", "een oud woord", [("oud woord", "term", 0)], "een\nterm", 0, id="over spaces"),
        pytest.param("<!-- oud --> oud", "oud", [("oud", "nieuw", 0)], "<!-- oud --> oud", 1, id="not clear which"),
        pytest.param("oude oud", "oude oud", [("oud", "nieuw", 1)], "oude nieuw", 0, id="whole words"),
        pytest.param("a oud b oud", "a oud b oud", [("oud", "x", 0), ("oud", "y", 1)], "a x b y", 0, id="both"),
    ],
)
def test_rewritten(source: str, text: str, wanted: list[tuple[str, str, int]], after: str, left: int) -> None:
    changes = [change(text, quote, words, nth=nth) for quote, words, nth in wanted]
    found, not_made = rewritten(source, text, changes)
    assert (found, len(not_made)) == (after, left)


@given(st.text(alphabet="ab \n*", max_size=40))
def test_a_text_without_changes_stays_as_it_is(source: str) -> None:
    assert rewritten(source, source, ()) == (source, ())
    assert difference(source, source, "x") == ""
