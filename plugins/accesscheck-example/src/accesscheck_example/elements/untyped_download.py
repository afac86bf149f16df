"""A link opens a document and does not say of which type."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from accesscheck.dom import Dom, Node

TYPES = {"doc": "Word", "docx": "Word", "pdf": "PDF", "xls": "Excel", "xlsx": "Excel"}
"""What readers call a document, by the ending of its address."""


def candidates(dom: Dom) -> Iterator[Node]:
    """Links to a document. One without a name is the business of another rule."""
    for link in dom.shown("a[href]"):
        if _ending(link) in TYPES and dom.name(link):
            yield link


def verdict(link: Node, dom: Dom) -> bool:
    """Whether its name holds the type or the ending as a word."""
    ending = _ending(link)
    words = re.findall(r"\w+", dom.name(link).lower())
    return ending in words or TYPES[ending].lower() in words


def params(link: Node, dom: Dom) -> dict[str, str]:
    """The link's name, and the type that it leaves out."""
    return {"name": dom.name(link), "type": TYPES[_ending(link)]}


def _ending(link: Node) -> str:
    path = urlsplit(link.attributes.get("href") or "").path
    return path.rpartition(".")[2].lower()
