"""What a check means for a release: the gate, the baseline and the waivers that hold here."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from accesscheck import messages
from accesscheck.errors import N_
from accesscheck.messages import say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from accesscheck.baselines import Baseline
    from accesscheck.config import Settings
    from accesscheck.model.report import PageResult
    from accesscheck.model.rule import Rule
    from accesscheck.model.waiver import Waiver

MOST_SHOWN = 20
"""How many mended places, pages or waivers are named; the number of the others is told."""


class Gating:
    """The gate of one run."""

    def __init__(self, settings: "Settings", rules: "dict[str, Rule]", root: Path, today: date) -> None:
        from accesscheck import baselines, gate, waivers

        self._settings = settings
        self._rules = rules
        self._root = root
        self._gate = gate.parse(settings.fail_on, rules)
        self._expired = waivers.expired(settings.waivers, today)
        self.waivers = tuple(waiver for waiver in settings.waivers if waiver not in self._expired)
        """Those that hold today."""
        # Read before anything is checked: a mistake in the file is told at once.
        known = baselines.load(Path(settings.baseline)) if settings.baseline else None
        self._baseline = baselines.after_moves(known, settings.moved) if known else None
        self._marker = baselines.Marker(self._baseline, root) if self._baseline and not settings.strict else None

    def judged(self, page: "PageResult") -> "PageResult":
        """The page with the standing of each finding."""
        return self._gate.judged(self._marker.marked(page) if self._marker else page, self._rules)

    def stops(self, pages: "Sequence[PageResult]") -> bool:
        """Whether something stops the release."""
        from accesscheck import waivers
        from accesscheck.model.standing import Standing

        if self._settings.strict and (self._expired or any(waivers.unused(self.waivers, pages))):
            return True
        if any(finding.standing is Standing.STOPS for page in pages for finding in page.findings):
            return True
        return any(self._gate.too_hard(pages))

    def shrink(self, pages: "Sequence[PageResult]") -> int:
        """Take what was mended out of the baseline; how many findings that were."""
        from accesscheck import baselines

        if self._baseline is None or self._settings.baseline is None:
            return 0
        comparison = baselines.compared(self._baseline, pages, self._root)
        smaller = baselines.shrunk(self._baseline, comparison)
        if smaller.count < self._baseline.count:
            baselines.save(Path(self._settings.baseline), smaller)
        return self._baseline.count - smaller.count

    def remarks(self, pages: "Sequence[PageResult]", language: str) -> "Iterator[str]":
        """What a person wants to know of the gate after a run, a line each."""
        yield from self._counts(pages, language)
        if self._baseline is not None:
            yield from self._of_baseline(self._baseline, pages, language)
        yield from self._of_waivers(pages, language)
        for page in self._gate.too_hard(pages):
            told = N_("{address}: this text is surely harder than the level that --fail-on names.")
            yield say(language, told, address=page.address)

    def _counts(self, pages: "Sequence[PageResult]", language: str) -> "Iterator[str]":
        from collections import Counter

        from accesscheck.model.standing import Standing

        found = Counter(finding.standing for page in pages for finding in page.findings)
        if self._baseline is None and not found[Standing.WAIVED] and not self._is_own_gate:
            return
        parts = (
            say_count(language, "{count} finding stops the release", "{count} findings stop the release",
                      found[Standing.STOPS]),
            say_count(language, "{count} is only shown", "{count} are only shown", found[Standing.REPORTED]),
            say_count(language, "{count} known", "{count} known", found[Standing.KNOWN]),
            say_count(language, "{count} waived", "{count} waived", found[Standing.WAIVED]),
        )  # fmt: skip
        yield " · ".join(parts)

    @property
    def _is_own_gate(self) -> bool:
        return "," in self._settings.fail_on or "=" in self._settings.fail_on

    def _of_baseline(self, known: "Baseline", pages: "Sequence[PageResult]", language: str) -> "Iterator[str]":
        from accesscheck import baselines

        comparison = baselines.compared(known, pages, self._root)
        if comparison.mended:
            yield say_count(
                language,
                "Mended since the baseline: {count} finding. Take it out with: accesscheck baseline update",
                "Mended since the baseline: {count} findings. Take them out with: accesscheck baseline update",
                comparison.mended_count,
            )
            named = [(page, entry) for page, entries in comparison.mended.items() for entry in entries]
            for page, entry in named[:MOST_SHOWN]:
                yield f"  {page}: {messages.labelled(entry.rule, entry.shown, language) if entry.shown else entry.rule}"
            yield from _more(len(named), language)
        for old, new in list(comparison.renamed.items())[:MOST_SHOWN]:
            told = N_("{old} seems to be {new} now. If so, write under [moved] in accesscheck.toml: “{old}” = “{new}”")
            yield say(language, told, old=old, new=new)
        if comparison.unseen:
            yield say_count(
                language,
                "{count} page of the baseline was not checked here.",
                "{count} pages of the baseline were not checked here.",
                len(comparison.unseen),
            )
        if _is_deeper(self._settings.depth, known.depth):
            yield say(
                language,
                N_("The baseline was made with --depth {depth}: what only this deeper check finds counts as new."),
                depth=known.depth,
            )

    def _of_waivers(self, pages: "Sequence[PageResult]", language: str) -> "Iterator[str]":
        from accesscheck import waivers

        for waiver in self._expired:
            told = N_("The waiver for {what} ended on {day}. Mend what it covered, or ask {owner} for a new day.")
            yield say(language, told, what=_named(waiver), day=waiver.expires.isoformat(), owner=waiver.owner)
        for waiver in waivers.unused(self.waivers, pages):
            told = N_("The waiver for {what} covers nothing any more. Take it out of accesscheck.toml.")
            yield say(language, told, what=_named(waiver))


def _named(waiver: "Waiver") -> str:
    where = ", ".join(part for part in (waiver.page, waiver.selector, waiver.text) if part)
    return f"{waiver.rule} ({where})"


def _more(count: int, language: str) -> "Iterator[str]":
    if count > MOST_SHOWN:
        yield "  " + say_count(language, "And {count} more place.", "And {count} more places.", count - MOST_SHOWN)


def _is_deeper(one: str, other: str) -> bool:
    depths = ("quick", "standard", "thorough")
    return other in depths and depths.index(one) > depths.index(other)
