"""PDF: the text of its pages. Tags and other markup are not read."""

import hashlib
import re
from datetime import datetime

from accesscheck.model.document import Block, Document, Note
from accesscheck.model.target import Target
from accesscheck.sources.markup import language_notes, looks_like_vacancy, profiles, text_language
from accesscheck.sources.plain_text import text_blocks
from accesscheck.sources.source_error import SourceError

MEDIA_TYPE = "application/pdf"
MOST_PAGES = 500
LONGEST_TEXT = 2_000_000
"""In code points, over all pages."""


def document(
    *, target: Target, address: str, content: bytes, fetched_at: datetime, language: str | None = None
) -> Document:
    """The document of a PDF. SourceError if it is no PDF, has a password, or has no text."""
    title, pages = _read(content)
    text = ""
    blocks: list[Block] = []
    for number, page in enumerate(pages, 1):
        if len(text) + len(page) > LONGEST_TEXT:
            raise SourceError("too-large", size=">2", limit="2")
        blocks += text_blocks(page, page=number, offset=len(text))
        text += page + "\n"
    if not text.strip():
        raise SourceError("pdf-without-text")
    found, found_by = text_language(text, given=language)
    notes: tuple[Note, ...] = language_notes(text, found)
    return Document(
        target=target,
        address=address,
        media_type=MEDIA_TYPE,
        fetched_at=fetched_at,
        sha256=hashlib.sha256(content).hexdigest(),
        title=title,
        text=text,
        blocks=tuple(blocks),
        language=found,
        language_source=found_by,
        profiles=profiles(target, "text", is_vacancy=looks_like_vacancy(text, tuple(blocks))),
        notes=notes,
    )


def _read(content: bytes) -> tuple[str | None, list[str]]:
    import pypdfium2

    try:
        opened = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        encrypted = "password" in str(error).lower()
        raise SourceError("pdf-encrypted" if encrypted else "pdf-unreadable") from None
    try:
        title = (opened.get_metadata_value("Title") or "").strip() or None
        pages: list[str] = []
        for number in range(min(len(opened), MOST_PAGES)):
            page = opened[number]
            text = page.get_textpage().get_text_range()
            # PDFium writes CR LF, and U+FFFE where a word was cut at the end of a line.
            pages.append(re.sub("\ufffe\r?\n?|\ufffe", "", text).replace("\r\n", "\n"))
            page.close()
        return title, pages
    except pypdfium2.PdfiumError:
        raise SourceError("pdf-unreadable") from None
    finally:
        opened.close()
