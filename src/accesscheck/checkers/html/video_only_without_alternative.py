"""A video without sound may show what no text or recording tells."""

from collections.abc import Iterator

from accesscheck import media
from accesscheck.dom import Dom, Node


def candidates(dom: Dom) -> Iterator[Node]:
    """Videos that play without sound; not those hidden from assistive technology, which are meant as decoration."""
    return (node for node in media.videos(dom) if media.has_sound(node, dom) is False and dom.is_exposed(node))


def verdict(video: Node) -> None:
    """Whether it shows anything that matters, only who watches can tell."""
