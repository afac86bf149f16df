"""A text refers to something by its place, its shape or its colour alone."""

from collections.abc import Iterator

from accesscheck import lines
from accesscheck.dom import Dom, Node
from accesscheck.text import sensory

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def candidates(dom: Dom) -> Iterator[Node]:
    """Blocks of text, other than headings, that name a place, a shape or a colour."""
    for block in lines.whole(dom).blocks_with(sensory.of_reference(dom.document.language), in_lower_case=True):
        if block[0].node.tag not in HEADINGS:
            yield block[0].node


def verdict(node: Node, dom: Dom) -> bool | None:
    """Whether no sentence of it refers to a thing in that way."""
    return True if _match(node, dom) is None else None


def params(node: Node, dom: Dom) -> dict[str, str]:
    """The words that refer."""
    return {"match": (_match(node, dom) or "")[:60]}


def _match(node: Node, dom: Dom) -> str | None:
    language = dom.document.language
    stems = lines.whole(dom).occurring(sensory.of_reference(language))
    found = (sensory.visual_reference(run.text, language, stems) for run in lines.by_block(dom)[node.mem_id])
    return next((match for match in found if match), None)
