"""The page has no title."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node


def candidates(dom: Dom) -> Iterator[Node]:
    """The root of an HTML document."""
    if dom.root is not None and dom.root.tag == "html":
        yield dom.root


def verdict(root: Node, dom: Dom) -> bool:
    """Whether the first title of the document, outside svg, has text."""
    for title in dom.select("title"):
        if title.parent is None or title.parent.tag not in ("svg", "symbol", "g"):
            return bool(title.text().strip())
    return False
