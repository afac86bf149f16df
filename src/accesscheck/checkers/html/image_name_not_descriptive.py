"""The text of an image is a file name or a filler word."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from accesscheck.dom import Dom, Node
from accesscheck.roles import role
from accesscheck.text.filler import filler

_ENDING = re.compile(r"\S.{0,200}\.(?:jpe?g|png|gif|svg|webp|avif|bmp|tiff?|heic|ico|eps)\Z", re.I)
_CAMERA = re.compile(r"(?:img|dsc[fn]?|dscn|pict?|p|image|afbeelding|photo|foto|bild|screenshot|screen ?shot|scan|wp)"
                     r"[ _-]*\d{2,}(?:[ _.(-]*\d*)*\)?\Z|dji[_-]\d+\Z|[0-9a-f]{16,}\Z", re.I)  # fmt: skip
_WRITTEN_AS_CODE = re.compile(r"\S*(?:_\S*|-\S*-\S*\d\S*|@\dx|\d{4,})\Z")


def candidates(dom: Dom) -> Iterator[Node]:
    """Images with a name."""
    return (image for image in dom.shown("img, [role=img], [role=image], svg, canvas") if _is_named_image(image, dom))


def verdict(image: Node, dom: Dom, words: Mapping[str, frozenset[str]]) -> bool | None:
    """Whether the name is more than that of a file, and more than a filler."""
    name = dom.name(image)
    if _ENDING.match(name):
        return False if " " not in name or name.casefold() == _file(image) else None
    if _CAMERA.match(name):
        return False
    if kind := filler(name, words):
        return False if kind == "certain" else None
    stem = _file(image).rpartition(".")[0]
    return not (stem and name.casefold() == stem and _WRITTEN_AS_CODE.match(name))


def params(image: Node, dom: Dom) -> dict[str, str]:
    """Its name."""
    name = dom.name(image)
    return {"name": name if len(name) <= 60 else f"{name[:59].rstrip()}…"}


def _is_named_image(image: Node, dom: Dom) -> bool:
    if image.tag in ("svg", "canvas") and role(image) not in ("img", None):
        return False
    return role(image) != "none" and bool(dom.name(image))


def _file(image: Node) -> str:
    address = image.attributes.get("src") or ""
    return "" if address.startswith("data:") else unquote(urlsplit(address).path).rsplit("/", 1)[-1].casefold()
