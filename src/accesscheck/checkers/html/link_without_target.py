"""A link leads nowhere."""

import re
import weakref
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from accesscheck.dom import Dom, Node
from accesscheck.link_context import links, name, plain, quoted

_NO_CODE = re.compile(r"javascript:\s*(?:void\s*(?:\(\s*)?0\s*\)?|;|//|return\s+false)?\s*;?\s*\Z", re.I)
_TO_TOP = frozenset({"top", "_top"})

Words = Mapping[str, frozenset[str]]

_grouped: "weakref.WeakKeyDictionary[Dom, dict[tuple[str, str], list[Node]]]" = weakref.WeakKeyDictionary()
_scripted: "weakref.WeakKeyDictionary[Dom, bool]" = weakref.WeakKeyDictionary()
_anchors: "weakref.WeakKeyDictionary[Dom, frozenset[str | None]]" = weakref.WeakKeyDictionary()


def candidates(dom: Dom) -> Iterator[Node]:
    """Links with a name whose address is empty, a script that does nothing, or a place in this page.

    Of those with one and the same name and address, the first; where a script may still make the places, one for all.
    """
    if dom.document.media_type == "text/markdown":
        return iter(())  # Whatever shows it gives its headings the names that links lead to.
    return (group[0] for group in _groups(dom).values())


def verdict(link: Node, dom: Dom, words: Words) -> bool | None:
    """Whether it leads to a place that is there; None if a script may make it do something."""
    place = _address(link)
    if place.startswith(("#/", "#!", "#:~:")) or _exists(place[1:], dom):
        return True
    if place == "#" and _names_top(link, dom, words):
        return True
    return None if _has_script(link, dom) else False


def params(link: Node, dom: Dom) -> dict[str, str | int]:
    """What it says, its address, and how many links there are like it."""
    like_it = next(len(group) for group in _groups(dom).values() if group[0].mem_id == link.mem_id)
    return {"name": quoted(name(dom, link)), "address": quoted(_address(link)), "links": like_it}


def identity(link: Node, dom: Dom) -> tuple[str, ...]:
    """What it says: it is the first of several, and may lead to an id that a program made."""
    address = _address(link)
    return name(dom, link), "#" if address.startswith("#") else address


def _groups(dom: Dom) -> dict[tuple[str, str], list[Node]]:
    found = _grouped.get(dom)
    if found is None:
        found = _grouped[dom] = {}
        for link in links(dom):
            address = _address(link)
            to_this_page = not address or address.startswith("#") or _NO_CODE.match(address)
            if "href" in link.attributes and to_this_page and name(dom, link):
                is_missing = len(address) > 1 and address[0] == "#" and not _exists(address[1:], dom)
                made_later = is_missing and address[1] not in "/!:" and _has_script(link, dom)
                key = ("#", "") if made_later else (address, name(dom, link))
                found.setdefault(key, []).append(link)
    return found


def _address(link: Node) -> str:
    return (link.attributes.get("href") or "").strip()


def _exists(place: str, dom: Dom) -> bool:
    if not place:
        return False
    if place.lower() in _TO_TOP or place in dom.ids:
        return True
    plainly = unquote(place)
    return plainly in dom.ids or not {place, plainly}.isdisjoint(_anchor_names(dom))


def _anchor_names(dom: Dom) -> frozenset[str | None]:
    found = _anchors.get(dom)
    if found is None:
        found = _anchors[dom] = frozenset(node.attributes.get("name") for node in dom.select("a[name]"))
    return found


def _names_top(link: Node, dom: Dom, words: Words) -> bool:
    """Whether it says that it goes to the top, which # does."""
    said = set(plain(name(dom, link)).split())
    return any(not said.isdisjoint(phrases) for phrases in words.values())


def _has_script(link: Node, dom: Dom) -> bool:
    if any(key.startswith(("on", "data-", "@", "v-", "x-", "ng-", "(")) for key in link.attributes):
        return True
    if dom not in _scripted:
        _scripted[dom] = next(dom.select("script:not([type*=json])"), None) is not None
    return _scripted[dom]
