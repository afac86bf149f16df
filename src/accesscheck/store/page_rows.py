"""A PageResult as rows, and back: equal to what it was, but for its text, blocks and picture, which snapshots keep."""

import functools
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, NamedTuple, get_args

from accesscheck import fingerprints
from accesscheck.model.document import Note
from accesscheck.model.finding import Finding, Impact, Mode, Outcome, Param, RuleResult, UntestedReason
from accesscheck.model.flow import Step
from accesscheck.model.location import SNIPPET_LENGTH, ElementLocation, Location, TextLocation, WholeDocument
from accesscheck.model.outline import Outline, OutlineLink
from accesscheck.model.report import PageResult
from accesscheck.model.standing import Standing
from accesscheck.model.target import Target
from accesscheck.model.waiver import Waiver
from accesscheck.store.column_types import DIGEST

LONGEST_QUOTE = 2_000
"""Code points of a quote that are kept. A snippet is kept as long as the model lets it be."""

LONGEST_DETAIL = 4_000
"""Code points of the traceback of a checker that failed."""

Row = dict[str, Any]

_OUTCOMES, _MODES = tuple(Outcome), get_args(Mode)

_NUMBERS = {outcome: number for number, outcome in enumerate(_OUTCOMES)}
_WITHOUT_MORE = (Outcome.PASSED, Outcome.INAPPLICABLE)

_LEFT_OUT: tuple[Any, ...] = (0, None, None, 0, {})
"""What stands at the end of a packed result by default: `found`, `reason`, `detail`, `mode` and `measured`."""


class PackedResult(NamedTuple):
    """A RuleResult without its findings, of which `found` follow."""

    rule_id: int
    outcome: Outcome
    checked: int
    found: int
    reason: str | None
    detail: str | None
    mode: Mode
    measured: dict[str, Any]


def identity(product: str, target: Target) -> bytes:
    """What makes a page the same one when a job runs twice."""
    return digest(product, target.address, target.state or "", target.profile, target.folder or "")


def page_key(page: PageResult) -> bytes:
    """What makes a page the same one in another run; it is in the fingerprints of its findings too."""
    return key_of_address(page.address, page.target.folder, page.target.state)


def key_of_address(address: str, folder: str | None = None, state: str | None = None) -> bytes:
    """The key of the page at an address."""
    return digest(fingerprints.page_key(address, folder, state))


def digest(*texts: str) -> bytes:
    """Of texts, in this order."""
    return hashlib.blake2b("\x1f".join(texts).encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()


def page_row(page: PageResult, rule_ids: Mapping[str, int]) -> Row:
    """The columns of a page that come from its result."""
    return {
        "page_key": page_key(page),
        "address": page.address,
        "target": _target_value(page.target),
        "fetched_at": page.fetched_at,
        "sha256": page.sha256,
        "title": page.title,
        "language": page.language,
        "profiles": page.profiles,
        "notes": [[note.key, dict(note.params)] for note in page.notes],
        "browser": page.browser,
        "seconds": page.seconds,
        "outline": None if page.outline is None else _packed(_outline_value(page.outline)),
        "results": packed_results(page.results, rule_ids),
    }


def page_of(row: Any, found: Sequence[Finding], rules: Mapping[int, str]) -> PageResult:
    """The page of a row and of its findings, in their order."""
    return PageResult(
        target=_target(row.target),
        address=row.address,
        fetched_at=row.fetched_at,
        sha256=row.sha256,
        title=row.title,
        language=row.language,
        profiles=tuple(row.profiles),
        results=tuple(results_of(row.results, found, rules)),
        notes=tuple(Note(key=key, params=params) for key, params in row.notes),
        browser=row.browser,
        seconds=row.seconds,
        outline=None if row.outline is None else _outline(_unpacked(row.outline)),
    )


def packed_results(results: Iterable[RuleResult], rule_ids: Mapping[str, int]) -> bytes:
    """The results of all rules of a page without their findings, of which the number is kept.

    They are some hundreds, nearly all alike from page to page: 0.5 to 1 kB together, in rows of a table some 8.
    """
    return _packed([_result_value(result, rule_ids) for result in results])


def _result_value(result: RuleResult, rule_ids: Mapping[str, int]) -> list[Any]:
    value: list[Any] = [rule_ids[result.rule_id], _NUMBERS[result.outcome], result.checked]
    if result.outcome in _WITHOUT_MORE and not result.measured and result.detail is None and result.mode == _MODES[0]:
        return value  # As nearly all are.
    reason = None if result.reason is None else result.reason.value
    detail = None if result.detail is None else result.detail[:LONGEST_DETAIL]
    more = [len(result.findings), reason, detail, _MODES.index(result.mode), dict(result.measured)]
    while more and more[-1] == _LEFT_OUT[len(more) - 1]:
        more.pop()
    return value + more


def unpacked_results(packed: bytes) -> Iterator[PackedResult]:
    """The results that were packed."""
    rows: list[list[Any]] = _unpacked(packed)
    for row in rows:
        yield _usual_result(*row) if len(row) == 3 else _result(*row)


def _result(rule_id: int, outcome: int, checked: int, *more: Any) -> PackedResult:
    found, reason, detail, mode, measured = (*more, *_LEFT_OUT[len(more) :])
    return PackedResult(rule_id, _OUTCOMES[outcome], checked, found, reason, detail, _MODES[mode], measured)


# Most results are alike from page to page, and the summaries of a year read millions of them.
_usual_result = functools.lru_cache(maxsize=50_000)(_result)


def results_of(packed: bytes, found: Sequence[Finding], rules: Mapping[int, str]) -> Iterator[RuleResult]:
    """The results of all rules of a page, each with its findings."""
    taken = 0
    for one in unpacked_results(packed):
        yield RuleResult(
            rule_id=rules[one.rule_id],
            outcome=one.outcome,
            findings=tuple(found[taken : taken + one.found]),
            checked=one.checked,
            reason=None if one.reason is None else UntestedReason(one.reason),
            detail=one.detail,
            mode=one.mode,
            measured=_params(one.measured),
        )
        taken += one.found


def finding_rows(page: PageResult, rule_ids: Mapping[str, int]) -> Iterator[Row]:
    """The findings of a page. What they lie on is in `place_rows`, shared by all that lie on the same."""
    for position, found in enumerate(page.findings):
        yield {
            "position": position,
            "rule_id": rule_ids[found.rule_id],
            "outcome": found.outcome,
            "impact": found.impact,
            "fingerprint": found.fingerprint,
            "params": dict(found.params) or None,
            "standing": found.standing,
            "waiver": None if found.waiver is None else _sparse(found.waiver) | {"expires": str(found.waiver.expires)},
            **_location_row(found.location),
        }


def place_rows(page: PageResult) -> list[Row]:
    """What the findings of a page lie on, each once, in an order that is the same for all who write."""
    places = {row["id"]: row for found in page.findings if (row := _place_row(found.location)) is not None}
    return [places[number] for number in sorted(places)]


def _place_row(location: Location) -> Row | None:
    match location:
        case ElementLocation(selector=selector, snippet=snippet):
            words = snippet[:SNIPPET_LENGTH]
            return {"id": _place_id("element", selector, words), "selector": selector, "words": words}
        case TextLocation(selector=within, quote=quote):
            words = quote[:LONGEST_QUOTE]
            kind = "text" if within is None else "text within"
            return {"id": _place_id(kind, within or "", words), "selector": within, "words": words}
        case _:
            return None


def _place_id(*texts: str) -> int:
    # 64 bits: of 10 million places, two share a number with a chance of 1 in 400,000.
    return int.from_bytes(digest(*texts)[:8], "big", signed=True)


def _location_row(location: Location) -> Row:
    place = _place_row(location)
    row: Row = dict.fromkeys(("line", "column", "start", "end", "pdf_page"))
    row["place_id"] = None if place is None else place["id"]
    match location:
        case ElementLocation(line=line, column=column):
            return row | {"place_kind": "element", "line": line, "column": column}
        case TextLocation(start=start, end=end, page=page):
            return row | {"place_kind": "text", "start": start, "end": end, "pdf_page": page}
        case _:
            return row | {"place_kind": "document"}


def finding_of(row: Any, rules: Mapping[int, str]) -> Finding:
    """The finding of a row that is joined with its place."""
    return Finding(
        rule_id=rules[row.rule_id],
        outcome=Outcome(row.outcome),
        impact=Impact(row.impact),
        location=_location(row),
        params=_params(row.params or {}),
        fingerprint=row.fingerprint,
        standing=None if row.standing is None else Standing(row.standing),
        waiver=None if row.waiver is None else _waiver(row.waiver),
    )


def _location(row: Any) -> Location:
    match row.place_kind:
        case "element":
            return ElementLocation(selector=row.selector, snippet=row.words, line=row.line, column=row.column)
        case "text":
            return TextLocation(start=row.start, end=row.end, quote=row.words, selector=row.selector, page=row.pdf_page)
        case _:
            return WholeDocument()


def _waiver(value: Row) -> Waiver:
    return Waiver(**value | {"expires": date.fromisoformat(value["expires"])})


def _target_value(target: Target) -> Row:
    steps = [[step.action, step.selector, step.value] for step in target.steps]
    return _sparse(target) | ({"steps": steps} if steps else {})


def _target(value: Row) -> Target:
    steps = tuple(
        Step(action=action, selector=selector, value=text) for action, selector, text in value.get("steps", ())
    )
    return Target(**value | {"steps": steps})


def _sparse(record: Target | Waiver) -> Row:
    """The fields that are not what they are by default."""
    return {one.name: value for one in fields(record) if (value := getattr(record, one.name)) != one.default}


def _outline_value(outline: Outline) -> list[Any]:
    links = [[link.area, link.name, link.target, link.selector, link.snippet] for link in outline.links]
    return [outline.title, links]


def _outline(value: list[Any]) -> Outline:
    title, links = value
    made = (
        OutlineLink(area=area, name=name, target=target, selector=selector, snippet=snippet)
        for area, name, target, selector, snippet in links
    )
    return Outline(title=title, links=tuple(made))


def _params(value: Mapping[str, Any]) -> dict[str, Param]:
    """Params as they were: JSON has no tuples."""
    return {name: tuple(one) if isinstance(one, list) else one for name, one in value.items()}


def _packed(value: Any) -> bytes:
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode("ascii"))


def _unpacked(packed: bytes) -> Any:
    return json.loads(zlib.decompress(packed))
