"""The shape and the colour of an outcome and of a verdict; its word stands beside it."""

from collections.abc import Mapping

from accesscheck.model.finding import Outcome
from accesscheck.monitoring.reports.blocks import Mark, Verdict

_SIGNS: Mapping[str, tuple[str, str]] = {
    Outcome.FAILED: ("■", "#9b1c1c"),
    Outcome.CANT_TELL: ("▲", "#7a4f01"),
    Outcome.PASSED: ("●", "#14532d"),
    Outcome.UNTESTED: ("○", "#44546a"),
    Outcome.INAPPLICABLE: ("–", "#44546a"),
    "met": ("●", "#14532d"),
    "not met": ("■", "#9b1c1c"),
    "not measured": ("○", "#44546a"),
}


def sign(mark: Mark | Verdict) -> tuple[str, str]:
    """Its shape, and its colour on white: 7:1 at least."""
    return _SIGNS[mark.outcome if isinstance(mark, Mark) else mark.standing]
