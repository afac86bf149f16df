"""An article element holds no article, but a menu or a form."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node

_SHARE = 0.8


def candidates(dom: Dom) -> Iterator[Node]:
    """Articles with text."""
    return (node for node in dom.shown("article") if node.text(deep=True).strip())


def verdict(article: Node) -> bool | None:
    """Whether most of its text, headings aside, is not in a menu or a form."""
    headings = _length(article, "h1, h2, h3, h4, h5, h6")
    rest = len("".join(article.text(deep=True).split())) - headings
    if rest <= 0:
        return True
    return None if max(_length(article, "nav"), _length(article, "form")) >= _SHARE * rest else True


def _length(article: Node, css: str) -> int:
    """Letters in the elements that match; not in those within another."""
    found = article.css(css)
    inner = {node.mem_id for outer in found for node in outer.css(css) if node.mem_id != outer.mem_id}
    return sum(len("".join(node.text(deep=True).split())) for node in found if node.mem_id not in inner)
