"""A part of the page says that it is in one language, and its text is in another."""

from collections.abc import Iterator

from accesscheck.checkers.languages import beginning, judge, part_of, parts
from accesscheck.dom import Dom, Node


def candidates(dom: Dom) -> Iterator[Node]:
    """Elements in body that name a language, with a text of their own that tells one."""
    for part in parts(dom):
        if part.owner is not None and part.owner.tag not in ("html", "body"):
            if part.language is not None and judge(dom, part).seems is not None:
                yield part.owner


def verdict(element: Node, dom: Dom) -> bool | None:
    """Whether its text is in that language."""
    part = part_of(dom, element)
    return True if part is None else judge(dom, part).fits


def params(element: Node, dom: Dom) -> dict[str, str]:
    """Codes of both languages, and how the text begins."""
    part = part_of(dom, element)
    seems = None if part is None else judge(dom, part).seems
    text = "" if part is None else part.text
    return {
        "declared": "" if part is None else part.language or "",
        "detected": "" if seems is None else seems.language,
        "text": beginning(text),
    }
