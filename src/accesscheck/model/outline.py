"""What of a page ought to be alike on the pages of one site."""

from dataclasses import dataclass
from typing import Literal

Area = Literal["banner", "navigation", "contentinfo", "complementary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineLink:
    """A link in a part that pages repeat. `area` is the landmark, `target` the address without host and visit."""

    area: Area
    name: str
    target: str
    selector: str
    snippet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A page in outline: its title, and its repeated links in the order of the page, at most MOST_LINKS."""

    title: str | None = None
    links: tuple[OutlineLink, ...] = ()


MOST_LINKS = 150
