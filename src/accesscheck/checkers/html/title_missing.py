"""The page has no title."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.roles import self_and_ancestors


def candidates(dom: Dom) -> Iterator[Node]:
    """The root of an HTML document; none of a file that is put into a page."""
    if dom.root is not None and dom.root.tag == "html" and not dom.is_fragment:
        yield dom.root


def verdict(root: Node, dom: Dom) -> bool:
    """Whether the first title of the document, outside svg, has text."""
    title = next((title for title in dom.select("title") if not _is_of_svg(title)), None)
    return title is not None and bool(title.text().strip())


def _is_of_svg(title: Node) -> bool:
    tags = (ancestor.tag for ancestor in self_and_ancestors(title))
    return next((tag for tag in tags if tag in ("svg", "foreignObject")), None) == "svg"
