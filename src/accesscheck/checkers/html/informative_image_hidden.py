"""An image that seems to tell something is kept from people who do not see it."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from accesscheck.dom import Dom, Node
from accesscheck.roles import role, self_and_ancestors, stated_role
from accesscheck.text.overlap import folded

_TOLD_BY = frozenset("a button label summary".split())
_SMALLEST = 48
"""Pixels; what is stated to be smaller is an icon."""


def candidates(dom: Dom) -> Iterator[Node]:
    """Images that are shown, and that an empty alt, a role or aria-hidden keeps from assistive technology."""
    for image in dom.select("img[alt], img[role], img[aria-hidden], [aria-hidden] img"):
        if not dom.is_hidden(image) and not _is_empty(image) and _is_silent(image, dom):
            yield image


def verdict(image: Node, dom: Dom, words: Mapping[str, frozenset[str]]) -> bool | None:
    """None if its file, its alt, or a caption says that it is content and no text beside it says the same."""
    if _is_told_by_its_link(image) or _is_icon(image):
        return True
    if _has_caption(image, dom):
        return None
    about = f"{_file(image)} {folded(image.attributes.get('alt') or '')}"
    return None if _is_of_content(about, words) and not _has_text_beside(image) else True


def params(image: Node) -> dict[str, str]:
    """The name of its file."""
    return {"source": (_file(image) or "img")[:60]}


def _is_silent(image: Node, dom: Dom) -> bool:
    return role(image) == "none" or stated_role(image) == "none" or not dom.is_exposed(image)


def _is_empty(image: Node) -> bool:
    """Whether there is no picture, or one of a pixel."""
    attributes = image.attributes
    sizes = (attributes.get("width") or "", attributes.get("height") or "")
    return not (attributes.get("src") or attributes.get("srcset")) or any(size.strip() in ("0", "1") for size in sizes)


def _is_icon(image: Node) -> bool:
    sizes = [image.attributes.get(side) or "" for side in ("width", "height")]
    return any(re.fullmatch(r"\d+(?:px)?", size) and int(size.removesuffix("px")) < _SMALLEST for size in sizes)


def _is_told_by_its_link(image: Node) -> bool:
    """Whether it is in a link or a button: that has a name of its own, or lacks one, which is another fault."""
    return any(node.tag in _TOLD_BY or stated_role(node) in ("link", "button") for node in self_and_ancestors(image))


def _has_caption(image: Node, dom: Dom) -> bool:
    """Whether it is the only picture of a figure with a caption, which says that it is content."""
    figure = next((node for node in self_and_ancestors(image) if node.tag == "figure"), None)
    if figure is None or len(figure.css("img, svg, video, canvas, table, pre, blockquote")) != 1:
        return False
    return any(dom.is_exposed(caption) and dom.text(caption) for caption in figure.css("figcaption"))


def _is_of_content(about: str, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether a word says chart, map, logo; in Dutch and German it may be the end of a compound."""
    tokens = re.findall(r"[a-z]+", about)
    for language, phrases in words.items():
        for phrase in phrases:
            word = folded(phrase)
            if word in tokens:
                return True
            if language in ("nl", "de") and len(word) >= 5 and any(token.endswith(word) for token in tokens):
                return True
    return False


def _has_text_beside(image: Node) -> bool:
    """Whether the block around it holds a short text too, which may say what it is: the logo of a name."""
    parent = image.parent
    while parent is not None and parent.tag in ("picture", "span"):
        if (parent.text() or "").strip():
            return True
        parent = parent.parent
    return parent is not None and parent.tag != "body" and bool((parent.text() or "").strip())


def _file(image: Node) -> str:
    address = image.attributes.get("src") or (image.attributes.get("srcset") or "").split(" ")[0]
    name = "" if address.startswith("data:") else unquote(urlsplit(address).path).rsplit("/", 1)[-1]
    return folded(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name))
