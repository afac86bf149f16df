"""The texts of a page by the language that its markup names, and whether they are in it.

A text is what is shown or what assistive technology says: names and alternatives of images count too.
"""

import re
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from accesscheck.dom import Dom, Node
from accesscheck.roles import input_type
from accesscheck.text.language import (
    KNOWN,
    RELATED,
    Guess,
    common_words,
    identify,
    primary,
    rank,
    script,
    share_of_common_words,
)

FOREIGN = 0.003
"""Below this likelihood of the named language, a text is certainly not in it."""
DOUBTFUL = 0.03
"""Below this likelihood, a person must look."""
_WORTH_ASKING = 0.5
"""Likelihood of another language from which it can be named in a question."""

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big button cite data del dfn em font i ins label mark rp rt ruby s small span strike "
    "strong sub sup time tt u wbr output meter progress".split()
)
_UNREAD = frozenset(
    "head script style noscript template svg math canvas object iframe select datalist textarea code pre kbd samp var "
    "title metadata desc".split()
)
_SPECIAL = "[lang], [translate], [aria-label], [aria-labelledby], img, area, input"
_SAMPLE = 3000


@dataclass(slots=True)
class Part:
    """All text in the language of one lang attribute, by block. `language` is None if the attribute names none."""

    owner: Node | None
    language: str | None
    blocks: list[tuple[Node, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of its text; of a long one a sample from beginning to end."""
        length = sum(len(text) for _, text in self.blocks)
        step = max(1, length // _SAMPLE)
        return "\n".join(text for _, text in self.blocks[::step])


class Judgement(NamedTuple):
    """Whether a text is in the language that the markup names, None if a person must tell, and which it seems."""

    fits: bool | None
    seems: Guess | None


_Stretch = tuple[int, int, str]
"""The block that a text stands in, the element whose lang attribute holds for it, by their places; -1 for none."""

_stretch_cache: "weakref.WeakKeyDictionary[Dom, list[_Stretch]]" = weakref.WeakKeyDictionary()
_part_cache: "weakref.WeakKeyDictionary[Dom, tuple[Part, ...]]" = weakref.WeakKeyDictionary()
_text_cache: "weakref.WeakKeyDictionary[Dom, dict[int, tuple[Part, str]]]" = weakref.WeakKeyDictionary()
_inline_cache: "weakref.WeakKeyDictionary[Dom, dict[int, tuple[Node, str]]]" = weakref.WeakKeyDictionary()
_judgement_cache: "weakref.WeakKeyDictionary[Dom, dict[int, Judgement]]" = weakref.WeakKeyDictionary()


def parts(dom: Dom) -> tuple[Part, ...]:
    """The texts of body by lang attribute, in document order."""
    if dom not in _part_cache:
        found: dict[int, list[tuple[int, list[str]]]] = {}
        for block, owner, text in _stretches(dom):
            blocks = found.setdefault(owner, [])
            if blocks and blocks[-1][0] == block:
                blocks[-1][1].append(text)
            else:
                blocks.append((block, [text]))
        _part_cache[dom] = tuple(part for place in found if (part := _part(dom, place, found[place])).blocks)
    return _part_cache[dom]


def _part(dom: Dom, place: int, blocks: Iterable[tuple[int, list[str]]]) -> Part:
    owner = None if place < 0 else dom.elements[place]
    squeezed = [(dom.elements[block], words) for block, pieces in blocks if (words := _joined(pieces))]
    return Part(owner, primary(None if owner is None else owner.attributes.get("lang")), squeezed)


def _joined(pieces: list[str]) -> str:
    """The texts as one; white space is collapsed already, but for where two of them meet."""
    text = "".join(pieces).strip()
    return " ".join(text.split()) if "  " in text else text


def _stretches(dom: Dom) -> list[_Stretch]:
    """The texts of body in document order."""
    if dom not in _stretch_cache:
        _stretch_cache[dom] = list(_walk(dom))
    return _stretch_cache[dom]


def texts(dom: Dom) -> Mapping[int, tuple[Part, str]]:
    """The text of each block, and the part that it belongs to, by the id of the block."""
    if dom not in _text_cache:
        _text_cache[dom] = {block.mem_id: (part, text) for part in parts(dom) for block, text in part.blocks}
    return _text_cache[dom]


def inline_texts(dom: Dom) -> Mapping[int, tuple[Node, str]]:
    """The text of each block in whatever languages, without that of the blocks in it, by the id of the block."""
    if dom not in _inline_cache:
        found: dict[int, tuple[Node, list[str]]] = {}
        around: dict[int, Node] = {}
        for place, _, text in _stretches(dom):
            if place not in around:
                around[place] = _block_around(dom.elements[place])
            block = around[place]
            found.setdefault(block.mem_id, (block, []))[1].append(text)
        _inline_cache[dom] = {
            key: (block, words) for key, (block, pieces) in found.items() if (words := _joined(pieces))
        }
    return _inline_cache[dom]


def _block_around(node: Node) -> Node:
    while node.tag in _INLINE and node.parent is not None and "dir" not in node.attributes:
        node = node.parent
    return node


def part_of(dom: Dom, owner: Node) -> Part | None:
    """The text in the language that an element names."""
    return next((part for part in parts(dom) if part.owner is not None and part.owner.mem_id == owner.mem_id), None)


def judge(dom: Dom, part: Part) -> Judgement:
    """Whether a part's text is in the language that its lang attribute names."""
    known = _judgement_cache.setdefault(dom, {})
    key = 0 if part.owner is None else part.owner.mem_id
    if key not in known:
        known[key] = _judge(part)
    return known[key]


def is_foreign(text: str, language: str) -> Guess | None:
    """The language that a text is surely in, if it is not the given one or a relative."""
    found = rank(text)
    if not found or found[0].language == "la" or _likelihood(found, language) > FOREIGN:
        return None
    return found[0] if found[0].confidence >= 0.9 else None


def _walk(dom: Dom) -> Iterator[_Stretch]:
    body = next(dom.select("body"), None)
    root = dom.root
    if body is None or root is None:
        return
    elements, tags, contents, hidden = dom.elements, dom.tags, dom.contents, dom.hidden_places
    owner = dom.index(body) if "lang" in body.attributes else dom.index(root) if "lang" in root.attributes else -1
    special = {dom.index(node) for node in dom.select(_SPECIAL)}
    # Of each open element: what is still to be read in it, its block and owner, and those of what follows it.
    stack: list[tuple[Iterator[str | int], int, int, tuple[int, int] | None]]
    stack = [(iter((dom.index(body),)), dom.index(body), owner, None)]
    while stack:
        children, block, owner, after = stack[-1]
        for child in children:
            if isinstance(child, str):
                if child:
                    yield (block, owner, child)
                continue
            tag = tags[child]
            if child in hidden or tag in _UNREAD:
                if tag not in _UNREAD and elements[child].attributes.get("style"):
                    # What is invisible may have a part that is visible again.
                    inside = [place for place in contents[child] if not isinstance(place, str)]
                    stack.append((iter(inside), block, owner, None))
                    break
                continue
            inner, ruler = block, owner
            if child in special:
                attributes = elements[child].attributes
                if attributes.get("translate") == "no":
                    continue
                if "lang" in attributes:
                    ruler = inner = child
                if name := _name(dom, elements[child], tag, attributes):
                    yield (child, ruler, f" {' '.join(name.split())} ")
            if tag == "br":
                yield (inner, ruler, " ")
                continue
            if tag in _INLINE:
                stack.append((iter(contents[child]), inner, ruler, None))
            else:
                stack.append((iter(contents[child]), child, ruler, (inner, ruler)))
            break
        else:
            stack.pop()
            if after is not None:
                yield (*after, " ")


def _name(dom: Dom, node: Node, tag: str, attributes: Mapping[str, str | None]) -> str:
    """What an element says by an attribute instead of by text inside it."""
    if "aria-label" in attributes or "aria-labelledby" in attributes or tag in ("img", "area"):
        if not dom.is_exposed(node):
            return ""
        if "aria-labelledby" in attributes:
            named = [dom.ids[key][0] for key in (attributes["aria-labelledby"] or "").split() if key in dom.ids]
            # What is shown is a text already.
            return dom.name(node) if any(dom.is_hidden(label) for label in named) else ""
        return attributes.get("aria-label") or (attributes.get("alt") or "" if tag in ("img", "area") else "")
    if tag == "input" and input_type(node) in ("submit", "button", "reset"):
        return attributes.get("value") or ""
    return ""


_LONGEST_QUOTE = 40


def beginning(text: str) -> str:
    """How a text begins, to recognise it by."""
    bare = text.replace("\n", " ").strip("\"'“”„«» ")
    return bare if len(bare) <= _LONGEST_QUOTE else f"{bare[: _LONGEST_QUOTE - 1].rstrip()}…"


def _judge(part: Part) -> Judgement:
    declared = part.language
    tag = (part.owner.attributes.get("lang") or "").lower() if part.owner is not None else ""
    text = part.text
    # Another script than the usual, or a dead language whose names of plants and animals live on.
    if declared in (None, "la") or re.search(r"-(?:latn|cyrl)\b", tag):
        return Judgement(fits=True, seems=None)
    if _is_plain(text, declared):
        return Judgement(fits=True, seems=Guess(language=declared, confidence=1.0))
    found = rank(text)
    if not found:
        return Judgement(fits=True, seems=None)
    if declared not in KNOWN and _family(declared).isdisjoint(KNOWN):
        return _judge_unknown(text, declared, found)
    likelihood = _likelihood(found, declared)
    seems = found[0]
    if likelihood > DOUBTFUL or seems.language == "la" or (seems.telling < 2 and script(text) == "LATIN"):
        return Judgement(fits=True, seems=seems)
    own, other, seems = _tally(part, declared, seems)
    if own >= other:
        return Judgement(fits=True, seems=seems)
    if seems.confidence < _WORTH_ASKING and script(text) == "LATIN":
        return Judgement(fits=True, seems=seems)
    certain = likelihood <= FOREIGN and own * 2 <= other and _is_telling(text, found, declared, seems)
    return Judgement(fits=False if certain else None, seems=seems)


def _is_plain(text: str, declared: str) -> bool:
    """Whether the common words of a longer text leave no doubt that it is in the named language. Quick."""
    if len(text) < 300:
        return False
    counts = common_words(text[:2000])
    family = _family(declared)
    others = max((count for language, count in counts.items() if language not in family), default=0)
    own = counts[declared]
    return (own * 8 >= len(text[:2000].split()) and own > others) or (own >= 12 and own > 2 * others)


def _judge_unknown(text: str, declared: str, found: Sequence[Guess]) -> Judgement:
    """A text in a named language that we do not know: foreign only if full of another one's common words."""
    seems = found[0]
    full = seems.confidence >= 0.99 and seems.common >= 5 and share_of_common_words(text, seems.language) >= 0.3
    return Judgement(fits=None if full else True, seems=seems)


def _is_telling(text: str, found: Sequence[Guess], declared: str, seems: Guess) -> bool:
    """Whether the text has words enough of the other language to be sure."""
    if script(text) != "LATIN":
        return len(text.replace(" ", "")) >= 4
    family = _family(declared)
    named = max((guess.common for guess in found if guess.language in family), default=0)
    return seems.confidence >= 0.9 and seems.telling >= 2 and seems.common > named


def _tally(part: Part, declared: str, seems: Guess) -> tuple[int, int, Guess]:
    """Words in the named language, words in the other language that most are in, and that language."""
    family = _family(declared)
    words: dict[str, int] = {}
    best: dict[str, Guess] = {}
    if len(part.blocks) == 1:
        return 0, len(part.text.split()), seems
    for text in _sampled(part.blocks):
        guess = identify(text)
        if guess is not None and guess.confidence >= 0.6:
            words[guess.language] = words.get(guess.language, 0) + len(text.split())
            best[guess.language] = max(guess, best.get(guess.language, guess), key=lambda one: one.common)
    own = sum(count for language, count in words.items() if language in family)
    others = {language: count for language, count in words.items() if language not in family and language != "la"}
    if not others:
        # Block by block nothing is sure; together they told another language.
        return own, 0 if own else len(part.text.split()), seems
    most = max(others, key=lambda language: others[language])
    return own, others[most], seems if seems.language == most else best[most]


def _sampled(blocks: Sequence[tuple[Node, str]], most: int = 80) -> Iterable[str]:
    return (text for _, text in blocks[:: max(1, len(blocks) // most)])


def _likelihood(found: Iterable[Guess], language: str) -> float:
    family = _family(language)
    return sum(guess.confidence for guess in found if guess.language in family)


def _family(language: str) -> frozenset[str]:
    return frozenset({language}).union(*(group for group in RELATED if language in group))
