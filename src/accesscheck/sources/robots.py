"""robots.txt, as RFC 9309 reads it: which addresses a site asks us to leave alone, and where its sitemaps are."""

from protego import Protego

OURS = "accesscheck"
LARGEST = 500_000
"""What is read of a file, in characters: RFC 9309 asks for no less than 500 kibibytes."""
LONGEST_DELAY = 30.0
"""Of a Crawl-delay that we keep to, in seconds."""


class Robots:
    """What a robots.txt says to us. `delay` is in seconds, between two requests."""

    def __init__(self, text: str = "") -> None:
        self._read = Protego.parse(text[:LARGEST])
        self.sitemaps: tuple[str, ...] = tuple(self._read.sitemaps)
        self.delay = min(max(self._read.crawl_delay(OURS) or 0.0, 0.0), LONGEST_DELAY)

    def allows(self, address: str) -> bool:
        """Whether we may follow a link to an address: the longest rule that fits decides, of two the friendly one."""
        return bool(self._read.can_fetch(address, OURS))


NOTHING_ALLOWED = "User-agent: *\nDisallow: /"
"""Of a site whose robots.txt breaks down: RFC 9309 asks to stay away."""
