"""A canvas that text or a chart is drawn on has nothing that says the same."""

import re
from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.roles import stated_role

_DRAWS_TEXT = re.compile(
    r"\.(?:fill|stroke)Text\s*\(|\bnew\s+Chart(?:\.\w+)?\s*\(|\becharts\.init\s*\(|\bnew\s+RGraph\.|\bsmoothie\b", re.I
)


def candidates(dom: Dom) -> Iterator[Node]:
    """Canvases that are shown, if a script in the page draws text or charts."""
    canvases = [canvas for canvas in dom.select("canvas") if not dom.is_hidden(canvas)]
    if canvases and any(_DRAWS_TEXT.search(script.text()) for script in dom.select("script")):
        yield from canvases


def verdict(canvas: Node, dom: Dom) -> bool | None:
    """Whether it has a name, or something within it or in its description to read instead."""
    attributes = canvas.attributes
    if dom.is_exposed(canvas) and stated_role(canvas) != "none":
        if dom.name(canvas) or any(
            (attributes.get(name) or "").strip() for name in ("aria-describedby", "aria-details")
        ):
            return True
        if canvas.css_first("*") is not None and (canvas.text() or "").strip():
            return True
    return None


def params(canvas: Node) -> dict[str, str]:
    """Its id, or the name of the element."""
    return {"canvas": (canvas.id or "canvas")[:60]}
