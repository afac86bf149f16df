"""Steps of a process, such as an application in four pages, by their addresses and titles."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accesscheck import standards
from accesscheck.model.page_list import ListedPage
from accesscheck.monitoring.columns import even

_NUMBERED = re.compile(r"/(?P<number>[1-9]\d?)(?=/?$)")
_PASSWORDS_AND_FORMS = frozenset({"form", "field", "password"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A page that is a step. `process` is equal for all steps of one; `before` is the address without the step."""

    process: str
    number: int
    before: str


def step_of(address: str, title: str | None = None) -> Step | None:
    """Which step of which process a page is: /aanvraag/stap-2, ?step=2, or “Étape 2 sur 4” in its title."""
    in_address = _in_address().search(address)
    if in_address:
        return _cut(address, in_address)
    in_title = _in_title().search(even(title or ""))
    if in_title is None:
        return None
    folder = address.rpartition("/")[0]
    return Step(process=f"{folder}/{{}}/{in_title['of']}", number=int(in_title["number"]), before=folder)


def processes(pages: Iterable[ListedPage]) -> Mapping[str, tuple[ListedPage, ...]]:
    """The pages of each process by the address of each of its steps, in the order of the steps.

    Pages with bare numbers, /aanvraag/1 and /aanvraag/2, are steps if none is missing and all have forms. The page
    that the steps lie under, if it is there, is the first.
    """
    rows = {page.address: page for page in pages}
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    before: dict[str, str] = {}
    bare: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for page in rows.values():
        if step := step_of(page.address, page.title):
            groups[step.process].append((step.number, page.address))
            before[step.process] = step.before
        elif (numbered := _NUMBERED.search(page.address)) and _PASSWORDS_AND_FORMS & set(page.features):
            cut = _cut(page.address, numbered)
            bare[cut.process].append((cut.number, page.address))
            before[cut.process] = cut.before
    groups.update({name: found for name, found in bare.items() if _unbroken(found)})
    by_page: dict[str, tuple[ListedPage, ...]] = {}
    for name, found in groups.items():
        first = [one for one in (before[name], f"{before[name]}/") if one in rows and one not in by_page]
        addresses = dict.fromkeys([*first[:1], *(address for _, address in sorted(found))])
        steps = tuple(rows[address] for address in addresses)
        by_page.update(dict.fromkeys(addresses, steps))
    return by_page


def _unbroken(found: list[tuple[int, str]]) -> bool:
    """Whether bare numbers are 1, 2 and so on, as steps are, and ids of pages are not."""
    numbers = sorted(number for number, _ in found)
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))


def _cut(address: str, matched: re.Match[str]) -> Step:
    start, end = matched.span("number")
    before = (address[: matched.start()] + address[end:]).replace("?&", "?").replace("&&", "&").rstrip("/?&")
    return Step(process=f"{address[:start]}{{}}{address[end:]}", number=int(matched["number"]), before=before)


@functools.cache
def _in_address() -> re.Pattern[str]:
    words = standards.page_kinds()["steps"]
    named = "|".join(sorted({*words, *map(even, words)} | {"%C3%A9tape"}))
    return re.compile(rf"(?:/|[-_]|(?<=[?&]))(?:{named})[-_=/]?(?P<number>[1-9]\d?)(?!\d)", re.IGNORECASE)


@functools.cache
def _in_title() -> re.Pattern[str]:
    """“Stap 2 van 4”, “Step 2/4”. Without how many there are, it may be one item of a list of advice."""
    facts = standards.page_kinds()
    words, between = "|".join(map(even, facts["steps"])), "|".join(facts["out_of"])
    return re.compile(rf"\b(?:{words}) (?P<number>[1-9]\d?) (?:(?:{between}) )?(?P<of>\d\d?)\b")
