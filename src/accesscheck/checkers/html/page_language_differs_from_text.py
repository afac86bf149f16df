"""The page says that it is in one language, and its text is in another."""

from collections.abc import Iterator

from accesscheck.checkers.languages import Judgement, Part, judge, parts
from accesscheck.dom import Dom, Node
from accesscheck.text.language import primary


def candidates(dom: Dom) -> Iterator[Node]:
    """The root, if it names a language and there is a text of the page's own that tells one."""
    if dom.root is not None and dom.root.tag == "html" and primary(dom.root.attributes.get("lang")):
        judged = _judged(dom)
        if judged is not None and judged.seems is not None:
            yield dom.root


def verdict(root: Node, dom: Dom) -> bool | None:
    """Whether the language of most of the text is the one that is named."""
    judged = _judged(dom)
    return True if judged is None else judged.fits


def params(root: Node, dom: Dom) -> dict[str, str]:
    """Codes of both languages."""
    judged = _judged(dom)
    return {
        "declared": primary(root.attributes.get("lang")) or "",
        "detected": judged.seems.language if judged is not None and judged.seems is not None else "",
    }


def _judged(dom: Dom) -> Judgement | None:
    part = _own(dom)
    return None if part is None else judge(dom, part)


def _own(dom: Dom) -> Part | None:
    """The text without the parts that name a language themselves."""
    return next((part for part in parts(dom) if part.owner is not None and part.owner.tag == "html"), None)
