"""Rules in code that look at elements: which things, and what the verdict on one thing is.

A rule is a module named after its id (html-empty-link -> html/empty_link.py) with

    candidates(dom) -> the elements it looks at; none: inapplicable
    verdict(node) or verdict(node, dom) -> True passes, False fails, None needs a person
    params(node, dom) -> what its message is filled with besides {element}; optional
"""

import functools
import importlib
import inspect
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any

from accesscheck import fingerprints
from accesscheck.dom import Dom, Node, parse, start_tag
from accesscheck.model.document import Document
from accesscheck.model.finding import Finding, Outcome, Param, RuleResult, UntestedReason, result, untested
from accesscheck.model.rule import Rule

WITHOUT_ELEMENTS = ("text/plain",)
"""Media types that can hold no element: a rule on elements is inapplicable there."""


class ElementChecker:
    """Answers rules of one kind, with the modules of one package."""

    probes: frozenset[str] = frozenset()

    def __init__(self, kind: str, package: str) -> None:
        self.kind = kind
        self._package = package

    def check(self, document: Document, rule: Rule) -> RuleResult:
        if document.html is None:
            if document.media_type in WITHOUT_ELEMENTS:
                return result(rule.id, (), checked=0)
            return untested(rule.id, UntestedReason.NEEDS_HTML)
        module = rule_module(self._package, rule.id.removeprefix(f"{self.kind}-").replace("-", "_"))
        dom = parse(document)
        findings: list[Finding] = []
        checked = 0
        judge = _judge(module)
        for node in module.candidates(dom):
            checked += 1
            passes = judge(node, dom)
            if passes is not True:
                outcome = Outcome.CANT_TELL if passes is None else rule.verdict_on_match
                findings.append(_finding(rule, module, dom, node, outcome))
        return result(rule.id, tuple(findings), checked=checked)


@functools.cache
def rule_module(package: str, name: str) -> ModuleType:
    """The module of a rule."""
    return importlib.import_module(f"{package}.{name}")


@functools.cache
def _judge(module: ModuleType) -> Callable[[Node, Dom], bool | None]:
    verdict = module.verdict
    if len(inspect.signature(verdict).parameters) == 1:
        return lambda node, dom: verdict(node)
    return lambda node, dom: verdict(node, dom)


def _finding(rule: Rule, module: ModuleType, dom: Dom, node: Node, outcome: Outcome) -> Finding:
    location = dom.location(node)
    own: Mapping[str, Any] = module.params(node, dom) if hasattr(module, "params") else {}
    params: dict[str, Param] = {"element": start_tag(node), **own}
    return Finding(
        rule_id=rule.id,
        outcome=outcome,
        impact=rule.impact,
        location=location,
        params=params,
        fingerprint=fingerprints.of_element(rule.id, location.selector, location.snippet),
    )


def modules(package: str) -> Iterator[str]:
    """Names of the rule modules of a package, found by walking it."""
    import pkgutil

    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        yield module.name
