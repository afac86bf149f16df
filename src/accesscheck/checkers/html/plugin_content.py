"""Content needs a plug-in that browsers no longer have."""

import re
from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.media import address_of

_TYPE = re.compile(
    r"application/(?:x-shockwave-flash|futuresplash|x-silverlight|x-java-applet|x-director|x-mplayer2)|audio/x-pn-realaudio",
    re.I,
)
_FILE = re.compile(r"\.(?:swf|xap|dcr|jar)(?:[?#]|$)", re.I)
_CLASS = re.compile(
    r"clsid:(?:d27cdb6e-ae6d-11cf-96b8-444553540000|8ad9c840-044e-11d1-b3e9-00805f499d93|6bf52a52-394a-11d3-b153-00c04f79faa6)",
    re.I,
)


def candidates(dom: Dom) -> Iterator[Node]:
    """Applets, objects and embeds; an embed within an object is the same content."""
    for node in dom.select("applet, object, embed"):
        if not dom.is_hidden(node) and not (node.parent is not None and node.parent.tag == "object"):
            yield node


def verdict(node: Node) -> bool | None:
    """Whether browsers show it themselves. If not, what stands inside it may say the same."""
    return None if node.tag == "applet" or _is_gone(node) else True


def _is_gone(node: Node) -> bool:
    attributes = node.attributes
    addresses = [address_of(node)] + [
        param.attributes.get("value") or ""
        for param in node.css("param")
        if (param.attributes.get("name") or "").lower() in ("movie", "src")
    ]
    return bool(
        _TYPE.match(attributes.get("type") or "")
        or _CLASS.match(attributes.get("classid") or "")
        or any(map(_FILE.search, addresses))
    )
