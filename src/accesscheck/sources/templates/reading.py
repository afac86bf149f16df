"""Markup with marks -> markup that can be parsed, and what is not known of its elements.

The tags are read by the tokenization rules of the HTML standard, in one pass.
"""

import re
from collections import Counter
from dataclasses import dataclass

from accesscheck.model.template import UNKNOWN, Doubt, Template
from accesscheck.sources.templates.marks import CONDITION, HOLE, MARKS, blank

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_TEXT_ALONE = frozenset("script style textarea title iframe xmp noembed noframes".split())
_WORDLESS = frozenset(
    "html head body main section article header footer nav aside form fieldset figure table thead tbody tfoot tr "
    "colgroup ul ol dl menu select optgroup datalist picture video audio object svg math g".split()
)
"""Elements in which no words of an expression are shown: a parser would move them, or they name nothing."""

_PRESENCE_COUNTS = frozenset("hidden disabled inert checked readonly required multiple selected autofocus".split())
"""Attributes that are true when they are there, whatever their value: with an unknown one they are left out."""

_TOKEN = re.compile(rf"<!--|<[!?]|</([a-zA-Z{UNKNOWN}][^\s/>]*)|<([a-zA-Z{UNKNOWN}][^\s/>]*)|[{MARKS}]")
_ATTRIBUTE = re.compile(
    # Where a quote is never closed nothing matches: such a tag has no end.
    r"""[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+)|(?=>))|(?!\s*+=))"""
)
_UNQUOTED = 4
_REST_OF_TAG = re.compile(r"[\s/]*+>")
_BINDING = re.compile(r"(:|v-bind:|x-bind:|\[(?:attr\.)?)([a-zA-Z][\w-]*)(\]|(?:\.[\w.-]+)?)\Z")
_LITERAL = re.compile(r"""\s*(["'`])([^"'`\\$]*)\1\s*\Z""")
_DIRECTIVE = re.compile(r"v-|x-|@|#|\(|\*|ng-|bind-|on-|:|\[|\.")
_MAKES_CONTENTS = frozenset(
    "v-html v-text x-html x-text [innerhtml] [innertext] [textcontent] dangerouslysetinnerhtml children".split()
)
_CONDITIONS = frozenset("v-if v-else-if v-else v-for v-show x-if x-for x-show *ngif *ngfor".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How the markup of a template differs from HTML.

    `closes_itself`: `<div />` has no contents, and a name with a capital is a component; `root_inherits`: the outermost
    elements get attributes from elsewhere.
    """

    closes_itself: bool = False
    root_inherits: bool = False


@dataclass(slots=True)
class _Open:
    """An element whose end was not met yet; `written` and `conditional` count what came before it.

    `shows_words`: whether the words of an expression in it are shown to the parser.
    """

    name: str
    start: int
    tag_end: int
    written: int
    conditional: int
    attributes: bool
    values: frozenset[str]
    contents: bool
    within_component: bool
    is_component: bool
    shows_words: bool


@dataclass(frozen=True, slots=True)
class _Attributes:
    """What was read of a start tag. `end` is that of the tag."""

    end: int
    closes_itself: bool
    more: bool
    unknown: frozenset[str]
    makes_contents: bool
    conditional: bool


def read(text: str, source: str, dialect: Dialect) -> tuple[str, Template]:
    """The markup of a template whose expressions are marked, and what is known of it."""
    return _Reading(text, source, dialect).result()


class _Reading:
    """One pass over the markup. Edits keep the length, but for insertions."""

    def __init__(self, text: str, source: str, dialect: Dialect) -> None:
        self._text = text
        self._source = source
        self._dialect = dialect
        self._edits: list[tuple[int, int, str]] = []
        self._open: list[_Open] = []
        self._names: Counter[str] = Counter()
        self._components = 0
        self._written = 0
        self._conditional = 0
        self._elements: dict[int, tuple[int, int]] = {}
        self._doubts: dict[int, Doubt] = {}

    def result(self) -> tuple[str, Template]:
        """The markup, and what is known of it."""
        position = 0
        while (token := _TOKEN.search(self._text, position)) is not None:
            after = self._token(token)
            if after is None:
                break
            position = after
        while self._open:
            self._finish(len(self._text), has_end=False)
        html, insertions = self._edited()
        return html, Template(
            source=self._source, elements=self._elements, doubts=self._doubts, insertions=tuple(insertions)
        )

    def _token(self, token: re.Match[str]) -> int | None:
        """Where to go on; None if nothing follows."""
        if token[1] is not None:
            return self._end_tag(token)
        if token[2] is not None:
            return self._start_tag(token)
        if token[0] in MARKS:
            self._mark(token[0], token.start())
            return token.end()
        closing = "-->" if token[0] == "<!--" else ">"
        end = self._text.find(closing, token.end())
        return None if end < 0 else end + len(closing)

    def _mark(self, mark: str, at: int) -> None:
        """A mark between tags."""
        if mark == CONDITION:
            self._conditional += 1
        else:
            self._written += 1
        if mark != UNKNOWN or not self._shows_words:
            self._edits.append((at, at + 1, " "))

    @property
    def _shows_words(self) -> bool:
        return bool(self._open) and self._open[-1].shows_words

    def _end_tag(self, token: re.Match[str]) -> int | None:
        name = self._tag_name(token.start(1), token[1])
        end = self._text.find(">", token.end())
        if end < 0:
            return None
        if self._names[name]:
            while self._open[-1].name != name:
                self._finish(token.start(), has_end=False)
            self._finish(end + 1)
        return end + 1

    def _start_tag(self, token: re.Match[str]) -> int | None:
        written_name = token[2]
        glued = min((written_name.find(mark) for mark in MARKS if mark in written_name), default=-1)
        if glued > 0 and written_name[:glued] not in ("h", "H"):
            written_name = written_name[:glued]  # The expression writes attributes: <div{{ attributes }}>.
        name = self._tag_name(token.start(2), written_name)
        is_component = self._is_component(written_name)
        tag = self._attributes(token.start(2) + len(written_name))
        if tag is None:
            return None
        self._conditional += tag.conditional
        opened = _Open(
            name=name,
            start=token.start(),
            tag_end=tag.end,
            written=self._written,
            conditional=self._conditional,
            attributes=tag.more or (self._dialect.root_inherits and not self._open),
            values=tag.unknown,
            contents=tag.makes_contents or is_component,
            within_component=self._components > 0,
            is_component=is_component,
            shows_words=self._shows_words if is_component else name not in _WORDLESS,
        )
        self._written += opened.contents
        self._open.append(opened)
        self._names[name] += 1
        self._components += is_component
        if name in _VOID and not is_component:
            self._finish(tag.end)
        elif tag.closes_itself and self._ends_itself(is_component=is_component):
            self._insert_end(tag.end, opened)
        elif opened.contents and opened.shows_words and self._text.startswith("</", tag.end):
            self._edits.append((tag.end, tag.end, UNKNOWN))
        elif name in _TEXT_ALONE and not is_component:
            return self._text_alone(tag.end, name)
        return tag.end

    def _ends_itself(self, *, is_component: bool) -> bool:
        return is_component or self._dialect.closes_itself or bool(self._names["svg"] or self._names["math"])

    def _insert_end(self, at: int, done: _Open) -> None:
        """The end tag that `<Icon />` has in HTML. In svg a parser knows itself that nothing is in it."""
        if not (self._names["svg"] or self._names["math"]):
            words = UNKNOWN if done.contents and done.shows_words else ""
            self._edits.append((at, at, f"{words}</{done.name}>"))
        self._finish(at)

    def _text_alone(self, start: int, name: str) -> int | None:
        """Where the end tag of an element without markup stands; what an expression writes in it counts."""
        found = _END_OF[name].search(self._text, start)
        end = len(self._text) if found is None else found.start()
        for mark in _MARK.finditer(self._text, start, end):
            self._written += mark[0] != CONDITION
            self._conditional += mark[0] == CONDITION
            if mark[0] != UNKNOWN:
                self._edits.append((mark.start(), mark.end(), " "))
        return None if found is None else end

    def _finish(self, end: int, *, has_end: bool = True) -> None:
        """The innermost element ends here.

        Where it has no end tag, and conditions in it, one end tag may serve the start tags of several branches.
        """
        done = self._open.pop()
        self._names[done.name] -= 1
        self._components -= done.is_component
        self._elements[done.start] = (done.tag_end, end)
        has_condition = self._conditional > done.conditional
        doubt = Doubt(
            attributes=done.attributes,
            values=done.values,
            contents=done.contents or self._written > done.written or (has_condition and not has_end),
            conditions=has_condition,
            component=done.within_component,
        )
        if doubt != _NONE:
            self._doubts[done.start] = doubt

    def _is_component(self, name: str) -> bool:
        if ":" in name:
            return True
        if not self._dialect.closes_itself:
            return False
        return name[0].isupper() or "." in name or "-" in name or name in ("template", "slot", "component")

    def _tag_name(self, at: int, name: str) -> str:
        """The name that a parser reads. That of a component is made unlike any in HTML, where it is not."""
        if name[0] == UNKNOWN:
            plain = "x"
        elif self._is_component(name) and (
            not name.islower() or not name.replace("-", "").isalnum() or "-" not in name
        ):
            plain = f"x-{_STRANGE.sub('-', name[2:])}"[: len(name)].lower()
        else:
            return name.lower()
        self._edits.append((at, at + len(name), plain + blank(name[len(plain) :])))
        return plain

    def _attributes(self, position: int) -> _Attributes | None:
        """The attributes of a start tag; None if the tag never ends."""
        text = self._text
        more = makes_contents = conditional = False
        unknown: set[str] = set()
        while (end := _REST_OF_TAG.match(text, position)) is None:
            found = _ATTRIBUTE.match(text, position)
            if found is None:
                return None
            position = found.end()
            name = found[1].lower()
            makes_contents = makes_contents or name in _MAKES_CONTENTS
            conditional = conditional or name in _CONDITIONS
            if any(mark in name for mark in MARKS):
                more = True
                self._blank(found)
            elif (binding := _BINDING.match(found[1])) is not None:
                unknown.update(self._bound(found, binding))
            elif _DIRECTIVE.match(name):
                more = more or name in ("v-bind", "x-bind") or name.startswith((":", "["))
                self._blank(found)
            elif any(mark in found[0] for mark in MARKS):
                unknown.add(name)
                self._unknown_value(found)
        closes = text[end.end() - 2] == "/" and end.end() - 2 >= position
        return _Attributes(end.end(), closes, more, frozenset(unknown), makes_contents, conditional)

    def _unknown_value(self, found: re.Match[str]) -> None:
        """A value with marks in it: what is there in any case stays, such as half an address."""
        if found[1].lower() in _PRESENCE_COUNTS:
            self._blank(found)
            return
        for mark in _MARK.finditer(self._text, found.end(1), found.end()):
            if mark[0] == HOLE:
                self._edits.append((mark.start(), mark.end(), UNKNOWN))
            elif mark[0] == CONDITION:
                self._edits.append((mark.start(), mark.end(), " "))

    def _bound(self, found: re.Match[str], binding: re.Match[str]) -> tuple[str, ...]:
        """An attribute that an expression gives its value: its name, unless the value is known, being a quotation."""
        name = binding[2].lower()
        group = next((number for number in (2, 3, _UNQUOTED) if found[number]), None)
        literal = None if group is None else _LITERAL.match(found[group])
        if group is None or (literal is None and name in _PRESENCE_COUNTS):
            self._blank(found)
            return (name,)
        self._edits.append((*found.span(1), blank(binding[1]) + binding[2] + blank(binding[3])))
        if literal is None:
            self._edits.append((*found.span(group), UNKNOWN + blank(found[group][1:])))
            return (name,)
        start, end = found.span(group)
        if group != _UNQUOTED:
            self._edits += ((start - 1, start, " "), (end, end + 1, " "))
        for quote in (start + literal.start(1), start + literal.end(2)):
            self._edits.append((quote, quote + 1, '"'))
        return ()

    def _blank(self, found: re.Match[str]) -> None:
        """Leave out an attribute, with its value."""
        start, end = found.start(1), found.end()
        self._edits.append((start, end, blank(self._text[start:end])))

    def _edited(self) -> tuple[str, list[tuple[int, int]]]:
        """The markup with all edits, and the insertions among them."""
        parts: list[str] = []
        insertions: list[tuple[int, int]] = []
        position = 0
        for start, end, written in sorted(self._edits, key=lambda edit: edit[:2]):
            parts += (self._text[position:start], written)
            position = end
            if start == end:
                insertions.append((start, len(written)))
        parts.append(self._text[position:])
        return "".join(parts).translate(_BLANKS), insertions


_NONE = Doubt()
_MARK = re.compile(f"[{MARKS}]")
_BLANKS = str.maketrans({HOLE: " ", CONDITION: " "})
_STRANGE = re.compile(r"[^a-zA-Z0-9-]")
_END_OF = {name: re.compile(rf"</{name}(?=[\s/>])", re.I) for name in _TEXT_ALONE}
