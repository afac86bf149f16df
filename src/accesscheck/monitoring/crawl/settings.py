"""How a crawl goes about its work, and the task that its process is given."""

import hashlib
import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSettings:
    """How far a crawl goes, and how fast.

    `contact` is a mail or web address for those who run the site: it stands in the user agent. `most_pages` and
    `most_documents` end the crawl; `depth` counts links from the start. `delay` is the least time between two requests
    to one host in seconds, robots.txt can ask for more; `timeout` is for one answer, in seconds; `minutes` for all.
    `rendered`: links that scripts make are found too, in Chromium. `scope` are prefixes of further addresses that
    belong to the product. `state` is a file with a stored login, from `accesscheck login` or Playwright.
    """

    contact: str = ""
    most_pages: int = 500
    most_documents: int = 500
    depth: int = 12
    delay: float = 0.5
    timeout: float = 30
    minutes: float = 60
    rendered: bool = False
    scope: tuple[str, ...] = ()
    state: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What the process of a crawl is told. `state` is the content of the stored login; `today` an ISO date."""

    addresses: tuple[str, ...]
    settings: CrawlSettings
    today: str
    state: str = ""

    @property
    def digest(self) -> str:
        """Of all that decides which pages are found: a journal of another task cannot be gone on with."""
        ours = self.settings
        deciding = (
            self.addresses,
            (ours.most_pages, ours.most_documents, ours.depth, ours.rendered, ours.scope),
            hashlib.sha256(self.state.encode()).hexdigest(),
        )
        return hashlib.sha256(json.dumps(deciding).encode()).hexdigest()
