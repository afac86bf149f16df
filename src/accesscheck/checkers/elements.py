"""Rules in code that look at things one by one: which things, and what the verdict on one thing is.

A rule is a module named after its id (html-empty-link -> html/empty_link.py) with

    candidates(...) -> the things it looks at; none: inapplicable
    verdict(thing, ...) -> True passes, False fails, None needs a person
    params(thing, ...) -> what its message is filled with besides {element}; optional
    identity(thing, ...) -> texts that tell this finding from others of the rule on the page, where its element does
        not: a rule that names the first of several things names another one when their order changes; optional

After the thing, each of them takes what it asks for by name:

    dom        the page's Dom
    words      the rule's own phrases by language, in lower case: `words["nl"]`
    measured   the JSON of the rule's probe; for a browser rule alone

A thing is an element of the Dom, or an entry of what was measured that has its `selector` and its `html`.
"""

import functools
import importlib
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Literal

from accesscheck import fingerprints
from accesscheck.dom import Dom, Node, locate, parse, parts, start_tag
from accesscheck.model.document import Document
from accesscheck.model.finding import Finding, Outcome, Param, RuleResult, UntestedReason, result, untested
from accesscheck.model.rule import Rule

WITHOUT_ELEMENTS = ("text/plain",)
"""Media types that can hold no element: a rule on elements is inapplicable there."""

Thing = Node | Mapping[str, Any]

Words = Mapping[str, frozenset[str]]


class ElementChecker:
    """Answers rules of one kind, with the modules of one package: html reads markup, browser what a probe measured.

    An html rule may name a probe too: it makes do without.
    """

    def __init__(self, kind: Literal["html", "browser"], package: str) -> None:
        self.kind: str = kind
        self._package = package

    def probes(self, rule: Rule) -> frozenset[str]:
        return frozenset({str(rule.parameters["probe"])}) if "probe" in rule.parameters else frozenset()

    def check(self, document: Document, rule: Rule) -> RuleResult:
        if document.html is None:
            if document.media_type in WITHOUT_ELEMENTS:
                return result(rule.id, (), checked=0)
            return untested(rule.id, UntestedReason.NEEDS_HTML)
        measured = None
        if self.kind == "browser":
            probe = str(rule.parameters["probe"])
            measured = document.probes.get(probe)
            if measured is None:
                return _unmeasured(document, rule, probe)
            if isinstance(measured, Mapping) and "untested" in measured:
                return untested(rule.id, UntestedReason(measured["untested"]))
        asks = _rule_asks(self._package, self.kind, rule.id)
        words = _words(rule.parameters.get("words"))
        findings: list[Finding] = []
        checked = 0
        for dom in (parse(document), *(parts(document) if self.kind == "html" else ())):
            asked = {"dom": dom, "words": words, "measured": measured}
            verdict, also = asks.verdict, {name: asked[name] for name in asks.of_verdict}
            for thing in asks.candidates(**{name: asked[name] for name in asks.of_candidates}):
                if dom.is_part and isinstance(thing, Node) and not dom.belongs(thing):
                    continue
                checked += 1
                passes = verdict(thing, **also)
                if passes is not True:
                    outcome = Outcome.CANT_TELL if passes is None else rule.verdict_on_match
                    own: Mapping[str, Param] = {}
                    if asks.params is not None:
                        own = asks.params(thing, **{name: asked[name] for name in asks.of_params})
                    identity = None
                    if asks.identity is not None:
                        identity = asks.identity(thing, **{name: asked[name] for name in asks.of_identity})
                    findings.append(_finding(rule, document, dom, thing, outcome, own, identity))
        return result(rule.id, tuple(findings), checked=checked) if findings else _without_findings(rule.id, checked)


@dataclass(frozen=True, slots=True)
class _Rule:
    """The functions of a rule, and what each asks for by name."""

    candidates: Callable[..., Iterable[Thing]]
    verdict: Callable[..., bool | None]
    params: Callable[..., Mapping[str, Param]] | None
    identity: Callable[..., tuple[str, ...]] | None
    of_candidates: tuple[str, ...]
    of_verdict: tuple[str, ...]
    of_params: tuple[str, ...]
    of_identity: tuple[str, ...]


@functools.cache
def _rule_asks(package: str, kind: str, rule_id: str) -> _Rule:
    module = rule_module(package, rule_id.removeprefix(f"{kind}-").replace("-", "_"))
    functions = [getattr(module, name, None) for name in ("candidates", "verdict", "params", "identity")]
    asks = [() if function is None else _asked_by(function) for function in functions]
    return _Rule(module.candidates, module.verdict, functions[2], functions[3], *asks)


def _asked_by(function: Callable[..., Any]) -> tuple[str, ...]:
    return tuple(name for name in inspect.signature(function).parameters if name in ("dom", "words", "measured"))


@functools.lru_cache(maxsize=1024)
def _without_findings(rule_id: str, checked: int) -> RuleResult:
    """The result of a rule that found nothing: the same object for the same rule, since most results are such."""
    return result(rule_id, (), checked=checked)


class _PhrasesByLanguage(dict[str, frozenset[str]]):
    """A language without phrases has an empty set of them."""

    def __missing__(self, language: str) -> frozenset[str]:
        return frozenset()


_word_cache: dict[int, tuple[Any, Words]] = {}


def _words(stated: Any) -> Words:
    """The rule's phrases in lower case; made once for a rule."""
    known = _word_cache.get(id(stated))
    if known is None or known[0] is not stated:
        made = _PhrasesByLanguage(
            {
                language: frozenset(phrase.casefold() for phrase in phrases)
                for language, phrases in (stated or {}).items()
            }
        )
        known = _word_cache[id(stated)] = (stated, made)
    return known[1]


def _unmeasured(document: Document, rule: Rule, probe: str) -> RuleResult:
    late = any(note.params.get("probe") == probe for note in document.notes)
    return untested(rule.id, UntestedReason.PAGE_TIMEOUT if late else UntestedReason.NEEDS_BROWSER)


@functools.cache
def rule_module(package: str, name: str) -> ModuleType:
    """The module of a rule."""
    return importlib.import_module(f"{package}.{name}")


def _finding(
    rule: Rule,
    document: Document,
    dom: Dom,
    thing: Thing,
    outcome: Outcome,
    own: Mapping[str, Param],
    identity: tuple[str, ...] | None,
) -> Finding:
    if isinstance(thing, Node):
        location, element = dom.location(thing), start_tag(thing)
    else:
        location = locate(dom.document, thing["selector"], thing["html"])
        element = thing["html"] if len(thing["html"]) <= 60 else f"{thing['html'][:58].rstrip()}…>"
    if identity is not None:
        fingerprint = fingerprints.of_texts(rule.id, identity)
    elif isinstance(thing, Node) and not dom.is_part:
        fingerprint = fingerprints.of_node(rule.id, dom, thing)
    else:
        fingerprint = fingerprints.of_element(rule.id, document, location)
    return Finding(
        rule_id=rule.id,
        outcome=outcome,
        impact=rule.impact,
        location=location,
        params={"element": element, **own},
        fingerprint=fingerprint,
    )


def modules(package: str) -> Iterator[str]:
    """Names of the rule modules of a package, found by walking it."""
    import pkgutil

    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        yield module.name
