"""Plain text: its lines grouped into paragraphs, list items and headings. The text itself is left as it is."""

import hashlib
import re
from datetime import datetime

from accesscheck.model.document import Block, Document, Note
from accesscheck.model.target import Target
from accesscheck.sources.decoding import decode
from accesscheck.sources.markup import language_notes, looks_like_vacancy, profiles, text_language
from accesscheck.sources.source_error import SourceError

_BULLET = re.compile(r"[ \t]*(?:[-–—•·*‣▪●○◦■□∙⁃➢➤→\uf0b7o+»>✓✔]|\(?\d{1,2}[.)]|[a-z]\))[ \t]+(?=\S)")
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")
LONGEST_HEADING = 60
"""In code points: a longer line without a full stop is a paragraph."""
NARROW = (40, 100)
"""A line of this length that ends in mid-sentence was cut by a mail program or an editor."""


def document(
    *,
    target: Target,
    address: str,
    content: bytes,
    fetched_at: datetime,
    language: str | None = None,
    text: str | None = None,
    declared_charset: str | None = None,
) -> Document:
    """The document of plain text. SourceError if it is empty or no text."""
    guessed = None
    if text is None:
        text, guessed = decode(content, declared=declared_charset)
    if not text.strip():
        raise SourceError("empty")
    blocks = text_blocks(text)
    found, found_by = text_language(text, given=language)
    notes = language_notes(text, found)
    if guessed is not None:
        notes = (Note(key="encoding-guessed", params={"encoding": guessed}), *notes)
    title = next((text[block.start : block.end] for block in blocks), None)
    return Document(
        target=target,
        address=address,
        media_type="text/plain",
        fetched_at=fetched_at,
        sha256=hashlib.sha256(content).hexdigest(),
        title=title[:120] if title else None,
        text=text,
        blocks=blocks,
        language=found,
        language_source=found_by,
        profiles=profiles(target, "text", is_vacancy=looks_like_vacancy(text, blocks)),
        notes=notes,
    )


def text_blocks(text: str, *, page: int | None = None, offset: int = 0) -> tuple[Block, ...]:
    """Blocks of a text. Lines that were cut in mid-sentence are joined; bullets and headings stand alone."""
    blocks: list[Block] = []
    begin: int | None = None
    end = 0
    kind = "paragraph"

    def close() -> None:
        nonlocal begin
        if begin is not None:
            blocks.append(Block(kind=kind, start=begin + offset, end=end + offset, page=page))  # type: ignore[arg-type]
        begin = None

    lines = list(re.finditer(r"[^\r\n\u2028\u2029\f]*(?:\r\n|[\r\n\u2028\u2029\f])?", text))
    for number, match in enumerate(lines):
        line = match.group().rstrip()
        if not line.strip():
            close()
            continue
        start = match.start() + len(line) - len(line.lstrip())
        bullet = _BULLET.match(line)
        goes_on = begin is not None and bullet is None and _goes_on(text[begin:end], line.strip(), lines, number)
        if not goes_on:
            close()
            kind = "list-item" if bullet else "paragraph"
            begin = match.start() + bullet.end() if bullet else start
            if not bullet and _is_heading(line.strip(), lines, number):
                kind = "heading"
        end = match.start() + len(line)
        if kind == "heading":
            close()
    close()
    return tuple(blocks)


def _goes_on(before: str, line: str, lines: list[re.Match[str]], number: int) -> bool:
    """Whether a line is the rest of the one before it."""
    last = lines[number - 1].group().rstrip()
    if _ENDS_SENTENCE.search(before) or not NARROW[0] <= len(last) <= NARROW[1]:
        return False
    return line[0].islower() or line[0].isdigit() or last.endswith(",") or (len(last) > 60 and last[-1].islower())


def _is_heading(line: str, lines: list[re.Match[str]], number: int) -> bool:
    """A short line without a full stop that something follows, and that stands alone or ends in a colon."""
    if len(line) > LONGEST_HEADING or line[-1] in ".,;!…" or number + 1 >= len(lines):
        return False
    if not any(later.group().strip() for later in lines[number + 1 :]):
        return False
    if line.endswith((":", "?")):
        return True
    before_empty = number == 0 or not lines[number - 1].group().strip()
    after = lines[number + 1].group()
    return before_empty and (not after.strip() or bool(_BULLET.match(after)) or len(after) > 2 * len(line))
