"""A heading says nothing of what stands below it."""

import re
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from accesscheck.dom import Dom, Node
from accesscheck.roles import heading_level, role
from accesscheck.text.filler import filler
from accesscheck.text.overlap import content_words, folded, is_latin, shared, takes_up

_LOREM = re.compile(r"lorem ipsum\b", re.I)

_READ = ("nl", "fr", "en", "de")
_FEWEST_WORDS = 4
_MOST_STRANGERS = 40


@dataclass(frozen=True, slots=True, eq=False)
class _Section:
    """A heading, its content words, and the text up to the next heading of its level or above."""

    heading: Node
    words: tuple[str, ...]
    text: str


_suspects: "weakref.WeakKeyDictionary[Dom, frozenset[int]]" = weakref.WeakKeyDictionary()


def candidates(dom: Dom) -> Iterator[Node]:
    """Headings with a name: an empty one is another fault."""
    return (heading for heading in _headings(dom) if dom.name(heading))


def verdict(heading: Node, dom: Dom, words: Mapping[str, frozenset[str]]) -> bool | None:
    """Whether it is more than a filler, and has to do with what stands below it as far as words can tell."""
    name = dom.name(heading)
    if not any(letter.isalnum() or ord(letter) > 0x2BFF for letter in name) and not re.search(
        r"[\u2190-\u2bff€%]", name
    ):
        return False
    if _LOREM.match(name):
        return False
    if kind := filler(name, words):
        return False if kind == "certain" else None
    if len(name) == 1:
        return True if _is_of_a_list_of_letters(heading, dom) else None
    return None if heading.mem_id in _strangers(dom) else True


def params(heading: Node, dom: Dom) -> dict[str, str]:
    """Its text."""
    name = dom.name(heading)
    return {"heading": name if len(name) <= 60 else f"{name[:59].rstrip()}…"}


def _headings(dom: Dom) -> Iterator[Node]:
    return (node for node in dom.shown("h1, h2, h3, h4, h5, h6, [role]") if role(node) == "heading")


def _is_of_a_list_of_letters(heading: Node, dom: Dom) -> bool:
    """Whether it is the letter or the number of an index: others are like it, or what follows begins with it."""
    name = dom.name(heading).casefold()
    if not name.isalnum():
        return True
    if any(len(dom.name(other)) == 1 for other in _headings(dom) if other.mem_id != heading.mem_id):
        return True
    following = next((node for node in dom.elements[dom.index(heading) + 1 :] if _own_text(node)), None)
    return following is not None and _own_text(following).casefold().startswith(name)


def _own_text(node: Node) -> str:
    return "" if node.tag in ("script", "style", "title") else (node.text(deep=False) or "").strip()


def _strangers(dom: Dom) -> frozenset[int]:
    """Headings that belong to another text: the top one that no word of the page takes up, and two that are swapped."""
    if dom not in _suspects:
        _suspects[dom] = frozenset(_found_strangers(dom)) if dom.document.language in _READ else frozenset()
    return _suspects[dom]


def _found_strangers(dom: Dom) -> Iterator[int]:
    top = _top(dom)
    if top is not None and _is_strange_to_page(top, dom):
        yield top.mem_id
    unlike = [
        replace(section, text=folded(section.text))
        for section in _sections(dom)
        if not takes_up(section.text, section.words)
    ]
    for one, other in combinations(unlike[:_MOST_STRANGERS], 2):
        if _are_swapped(one, other):
            yield from (one.heading.mem_id, other.heading.mem_id)


def _are_swapped(one: _Section, other: _Section) -> bool:
    """Whether each says, with all its words, what stands below the other; their texts are folded."""
    if heading_level(one.heading) != heading_level(other.heading) or set(one.words) & set(other.words):
        return False
    return all(
        len(list(shared(heading.words, section.text))) == len(heading.words)
        for heading, section in ((one, other), (other, one))
    )


def _top(dom: Dom) -> Node | None:
    """The heading that the whole page stands under; None if there are several of its level."""
    levels = [(heading_level(heading), heading) for heading in _headings(dom)]
    highest = min((level for level, _ in levels), default=0)
    found = [heading for level, heading in levels if level == highest]
    return found[0] if len(found) == 1 and found[0].mem_id == levels[0][1].mem_id else None


def _is_strange_to_page(heading: Node, dom: Dom) -> bool:
    """Whether no word of it stands in the title of the page, nor elsewhere in its main text."""
    name = dom.name(heading)
    text = dom.document.text.replace(name, " ", 1)
    if not _is_long_enough(text) or not is_latin(name) or not is_latin(text):
        return False
    words = content_words(name, dom.document.language)
    title = next((node.text() for node in dom.select("title")), "")
    return bool(words) and not takes_up(f"{title} {text}", words)


def _sections(dom: Dom) -> Iterator[_Section]:
    """The sections whose text is long enough to judge by, in Latin letters; none if there are but few headings."""
    document = dom.document
    headings = [block for block in document.blocks if block.kind == "heading"]
    if len(headings) < 2:
        return
    by_selector = {dom.selector(heading): heading for heading in _headings(dom)}
    for place, block in enumerate(headings):
        heading = by_selector.get(block.selector or "")
        if heading is None:
            continue
        following = (later for later in headings[place + 1 :] if (later.level or 6) <= (block.level or 6))
        end = next((later.start for later in following), len(document.text))
        name, text = document.text[block.start : block.end], document.text[block.end : end]
        words = content_words(name, document.language)
        if words and _is_long_enough(text) and is_latin(name) and is_latin(text):
            yield _Section(heading, words, text)


def _is_long_enough(text: str) -> bool:
    return len(text.split(None, _FEWEST_WORDS - 1)) >= _FEWEST_WORDS
