"""The page says that it is in one language, and its text is in another."""

from collections.abc import Iterator

from accesscheck.dom import Dom, Node
from accesscheck.text.language import Guess, guess, own_words, primary

# Below this many words a foreign title or a list of names decides the guess.
FEWEST_WORDS = 12
CERTAIN = 0.995
LIKELY = 0.9

_RELATED = ({"nl", "af"}, {"no", "nb", "nn", "da"}, {"hr", "sr", "bs"}, {"de", "lb"}, {"es", "gl", "ca"})


def candidates(dom: Dom) -> Iterator[Node]:
    """The root, if it names a language and there is text enough of the page's own to tell."""
    if dom.root is not None and dom.root.tag == "html" and primary(dom.root.attributes.get("lang")):
        if len(_own_words(dom).split()) >= FEWEST_WORDS and _guess(dom) is not None:
            yield dom.root


def verdict(root: Node, dom: Dom) -> bool | None:
    """Whether the language of the text is the one that is named; None if the guess is not sure."""
    declared = primary(root.attributes.get("lang"))
    found = _guess(dom)
    if found is None or found.language == declared or found.confidence < LIKELY:
        return True
    if any({found.language, declared} <= related for related in _RELATED):
        return True
    return False if found.confidence >= CERTAIN else None


def params(root: Node, dom: Dom) -> dict[str, str]:
    """Codes of both languages."""
    found = _guess(dom)
    return {
        "declared": primary(root.attributes.get("lang")) or "",
        "detected": found.language if found else "",
    }


def _guess(dom: Dom) -> Guess | None:
    return guess(_own_words(dom))


def _own_words(dom: Dom) -> str:
    return own_words(dom.document.text, dom.document.blocks)
