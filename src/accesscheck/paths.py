"""The selectors that we name elements by, made and followed: `#menu > li:nth-of-type(2) > a`.

From the nearest unique id, else from the root. The engine takes milliseconds to find one; step by step takes
microseconds.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from selectolax.lexbor import LexborNode as Node

_PLAIN_ID = re.compile(r"[A-Za-z_][\w-]*\Z")


class Paths:
    """The selectors of the elements of one tree. `ids`: its elements by id."""

    def __init__(self, root: Node | None, ids: Mapping[str, Sequence[Node]]) -> None:
        self._root = root
        self._ids = ids
        self._steps: dict[int, str] = {}
        self._inside: dict[int, dict[str, Node]] = {}

    def path(self, node: Node) -> str:
        """A CSS selector that matches this element alone."""
        steps: list[str] = []
        current: Node | None = node
        while current is not None and current.tag:
            identifier = current.attributes.get("id")
            if identifier and len(self._ids.get(identifier, ())) == 1:
                steps.append(_id_selector(identifier))
                break
            parent = current.parent
            if parent is None or not parent.is_element_node:
                steps.append(_escaped(current.tag))
                break
            if current.mem_id not in self._steps:
                self._children(parent)
            steps.append(self._steps[current.mem_id])
            current = parent
        return " > ".join(reversed(steps))

    def follow(self, path: str) -> Node | None:
        """The element that such a selector means; None if there is none, or if it is another kind of selector."""
        first, *steps = path.split(" > ")
        node: Node | None = None
        if first.startswith("#"):
            named = self._ids.get(first[1:], ())
            node = named[0] if len(named) == 1 else None
        elif first == "html" and self._root is not None and self._root.tag == "html":
            node = self._root
        for step in steps:
            if node is None:
                return None
            node = self._children(node).get(step)
        return node

    def _children(self, parent: Node) -> Mapping[str, Node]:
        """The elements directly in another, by the step that leads to each; made for all of them at once."""
        found = self._inside.get(parent.mem_id)
        if found is None:
            found = self._inside[parent.mem_id] = {}
            by_tag: dict[str, list[Node]] = defaultdict(list)
            for child in parent.iter():
                by_tag[child.tag or "*"].append(child)
            for tag, same in by_tag.items():
                name = _escaped(tag)
                for place, child in enumerate(same, 1):
                    step = f"{name}:nth-of-type({place})" if len(same) > 1 else name
                    found[step] = child
                    self._steps[child.mem_id] = step
        return found


def _id_selector(identifier: str) -> str:
    if _PLAIN_ID.match(identifier):
        return f"#{identifier}"
    escaped = re.sub(r'["\\\x00-\x1f\x7f]', lambda match: f"\\{ord(match.group()):x} ", identifier)
    return f'[id="{escaped}"]'


def _escaped(tag: str) -> str:
    """The name of an element as CSS writes it: Word's o:p is o\\:p."""
    return re.sub(r"[^\w-]", lambda match: f"\\{match.group()}", tag)
