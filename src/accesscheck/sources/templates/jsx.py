"""JSX and TSX: the elements in a program; the program itself is no markup.

A scanner reads the program just far enough to know where an element begins: strings, template strings, comments,
regular expressions, braces, and whether a `<` stands where a value is expected. It does not understand: an element in
an attribute (`icon={<img />}`), names that a program makes up (`const Tag = "img"`), what a component renders, and a
generic function of TypeScript whose only parameter of type has no comma (`<T>(x) => x`), where a `</T>` follows.
"""

import re
from dataclasses import dataclass
from typing import Literal

from accesscheck.model.template import UNKNOWN
from accesscheck.sources.templates.marks import blank

_NAME = r"[A-Za-z_$][\w$.:-]*+"
# HTML has no line break before the name of a tag, so such a tag is left out: lines must stay those of the source.
_ELEMENT = re.compile(rf"<[^\S\n\r]*+(?:({_NAME})(?!\s*+,|\s++extends\b)(?=[\s/><]|\Z)|(>))")
_END = re.compile(rf"</[^\S\n\r]*+({_NAME})?\s*+>")
_ATTRIBUTE = re.compile(rf"\s*+({_NAME})(?:(\s*+=\s*+)(?:(\"[^\"]*+\"|'[^']*+')|(?=[{{<]))|(?!\s*+=))")
_SPACE = re.compile(r"(?:\s++|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?)*+")
_LITERAL = re.compile(r"""\{\s*+(["'`])([^"'`\\$<>\n]*)\1\s*+\}""")

# Tokens. A string that stays open ends with its line, a comment with the program.
_CODE = re.compile(
    r"""//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?|"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?|[\w$]++|=>|\s++|\S""",
    re.S,
)
_REGULAR = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*+\])++/[a-z]*")
_LONGEST_REGULAR = 1000
_TEMPLATE_PART = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*+(?:(`)|(\$\{))", re.S)
_BEFORE_VALUE = frozenset(
    "return case default yield await typeof void delete in of do else throw new instanceof".split()
)
_AFTER_VALUE = frozenset(")]}")
_RENAMED = {"classname": "class", "htmlfor": "for", "xlinkhref": "href", "defaultvalue": "value"}

Mode = Literal["code", "template", "tag", "children"]


@dataclass(slots=True)
class _Level:
    """What is being read, and where it began. `quiet`: in an attribute, where nothing is taken for markup.

    `depth` counts the braces that are open in code; `value` is whether a value may begin here; `kept` is how much was
    kept before it.
    """

    mode: Mode
    start: int
    quiet: bool
    depth: int = 0
    value: bool = True
    name: str = ""
    kept: int = 0


def masked(text: str) -> str:
    """The elements of a program with marks for expressions; as long, and with the same lines."""
    return _Scan(text).masked()


class _Scan:
    """One pass over a program. What is not copied stays blank."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._kept: list[tuple[int, int, str]] = []
        self._position = 0
        self._levels: list[_Level] = []
        self._last_end = {match[1] or "": match.start() for match in _END.finditer(text)}

    def masked(self) -> str:
        """The program with its elements alone."""
        self._levels.append(_Level("code", 0, quiet=False))
        reading = {"code": self._code, "template": self._template, "tag": self._tag, "children": self._children}
        while self._position < len(self._text) and self._levels:
            reading[self._levels[-1].mode](self._levels[-1])
        parts: list[str] = []
        position = 0
        for start, end, written in self._kept:
            parts += (blank(self._text[position:start]), written)
            position = end
        parts.append(blank(self._text[position:]))
        return "".join(parts)

    def _keep(self, start: int, end: int, written: str | None = None) -> None:
        if not self._levels[-1].quiet:
            self._kept.append((start, end, self._text[start:end] if written is None else written))

    def _code(self, level: _Level) -> None:
        """One token of a program."""
        token = _CODE.match(self._text, self._position)
        assert token is not None
        said = token[0]
        if said == "<" and level.value and self._begins_element(level):
            return
        if said == "/" and level.value and (regular := self._regular()) is not None:
            self._position = regular.end()
            level.value = False
            return
        self._position = token.end()
        if said == "`":
            level.value = False
            self._levels.append(_Level("template", token.start(), quiet=level.quiet))
        elif said == "{":
            level.depth += 1
            level.value = True
        elif said == "}":
            level.depth -= 1
            level.value = False
            if level.depth < 0 and len(self._levels) > 1:
                self._levels.pop()
            level.depth = max(level.depth, 0)
        elif not said[0].isspace() and not said.startswith(("//", "/*")):
            level.value = said in _BEFORE_VALUE if said[0].isalnum() or said[0] in "_$\"'" else said not in _AFTER_VALUE

    def _regular(self) -> re.Match[str] | None:
        """A regular expression that begins here."""
        return _REGULAR.match(self._text, self._position, self._position + _LONGEST_REGULAR)

    def _begins_element(self, level: _Level) -> bool:
        """Whether an element begins here; if so, its tag is read next."""
        found = _ELEMENT.match(self._text, self._position)
        if found is None:
            return False
        name = found[1] or ""
        level.value = False
        if found[2]:
            if self._last_end.get("", -1) < found.end():
                return False
            self._levels.append(_Level("children", found.start(), quiet=level.quiet))
            self._position = found.end()
            return True
        self._levels.append(_Level("tag", found.start(), quiet=level.quiet, name=name, kept=len(self._kept)))
        self._keep(found.start(), found.end(), f"<{name}{blank(found[0][1 + len(name) :])}")
        self._position = found.end()
        if self._text.startswith("<", self._position):
            self._position = self._after_types(self._position)
        return True

    def _after_types(self, position: int) -> int:
        """Where the types of a generic component end: <List<Street> …>."""
        depth = 0
        for sign in _ANGLE.finditer(self._text, position, position + 500):
            depth += 1 if sign[0] == "<" else -1
            if not depth:
                return sign.end()
        return position + 1

    def _template(self, level: _Level) -> None:
        """A part of a template string: to its end, or to what a program writes in it."""
        part = _TEMPLATE_PART.match(self._text, self._position)
        if part is None:
            self._position = len(self._text)
            return
        self._position = part.end()
        if part[1]:
            self._levels.pop()
        else:
            self._levels.append(_Level("code", part.start(2), quiet=level.quiet))

    def _tag(self, level: _Level) -> None:
        """One attribute of a start tag, or its end."""
        space = _SPACE.match(self._text, self._position)
        at = self._position = self._position if space is None else space.end()
        if self._text.startswith("/>", at):
            self._keep(at, at + 2)
            self._position = at + 2
            self._levels.pop()
        elif self._text.startswith(">", at):
            self._keep(at, at + 1)
            self._position = at + 1
            if self._last_end.get(level.name, -1) < at:
                self._levels.pop()  # It never ends: no element after all, but a type.
                del self._kept[level.kept :]
            else:
                self._levels[-1] = _Level("children", level.start, quiet=level.quiet)
        elif self._text.startswith("{", at):
            self._expression(at, "spread")
        elif (attribute := _ATTRIBUTE.match(self._text, at)) is not None:
            self._attribute(attribute)
        else:
            # No attribute, such as one whose quotation stays open: go on behind its name.
            name = _WORD.match(self._text, at)
            self._position = at + 1 if name is None else name.end()

    def _attribute(self, found: re.Match[str]) -> None:
        name = found[1]
        plain = _RENAMED.get(name.lower(), name)
        self._keep(found.start(1), found.end(1), plain + " " * (len(name) - len(plain)))
        self._position = found.end()
        if found[2] is None:
            return
        self._keep(*found.span(2))
        if found[3] is not None:
            self._keep(*found.span(3))
        elif self._text.startswith("{", found.end()):
            self._expression(found.end(), "value")

    def _children(self, level: _Level) -> None:
        """What stands between tags: text to the next tag or expression."""
        at = self._position
        sign = _BRACE_OR_TAG.search(self._text, at)
        end = len(self._text) if sign is None else sign.start()
        if end > at:
            self._keep(at, end)
        self._position = end
        if sign is None:
            return
        if sign[0] == "{":
            self._expression(end, "child")
        elif (closing := _END.match(self._text, end)) is not None:
            if closing[1]:
                self._keep(end, closing.end(), _squeezed_end(closing))
            self._position = closing.end()
            self._levels.pop()
        elif not self._begins_element(level):
            self._position = end + 1

    def _expression(self, at: int, place: Literal["spread", "value", "child"]) -> None:
        """What a program writes in braces: known if it is a quotation, and nothing if it is a comment."""
        literal = _LITERAL.match(self._text, at) if place != "spread" else None
        if literal is not None and not (place == "value" and '"' in literal[2]):
            self._position = literal.end()
            written = blank(literal[0])
            start, end = literal.start(2) - at, literal.end(2) - at
            inner = f'"{literal[2]}"' if place == "value" else f" {literal[2]} "
            self._keep(at, literal.end(), written[: start - 1] + inner + written[end + 1 :])
            return
        space = _SPACE.match(self._text, at + 1)
        inside = at + 1 if space is None else space.end()
        if place == "child" and self._text.startswith("}", inside):
            self._position = inside + 1
            return
        self._keep(at, at + 1, UNKNOWN)
        quiet = self._levels[-1].quiet or place != "child"
        self._levels.append(_Level("code", at, quiet=quiet))
        self._position = at + 1


def _squeezed_end(closing: re.Match[str]) -> str:
    """An end tag as HTML has it: no space before its name."""
    name = closing[1]
    return f"</{name}" + blank(closing[0][2 + len(name) : -1]) + ">"


_WORD = re.compile(_NAME)
_ANGLE = re.compile("[<>]")
_BRACE_OR_TAG = re.compile(r"\{|<(?=[/A-Za-z_$>\s])")
