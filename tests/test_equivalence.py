"""Whether two pages serve one purpose."""

import pytest

from accesscheck.equivalence import Seen, all_alike, same_purpose


def seen(text: str, *, title: str = "", heading: str = "", address: str = "") -> Seen:
    return Seen(address=address, title=title, heading=heading, text=text)


LONG = "The pool in the park opens at nine and closes at six except on Sunday"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(seen("a b", address="/x"), seen("c d", address="/x"), True, id="one address"),
        pytest.param(seen("The  Pool"), seen("the pool"), True, id="the same text"),
        pytest.param(seen("Call 02 555 12 34"), seen("Ring (02) 555-12-34 now"), True, id="the same number"),
        pytest.param(seen("Call 02 555 12 34"), seen("Call 02 555 12 35"), False, id="another number"),
        pytest.param(seen("Mail a@b.example"), seen("Mail c@b.example"), False, id="another mailbox"),
        pytest.param(seen(LONG), seen(f"{LONG} and Monday"), True, id="nearly the same"),
        pytest.param(seen(LONG), seen("Bring waste to our yard any Saturday"), False, id="nothing in common"),
        pytest.param(
            seen("Nine to six.", heading="Prices"),
            seen("Bring your card.", heading="Prices"),
            None,
            id="both so called",
        ),
        pytest.param(seen(""), seen("Text of a page"), None, id="nothing was there"),
        pytest.param(seen("one two three four"), seen("one two five six"), False, id="a third in common"),
        pytest.param(seen("one two three"), seen("one two four"), None, id="half in common"),
    ],
)
def test_same_purpose(one: Seen, other: Seen, same: bool | None) -> None:
    assert same_purpose("Prices", one, other) is same
    assert same_purpose("Prices", other, one) is same


@pytest.mark.parametrize(
    ("pages", "verdict"),
    [
        pytest.param([seen("a"), seen("a"), seen("A")], True, id="all"),
        pytest.param([seen("a"), None], None, id="one is not known"),
        pytest.param([seen("Mail a@b.example"), None, seen("Mail c@b.example")], False, id="one surely differs"),
    ],
)
def test_all_alike(pages: list[Seen | None], verdict: bool | None) -> None:
    assert all_alike("Prices", pages) is verdict
