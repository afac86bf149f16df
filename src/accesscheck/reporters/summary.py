"""What every report for people says first: counts, groups of findings, and what was not tested."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from accesscheck import coverage, standards
from accesscheck.errors import N_
from accesscheck.messages import say
from accesscheck.model.finding import Finding, Impact, Outcome, UntestedReason
from accesscheck.model.report import PageResult, Report
from accesscheck.model.rule import LANGUAGES, Rule

_OUTCOMES = (Outcome.FAILED, Outcome.CANT_TELL)
_IMPACTS = tuple(Impact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The findings of one rule with one outcome, on one page or on all."""

    rule: Rule
    outcome: Outcome
    findings: tuple[Finding, ...]

    @property
    def weight(self) -> tuple[int, int, int, str]:
        """Sorts what matters most first: failed before cantTell, then by impact, then by number."""
        impact = max(_IMPACTS.index(finding.impact) for finding in self.findings)
        return (_OUTCOMES.index(self.outcome), -impact, -len(self.findings), self.rule.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Findings, and rules by outcome; `untested` is never part of `passed`.

    `failed` and `cant_tell` are open; `known` stand in the baseline and `waived` are accepted for now.
    """

    failed: int
    cant_tell: int
    passed: int
    inapplicable: int
    untested: int
    known: int = 0
    waived: int = 0


def counts(pages: tuple[PageResult, ...]) -> Counts:
    """Counts over pages: findings for failed and cantTell, rule results for the others."""
    findings = Counter(finding.outcome for page in pages for finding in page.open_findings)
    waived = sum(finding.waiver is not None for page in pages for finding in page.findings)
    covered = sum(len(page.findings) - len(page.open_findings) for page in pages)
    results = Counter(result.outcome for page in pages for result in page.results)
    return Counts(
        failed=findings[Outcome.FAILED],
        cant_tell=findings[Outcome.CANT_TELL],
        passed=results[Outcome.PASSED],
        inapplicable=results[Outcome.INAPPLICABLE],
        untested=results[Outcome.UNTESTED],
        known=covered - waived,
        waived=waived,
    )


def set_aside(pages: tuple[PageResult, ...], language: str) -> str:
    """The sentence on findings that are known or waived; empty without any."""
    found = counts(pages)
    if not found.known and not found.waived:
        return ""
    return say(language, N_("Not shown here: {known} known, {waived} waived."), known=found.known, waived=found.waived)


def groups(pages: tuple[PageResult, ...], rules: Mapping[str, Rule]) -> tuple[Group, ...]:
    """The open findings of pages by rule and outcome, what matters most first."""
    collected: dict[tuple[str, Outcome], list[Finding]] = defaultdict(list)
    for page in pages:
        for finding in page.open_findings:
            collected[finding.rule_id, finding.outcome].append(finding)
    made = (
        Group(rule=rules[rule_id], outcome=outcome, findings=tuple(findings))
        for (rule_id, outcome), findings in collected.items()
    )
    return tuple(sorted(made, key=lambda group: group.weight))


def untested(pages: tuple[PageResult, ...]) -> tuple[tuple[UntestedReason, tuple[str, ...]], ...]:
    """The reasons for which rules were not tested, each with the rules, the most frequent first."""
    found: dict[UntestedReason, set[str]] = defaultdict(set)
    for page in pages:
        for result in page.results:
            if result.reason is not None:
                found[result.reason].add(result.rule_id)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple((reason, tuple(sorted(ids))) for reason, ids in ordered)


EXTENTS = {
    coverage.Extent.FULLY: N_("fully"),
    coverage.Extent.PARTLY: N_("partly"),
    coverage.Extent.ABSENT: N_("rules found nothing to judge"),
    coverage.Extent.NOT: N_("not"),
}


def web_pages(report: Report) -> tuple[PageResult, ...]:
    """The pages that were opened and checked as web pages."""
    return tuple(page for page in report.pages if page.sha256 is not None and "web-page" in page.profiles)


def coverage_sentence(covered: tuple[coverage.CriterionCoverage, ...], language: str) -> str:
    """How many criteria were tested, and how far."""
    numbers = Counter(one.extent for one in covered)
    return say(
        language,
        N_(
            "WCAG 2.2, levels A and AA: {all} criteria. Tested fully: {fully}. Tested partly: {partly}. "
            "Rules found nothing to judge: {absent}. Not tested: {left}."
        ),
        all=len(covered),
        fully=numbers[coverage.Extent.FULLY],
        partly=numbers[coverage.Extent.PARTLY],
        absent=numbers[coverage.Extent.ABSENT],
        left=numbers[coverage.Extent.NOT],
    )


def report_language(report: Report, fallback: str) -> str:
    """The language that most pages are in, if it is one of the interface; else the fallback."""
    found = Counter(page.language for page in report.pages if page.language in LANGUAGES)
    return str(found.most_common(1)[0][0]) if found else fallback


PROFILES = {"web-page": N_("web page"), "vacancy": N_("vacancy"), "text": N_("text")}


def kinds(page: PageResult, language: str) -> str:
    """What a page was checked as, for a reader: that decides which rules fit."""
    return ", ".join(say(language, PROFILES.get(profile, profile)) for profile in page.profiles)


def clauses(rule: Rule, language: str, country: str = "BE") -> tuple[standards.Clause, ...]:
    """The WCAG criteria, the clauses of EN 301 549, and the laws of the Union and a country that a rule answers to."""
    found = (
        standards.look_up(reference, language)
        for reference in standards.with_derived(rule.references)
        if reference.standard in ("wcag22", "en301549", "law")
    )
    return tuple(clause for clause in found if clause.country in (None, country, "EU"))
