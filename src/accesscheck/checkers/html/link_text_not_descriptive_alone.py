"""A link says no more than "read more": alone, it does not tell where it leads."""

import re
from collections.abc import Iterator, Mapping

from accesscheck.dom import Dom, Node
from accesscheck.link_context import is_generic, links, name, quoted, says_only_its_format
from accesscheck.roles import has_any

_LONG_ADDRESS = re.compile(r"(?:https?://|www\.)\S{50,}\Z")


def candidates(dom: Dom) -> Iterator[Node]:
    """Links with a name."""
    return (link for link in links(dom) if name(dom, link))


def verdict(link: Node, dom: Dom, words: Mapping[str, frozenset[str]]) -> bool | None:
    """Whether its name, heard in a list of links, tells something of where it leads (ACT aizyf1).

    None on a long address, which read out sign by sign can tell or not; and on a format, which tells what sort of file
    it is but not which.
    """
    if _LONG_ADDRESS.match(name(dom, link)) or says_only_its_format(dom, link):
        return None
    return not is_generic(dom, link, words) or has_any(link, ("aria-expanded", "aria-haspopup"))


def params(link: Node, dom: Dom) -> dict[str, str]:
    """What the link says."""
    return {"name": quoted(name(dom, link))}
