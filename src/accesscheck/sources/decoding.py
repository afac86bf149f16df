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
_OF_THE_WEB = frozenset(
    "utf-8 utf-16 utf-16-le utf-16-be cp866 cp874 cp932 cp949 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 "
    "cp1258 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 "
    "iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic gbk gb18030 big5 big5hkscs euc_jp iso2022_jp "
    "shift_jis euc_kr".split()
)
"""Encodings of the WHATWG Encoding Standard, by Python's names: punycode or unicode_escape are none of a page."""
_CONTROL = bytes(sorted(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27}))


def decode(content: bytes, *, declared: str | None = None, markup: bool = False) -> tuple[str, str | None]:
    """The text, and the encoding if it had to be guessed against what the bytes claim (else None).

    In order: byte order mark, `declared` (the header), the markup's own meta, UTF-8, Windows-1252.
    SourceError "binary" if the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), None
    wide = (declared or "").lower().startswith("utf-16")
    if not wide and _is_binary(content):
        raise SourceError("binary")
    claimed = [declared] if declared else []
    if markup:
        claimed += [
            _of_markup(found.group(1).decode("ascii"))
            for found in (_XML.search(content[:200]), _META.search(content[:4096]))
            if found
        ]
    for name in [*claimed, "utf-8"]:
        try:
            text = content.decode(_web_name(name))
        except (LookupError, UnicodeError):
            continue
        # A claim that does not hold, and then UTF-8 that does: the page is wrong about itself.
        return text, None if not claimed or name == claimed[0] else name
    text = content.decode("utf-8", "replace")
    wrong, beyond_ascii = text.count("\ufffd"), len(text) - len(text.encode("ascii", "ignore"))
    if beyond_ascii > 2 * wrong:
        return text, None  # UTF-8 with a few bad bytes: only those letters are lost.
    return content.decode("cp1252", "replace"), "Windows-1252" if claimed else None


def is_silent_utf8(content: bytes) -> bool:
    """Whether markup is UTF-8 and does not say so: its server would say it, and a browser takes it for another."""
    if (
        content.startswith(tuple(mark for mark, _ in _MARKS))
        or _XML.search(content[:200])
        or _META.search(content[:4096])
    ):
        return False
    try:
        return not content.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _of_markup(name: str) -> str:
    """What markup that could be read this far claims: not UTF-16, whatever it says."""
    return "utf-8" if name.lower().startswith("utf-16") else name


def _web_name(name: str) -> str:
    """The encoding that browsers use for a name: latin-1 and ascii are read as Windows-1252. LookupError."""
    try:
        known = codecs.lookup(name.strip()).name
    except ValueError:  # The name holds a null.
        raise LookupError(name) from None
    if known in ("iso8859-1", "ascii"):
        return "cp1252"
    if known not in _OF_THE_WEB:
        raise LookupError(name)
    return known


def _is_binary(content: bytes) -> bool:
    start = content[:4096]
    return bool(start) and (0 in start or len(start) - len(start.translate(None, _CONTROL)) > len(start) / 20)
