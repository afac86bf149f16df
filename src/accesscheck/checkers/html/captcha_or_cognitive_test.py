"""Logging in asks for a puzzle: a CAPTCHA, letters to copy, a sum."""

import re
from collections.abc import Iterator, Mapping

from accesscheck.dom import Dom, Node
from accesscheck.field_purposes import visible_label
from accesscheck.roles import input_type
from accesscheck.text.overlap import folded

_FRAMES = re.compile(
    r"recaptcha/(?:api2|enterprise)/(?:anchor|bframe)|google\.com/recaptcha|recaptcha\.net|hcaptcha\.com|funcaptcha|"
    r"arkoselabs\.com|mtcaptcha\.com|captcha\.com",
    re.I,
)
_BOXES = "[id*=captcha i], [class*=captcha i], [src*=captcha i], [src*=arkoselabs i]"
_SUM = re.compile(
    r"\b\d{1,2}\s*(?:[+×÷*x−-]|plus|min|minus|moins|fois|maal|keer|times|mal)\s*\d{1,2}\s*(?:=|\?|is\b|fait|font|ist\b|$)"
)


def candidates(dom: Dom, words: Mapping[str, frozenset[str]]) -> Iterator[Node]:
    """Puzzles on a page that asks for a password; of each form one."""
    passwords = [node for node in dom.shown("input") if input_type(node) == "password"]
    if not passwords:
        return
    for node in dom.select(_BOXES):
        if _is_puzzle(node, dom):
            yield node
            return
    for field in dom.shown("input"):
        if input_type(field) in ("text", "number", "tel") and _reads_as_puzzle(field, dom, words):
            yield field
            return


def verdict(node: Node) -> bool | None:
    """Whether it works unseen; else only a person knows whether there is a way around it."""
    return True if _is_unseen(node) else None


def _is_puzzle(node: Node, dom: Dom) -> bool:
    attributes = node.attributes
    if dom.is_hidden(node):
        return False
    classes = (attributes.get("class") or "").lower().split()
    if node.tag == "iframe":
        return _FRAMES.search(attributes.get("src") or "") is not None
    if node.tag == "input":
        return input_type(node) == "text"
    return node.tag == "img" or "g-recaptcha" in classes or "h-captcha" in classes


def _is_unseen(node: Node) -> bool:
    """Whether it watches what people do, and asks nothing as a rule."""
    size = (node.attributes.get("data-size") or "").lower()
    return size == "invisible" or "size=invisible" in (node.attributes.get("src") or "")


def _reads_as_puzzle(field: Node, dom: Dom, words: Mapping[str, frozenset[str]]) -> bool:
    label = folded(visible_label(field, dom) or dom.name(field))
    if not label:
        return False
    return _SUM.search(label) is not None or any(
        folded(phrase) in label for phrases in words.values() for phrase in phrases
    )
