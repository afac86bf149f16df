"""Word files: mammoth makes HTML of the text, python-docx says the title and the language."""

import html
import io
import re
import zipfile
from datetime import datetime
from typing import Any

from accesscheck.model.document import Document
from accesscheck.model.target import Target
from accesscheck.sources import markup
from accesscheck.sources.source_error import SourceError, megabytes
from accesscheck.text.language import primary

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LARGEST_UNPACKED = 200_000_000
"""In bytes, over all parts of the file; and the text alone may be LARGEST_TEXT."""
LARGEST_TEXT = 50_000_000

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def document(
    *, target: Target, address: str, content: bytes, fetched_at: datetime, language: str | None = None
) -> Document:
    """The document of a Word file. SourceError if it is no docx, has a password, or unpacks to too much."""
    if content.startswith(_COMPOUND_FILE):
        # Word wraps an encrypted docx in the old compound format; so is every .doc of before 2007.
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        raise SourceError("docx-encrypted" if encrypted else "docx-unreadable")
    _refuse_bomb(content)
    title, declared = _properties(content)
    body = _html(content)
    head = f"<title>{html.escape(title)}</title>" if title else ""
    made = markup.document(
        target=target,
        address=address,
        content=content,
        html=f"<html><head>{head}</head><body>{body}</body></html>",
        media_type=MEDIA_TYPE,
        fetched_at=fetched_at,
        language=language,
        declared=declared,
        default_profile="text",
    )
    if not made.text.strip():
        raise SourceError("empty")
    return made


def _refuse_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if "word/document.xml" not in archive.namelist():
                raise SourceError("docx-unreadable")
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise SourceError("docx-unreadable") from None
    unpacked = sum(part.file_size for part in parts)
    text = sum(part.file_size for part in parts if part.filename.endswith(".xml"))
    for size, limit in ((unpacked, LARGEST_UNPACKED), (text, LARGEST_TEXT)):
        if size > limit:
            raise SourceError("too-large-unpacked", size=megabytes(size), limit=megabytes(limit))
    if any(part.flag_bits & 1 for part in parts):
        raise SourceError("docx-encrypted")


def _properties(content: bytes) -> tuple[str | None, str | None]:
    """Title and language of the file; the language is that of its default style."""
    import docx
    from docx.oxml.ns import qn

    try:
        opened = docx.Document(io.BytesIO(content))
    except Exception:  # python-docx raises whatever lxml, zipfile or its own parts do.
        raise SourceError("docx-unreadable") from None
    title = (opened.core_properties.title or "").strip() or None
    languages: list[Any] = opened.styles.element.xpath("w:docDefaults//w:lang")
    declared = primary(languages[0].get(qn("w:val"))) if languages else None
    return title, declared


def _html(content: bytes) -> str:
    import mammoth

    def drop_picture(image: Any) -> dict[str, str]:
        # The picture's bytes are not needed; its alternative is kept by mammoth.
        return {"src": f"image.{(image.content_type or 'image/unknown').rsplit('/', 1)[-1]}"}

    try:
        converted = mammoth.convert_to_html(io.BytesIO(content), convert_image=mammoth.images.img_element(drop_picture))
    except Exception:  # mammoth raises whatever its parts do on a file that is not what it seems.
        raise SourceError("docx-unreadable") from None
    return re.sub(r"<a id=\"[^\"]*\"></a>", "", converted.value)
