"""The findings that a team knows of: a reviewed file, and what it makes of a check.

A finding is known if its rule, its page and its place stand in the file (see `fingerprints`), as often as it is found
there. So one barrier that was mended does not hide a new one, and a new class name or order makes nothing new.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from accesscheck import fingerprints, page_names
from accesscheck.errors import N_, OptionError
from accesscheck.model.finding import Finding, Outcome, RuleResult, UntestedReason
from accesscheck.model.location import ElementLocation, TextLocation
from accesscheck.model.report import PageResult
from accesscheck.model.standing import Standing

FILE_NAME = "accesscheck-baseline.json"
FORMAT = 1
SHOWN = 80
"""Code points of what stands at a place, for the person who reads the file."""
FRAME = 3
"""A place that is known on so many pages belongs to the frame of the site, and is known on a page that is new too."""
SAME_PAGE = 0.5
"""Share of the known places of a page that is gone, found again on a new page, from which it may have been renamed."""

_FOLDERS = re.compile(r"""((?:href|src|action)=["'])[^"']*/(?=[^"'/])""")
"""What stands before the last part of a path, after what begins it."""

Place = tuple[str, str]
"""The id of a rule and the first part of a fingerprint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place that is known. `count` findings of the rule are there, `failed` of them are sure.

    `shown` is what stands there. `now` is what stands there, without folders, since a page that it names has another
    path: then the place has another print.
    """

    rule: str
    place: str
    failed: int
    count: int
    shown: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What is known, by the lasting name of the page. `depth` is that of the check it was made with."""

    pages: Mapping[str, tuple[Entry, ...]]
    depth: str = "standard"

    @property
    def count(self) -> int:
        """How many findings are known."""
        return sum(entry.count for entries in self.pages.values() for entry in entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What became of a baseline.

    `mended`: entries with as many findings as are gone, by page. `unseen`: pages that were not checked, or not opened.
    `renamed`: pages that are gone, each with the page that it seems to be now.
    """

    mended: Mapping[str, tuple[Entry, ...]]
    unseen: tuple[str, ...]
    renamed: Mapping[str, str]

    @property
    def mended_count(self) -> int:
        """How many findings are gone."""
        return sum(entry.count for entries in self.mended.values() for entry in entries)


def load(path: Path) -> Baseline:
    """The baseline in a file. OptionError if there is none or if it is not one of ours."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=_File)
    except FileNotFoundError:
        raise OptionError(
            N_("{path}: there is no such baseline. Make it with: accesscheck baseline create"), path=str(path)
        ) from None
    except OSError as error:
        raise OptionError(
            N_("{path}: the file cannot be read: {problem}."), path=str(path), problem=str(error.strerror)
        ) from None
    except msgspec.DecodeError as error:
        raise OptionError(
            N_("{path}: this is no baseline: {problem}. Mend it, or make it anew with: accesscheck baseline create"),
            path=str(path),
            problem=str(error),
        ) from None
    if found.format != FORMAT:
        raise OptionError(
            N_("{path}: this baseline is of another version. Make it anew with: accesscheck baseline create --force"),
            path=str(path),
        )
    pages = {
        name: tuple(
            Entry(rule=one.rule, place=one.place, failed=one.failed, count=one.count, shown=one.shown)
            for one in entries
        )
        for name, entries in found.pages.items()
    }
    return Baseline(pages=pages, depth=found.depth)


def save(path: Path, baseline: Baseline) -> None:
    """Write the file: sorted, a line for each entry, so that a review shows what came and what went."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(as_text(baseline), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise OptionError(
            N_("{path}: the baseline cannot be written: {problem}. Name another file."),
            path=str(path),
            problem=str(error.strerror),
        ) from None


def as_text(baseline: Baseline) -> str:
    """The content of the file."""
    lines = [f'{{\n  "accesscheck-baseline": {FORMAT},\n  "depth": {json.dumps(baseline.depth)},\n  "pages": {{']
    pages = [(name, entries) for name, entries in sorted(baseline.pages.items()) if entries]
    for number, (name, entries) in enumerate(pages):
        lines.append(f"    {json.dumps(name, ensure_ascii=False)}: [")
        rows = [_row(entry) for entry in sorted(entries, key=lambda one: (one.rule, one.place))]
        lines += [f"      {row}{',' if place < len(rows) - 1 else ''}" for place, row in enumerate(rows)]
        lines.append("    ]," if number < len(pages) - 1 else "    ]")
    return "\n".join([*lines, "  }", "}"]) + "\n"


def _row(entry: Entry) -> str:
    value = {"rule": entry.rule, "place": entry.place, "failed": entry.failed, "count": entry.count}
    return json.dumps({**value, "shown": entry.shown}, ensure_ascii=False)


def of_pages(pages: Iterable[PageResult], root: Path, *, depth: str) -> Baseline:
    """The baseline of what was found now; what a waiver covers is left out."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for page in pages:
        # Pages that differ only by what changes, such as an index with and without its name, are one.
        found[page_names.lasting(page, root)] += _entries(page)
    return Baseline(pages={name: _merged(entries) for name, entries in found.items() if entries}, depth=depth)


def _entries(page: PageResult) -> Iterator[Entry]:
    by_place: dict[Place, list[Finding]] = defaultdict(list)
    for finding in page.findings:
        if finding.waiver is None:
            by_place[_place(finding)].append(finding)
    for (rule, place), findings in by_place.items():
        failed = sum(finding.outcome is Outcome.FAILED for finding in findings)
        yield Entry(rule=rule, place=place, failed=failed, count=len(findings), shown=_shown(findings[0]))


def _merged(entries: list[Entry]) -> tuple[Entry, ...]:
    most: dict[Place, Entry] = {}
    for entry in entries:
        known = most.get((entry.rule, entry.place), entry)
        most[entry.rule, entry.place] = replace(
            known, failed=max(known.failed, entry.failed), count=max(known.count, entry.count)
        )
    return tuple(most.values())


def after_moves(baseline: Baseline, moves: Mapping[str, str]) -> Baseline:
    """The baseline with the names that pages have now; see `page_names.moved`."""
    if not moves:
        return baseline
    found: dict[str, list[Entry]] = defaultdict(list)
    for name, entries in baseline.pages.items():
        found[page_names.moved(name, moves)] += entries
    named = (*baseline.pages, *(old for old in moves if "*" not in old))
    changed = {name: new for name in named if (new := page_names.moved(name, moves)) != name}
    last = {name.rpartition("/")[2]: new.rpartition("/")[2] for name, new in changed.items()}
    return replace(baseline, pages={name: _pointed(_merged(entries), last) for name, entries in found.items()})


def _pointed(entries: tuple[Entry, ...], last: Mapping[str, str]) -> tuple[Entry, ...]:
    """The entries with what stands there now, if they name a page that moved. `last` parts of paths, old to new."""
    names = "|".join(re.escape(name) for name in last if name)
    if not names:
        return entries
    sought = re.compile(rf"(?<![\w.-])(?:{names})(?![\w.-])")
    bare = ((entry, _FOLDERS.sub(r"\1", entry.shown)) for entry in entries)
    return tuple(
        replace(entry, now=now) if (now := sought.sub(lambda name: last[name[0]], shown)) != shown else entry
        for entry, shown in bare
    )


def updated(old: Baseline, pages: Iterable[PageResult], root: Path, *, depth: str) -> Baseline:
    """The baseline with what was found now on the pages that were checked.

    Entries of pages that were not checked stay, but for files that are gone. What was not tested keeps its entries.
    """
    pages = tuple(pages)
    before = old.pages
    now = of_pages(pages, root, depth=depth)
    kept = {name: entries for name, entries in before.items() if _is_there(name, root)}
    for page in pages:
        name = page_names.lasting(page, root)
        kept[name] = _renewed(before.get(name, ()), now.pages.get(name, ()), page)
    return Baseline(pages={name: entries for name, entries in kept.items() if entries}, depth=depth)


def renewed(old: Iterable[Entry], page: PageResult) -> tuple[Entry, ...]:
    """The entries of a page with what was found on it now. What was not tested keeps its entries."""
    return _renewed(old, _merged(list(_entries(page))), page)


def _renewed(old: Iterable[Entry], now: Iterable[Entry], page: PageResult) -> tuple[Entry, ...]:
    was, entries = _by_place(old), _by_place(now)
    tested = _tested(page)
    # The words of a place stay as they were reviewed.
    fresh = [replace(entry, shown=was[key].shown) if key in was else entry for key, entry in entries.items()]
    return (*fresh, *(entry for key, entry in was.items() if key not in entries and entry.rule not in tested))


def shrunk(old: Baseline, comparison: Comparison) -> Baseline:
    """The baseline without what was mended: it never grows."""
    pages: dict[str, tuple[Entry, ...]] = {}
    for name, entries in old.pages.items():
        gone = _by_place(comparison.mended.get(name, ()))
        left = [_less(entry, gone.get((entry.rule, entry.place))) for entry in entries]
        pages[name] = tuple(entry for entry in left if entry.count)
    return Baseline(pages={name: entries for name, entries in pages.items() if entries}, depth=old.depth)


def _less(entry: Entry, gone: Entry | None) -> Entry:
    if gone is None:
        return entry
    return replace(entry, count=entry.count - gone.count, failed=entry.failed - gone.failed)


class Marker:
    """Marks what is known on pages, one after the other."""

    def __init__(self, baseline: Baseline, root: Path) -> None:
        self._root = root
        self._known = {name: _by_place(entries) for name, entries in baseline.pages.items()}
        often = Counter(place for known in self._known.values() for place in known)
        self._frame = {
            place: entry for known in self._known.values() for place, entry in known.items() if often[place] >= FRAME
        }

    def marked(self, page: PageResult, name: str | None = None) -> PageResult:
        """The page with its known findings marked as such. On a page that is new, the frame of the site is known.

        `name` is what the baseline calls the page, if that is not its lasting name.
        """
        known = self._known.get(name or page_names.lasting(page, self._root), self._frame)
        marks = frozenset((*map(id, _known_of(page, known)), *_followed(page, known)))
        if not marks:
            return page
        return replace(page, results=tuple(_with_marks(result, marks) for result in page.results))


def _known_of(page: PageResult, known: Mapping[Place, Entry]) -> Iterator[Finding]:
    """The findings that an entry has room for: the sure ones first, then suspicions in what these leave."""
    sure = {place: entry.failed for place, entry in known.items()}
    room = {place: entry.count for place, entry in known.items()}
    for finding in sorted(page.findings, key=lambda one: one.outcome is not Outcome.FAILED):
        place = _place(finding)
        is_sure = finding.outcome is Outcome.FAILED
        if finding.waiver is not None or not room.get(place) or (is_sure and not sure[place]):
            continue
        sure[place] -= is_sure
        room[place] -= 1
        yield finding


def _followed(page: PageResult, known: Mapping[Place, Entry]) -> Mapping[int, Place]:
    """The findings, by `id`, at places that have another print only because they name a page that moved."""
    there = {_place(finding) for finding in page.findings}
    lost = {(entry.rule, entry.now): place for place, entry in known.items() if entry.now and place not in there}
    found: dict[int, Place] = {}
    for finding in page.findings if lost else ():
        place = lost.get((finding.rule_id, _FOLDERS.sub(r"\1", _shown(finding))))
        if place is not None and _place(finding) not in known and place not in found.values():
            found[id(finding)] = place
    return found


def _with_marks(result: RuleResult, marks: frozenset[int]) -> RuleResult:
    findings = (replace(one, standing=Standing.KNOWN) if id(one) in marks else one for one in result.findings)
    return replace(result, findings=tuple(findings)) if result.findings else result


def _by_place(entries: Iterable[Entry]) -> dict[Place, Entry]:
    return {(entry.rule, entry.place): entry for entry in entries}


def compared(baseline: Baseline, pages: Iterable[PageResult], root: Path) -> Comparison:
    """What became of the baseline on the pages that were checked."""
    now = {page_names.lasting(page, root): page for page in pages}
    known = baseline.pages
    mended: dict[str, tuple[Entry, ...]] = {}
    for name, entries in known.items():
        page = now.get(name)
        if page is not None and (fewer := gone(entries, page)):
            mended[name] = fewer
    opened = {name for name, page in now.items() if page.sha256 is not None}
    unseen = tuple(sorted(name for name in known if name not in opened))
    new = {name: {_place(one) for one in page.findings} for name, page in now.items() if name not in known}
    renamed = {name: to for name in unseen if not _is_there(name, root) and (to := _same(known[name], new))}
    return Comparison(mended=mended, unseen=unseen, renamed=renamed)


def gone(entries: Iterable[Entry], page: PageResult) -> tuple[Entry, ...]:
    """The entries of a page with as many findings as are gone from it."""
    return tuple(_gone(entries, page))


def _gone(entries: Iterable[Entry], page: PageResult) -> Iterator[Entry]:
    tested = _tested(page)
    there = Counter(_place(finding) for finding in page.findings)
    there.update(_followed(page, _by_place(entries)).values())
    sure = Counter(_place(finding) for finding in page.findings if finding.outcome is Outcome.FAILED)
    for entry in entries:
        place = (entry.rule, entry.place)
        fewer = entry.count - there[place]
        if entry.rule in tested and fewer > 0:
            yield replace(entry, count=fewer, failed=max(entry.failed - sure[place], 0))


def _tested(page: PageResult) -> frozenset[str]:
    """The rules that gave an answer on a page; a text that is gone has nothing left to find."""
    return frozenset(
        result.rule_id
        for result in page.results
        if result.reason in (None, UntestedReason.TEXT_TOO_SHORT, UntestedReason.LANGUAGE_UNSUPPORTED)
    )


def _same(entries: tuple[Entry, ...], new: Mapping[str, set[Place]]) -> str | None:
    """The new page that has most of the places of one that is gone."""
    places = {(entry.rule, entry.place) for entry in entries}
    shares = {name: len(places & found) / len(places) for name, found in new.items()}
    best = max(shares, key=lambda name: shares[name], default=None)
    return best if best is not None and shares[best] >= SAME_PAGE else None


def _is_there(name: str, root: Path) -> bool:
    """Whether a page may still be there: a file is looked for, of an address nobody knows."""
    path = name.partition("#")[0]
    first, slash, _ = path.partition("/")
    is_address = not first or (slash and "." in first and not (root / first).is_dir())
    return bool(is_address) or (root / path).exists()


def _place(finding: Finding) -> Place:
    return finding.rule_id, finding.fingerprint.partition("-")[0]


def _shown(finding: Finding) -> str:
    match finding.location:
        case ElementLocation(snippet=text):
            return " ".join(fingerprints.without_churn(text).split())[:SHOWN]
        case TextLocation(quote=text):
            return " ".join(text.split())[:SHOWN]
        case _:
            return ""


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    rule: str
    place: str
    failed: int
    count: int
    shown: str = ""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    pages: dict[str, list[_Entry]]
    format: int = msgspec.field(name="accesscheck-baseline")
    depth: str = "standard"
