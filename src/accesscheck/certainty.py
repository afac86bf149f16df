"""What of a template's findings is certain: a template is a part of a page, and expressions write some of it.

Rules read a template as if it were a page. Here their answers become what can be said of it: `failed` stays where
nothing that is not known could change it, everything else becomes `cantTell`, with the rule's question. Rules that
judge a page as a whole are not asked.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate

from accesscheck import fingerprints
from accesscheck.dom import Dom, Node, look_up
from accesscheck.model.document import Document
from accesscheck.model.finding import Finding, Outcome, RuleResult, result
from accesscheck.model.location import SNIPPET_LENGTH, ElementLocation, TextLocation
from accesscheck.model.rule import Rule
from accesscheck.model.template import UNKNOWN, Doubt, Template

_KINDS_OF_PAGES = frozenset({"axe", "browser", "site", "presence"})
"""Kinds of rule that need a page that is open, several pages, or all of a text."""

NEEDS_PAGE = frozenset(
    {
        "html-abbreviation-not-explained",
        "html-duplicate-id-in-reference",
        "html-heading-level-skipped",
        "html-identical-frames-with-different-content",
        "html-identical-links-different-targets",
        "html-identical-links-in-same-context-different-targets",
        "html-link-without-target",
        "html-page-language-differs-from-text",
        "html-page-without-headings",
        "html-redundant-entry",
        "html-title-missing",
    }
)
"""Rules that compare what stands in several places of a page, or that miss something on it."""

NEEDS_SURROUNDINGS = frozenset(
    {
        "html-error-message-not-descriptive",
        "html-field-label-not-descriptive",
        "html-generic-link-text",
        "html-table-header-without-cells",
        "html-text-direction-wrong",
        "html-title-not-descriptive",
    }
)
"""Rules whose verdict on an element hangs on what stands around it, which may be in another template."""

ABOUT_ABSENCE = frozenset(
    {
        "html-empty-button",
        "html-empty-label",
        "html-empty-legend",
        "html-empty-link",
        "html-field-without-label",
        "html-iframe-without-name",
        "html-image-without-alternative",
        "html-page-language-missing",
    }
)
"""Rules that fail where none of some attributes is there, and no text: the value of another attribute is all one."""

_NAMED_BY_CONTENTS = frozenset({"html-empty-button", "html-empty-label", "html-empty-legend", "html-empty-link"})
"""Those of them that look at what an element holds."""

_OF_TEXT = frozenset({"terms", "pattern", "metric", "level", "text", "plain-words"})
"""Kinds of rule that must know the language of the text: a template may have too few words of its own to tell."""

_DECIDES = frozenset({"role", "type", "hidden", "aria-hidden", "inert"})
"""Attributes whose value decides whether such a rule looks at an element at all."""

_STATED = {"html-page-language-missing": "lang"}
"""The attribute that a rule asks for: where an expression gives its value, it is there."""

_BLOCKS = frozenset("article aside dd div dt fieldset figure footer form header li main nav p section td th".split())
"""Elements that HTML does not allow in a label: a field in one has no label around it in another template."""

_FIELDS = frozenset({"input", "select", "textarea"})
_CHURN = re.compile(r"""\s:?(?:class|className|style|id|key|data-[\w-]+)=("[^"]*"|'[^']*'|\{[^{}]*\})""")


def fits(rule: Rule, document: Document) -> bool:
    """Whether a rule can be asked of a document: of a template, not if it judges a page as a whole."""
    if document.template is None:
        return True
    if rule.kind in _KINDS_OF_PAGES or rule.id in NEEDS_PAGE:
        return False
    return document.language is not None or rule.kind not in _OF_TEXT


def weighed(answer: RuleResult, rule: Rule, document: Document) -> RuleResult:
    """The answer of a rule with what is certain of it; of a document that is no template, the answer itself."""
    if document.template is None or not answer.findings:
        return answer
    source = _Source(document, document.template)
    own = [finding for finding in answer.findings if not _is_made_by_parser(finding, document, source)]
    findings = tuple(weighed for one in own if (weighed := _weighed(one, rule, document, source)) is not None)
    checked = answer.checked - (len(answer.findings) - len(own))
    return replace(result(rule.id, findings, checked=checked), measured=answer.measured)


def _is_made_by_parser(finding: Finding, document: Document, source: "_Source") -> bool:
    """Whether a finding is on an html, head or body that the template does not have."""
    location = finding.location
    if not isinstance(location, ElementLocation) or source.element(location) is not None:
        return False
    found = look_up(document, location.selector)
    return found is not None and found[1].tag in ("html", "head", "body")


def _weighed(finding: Finding, rule: Rule, document: Document, source: "_Source") -> Finding | None:
    """A finding with what is certain of it; None if an expression states what it misses."""
    match finding.location:
        case ElementLocation() as location:
            element, found = source.element(location), look_up(document, location.selector)
            if element is None or found is None:
                return _unsure(_in_own_words(finding))
            return None if _STATED.get(rule.id) in element.doubt.values else _on_element(finding, rule, *found, element)
        case TextLocation() as location:
            return _on_words(finding, location, document)
        case _:
            return _unsure(finding)


def _on_element(finding: Finding, rule: Rule, dom: Dom, node: Node, element: "_Element") -> Finding:
    """A finding with its element as the template has it."""
    placed = _in_own_words(finding)
    placed = replace(placed, location=element.location, params={**placed.params, "element": element.tag})
    anchor = fingerprints.anchor(dom, node)
    if any(UNKNOWN in part for part in anchor):
        kind, *words = (part.replace(UNKNOWN, "") for part in anchor)
        steady = _CHURN.sub("", element.location.snippet)
        placed = replace(placed, fingerprint=fingerprints.of_text(rule.id, f"{kind} {steady}", " ".join(words[1:])))
    return placed if _is_certain(rule, dom, node, element.doubt) else _unsure(placed)


def _is_certain(rule: Rule, dom: Dom, node: Node, doubt: Doubt) -> bool:
    """Whether nothing that is not known of an element can change the verdict on it."""
    if rule.id in NEEDS_SURROUNDINGS or doubt.attributes or _refers_out(dom, node):
        return False
    if rule.id in ABOUT_ABSENCE:
        if rule.id in _NAMED_BY_CONTENTS and doubt.contents:
            return False
        if node.tag in _FIELDS and _may_be_labelled_elsewhere(node, doubt):
            return False
        return not doubt.values & _DECIDES
    named = (dom.name(node), dom.text(node), *(dom.text(label) for label in dom.labels(node)))
    return not (doubt.values or doubt.contents or doubt.conditions or any(UNKNOWN in name for name in named))


def _refers_out(dom: Dom, node: Node) -> bool:
    """Whether an element is named by one that the template does not have."""
    return any(name not in dom.ids for name in (node.attributes.get("aria-labelledby") or "").split())


def _may_be_labelled_elsewhere(node: Node, doubt: Doubt) -> bool:
    """Whether another template can have the label of a field: one that names its id, or one around it."""
    if doubt.component or "id" in node.attributes or "id" in doubt.values:
        return True
    above = node.parent
    while above is not None and above.tag not in _BLOCKS:
        above = above.parent
    return above is None


def _on_words(finding: Finding, location: TextLocation, document: Document) -> Finding:
    """A finding on words: certain unless an expression writes some of the block that they are in."""
    around = next((block for block in document.blocks if block.start <= location.start < block.end), None)
    text = location.quote if around is None else document.text[around.start : around.end]
    if UNKNOWN not in text:
        return finding
    words = finding.location.quote if isinstance(finding.location, TextLocation) else ""
    steady = fingerprints.of_text(finding.rule_id, words.replace(UNKNOWN, ""), text.replace(UNKNOWN, ""))
    return _unsure(replace(_in_own_words(finding), fingerprint=steady))


def _unsure(finding: Finding) -> Finding:
    return replace(finding, outcome=Outcome.CANT_TELL)


def _in_own_words(finding: Finding) -> Finding:
    """The finding with an ellipsis where an expression writes the words."""
    params = {
        name: _WRITTEN.sub("…", value).strip() if isinstance(value, str) and UNKNOWN in value else value
        for name, value in finding.params.items()
    }
    return replace(finding, params=params)


@dataclass(frozen=True, slots=True)
class _Element:
    """An element as the template has it; `tag` is its start tag, shortened."""

    location: ElementLocation
    tag: str
    doubt: Doubt


class _Source:
    """The template that markup was made of."""

    def __init__(self, document: Document, template: Template) -> None:
        self._template = template
        self._lines = [0, *(match.end() for match in re.finditer("\n", document.html or ""))]
        lengths = [length for _, length in template.insertions]
        self._shifts = [0, *accumulate(lengths)]
        self._inserted = [at + shift for (at, _), shift in zip(template.insertions, self._shifts, strict=False)]

    def element(self, location: ElementLocation) -> _Element | None:
        """The element at a place in the markup; None if the template does not hold it."""
        if location.line is None or location.column is None:
            return None
        start = self._before_insertions(self._lines[location.line - 1] + location.column - 1)
        ends = self._template.elements.get(start)
        if ends is None:
            return None
        first = self._before_insertions(self._lines[location.line - 1])
        tag, whole = (" ".join(self._template.source[start:end][:SNIPPET_LENGTH].split()) for end in ends)
        is_short = ends[1] - start <= _LONGEST_WHOLE and not tag.lower().startswith(_FRAMES)
        shown = whole if is_short else tag
        return _Element(
            location=replace(location, snippet=shown, column=start - first + 1),
            tag=tag if len(tag) <= _LONGEST_TAG else f"{tag[: _LONGEST_TAG - 1].rstrip()}…",
            doubt=self._template.doubts.get(start, _CERTAIN),
        )

    def _before_insertions(self, offset: int) -> int:
        """A place in the template, of one in the markup."""
        return offset - self._shifts[bisect_right(self._inserted, offset - 1)]


_CERTAIN = Doubt()
_WRITTEN = re.compile(rf"{UNKNOWN}\s*")
_LONGEST_TAG = 60
_LONGEST_WHOLE = 240
_FRAMES = ("<html", "<head", "<body")
"""Of these, the start tag alone is shown."""
