"""What a team accepts for a time."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """Findings that do not stop a release, until a day.

    `rule` is an id with * and ?. Of `page` (a pattern of its address or path), `selector` (an element, and what is in
    it) and `text` (words of the place) at least one is set, and all that are set must fit. `expires` is the last day.
    """

    rule: str
    page: str | None = None
    selector: str | None = None
    text: str | None = None
    reason: str
    owner: str
    expires: date
