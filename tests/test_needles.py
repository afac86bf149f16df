"""What a text must hold for a regular expression to match in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accesscheck.rulefiles.needles import needles


@pytest.mark.parametrize(
    ("regex", "expected"),
    [
        pytest.param(
            r"\bmaximaal\s+\d+\s+jaar\b", [{"maximaal"}, {"jaar"}], id="of a sequence, the longest text first"
        ),
        pytest.param(r"\b(?:max|hoogstens)\s+\d+", [{"max", "hoogstens"}], id="one of several"),
        pytest.param(r"\b(?:max|ten)? jaar oud", [{" jaar oud"}], id="not what may be left out"),
        pytest.param(r"jonge?\s+collega", [{"collega"}, {"jong"}], id="a letter that may be left out ends a text"),
        pytest.param(r"Jonge\s+COLLEGA", [{"collega"}, {"jonge"}], id="in lower case"),
        pytest.param(r"\d+\s+\w+", [], id="no text at all"),
        pytest.param(r"\bhe\b", [], id="too short"),
        pytest.param(r"(?:jaar|\d)+", [], id="one of several is no text"),
        pytest.param(r"(?<!niet )verplicht(?!e)", [{"verplicht"}], id="what stands around does not count"),
    ],
)
def test_needles(regex: str, expected: list[set[str]]) -> None:
    assert list(needles(regex)) == expected


EXPRESSIONS = (
    r"\b(?:maximaal|max\.?|hoogstens)\s+(?:\d{1,2}|een|twee)\s+jaar\s+(?:relevante\s|)(?:ervaring|werkervaring)\b",
    r"(?:abc|ab+c?)d*(?:xyz|zzz)",
    r"(?i:Abc)\s?(?:def){2,}",
)


@given(st.sampled_from(EXPRESSIONS).flatmap(lambda regex: st.tuples(st.just(regex), st.from_regex(regex))))
def test_what_matches_holds_one_of_each_of_its_needles(case: tuple[str, str]) -> None:
    regex, text = case
    needed = needles(regex)
    assert needed
    assert re.search(regex, text, re.IGNORECASE)
    assert all(any(one in text.lower() for one in texts) for texts in needed)
