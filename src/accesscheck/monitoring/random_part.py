"""What the random pages of a sample show that the others do not, and the sample that grows because of it.

WCAG-EM 2.0, step 4: if the random part shows what the structured part does not, the sample is not representative, and
is enlarged. It does not say by how much; see `random_shows_more`.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from accesscheck.errors import N_
from accesscheck.model.finding import Outcome
from accesscheck.model.page_list import ChosenPage, ListedPage
from accesscheck.model.report import PageResult
from accesscheck.monitoring.page_sample import PageSampleSettings, Sampling
from accesscheck.monitoring.problems import Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """The rules and the criteria that fail on a page."""

    rules: frozenset[str] = frozenset()
    criteria: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Surprise:
    """What fails on random pages alone. `pages`: where; `of`: random pages that were audited; `more`: pages to add."""

    rules: tuple[str, ...]
    criteria: tuple[str, ...]
    pages: tuple[str, ...]
    of: int
    more: int

    def remark(self) -> Remark:
        """It, for a report."""
        params = {"pages": str(len(self.pages)), "of": str(self.of), "more": str(self.more)}
        if self.criteria:
            return Remark(
                message=N_(
                    "Random pages fail criteria that no other page of the sample fails: {criteria}. "
                    "It is {pages} of {of} random pages. So the sample is too small. Pages to add: {more}."
                ),
                params={**params, "criteria": ", ".join(self.criteria)},
            )
        return Remark(
            message=N_(
                "Random pages fail rules that no other page of the sample fails: {rules}. "
                "It is {pages} of {of} random pages. So the sample is too small. Pages to add: {more}."
            ),
            params={**params, "rules": ", ".join(self.rules)},
        )


def failed_on(pages: Iterable[PageResult], criteria: Mapping[str, Iterable[str]]) -> Mapping[str, Failed]:
    """What fails on each page that could be read, by its address; `criteria` gives those of a rule."""
    found = {}
    for page in pages:
        if page.sha256 is not None:
            rules = frozenset(one.rule_id for one in page.results if one.outcome is Outcome.FAILED)
            named = frozenset(clause for one in rules for clause in criteria.get(one, ()))
            found[page.target.address] = Failed(rules=rules, criteria=named)
    return found


def random_shows_more(sample: Iterable[ChosenPage], failed: Mapping[str, Failed]) -> Surprise | None:
    """What only random pages fail, None if that is nothing. `failed` has each page that was audited by its address.

    The structured part should grow by the share of the random pages that show something new: if half of them do, by
    half. The factor is ours. It is at least one page for each such random page.
    """
    audited = [one for one in sample if one.address in failed]
    drawn = [one.address for one in audited if one.part == "random"]
    others = [one.address for one in audited if one.part != "random"]
    rules = _all(failed[address].rules for address in drawn) - _all(failed[address].rules for address in others)
    criteria = _all(failed[address].criteria for address in drawn) - _all(
        failed[address].criteria for address in others
    )
    pages = tuple(one for one in drawn if rules & failed[one].rules or criteria & failed[one].criteria)
    if not pages:
        return None
    more = max(len(pages), math.ceil(Fraction(len(pages) * len(others), len(drawn))))
    return Surprise(
        rules=tuple(sorted(rules)),
        criteria=tuple(sorted(criteria, key=_by_number)),
        pages=pages,
        of=len(drawn),
        more=more,
    )


def enlarged(
    sample: Sequence[ChosenPage],
    pages: Iterable[ListedPage],
    surprise: Surprise,
    *,
    seed: int | str,
    settings: PageSampleSettings | None = None,
) -> tuple[ChosenPage, ...]:
    """The sample with further pages: those built like the random pages that showed something, then other kinds.

    What was in it stays, in its place. Random pages come with them to keep their share.
    """
    sampling = Sampling(pages, sample)
    left = surprise.more
    each = math.ceil(Fraction(left, len(surprise.pages)))
    for address in surprise.pages:
        left -= sampling.add_like(address, min(each, left))
    sampling.add_distinct(left)
    sampling.add_steps()
    sampling.add_random(seed, (settings or PageSampleSettings()).random, steps=True)
    return sampling.chosen


def _all(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def _by_number(criterion: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part) if part.isdigit() else 0, part) for part in criterion.split("."))
