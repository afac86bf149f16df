"""What a finding means for a release."""

from enum import StrEnum


class Standing(StrEnum):
    """STOPS makes the check fail, REPORTED is only shown, KNOWN stands in the baseline, WAIVED is accepted for now."""

    STOPS = "stops"
    REPORTED = "reported"
    KNOWN = "known"
    WAIVED = "waived"
