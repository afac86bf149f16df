"""A plug-in draws within the page, where assistive technology does not reach it."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node

_WITHIN_PAGE = ("opaque", "transparent", "direct", "gpu")


def candidates(dom: Dom) -> Iterator[Node]:
    """Objects and embeds that say in which mode they draw."""
    return (node for node in dom.select("object, embed") if not dom.is_hidden(node) and _mode(node))


def verdict(node: Node) -> bool | None:
    """Whether it draws in a window of its own."""
    return None if _mode(node) in _WITHIN_PAGE else True


def params(node: Node) -> dict[str, str]:
    """The mode that it states."""
    return {"mode": _mode(node)}


def _mode(node: Node) -> str:
    for param in node.css("param"):
        if (param.attributes.get("name") or "").lower() == "wmode":
            return (param.attributes.get("value") or "").strip().lower()
    return (node.attributes.get("wmode") or "").strip().lower()
