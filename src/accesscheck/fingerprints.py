"""What makes a finding the same one in another run: the basis of baselines, and of “mended since last year”.

A fingerprint leaves out what changes by itself: numbers in ids and classes (they are generated), the place among
siblings, lines and offsets.
"""

import hashlib
import re

_PLACE = re.compile(r":nth-(?:of-type|child)\(\d+\)")
_NUMBERED = re.compile(r"[#.][\w-]*\d[\w-]*")
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")


def of_element(rule_id: str, selector: str, snippet: str) -> str:
    """Of a rule's finding on an element: 16 hexadecimal digits."""
    steady = _NUMBERED.sub("*", _PLACE.sub("", selector))
    return _digest(rule_id, steady, _DIGITS.sub("0", snippet))


def of_text(rule_id: str, quote: str, sentence: str) -> str:
    """Of a rule's finding on words, in their sentence: 16 hexadecimal digits."""
    return _digest(rule_id, _SPACE.sub(" ", quote).lower(), _SPACE.sub(" ", sentence).strip().lower())


def of_document(rule_id: str) -> str:
    """Of a rule's finding on a whole document: 16 hexadecimal digits."""
    return _digest(rule_id)


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
