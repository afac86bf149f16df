"""For tests of rules, ours and those of plugins: a rule's cases, and whether its results are what they say.

A fixture file is named after its rule:

    rule: html-image-without-alternative
    cases:
      fails_without_alt: {html: '<img id="logo" src="a.png">', failed: ["#logo"]}
      passes_with_alt: {html: '<img src="a.png" alt="City hall">', passed: 1}
      inapplicable_to_no_img: {html: '<p>Text</p>', outcome: inapplicable}

`html` is what goes into body, or a whole page if it begins with <!doctype or <html; `text` is a plain text instead.
`failed` and `cantTell` list what is found (selectors, or quotes of the text; true for the whole document); a finding
that is not listed fails the case. `passed` is how many things were checked without a finding. `outcome` alone says
no more than that. `params` are some of those of the first finding. `browser: true` opens the case in a browser, as
the rules of kind axe and browser always are.

A wording rule has its cases in its own file, as `examples:`; `rule_problems` runs them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from accesscheck import audit, builtins, plugins, rulefiles, sources, standards
from accesscheck.checkers.presence import FEWEST_WORDS
from accesscheck.hookspecs import OpenOptions
from accesscheck.model.finding import Outcome, RuleResult
from accesscheck.model.location import ElementLocation, TextLocation
from accesscheck.model.report import PageResult
from accesscheck.model.rule import Rule
from accesscheck.model.target import Target

WHOLE = "the whole document"
IN_BROWSER = ("axe-", "browser-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case of a rule. `id` reads as a sentence together with the rule's name."""

    rule_id: str
    id: str
    html: str | None = None
    text: str | None = None
    language: str | None = None
    browser: bool = False
    outcome: Outcome
    checked: int | None = None
    failed: tuple[str, ...] = ()
    cant_tell: tuple[str, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)


_KEYS = frozenset({"browser", "html", "text", "language", "outcome", "passed", "failed", "cantTell", "params"})


def cases(path: Path) -> Iterator[Case]:
    """The cases of a fixture file. ValueError if it is not one."""
    import yaml

    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    if data["rule"] != path.stem:
        raise ValueError(f"{path}: the rule is {data['rule']}; the file's name says {path.stem}")
    for name, case in data["cases"].items():
        if unknown := set(case) - _KEYS:
            raise ValueError(f"{path}: {name} has unknown keys: {', '.join(sorted(unknown))}")
        yield Case(
            rule_id=data["rule"],
            id=name,
            html=case.get("html"),
            text=case.get("text"),
            language=case.get("language"),
            browser=case.get("browser", data["rule"].startswith(IN_BROWSER)),
            outcome=_outcome(case),
            checked=case.get("passed"),
            failed=_found(case.get("failed")),
            cant_tell=_found(case.get("cantTell")),
            params=case.get("params", {}),
        )


def _found(value: Any) -> tuple[str, ...]:
    if value is True:
        return (WHOLE,)
    return tuple(value or ())


def _outcome(case: Mapping[str, Any]) -> Outcome:
    if "outcome" in case:
        return Outcome(case["outcome"])
    for key in ("failed", "cantTell"):
        if case.get(key):
            return Outcome(key)
    return Outcome.PASSED


def page_of(html: str) -> str:
    """A whole page around the inside of a body."""
    if html.lstrip().lower().startswith(("<!doctype", "<html", "<?xml")):
        return html
    return f'<!doctype html>\n<html lang="en"><head><title>Town hall</title></head><body>{html}</body></html>'


def run_case(case: Case) -> RuleResult:
    """The result of the case's rule on the case."""
    options = audit.AuditOptions(rules=(case.rule_id,), strict=True, browser=case.browser)
    if case.text is not None:
        rule = next(rule for rule in audit.load_rules() if rule.id == case.rule_id)
        profile = next(iter(sorted(rule.profiles)), "text")
        page: PageResult = audit.check_text(case.text, case.language, profile, options=options)
    else:
        page = audit.check_html(page_of(case.html or ""), browser=case.browser, options=options)
    return next(result for result in page.results if result.rule_id == case.rule_id)


def problems(case: Case, result: RuleResult) -> Iterator[str]:
    """What of a result is not as the case says; nothing if all is."""
    if result.outcome is not case.outcome:
        yield f"outcome is {result.outcome}, not {case.outcome} ({result.reason or ''} {result.detail or ''})"
    for outcome, expected in ((Outcome.FAILED, case.failed), (Outcome.CANT_TELL, case.cant_tell)):
        found = sorted(_place(finding.location) for finding in result.findings if finding.outcome is outcome)
        if found != sorted(expected):
            yield f"{outcome} is {found}, not {sorted(expected)}"
    if case.checked is not None and result.checked != case.checked:
        yield f"{result.checked} things were checked, not {case.checked}"
    for finding in result.findings[:1]:
        for name, value in case.params.items():
            if str(finding.params.get(name)) != str(value):
                yield f"the param {name} is {finding.params.get(name)!r}, not {value!r}"


def rule_problems(rule: Rule) -> Iterator[str]:
    """What of a rule's file does not hold; nothing if all does. The rule need not be loaded.

    Its references exist; of a wording rule, each wrong example gives a finding, and each right one none.
    """
    for reference in rule.references:
        if not standards.exists(reference):
            yield f"{rule.id}: there is no clause “{reference.clause}” of {reference.standard}."
    for language in rule.expressions:
        found = rulefiles.expressions(rule, language)
        if found is None:
            continue
        for text in found.examples.wrong:
            # What is missing is only asked of a text of some length; said over and over, it is missing still.
            long_enough = " ".join([text] * FEWEST_WORDS) if rule.kind == "presence" else text
            if not _check_text(rule, language, long_enough).findings:
                yield f"{rule.id}: the wrong example in “{language}” gives no finding: {text}"
        for text in found.examples.right:
            for finding in _check_text(rule, language, text).findings[:1]:
                place = _place(finding.location)
                yield f"{rule.id}: the right example in “{language}” gives a finding on “{place}”: {text}"


def _check_text(rule: Rule, language: str, text: str) -> RuleResult:
    checker = next(checker for checker in builtins.accesscheck_checkers() if checker.kind == rule.kind)
    target = Target(address="text", media_type="text/plain", profile=min(rule.profiles))
    return checker.check(sources.from_text(target, text, OpenOptions(browser=False, language=language)), rule)


def use_plugin(plugin: object, name: str) -> None:
    """Load a plugin that is not installed, for the rest of the process. Call it before the first audit.

    If it is installed, and so is loaded already, nothing happens. PluginError if it breaks its contract.
    """
    manager = plugins.plugin_manager()
    if not manager.has_plugin(name):
        plugins.register(manager, plugin, name)


def _place(location: object) -> str:
    match location:
        case ElementLocation(selector=selector):
            return selector
        case TextLocation(quote=quote):
            return quote
        case _:
            return WHOLE
