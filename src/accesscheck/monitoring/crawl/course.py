"""The course of a crawl: from what is known, what to fetch next. No clock, no network.

It is the same whether the answers come in now or stand in a journal. So a crawl that goes on after a kill takes the
same way, and two crawls of a site that stays the same find the same pages.
"""

import hashlib
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from accesscheck.monitoring.crawl.addresses import origin, tidy
from accesscheck.monitoring.crawl.journal import Page, Record, RobotsFile, Sitemap
from accesscheck.monitoring.crawl.scope import Scope
from accesscheck.monitoring.crawl.settings import Task
from accesscheck.monitoring.crawl.traps import Traps
from accesscheck.monitoring.page_kinds import is_document
from accesscheck.sources import robots
from accesscheck.sources.links import ACTS, NO_PAGE
from accesscheck.sources.sitemap import MOST_ADDRESSES

MOST_SITEMAPS = 200
FROM_SITEMAPS = 20
"""Addresses of sitemaps that are taken with each round of links, at least."""
TRIES = 5
"""Requests for each page and document that is wanted: links that lead nowhere cost one too."""
MOST_HOPS = 10
"""Redirects one after the other."""


@dataclass(frozen=True, slots=True)
class Want:
    """Something to fetch."""

    kind: Literal["robots", "sitemap", "page"]
    address: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An address that may be visited. `steps` from the start; `named`: a sitemap names it, or it is a start.

    `hops` counts the redirects that led to it.
    """

    address: str
    steps: int
    named: bool = False
    hops: int = 0


class Course:
    """What a crawl fetches, in its order.

    `visited` are the addresses of pages in the order in which they were asked for; `left_out` are addresses that were
    not, by the reason; `over` says which limits were met.
    """

    def __init__(self, task: Task, records: Mapping[Want, Record], *, today: str) -> None:
        starts = tuple(dict.fromkeys(tidied for one in task.addresses if (tidied := tidy(one))))
        self.starts = starts
        self.scope = Scope(starts, task.settings.scope)
        self.visited: dict[str, int] = {}
        self.left_out: dict[str, set[str]] = defaultdict(set)
        self.over: set[str] = set()
        self.from_sitemaps: dict[str, str] = {}
        self.sitemaps: list[str] = []
        self._records = records
        self._settings = task.settings
        self._traps = Traps(int(today[:4]))
        self._robots: dict[str, robots.Robots] = {}
        self._steps: dict[str, int] = {}
        self._admitted: set[str] = set()

    def batches(self) -> Iterator[tuple[Want, ...]]:
        """What to fetch, batch after batch. Each must be in the records before the next is asked for."""
        if not self.starts:
            return
        visited = yield from self._visits([_Candidate(start, 0, named=True) for start in self.starts])
        if any(self.page(address) is not None for address in visited):
            yield from self._read_sitemaps()
        # In an order that is nobody's: the first 500 of a sitemap would all be news.
        pool = sorted(self.from_sitemaps, key=lambda address: hashlib.blake2b(address.encode()).digest())
        while True:
            linked = list(self._linked(visited))
            few = max(FROM_SITEMAPS, len(linked))
            listed, pool = pool[:few], pool[few:]
            candidates = [*linked, *(_Candidate(address, 1, named=True) for address in listed)]
            if not candidates:
                return
            visited = yield from self._visits(candidates)

    def page(self, address: str) -> Page | None:
        """What an address answered; None if nobody asked."""
        found = self._records.get(Want("page", address))
        return found if isinstance(found, Page) else None

    def pages(self) -> Iterator[tuple[str, Page]]:
        """What was visited and answered, in its order."""
        for address in self.visited:
            if (found := self.page(address)) is not None and self.scope.is_site(address):
                yield address, found

    def onward(self, page: Page) -> str | None:
        """Where a redirect led to something that was asked for; None if it did not, or is none."""
        there = self.scope.settled(page.to) if page.to is not None else ""
        return there if self.page(there) is not None else None

    def sitemap(self, address: str) -> Sitemap | None:
        """What was read of a sitemap."""
        found = self._records.get(Want("sitemap", address))
        return found if isinstance(found, Sitemap) else None

    def robots_file(self, address: str) -> RobotsFile | None:
        """What the host of an address answered for its robots.txt."""
        found = self._records.get(Want("robots", f"{origin(address)}/robots.txt"))
        return found if isinstance(found, RobotsFile) else None

    def allows(self, address: str) -> bool:
        """Whether the robots.txt of its host lets us visit an address; not if it was not read yet."""
        rules = self._robots.get(origin(address))
        return rules is not None and rules.allows(address)

    def delay(self) -> float:
        """The longest pause that the robots.txt of a host asks for, in seconds."""
        return max((one.delay for one in self._robots.values()), default=0.0)

    def original(self, address: str) -> str:
        """The address of which a page is another form: by its canonical link, or its folder if it is the index.

        A canonical link is believed if both pages have the same title and heading: many sites name their home page.
        """
        page = self.page(address)
        if page is None or not page.is_page or page.status != 200:
            return address
        for other in (self._canonical(page), _folder_of_index(address)):
            if other is not None and other != address and self._is_original(other, address, page):
                return other
        return address

    def _canonical(self, page: Page) -> str | None:
        if page.canonical is None or not self.scope.holds(page.canonical):
            return None
        return self.scope.settled(page.canonical)

    def _is_original(self, other: str, address: str, page: Page) -> bool:
        its = self.page(other)
        if its is None or not its.is_page or its.status != 200 or other not in self.visited:
            return False
        back = self._canonical(its)
        # Two that name each other: the one that was found first.
        ours = back is None or back == other or (back == address and self.visited[other] < self.visited[address])
        return ours and its.title == page.title and its.headings[:1] == page.headings[:1]

    def _linked(self, visited: Iterable[str]) -> Iterator[_Candidate]:
        for address in visited:
            page = self.page(address)
            if page is None or not self.scope.is_site(address):
                continue
            steps = self._steps[address]
            if page.canonical is not None:
                yield _Candidate(page.canonical, steps)
            yield from (_Candidate(link, steps + 1) for link, _ in page.links)

    def _visits(self, candidates: list[_Candidate]) -> Generator[tuple[Want, ...], None, list[str]]:
        """Visit what may be visited of these, and where they redirect; the addresses that were asked for."""
        visited: list[str] = []
        while candidates:
            now, later = self._without_guesses(candidates)
            yield from self._read_robots(now)
            admitted = [address for candidate in now if (address := self._admit(candidate)) is not None]
            asked = yield from self._asked(admitted)
            visited += asked
            hops = {self.scope.settled(one.address): one.hops for one in now}
            redirected = [to for address in asked if (to := self._next_hop(address, hops.get(address, 0))) is not None]
            for guess in {
                origin(one.address): one.address for one in now if self.scope.is_unproven(one.address)
            }.values():
                self.scope.learn(guess, None, is_start=False)  # Its probe did not prove that it is the same site.
            candidates = [*redirected, *later]
        return visited

    def _without_guesses(self, candidates: list[_Candidate]) -> tuple[list[_Candidate], list[_Candidate]]:
        """Those to visit now; of each host that may be a variant of ours only the first. And the others."""
        now: list[_Candidate] = []
        later: list[_Candidate] = []
        probed: set[str] = set()
        for one in candidates:
            if not self.scope.holds(one.address):
                continue
            if self.scope.is_unproven(one.address):
                (later if origin(one.address) in probed else now).append(one)
                probed.add(origin(one.address))
            else:
                now.append(one)
        return now, later

    def _next_hop(self, address: str, hops: int) -> _Candidate | None:
        """Where an address redirects, as the next to visit."""
        page = self.page(address)
        if page is None:
            return None
        is_start = self._steps[address] == 0
        self.scope.learn(address, page.to, is_start=is_start)
        if page.to is None:
            return None
        if is_start:
            self.scope.follow(address, page.to)
        return _Candidate(page.to, self._steps[address], hops=hops + 1)

    def _read_robots(self, candidates: Iterable[_Candidate]) -> Iterator[tuple[Want, ...]]:
        hosts = dict.fromkeys(origin(self.scope.settled(one.address)) for one in candidates)
        wants = tuple(Want("robots", f"{host}/robots.txt") for host in hosts if host not in self._robots)
        if not wants:
            return
        yield wants
        for want in wants:
            self._robots[origin(want.address)] = _rules(self._records.get(want))

    def _admit(self, candidate: _Candidate) -> str | None:
        """The address to ask for; None if it is not to be visited, or was already."""
        address = self.scope.settled(candidate.address)
        if address in self._admitted:
            return None
        left = [reason for reason, addresses in self.left_out.items() if address in addresses]
        if left and not (candidate.named and left[0] in ("depth", "trap")):
            return None
        for reason in left:
            self.left_out[reason].discard(address)
        if reason := self._refusal(address, candidate):
            self.left_out[reason].add(address)
            return None
        self._admitted.add(address)
        self._steps[address] = candidate.steps
        return address

    def _refusal(self, address: str, candidate: _Candidate) -> str:
        """Why an address is not visited; empty if it is."""
        split = urlsplit(address)
        if not self.allows(address):
            return "robots"
        if candidate.hops > MOST_HOPS:
            return "redirects"
        if candidate.steps == 0:
            return ""
        if ACTS.search(f"{split.path}?{split.query}"):
            return "acts"
        if NO_PAGE.search(split.path) and not is_document(address, None):
            return "no-page"
        if candidate.steps > self._settings.depth:
            return "depth"
        if not candidate.named and self._traps.caught(address):
            return "trap"
        return ""

    def _asked(self, addresses: list[str]) -> Generator[tuple[Want, ...], None, list[str]]:
        """Ask for addresses in their order until there are enough pages and documents; those that were asked for."""
        asked: list[str] = []
        waiting = addresses
        while waiting:
            batch, waiting = self._that_fit(waiting)
            if not batch:
                self.over.add("pages")
                break
            for address in batch:
                # Of a crawl that goes on, the records hold what is asked for later. It must not count before.
                self.visited[address] = len(self.visited)
            asked += batch
            yield tuple(Want("page", address) for address in batch)
        self.left_out["over"].update(set(addresses) - set(asked))
        return asked

    def _that_fit(self, addresses: list[str]) -> tuple[list[str], list[str]]:
        """Those for which there is room, if each is what it seems; and the pages for which there may be later."""
        pages, documents = self._room()
        batch: list[str] = []
        later: list[str] = []
        for address in addresses:
            if is_document(address, None):
                if documents > 0:
                    batch.append(address)
                else:
                    self.over.add("documents")
                documents -= 1
            elif pages > 0:
                batch.append(address)
                pages -= 1
            else:
                later.append(address)
        return batch, later

    def _room(self) -> tuple[int, int]:
        """How many more pages and documents are wanted; none of them if too much was asked for."""
        found = documents = tried = 0
        for address, page in self.pages():
            tried += 1
            documents += page.is_document
            found += page.is_page and page.status == 200 and self.original(address) == address
        most_pages, most_documents = self._settings.most_pages, self._settings.most_documents
        if tried >= TRIES * (most_pages + most_documents):
            return 0, 0
        return most_pages - found, most_documents - documents

    def _read_sitemaps(self) -> Iterator[tuple[Want, ...]]:
        """Read the sitemaps that robots.txt names, or else the one at /sitemap.xml, and those that they name."""
        waiting: list[str] = []
        for host in self.scope.homes():
            if host in self._robots:
                named = [tidied for one in self._robots[host].sitemaps if (tidied := tidy(one))]
                waiting += [one for one in named if self.scope.is_site(one)] or [f"{host}/sitemap.xml"]
        while waiting:
            fresh = [one for one in dict.fromkeys(map(self.scope.settled, waiting)) if one not in self.sitemaps]
            yield from self._read_robots(_Candidate(one, 0) for one in fresh)
            taken = [one for one in fresh if self.allows(one)][: MOST_SITEMAPS - len(self.sitemaps)]
            self.sitemaps += taken
            waiting = []
            if taken:
                yield tuple(Want("sitemap", address) for address in taken)
            for address in taken:
                waiting += self._entries(address)

    def _entries(self, address: str) -> list[str]:
        """Take in the pages of a sitemap; the sitemaps that it names."""
        found = self.sitemap(address)
        if found is None:
            return []
        for page in found.pages:
            if self.scope.holds(page) and len(self.from_sitemaps) < MOST_ADDRESSES:
                self.from_sitemaps.setdefault(self.scope.settled(page), address)
        return [one for one in found.sitemaps if self.scope.is_site(one)]


def _rules(found: Record | None) -> robots.Robots:
    """What a robots.txt asks, as RFC 9309 reads its status: one that breaks down asks us to stay away."""
    if not isinstance(found, RobotsFile) or found.status is None or found.status >= 500:
        return robots.Robots(robots.NOTHING_ALLOWED)
    return robots.Robots(found.text if found.status == 200 else "")


def _folder_of_index(address: str) -> str | None:
    folder, _, name = urlsplit(address).path.rpartition("/")
    is_index = name.partition(".")[0].lower() in ("index", "default") and "." in name and "?" not in address
    return f"{origin(address)}{folder}/" if is_index else None
