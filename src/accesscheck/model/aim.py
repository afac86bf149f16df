"""The reading level that texts of a kind should not be above."""

from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a user aims at for a kind of target.

    `level`: A1 to C2, None for that of the rule. `jobs`: other levels for texts whose title holds a phrase, in any
    case; the first that fits. `exempt`: texts that need not be easy, by a pattern of their address, and why.
    """

    profile: str
    level: str | None = None
    jobs: tuple[tuple[str, str], ...] = ()
    exempt: tuple[tuple[str, str], ...] = ()

    def level_for(self, title: str) -> str | None:
        """The level to aim at for a text with this title."""
        fitting = (level for phrase, level in self.jobs if phrase.casefold() in title.casefold())
        return next(fitting, self.level)

    def reason_for(self, address: str) -> str | None:
        """Why a text need not be easy; None if it should be."""
        even = address.replace("\\", "/")
        return next((why for pattern, why in self.exempt if fnmatchcase(even, pattern)), None)
