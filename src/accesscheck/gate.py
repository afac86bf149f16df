"""What stops a release: conditions on findings, and on the reading level of texts.

`--fail-on` holds conditions with commas between. A condition is a threshold, such as `serious`, or `name=threshold`,
where the name says which findings it is about: a rule (`html-*`), a family of rules (`wording`), a criterion (`1.4.3`),
`profile:vacancy`, `tag:gender` or `path:news/*`. Of the conditions that are about a finding the last one decides.
`level=B2` stops a release for a text that is surely above a level.
"""

import difflib
import fnmatch
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from accesscheck import page_names, standards
from accesscheck.errors import N_, OptionError
from accesscheck.model.finding import Finding, Impact, Outcome, RuleResult, UntestedReason
from accesscheck.model.report import PageResult
from accesscheck.model.rule import LANGUAGES, Rule
from accesscheck.model.standing import Standing
from accesscheck.model.target import PROFILES

Threshold = Literal["never", "critical", "serious", "moderate", "minor", "failed", "cantTell"]
THRESHOLDS: tuple[str, ...] = get_args(Threshold)
_SEVERITIES: Mapping[str, Threshold] = {"error": "serious", "warning": "failed", "note": "cantTell"}
"""The words of code hosts, as the formats for them use these."""
_LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
_CRITERION = re.compile(r"\d\.\d\.\d{1,2}")
_ABOUT = ("profile", "tag", "path")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A threshold for the findings that `about` and `name` tell: all, rule, family, criterion, or one of _ABOUT."""

    about: str
    name: str
    threshold: Threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Conditions in order, and the level above which a text stops a release."""

    conditions: tuple[Condition, ...]
    level: str | None = None

    def judged(self, page: PageResult, rules: Mapping[str, Rule]) -> PageResult:
        """The page with the standing of each finding. What is waived or known never stops a release."""
        return replace(
            page, results=tuple(self._judged(result, rules[result.rule_id], page) for result in page.results)
        )

    def _judged(self, result: RuleResult, rule: Rule, page: PageResult) -> RuleResult:
        if not result.findings:
            return result
        findings = tuple(
            replace(finding, standing=self._standing(finding, rule, page, result)) for finding in result.findings
        )
        return replace(result, findings=findings)

    def _standing(self, finding: Finding, rule: Rule, page: PageResult, result: RuleResult) -> Standing:
        if finding.waiver is not None:
            return Standing.WAIVED
        if finding.standing is Standing.KNOWN:
            return Standing.KNOWN
        if self.level is not None and _is_above(result, self.level):
            return Standing.STOPS
        fitting = [one for one in self.conditions if _is_about(one, rule, page)]
        return Standing.STOPS if fitting and _counts(finding, rule, fitting[-1]) else Standing.REPORTED

    def too_hard(self, pages: Iterable[PageResult]) -> Iterator[PageResult]:
        """The pages whose text is surely above the level of the gate, though it is within what they aim at."""
        for page in pages:
            if self.level and any(_is_above(result, self.level) and not result.findings for result in page.results):
                yield page


def gaps(page: PageResult, *, browser: bool, words: bool = True) -> frozenset[UntestedReason]:
    """Why something that was asked for was not tested: other reasons than that a page has not what a rule is about.

    `browser`: rules that need one were to be tested; `words`: those on the words of a language too, whichever it is.
    """
    expected = {
        UntestedReason.FORMS_NOT_TRIED,
        UntestedReason.NEEDS_HTML,
        UntestedReason.NEEDS_SITE,
        UntestedReason.STYLE_UNREADABLE,
        UntestedReason.TEXT_TOO_SHORT,
    }
    if not words or page.language in LANGUAGES:
        expected.add(UntestedReason.LANGUAGE_UNSUPPORTED)
    if not browser:
        expected.add(UntestedReason.NEEDS_BROWSER)
    reasons = [result.reason for result in page.results]
    found = frozenset(reason for reason in reasons if reason is not None)
    return found if None not in reasons else found - expected


def parse(conditions: str, rules: Mapping[str, Rule]) -> Gate:
    """The gate that a text stands for. OptionError names the part that is not understood."""
    made: list[Condition] = []
    level = None
    for part in filter(None, (part.strip() for part in conditions.split(","))):
        name, equals, threshold = (piece.strip() for piece in part.rpartition("="))
        if equals and name == "level":
            if threshold not in _LEVELS:
                raise OptionError(
                    N_("--fail-on: “{name}” is no reading level. Use one of: {allowed}."),
                    name=threshold,
                    allowed=", ".join(_LEVELS),
                )
            level = threshold
        else:
            about = _about(name, rules) if equals else ("all", "")
            made.append(Condition(about=about[0], name=about[1], threshold=_threshold(threshold)))
    return Gate(conditions=tuple(made), level=level)


def _threshold(word: str) -> Threshold:
    if word in _SEVERITIES:
        return _SEVERITIES[word]
    for threshold in get_args(Threshold):
        if word == threshold:
            return threshold  # type: ignore[no-any-return]
    raise OptionError(
        N_("--fail-on: “{name}” is no threshold. Use one of: {allowed}."),
        name=word,
        allowed=", ".join((*THRESHOLDS, *_SEVERITIES)),
    )


def _about(name: str, rules: Mapping[str, Rule]) -> tuple[str, str]:
    kind, colon, value = name.partition(":")
    if colon and kind in _ABOUT and (kind == "path" or value in _known(kind, rules)):
        return kind, value
    if _CRITERION.fullmatch(name.removeprefix("wcag:")):
        return "criterion", name.removeprefix("wcag:")
    if fnmatch.filter(rules, name):
        return "rule", name
    if name in _families(rules):
        return "family", name
    possible = (*_families(rules), *rules, *(f"{kind}:{value}" for kind in _ABOUT for value in _known(kind, rules)))
    close = difflib.get_close_matches(name, possible, n=1)
    if close:
        raise OptionError(N_("--fail-on: there is no “{name}”. Did you mean “{close}”?"), name=name, close=close[0])
    raise OptionError(
        N_(
            "--fail-on: there is no “{name}”. Name a rule, one of {families}, a criterion such as 1.4.3, "
            "profile:…, tag:… or path:…"
        ),
        name=name,
        families=", ".join(_families(rules)),
    )


def _families(rules: Iterable[str]) -> tuple[str, ...]:
    """What the ids of rules begin with: axe, html, level, wording."""
    return tuple(sorted({rule_id.partition("-")[0] for rule_id in rules}))


def _known(kind: str, rules: Mapping[str, Rule]) -> tuple[str, ...]:
    if kind == "profile":
        return PROFILES
    if kind == "tag":
        grounds = sorted({rule.ground for rule in rules.values() if rule.ground})
        return (*grounds, "A", "AA", "AAA")
    return ()


def _is_about(condition: Condition, rule: Rule, page: PageResult) -> bool:
    match condition.about:
        case "all":
            return True
        case "rule":
            return fnmatch.fnmatchcase(rule.id, condition.name)
        case "family":
            return rule.id.startswith(f"{condition.name}-")
        case "criterion":
            return any(one.standard == "wcag22" and one.clause == condition.name for one in rule.references)
        case "profile":
            return condition.name in page.profiles
        case "tag":
            return rule.ground == condition.name or condition.name in standards.levels(rule.references)
        case _:
            return page_names.fits(condition.name, page.address, page.target)


def _counts(finding: Finding, rule: Rule, condition: Condition) -> bool:
    """Whether a finding reaches a threshold. The law asks for level AA: what fails AAA alone is only told if named."""
    match condition.threshold:
        case "never":
            return False
        case "cantTell":
            return True
        case "failed":
            if finding.outcome is not Outcome.FAILED:
                return False
            return condition.about != "all" or standards.levels(rule.references) != {"AAA"}
        case impact:
            impacts = list(Impact)
            return finding.outcome is Outcome.FAILED and impacts.index(finding.impact) >= impacts.index(Impact(impact))


def _is_above(result: RuleResult, level: str) -> bool:
    """Whether a text is surely above a level: the whole interval of its estimate is."""
    low = result.measured.get("low")
    return isinstance(low, str) and low in _LEVELS and _LEVELS.index(low) > _LEVELS.index(level)
