"""Frames with one and the same name show different content."""

from collections.abc import Iterator
from dataclasses import dataclass

from accesscheck.dom import Dom, Node, parts
from accesscheck.equivalence import Seen, all_alike

FRAMES = "iframe, frame"


@dataclass(frozen=True, slots=True)
class _Frame:
    """A frame of the page, or of a frame or shadow root in it, and what it shows: None if that was not seen."""

    node: Node
    name: str
    content: Seen | None


def candidates(dom: Dom) -> Iterator[Node]:
    """Of the frames that share a name, the first that stands in the page itself."""
    if dom.is_part or next(dom.select(FRAMES), None) is None:
        return
    for group in _groups(dom):
        own = next((frame.node for frame in group if dom.holds(frame.node)), None)
        if own is not None:
            yield own


def verdict(frame: Node, dom: Dom) -> bool | None:
    """Whether they all show the same, or what the name fits as well; None where a person must judge."""
    return all_alike(dom.name(frame), [other.content for other in _group(frame, dom)])


def params(frame: Node, dom: Dom) -> dict[str, str | int]:
    """The name, and how many frames have it."""
    return {"name": dom.name(frame)[:60], "count": len(_group(frame, dom))}


def _group(frame: Node, dom: Dom) -> list[_Frame]:
    return next(group for group in _groups(dom) if any(other.node.mem_id == frame.mem_id for other in group))


def _groups(dom: Dom) -> list[list[_Frame]]:
    everywhere = (dom, *parts(dom.document))
    shown = {part.holder: part for part in everywhere[1:]}
    named: dict[str, list[_Frame]] = {}
    for tree in everywhere:
        for node in tree.shown(FRAMES):
            if tree.belongs(node) and (name := tree.name(node)):
                content = _content(node, shown.get(tree.selector(node)))
                named.setdefault(name.casefold(), []).append(_Frame(node, name, content))
    return [group for group in named.values() if len(group) > 1]


def _content(frame: Node, part: Dom | None) -> Seen | None:
    """What a frame shows. Without a browser nothing is seen, but one address shows one thing."""
    address = frame.attributes.get("src") or ""
    if part is None or part.root is None:
        return Seen(address=address, title="", heading="", text="") if address else None
    heading = next((part.text(node) for node in part.shown("h1")), "")
    title = next((node.text() for node in part.select("title")), "")
    return Seen(address=address, title=title, heading=heading, text=part.text(part.root))
