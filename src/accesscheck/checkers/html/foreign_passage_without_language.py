"""A passage is in another language than the text around it, and its markup does not say so."""

import re
from collections.abc import Iterator

from accesscheck.checkers.languages import Part, beginning, is_foreign, judge, parts, texts
from accesscheck.dom import Dom, Node
from accesscheck.roles import self_and_ancestors
from accesscheck.text.language import KNOWN, Guess, common_words, own_common_words, script, share_of_common_words

FEWEST_WORDS = 6
FEWEST_COMMON = 3
_USUAL = 0.15
"""Share of common words of a language from which a text is taken to be in it."""
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")
# A book or an article keeps its title in a list of sources.
_SOURCE = re.compile(r"[(,]\s?(?:19|20)\d\d[a-z]?\b|\bISBN\b|\bISSN\b|\bdoi\b|\bpp?\. ?\d|\bet al\b", re.I)


def candidates(dom: Dom) -> Iterator[Node]:
    """Blocks with a sentence of text."""
    return (block for part in _parts(dom) for block, text in part.blocks if _is_passage(block, text))


def verdict(block: Node, dom: Dom) -> bool | None:
    """Whether it is in the language in force; None if it seems to be in another."""
    return True if _seems(block, dom) is None else None


def params(block: Node, dom: Dom) -> dict[str, str]:
    """Codes of both languages, and how the passage begins."""
    part, text = texts(dom)[block.mem_id]
    seems = _seems(block, dom)
    return {
        "declared": part.language or "",
        "detected": "" if seems is None else seems.language,
        "text": beginning(text),
    }


def _parts(dom: Dom) -> Iterator[Part]:
    """Those in the language that they name: of another one, its own rule tells."""
    return (part for part in parts(dom) if part.language in KNOWN and judge(dom, part).fits)


def _is_passage(block: Node, text: str) -> bool:
    return text.count(" ") + 1 >= FEWEST_WORDS and block.tag not in ("body", "nav", "address")


def _seems(block: Node, dom: Dom) -> Guess | None:
    """The other language that it is in, if it is no title and no entry of a list of sources."""
    part, text = texts(dom)[block.mem_id]
    language = part.language or ""
    # Most passages are told by their first words.
    if len(own_common_words(language).intersection(text[:150].lower().split())) >= 2:
        return None
    counts = common_words(text[:300])
    if text.isascii() and max(counts.values(), default=0) < max(FEWEST_COMMON, counts[language] + 1):
        return None
    if share_of_common_words(text, language) >= _USUAL:
        return None
    seems = is_foreign(text, language)
    if seems is None or (seems.common < FEWEST_COMMON and script(text) == "LATIN") or _is_title(block, text, seems):
        return None
    return seems


def _is_title(block: Node, text: str, seems: Guess) -> bool:
    if _SOURCE.search(text) or any(node.tag == "cite" for node in self_and_ancestors(block)):
        return True
    if _SENTENCE.search(text):
        return False
    if block.css_first("cite, em, i, a") is not None:
        return True
    words = text.split()
    capitals = sum(word[:1].isupper() for word in words)
    return len(words) < 8 or (seems.language != "de" and capitals * 2 > len(words))
