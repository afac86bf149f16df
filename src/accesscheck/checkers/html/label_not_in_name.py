"""What is called by voice has another name than the words on it say."""

import re
import unicodedata
import weakref
from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.link_context import quoted
from accesscheck.roles import input_type, role, self_and_ancestors

# ACT 2ee8b8: widget roles that can get their name from their content.
_ROLES = frozenset(
    "button checkbox gridcell link menuitem menuitemcheckbox menuitemradio option radio switch tab treeitem".split()
)
_FIELDS = frozenset("checkbox combobox listbox radio searchbox slider spinbutton switch textbox".split())
_UNREAD = frozenset("desc head iframe metadata noscript script style template title datalist select textarea".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span "
    "strike strong sub sup time tspan tt u var wbr".split()
)
_ICON = re.compile(r"icon|material|symbols|glyph|awesome|\bfa[srlbd]?\b|\bmdi\b|\bmi\b|ligature", re.I)
_UNSEEN = re.compile(
    r"visually-?hidden|(?:^|[\s_-])sr-?only|screen-?reader|assistive|off-?screen|element-invisible|for-?sr\b|"
    r"hidden-?visually|a11y-(?:text|hidden)|audible|(?:^|[\s_-])(?:hidden|hide|invisible|unseen)(?:$|[\s_-])",
    re.I,
)
_CLIPPED = re.compile(
    r"clip\s*:\s*rect|clip-path\s*:\s*inset\(\s*(?:50|100)%|text-indent\s*:\s*-\d{3,}|left\s*:\s*-\d{3,}", re.I
)
_STYLE_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS = re.compile(r"\.([\w-]+)")
_IN_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ABBREVIATION = re.compile(r"\w+(?=\.)")
# Read aloud, these signs are words.
_AND = frozenset({"and", "en", "et", "und", "y", "e", "i"})
# The 3 of a calendar is the 3rd of a month.
_ORDINALS = frozenset({"", "st", "nd", "rd", "th", "e", "er", "re", "eme", "de", "ste", "ter"})
# From here on a text is more than a label: a card with a heading, a text and a date.
_LONG = 12
_CONTINUOUS = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")

_unseen: "weakref.WeakKeyDictionary[Dom, frozenset[str]]" = weakref.WeakKeyDictionary()


def candidates(dom: Dom) -> Iterator[Node]:
    """Widgets with words on them whose name does not come from those words alone."""
    for widget in dom.shown("[aria-label], [aria-labelledby]"):
        kind = role(widget)
        is_summary = widget.tag == "summary"
        if (kind in _ROLES or kind in _FIELDS or is_summary) and _words(_label(widget, dom)):
            yield widget


def verdict(widget: Node, dom: Dom) -> bool | None:
    """Whether the words of the label stand in the name, together and in order (ACT 2ee8b8, label in name)."""
    label, name = _label(widget, dom), dom.name(widget)
    words = _words(_without_parentheses(label)) or _words(label)
    heard = _words(name)
    if len(words) == 1 and len(words[0]) == 1 and not words[0].isdigit():
        return True
    names = (heard, _words(_without_parentheses(name)))
    # A style can draw apart what the markup writes as one: <b>12</b><b>May</b>.
    apart = _words(_without_parentheses(_label(widget, dom, apart=True)))
    if any(_stand_in(said, known) for said in (words, _words(label), apart) for known in names):
        return True
    if _CONTINUOUS.search(label) and "".join(words) in "".join(heard):
        return True
    return None if _is_doubtful(words, heard, dom, widget) else False


def params(widget: Node, dom: Dom) -> dict[str, str]:
    """The words on it, and its name."""
    return {"label": quoted(_label(widget, dom)), "name": quoted(dom.name(widget))}


def _is_doubtful(words: list[str], heard: list[str], dom: Dom, widget: Node) -> bool:
    """Whether a person who says the words may be understood, or the words may be no label."""
    if len(words) >= _LONG and _stand_in(heard, words):
        return True
    abbreviated = {*_words(" ".join(_ABBREVIATION.findall(_label(widget, dom))))}
    if _is_same_but_for_spaces(words, heard) or _has_short_form(words, heard, abbreviated):
        return True
    certain = _words(_without_parentheses(_label(widget, dom, styled=False)))
    if _stand_in(certain, heard) and (certain or dom.labels(widget)):
        return True
    said = [word for word in words if not word.isdigit()]
    is_counted = words[-1].isdigit() and len(words[-1]) <= 3 and len(said) == len(words) - 1
    if said and is_counted and _stand_in(said, heard):
        return True
    # A label of a field holds hints too.
    return role(widget) in _FIELDS and widget.tag in ("input", "select", "textarea") and bool({*words} & {*heard})


def _is_same_but_for_spaces(words: list[str], heard: list[str]) -> bool:
    """E-mail and email: letters alone, since figures in groups are said otherwise."""
    joined = "".join(words)
    whole = ("".join(heard[start:end]) for start in range(len(heard)) for end in range(start + 1, len(heard) + 1))
    return len(heard) <= _LONG and joined.isalpha() and joined in whole


def _has_short_form(words: list[str], heard: list[str], abbreviated: set[str]) -> bool:
    """Whether the label stands in the name, were it not for words that are cut short: Mon for Monday, Dept. too."""
    for start in range(len(heard) - len(words) + 1):
        pairs = list(zip(words, heard[start : start + len(words)], strict=True))
        if all(long == short or _is_cut_short(short, long, short in abbreviated) for short, long in pairs):
            return True
    return False


def _is_cut_short(short: str, long: str, has_point: bool) -> bool:
    if not has_point:
        return len(short) >= 3 and short.isalpha() and long.startswith(short)
    letters = iter(long)
    return long[0] == short[0] and all(letter in letters for letter in short)


def _stand_in(words: list[str], heard: list[str]) -> bool:
    size = len(words)
    return any(
        all(_is_same(word, other) for word, other in zip(words, heard[start : start + size], strict=True))
        for start in range(len(heard) - size + 1)
    )


def _is_same(word: str, other: str) -> bool:
    if word.isdigit() and other.startswith(word):
        return other[len(word) :] in _ORDINALS
    return word == other or (word == "&" and other in _AND) or (other == "&" and word in _AND)


def _words(text: str) -> list[str]:
    """Words and numbers, without signs, accents and case; & stays where it stands between words."""
    spread = unicodedata.normalize("NFKD", text).casefold()
    kept = (
        sign if sign.isalnum() or sign == "&" else "" if unicodedata.category(sign).startswith("M") else " "
        for sign in spread
    )
    words = "".join(kept).replace("&", " & ").split()
    while words and words[0] == "&":
        words.pop(0)
    while words and words[-1] == "&":
        words.pop()
    return words


def _without_parentheses(text: str) -> str:
    return _IN_PARENTHESES.sub(" ", text)


def _label(widget: Node, dom: Dom, *, apart: bool = False, styled: bool = True) -> str:
    """The words that are seen on it; of a field, those of its label elements.

    `apart`: with a space around each element; `styled`: with elements in it that a class may cut away.
    """
    if widget.tag == "input" and input_type(widget) in ("submit", "reset", "button"):
        return widget.attributes.get("value") or ""
    if widget.tag in ("input", "select", "textarea", "meter", "progress"):
        return " ".join(
            "".join(_seen(label, dom, apart, styled))
            for label in dom.labels(widget)
            if styled or not label.attributes.get("class")
        )
    if role(widget) in _FIELDS - _ROLES:
        return ""
    return " ".join("".join(_seen(widget, dom, apart, styled)).split())


def _seen(node: Node, dom: Dom, apart: bool, styled: bool) -> Iterator[str]:
    if _is_unseen(node, dom):
        return
    for child in node.iter(include_text=True):
        if child.is_text_node:
            text = child.text_content or ""
            yield "" if dom.is_hidden(node) or _is_icon(node, text) else text
        elif child.is_element_node and child.tag not in _UNREAD:
            gap = "" if child.tag in _INLINE and not apart else " "
            yield gap
            if styled or not child.attributes.get("class"):
                yield from _seen(child, dom, apart, styled)
            yield gap


def _is_icon(node: Node, text: str) -> bool:
    """Whether the text is the name of a picture in an icon font: <i class="material-icons">search</i>."""
    word = text.strip()
    if not word or len(word.split()) > 1:
        return False
    if re.fullmatch(r"[a-z0-9]+(?:_[a-z0-9]+)+", word):
        return True
    attributes = node.attributes
    return any(
        _ICON.search(around.attributes.get("class") or "") or _has_icon_font(around)
        for around in self_and_ancestors(node)
        if around.mem_id == node.mem_id and (attributes.get("class") or attributes.get("style"))
    )


def _has_icon_font(node: Node) -> bool:
    style = node.attributes.get("style") or ""
    return "font-family" in style.lower() and bool(_ICON.search(style))


def _is_unseen(node: Node, dom: Dom) -> bool:
    """Whether a class or style keeps it for screen readers: most sites have one, by one of a few names."""
    attributes = node.attributes
    classes = attributes.get("class") or ""
    if classes and (_UNSEEN.search(classes) or not _clipped_classes(dom).isdisjoint(classes.split())):
        return True
    return bool(_CLIPPED.search(attributes.get("style") or ""))


def _clipped_classes(dom: Dom) -> frozenset[str]:
    """Classes that a style sheet in the page itself cuts away."""
    found = _unseen.get(dom)
    if found is None:
        sheets = "".join(node.text() for node in dom.select("style"))
        found = _unseen[dom] = frozenset(
            name
            for selectors, body in (_STYLE_RULE.findall(sheets) if "clip" in sheets or "-9" in sheets else ())
            if _CLIPPED.search(body)
            for name in _CLASS.findall(selectors)
        )
    return found
