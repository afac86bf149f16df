"""What an element is to assistive technology: its role by ARIA 1.2, and by HTML-AAM 1.0 where none is stated."""

import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborNode as Node

_KNOWN = frozenset(
    "alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox "
    "comment complementary contentinfo definition deletion dialog directory document emphasis feed figure form "
    "generic grid gridcell group heading image img insertion link list listbox listitem log main mark marquee math "
    "menu menubar menuitem menuitemcheckbox menuitemradio meter navigation none note option paragraph presentation "
    "progressbar radio radiogroup region row rowgroup rowheader scrollbar search searchbox sectionfooter "
    "sectionheader separator slider spinbutton status strong subscript suggestion superscript switch tab table "
    "tablist tabpanel term textbox time timer toolbar tooltip tree treegrid treeitem graphics-document "
    "graphics-object graphics-symbol".split()
)
"""ARIA 1.2, those that 1.3 adds, and Graphics-ARIA. Roles of Digital Publishing begin with doc-."""

_SYNONYMS = {"presentation": "none", "image": "img"}

_GLOBAL = (
    "aria-atomic", "aria-braillelabel", "aria-brailleroledescription", "aria-busy", "aria-controls", "aria-current",
    "aria-describedby", "aria-description", "aria-details", "aria-flowto", "aria-keyshortcuts", "aria-label",
    "aria-labelledby", "aria-live", "aria-owns", "aria-relevant", "aria-roledescription",
)  # fmt: skip
"""Global attributes with which an element keeps its role; aria-hidden is none of them in browsers."""

_BY_TAG = {
    "button": "button",
    "fieldset": "group",
    "figure": "figure",
    "table": "table",
    "td": "cell",
    "textarea": "textbox",
    # Or rowheader: which of the two, the cells around it tell (see `tables`).
    "th": "columnheader",
} | {f"h{level}": "heading" for level in range(1, 7)}

_BY_INPUT_TYPE = {
    "button": "button",
    "checkbox": "checkbox",
    "image": "button",
    "number": "spinbutton",
    "radio": "radio",
    "range": "slider",
    "reset": "button",
    "submit": "button",
}
_TEXT_TYPES = frozenset({"text", "search", "email", "tel", "url"})
_INPUT_TYPES = _TEXT_TYPES | _BY_INPUT_TYPE.keys() | frozenset(
    {"hidden", "password", "date", "month", "week", "time", "datetime-local", "color", "file"}
)  # fmt: skip

_FOCUSABLE = frozenset({"button", "input", "select", "textarea"})
_INTEGER = re.compile(r"[\t\n\f\r ]*([+-]?[0-9]{1,9})")


def role(node: Node) -> str | None:
    """The role that counts; none for presentation, img for image. None if it has none that our rules ask for.

    A role of none does not count on an element that the keyboard reaches or that has a global attribute (ARIA 1.2,
    presentational roles conflict resolution).
    """
    attributes = node.attributes
    stated = _stated(attributes["role"]) if "role" in attributes else None
    if stated is None or (stated == "none" and (is_focusable(node) or has_any(node, _GLOBAL))):
        return _native_role(node, attributes)
    return stated


def stated_role(node: Node) -> str | None:
    """The first known role in its role attribute, whatever the case."""
    attributes = node.attributes
    return _stated(attributes["role"]) if "role" in attributes else None


def _stated(value: str | None) -> str | None:
    for token in (value or "").lower().split():
        if token in _KNOWN or token.startswith("doc-"):
            return _SYNONYMS.get(token, token)
    return None


def is_focusable(node: Node) -> bool:
    """Whether it can have the focus, if it is shown (HTML standard, focusable areas; of frames their document has)."""
    attributes = node.attributes
    tag = node.tag
    if tag in _FOCUSABLE:
        return not is_disabled(node) and not (tag == "input" and input_type(node) == "hidden")
    if tag in ("a", "area") and "href" in attributes:
        return True
    if tag == "summary" and node.parent is not None and node.parent.tag == "details":
        return True
    if tag in ("audio", "video") and "controls" in attributes:
        return True
    editable = "contenteditable" in attributes and (attributes["contenteditable"] or "true").lower() != "false"
    return editable or integer(attributes.get("tabindex")) is not None


def is_disabled(node: Node) -> bool:
    """Whether a form control is disabled, by itself or with the fieldset around it."""
    return "disabled" in node.attributes or any(
        ancestor.tag == "fieldset" and "disabled" in ancestor.attributes for ancestor in self_and_ancestors(node)
    )


def heading_level(heading: Node) -> int:
    """The level of a heading: what aria-level says if it is 1 or more, else by its element, else 2 (ARIA 1.2)."""
    stated = integer(heading.attributes.get("aria-level"))
    if stated is not None and stated >= 1:
        return stated
    tag = heading.tag or ""
    return int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else 2


def input_type(node: Node) -> str:
    """The type of an input; text if it has none or an unknown one."""
    stated = (node.attributes.get("type") or "").lower()
    return stated if stated in _INPUT_TYPES else "text"


def integer(value: str | None) -> int | None:
    """An attribute's number, by the HTML standard's rules for parsing integers: what follows the digits is skipped."""
    match = _INTEGER.match(value or "")
    return int(match.group(1)) if match else None


def has_any(node: Node, names: tuple[str, ...]) -> bool:
    """Whether one of these attributes is there and not blank."""
    attributes = node.attributes
    return any((attributes.get(name) or "").strip() for name in names)


def self_and_ancestors(node: Node) -> Iterator[Node]:
    """The element, its parent and so on, up to the root."""
    current: Node | None = node
    while current is not None and current.is_element_node:
        yield current
        current = current.parent


def _native_role(node: Node, attributes: Mapping[str, str | None]) -> str | None:
    tag = node.tag or ""
    if tag in ("a", "area"):
        return "link" if "href" in attributes else None
    if tag == "img":
        return "none" if _is_decoration(node) else "img"
    if tag == "select":
        return "listbox" if "multiple" in attributes or (integer(attributes.get("size")) or 1) > 1 else "combobox"
    if tag != "input":
        return _BY_TAG.get(tag)
    kind = input_type(node)
    if kind not in _TEXT_TYPES:
        return _BY_INPUT_TYPE.get(kind)
    if "list" in attributes:
        return "combobox"
    return "searchbox" if kind == "search" else "textbox"


def _is_decoration(image: Node) -> bool:
    """Whether an empty alt makes it decoration: not if the keyboard reaches it, nor if ARIA names it.

    Other global attributes leave it decoration, as in axe: WordPress writes aria-describedby on such images.
    """
    attributes = image.attributes
    if "alt" not in attributes or attributes["alt"]:
        return False
    return not is_focusable(image) and not has_any(image, ("aria-label", "aria-labelledby"))
