"""A website, application or other digital product of a body."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from accesscheck.model.entity import named

Kind = Literal["website", "subsite", "web-application", "intranet", "vacancy-channel", "document-set", "mobile-app"]
Status = Literal["live", "planned", "ending", "ended"]
AudienceClass = Literal["small", "medium", "large"]
ExemptionKind = Literal[
    "archived",
    "live-media",
    "maps",
    "third-party",
    "heritage",
    "intranet-old",
    "office-files-old",
    "prerecorded-media-old",
    "disproportionate-burden",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """What need not be accessible, and why. `evidence` says where that is written; `until` is the last day."""

    kind: ExemptionKind
    reason: str = ""
    evidence: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """What was true of a product in a span of years; one that moves to another body has a row for each span.

    `entity` is the key of its body; `audience` is its number of visits a year, or a class; `planned` is the day by
    which it will be mended. `valid_from` and `valid_to` are the first and the last year, None where there is none.
    """

    key: str
    entity: str
    kind: Kind
    addresses: tuple[str, ...] = ()
    names: Mapping[str, str]
    owner: str = ""
    audience: int | AudienceClass | None = None
    technology: str = ""
    status: Status = "live"
    planned: date | None = None
    exemptions: tuple[Exemption, ...] = ()
    valid_from: int | None = None
    valid_to: int | None = None

    def name(self, language: str) -> str:
        """Its name in a language of the interface, else in another one, else its first address, else its key."""
        return named(self.names, language) or next(iter(self.addresses), self.key)

    def valid_in(self, year: int) -> bool:
        """Whether this row holds in a year."""
        return (self.valid_from or year) <= year <= (self.valid_to or year)
