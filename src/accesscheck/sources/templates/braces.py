"""Jinja, Django and Twig: `{{ … }}`, `{% … %}` and `{# … #}` in markup that is otherwise as it will be."""

import re

from accesscheck.model.template import UNKNOWN
from accesscheck.sources.templates.marks import CONDITION, HOLE, blank, marked

_SILENT = frozenset(
    "apply autoescape cache do elif else elseif empty endapply endautoescape endblock endblocktrans endblocktranslate "
    "endcache endcall endembed endfilter endfor endif endifchanged endlanguage endlocalize endlocaltime endmacro "
    "endraw endset endspaceless endtimezone endtrans endtranslate endverbatim endwith extends filter flush for from "
    "if ifchanged import language load localize localtime macro plural pluralize raw set spaceless timezone use "
    "verbatim with csrf_token debug deprecated form_theme blocktrans blocktranslate break continue".split()
)
"""Tags that write no words themselves."""

_CONDITIONS = frozenset("if elif else elseif for empty ifchanged endif endfor endifchanged".split())
_HOLES = frozenset("block embed".split())

_OPENING = re.compile(r"\{[{%#]")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_INSIDE = {"{{": re.compile(r"""["']|\}\}"""), "{%": re.compile(r"""["']|%\}""")}
_KEYWORD = re.compile(r"\{%[-+~]?\s*(\w+)\s*([-+~]?%\})?")
_COMMENTED = re.compile(r"\{%-?\s*endcomment\b")


def masked(text: str) -> str:
    """The template with a mark for each expression; as long, and with the same lines."""
    parts: list[str] = []
    hopeless: set[str] = set()
    position = 0
    while (opening := _OPENING.search(text, position)) is not None:
        start = opening.start()
        end = None if opening[0] in hopeless else _end(text, start, opening[0])
        if end is None:
            # Braces that are never closed are no expression, and neither are later ones of the kind.
            hopeless.add(opening[0])
            parts.append(text[position : opening.end()])
            position = opening.end()
            continue
        parts.append(text[position:start])
        expression = text[start:end]
        keyword = _keyword(expression)
        if keyword == "comment":
            closing = _COMMENTED.search(text, end)
            end = len(text) if closing is None else closing.start()
            expression = text[start:end]
        mark = _mark(expression, keyword)
        parts.append(blank(expression) if mark is None else marked(mark, expression))
        position = end
    parts.append(text[position:])
    return "".join(parts)


def _mark(expression: str, keyword: str | None) -> str | None:
    if expression.startswith("{#") or keyword in ("comment", "endcomment"):
        return None
    if keyword is None:
        return UNKNOWN
    if keyword in _CONDITIONS:
        return CONDITION
    if keyword in _HOLES:
        return HOLE
    return None if keyword in _SILENT else UNKNOWN


def _keyword(expression: str) -> str | None:
    """What a tag does; None of `{{ … }}`. A translation that closes elsewhere writes no words itself."""
    found = _KEYWORD.match(expression)
    if found is None:
        return None
    return "blocktrans" if found[1] == "trans" and found[2] else found[1]


def _end(text: str, start: int, opening: str) -> int | None:
    """Where an expression ends; None if nowhere. Its end may stand in a quotation, of one line; there it is none."""
    closing = _CLOSING[opening]
    position = start + 2
    while opening in _INSIDE:
        sign = _INSIDE[opening].search(text, position)
        if sign is None:
            return None
        if sign[0] == closing:
            return sign.end()
        quotation = _QUOTATIONS[sign[0]].match(text, sign.start())
        if quotation is None:
            # An apostrophe, in broken code or a comment: what follows it is no quotation.
            position = sign.end()
            break
        position = quotation.end()
    found = text.find(closing, position)
    return None if found < 0 else found + 2


_QUOTATIONS = {
    '"': re.compile(r'"(?:[^"\\\n]|\\.)*+"'),
    "'": re.compile(r"'(?:[^'\\\n]|\\.)*+'"),
}
