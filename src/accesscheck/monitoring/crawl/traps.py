"""Addresses that have no end: calendars, facets, pages of pages, and paths that fall into themselves."""

import re
from collections import Counter, defaultdict
from urllib.parse import urlsplit

from accesscheck.monitoring.page_kinds import is_paging

AHEAD = 1
"""Years after this one for which a calendar is followed."""
BACK = 20
"""Years before this one."""
MOST_FAR = 5
"""Addresses of one shape with a date that is farther away: some are laws, and no days of a calendar."""
MOST_DATED = 40
"""Addresses of one shape that hold a date."""
MOST_PAGED = 60
"""Further pages of one list."""
MOST_COMBINED = 100
"""Addresses of one path with the same two or more parameters."""
FACETS = 5
"""Sets of parameters that one path has at most, if they do not filter a list."""
MOST_FACETED = 60
"""Addresses of one path with more of them."""
MOST_ALIKE = 400
"""Addresses of one shape of any other kind, and of one path with any parameters."""
REPEATED = 3
"""How often a part of a path may follow on itself, less one."""

_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:1[0-9]|2[01])\d\d)(?:[-/._]?(?:0?[1-9]|1[0-2])(?!\d)(?:[-/._](?:0?[1-9]|[12]\d|3[01]))?(?!\d)"
    r"|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))"
    r"|(?<!\d)(?:0?[1-9]|[12]\d|3[01])[-/._](?:0?[1-9]|1[0-2])[-/._](?P<last>(?:1[0-9]|2[01])\d\d)(?!\d)"
)
"""2026-11, 2026/11/23, 20261123 or 23-11-2026."""
_YEAR = re.compile(r"(?:^|&)(?:y|yr|year|jaar|annee|jahr|cal_?year)=(\d{4})(?=&|$)", re.I)
_MONTH = re.compile(r"(?:^|&)(?:m|month|maand|mois|monat|cal_?month|week)=\d{1,2}(?=&|$)", re.I)


class Traps:
    """Counts addresses by their shape, and tells which ones are too many. `year` is the one that we are in."""

    def __init__(self, year: int) -> None:
        self._year = year
        self._seen: Counter[str] = Counter()
        self._sets: dict[str, set[str]] = defaultdict(set)

    def caught(self, address: str) -> bool:
        """Whether an address leads on without end; else it is counted. Ask once for each."""
        split = urlsplit(address)
        if repeats(split.path):
            return True
        year = year_of(address)
        far = year is not None and not self._year - BACK <= year <= self._year + AHEAD
        ours = shape(address)
        limits = {f"far {ours}": MOST_FAR} if far else {ours: _most(address, dated=year is not None)}
        if split.query:
            path = f"{split.netloc}{split.path}"
            self._sets[path].add(ours)
            limits[f"all {path}"] = MOST_FACETED if len(self._sets[path]) > FACETS else MOST_ALIKE
        if any(self._seen[one] >= most for one, most in limits.items()):
            return True
        self._seen.update(limits.keys())
        return False


def shape(address: str) -> str:
    """What addresses of one kind have in common: digits are “#”, and of parameters only the names stay."""
    split = urlsplit(address)
    names = sorted({pair.partition("=")[0] for pair in split.query.split("&") if pair})
    return f"{split.netloc}{_numbered(split.path)}?{'&'.join(map(_numbered, names))}"


def repeats(path: str) -> bool:
    """Whether a path falls into itself: /a/b/a/b/a/b, or /a/a/a."""
    parts = [part for part in path.split("/") if part][:60]
    for length in range(1, len(parts) // REPEATED + 1):
        for start in range(len(parts) - length * REPEATED + 1):
            piece = parts[start : start + length]
            if all(parts[start + turn * length : start + (turn + 1) * length] == piece for turn in range(1, REPEATED)):
                return True
    return False


def year_of(address: str) -> int | None:
    """The year of the date that an address holds; None if it holds none."""
    split = urlsplit(address)
    if asked := _YEAR.search(split.query):
        return int(asked[1]) if _MONTH.search(split.query) else None
    found = _DATE.search(split.path) or _DATE.search(split.query)
    return int(found["year"] or found["last"]) if found else None


def _most(address: str, *, dated: bool) -> int:
    if dated:
        return MOST_DATED
    if is_paging(address):
        return MOST_PAGED
    return MOST_COMBINED if urlsplit(address).query.count("&") else MOST_ALIKE


def _numbered(text: str) -> str:
    return re.sub(r"\d+", "#", text)
