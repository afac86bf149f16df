"""An id that a label or an aria attribute refers to stands more than once in the page."""

from collections.abc import Iterator

from accesscheck import fingerprints
from accesscheck.dom import Dom, Node

# Of these attributes HTML says on which elements they refer to an id; those of ARIA do on any.
_ELEMENTS = {"for": ("label", "output"), "headers": ("td", "th"), "list": ("input",)}
_REFERRING = (
    *_ELEMENTS,
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
    "aria-errormessage",
    "aria-activedescendant",
    "aria-flowto",
)


def candidates(dom: Dom) -> Iterator[Node]:
    """The first element of each id that something refers to."""
    seen: set[str] = set()
    for node in dom.select(", ".join(f"[{attribute}]" for attribute in _REFERRING)):
        for identifier in _references(node):
            if identifier in dom.ids and identifier not in seen:
                seen.add(identifier)
                yield dom.ids[identifier][0]


def verdict(node: Node, dom: Dom) -> bool:
    """Whether its id is the only one of its kind."""
    return len(dom.ids[node.id or ""]) == 1


def params(node: Node, dom: Dom) -> dict[str, str]:
    """The id."""
    return {"id": node.id or ""}


def identity(node: Node, dom: Dom) -> tuple[str, ...]:
    """The elements that share the id, in any order: the id itself may be made by a program."""
    return tuple(sorted("\x1f".join(fingerprints.anchor(dom, one)) for one in dom.ids[node.id or ""]))


def _references(node: Node) -> Iterator[str]:
    attributes = node.attributes
    for attribute in _REFERRING:
        if attribute not in _ELEMENTS or node.tag in _ELEMENTS[attribute]:
            yield from (attributes.get(attribute) or "").split()
