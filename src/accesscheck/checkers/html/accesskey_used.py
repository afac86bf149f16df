"""An element has a key of its own, which may be one that a browser or a screen reader uses."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node


def candidates(dom: Dom) -> Iterator[Node]:
    """Elements with an accesskey attribute that are shown."""
    return (node for node in dom.select("[accesskey]") if not dom.is_hidden(node))


def verdict(node: Node) -> bool | None:
    """Whether the attribute is empty, which gives no key."""
    return None if (node.attributes.get("accesskey") or "").strip() else True


def params(node: Node) -> dict[str, str]:
    """The key."""
    return {"key": (node.attributes.get("accesskey") or "").strip()[:20]}
