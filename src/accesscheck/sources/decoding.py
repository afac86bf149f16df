"""Bytes -> text, by what the bytes say of themselves."""

import codecs
import re

from accesscheck.sources.source_error import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_XML = re.compile(rb"<\?xml[^>]+encoding\s*=\s*[\"']([\w-]+)", re.I)
_CONTROL = frozenset(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27}


def decode(content: bytes, *, declared: str | None = None, markup: bool = False) -> tuple[str, str | None]:
    """The text, and the encoding if it had to be guessed against what the bytes claim (else None).

    In order: byte order mark, `declared` (the header), the markup's own meta, UTF-8, Windows-1252.
    SourceError "binary" if the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), None
    if _is_binary(content):
        raise SourceError("binary")
    claimed = [declared] if declared else []
    if markup:
        claimed += [
            found.group(1).decode("ascii")
            for found in (_XML.search(content[:200]), _META.search(content[:4096]))
            if found
        ]
    for name in [*claimed, "utf-8"]:
        try:
            text = content.decode(_web_name(name))
        except (LookupError, UnicodeDecodeError):
            continue
        # A claim that does not hold, and then UTF-8 that does: the page is wrong about itself.
        return text, None if not claimed or name == claimed[0] else name
    return content.decode("cp1252", "replace"), "Windows-1252" if claimed else None


def _web_name(name: str) -> str:
    """The encoding that browsers use for a name: latin-1 and ascii are read as Windows-1252."""
    known = codecs.lookup(name).name
    return "cp1252" if known in ("iso8859-1", "ascii") else known


def _is_binary(content: bytes) -> bool:
    start = content[:4096]
    return bool(start) and (0 in start or sum(byte in _CONTROL for byte in start) > len(start) / 20)
