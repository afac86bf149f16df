"""The legend of a group of fields is empty."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.roles import has_any


def candidates(dom: Dom) -> Iterator[Node]:
    """Legends of groups that are shown: the first in each fieldset."""
    for group in dom.shown("fieldset"):
        legend = next((child for child in group.iter() if child.tag == "legend"), None)
        if legend is not None and dom.is_exposed(legend):
            yield legend


def verdict(legend: Node, dom: Dom) -> bool:
    """Whether it has text, or the group is named in another way."""
    group = legend.parent
    return bool(dom.text(legend)) or (group is not None and has_any(group, ("aria-label", "aria-labelledby")))
