"""What a page's result was made from, kept in files: a Document, and the screenshot of its page.

The layout is docs/monitoring-run.md's: YEAR/PRODUCT/SHA256.json.gz and, for a screenshot, .jpg or .png. A file is named
after its content, so the same content is there once. It is written under another name first: half a file is none.
"""

import base64
import gzip
import hashlib
import json
import os
import re
import shutil
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from accesscheck.errors import N_, StoreError
from accesscheck.model.document import Document

FORMAT = 1
"""Of the JSON. A newer one is not read."""

DOCUMENT, PICTURE = "document", "picture"
"""The kinds of a page's snapshots, as a store names them."""

LARGEST = 200_000_000
"""Of a snapshot as JSON, in bytes. A page has at most 20 MB, which is in it as source, as markup and as text."""

_ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}
_REFERENCE = re.compile(r"\d{4}/[a-z0-9-]{1,80}/([0-9a-f]{64})\.(?:json\.gz|jpg|png)")


def keep(folder: Path, year: int, product: str, document: Document, *, browser: str | None = None) -> dict[str, str]:
    """Write what a document is made of; by kind, where it is, as a path in the folder. Nothing if it is too large.

    `browser` is the one that measured it. StoreError if a file cannot be written.
    """
    within = f"{year:04d}/{slug(product)}"
    written: dict[str, str] = {}
    taken = document.probes.get(PICTURE)
    content = {"format": FORMAT, "browser": browser, "document": _plain(document), "picture": None}
    if taken is not None:
        data = base64.b64decode(taken["data"])
        written[PICTURE] = f"{within}/{_digest(data)}.{_ENDINGS[taken['media_type']]}"
        content["picture"] = {**taken, "data": written[PICTURE].rpartition("/")[2]}
    # Half a character, which a page may hold, is only kept by its escape.
    packed = json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    if len(packed) > LARGEST:
        return {}
    written[DOCUMENT] = f"{within}/{_digest(packed)}.json.gz"
    if taken is not None:
        _write(folder / written[PICTURE], data)
    _write(folder / written[DOCUMENT], gzip.compress(packed, mtime=0))
    return written


def load(folder: Path, reference: str) -> Document | None:
    """The document of a snapshot, as it was; None if it is not kept any more. StoreError if its file is damaged.

    A screenshot that is not kept any more is left out of it.
    """
    path = _path(folder, reference)
    packed = _unpacked(path, reference)
    if packed is None:
        return None
    try:
        content = json.loads(packed)
        if content["format"] != FORMAT:
            raise StoreError(
                N_("{path}: the snapshot was made by a newer version of accesscheck. Install that version."),
                path=str(path),
            )
        document = msgspec.convert(content["document"], Document, str_keys=True)
        probes = dict(document.probes)
        if content["browser"] is not None and "layout" in probes:
            probes["layout"] = {**probes["layout"], "browser": content["browser"]}
        if content["picture"] is not None and (data := _bytes(path.with_name(content["picture"]["data"]))):
            probes[PICTURE] = {**content["picture"], "data": base64.b64encode(data).decode("ascii")}
    except (KeyError, TypeError, ValueError, RecursionError):
        raise _damaged(path) from None
    return replace(document, probes=probes)


def remove_before(folder: Path, year: int) -> tuple[int, ...]:
    """Remove the snapshots of all years before one; these years, in order. StoreError."""
    gone = sorted(
        path for path in folder.glob("[0-9][0-9][0-9][0-9]") if path.is_dir() and int(path.name) < year
    )  # fmt: skip
    for path in gone:
        try:
            shutil.rmtree(path)
        except OSError as error:
            raise _not_written(path, error) from None
    return tuple(int(path.name) for path in gone)


def tidy(folder: Path, year: int, product: str) -> None:
    """Remove the half files of a product that a kill left."""
    for path in (folder / f"{year:04d}" / slug(product)).glob(".*.part"):
        path.unlink(missing_ok=True)


def slug(product: str) -> str:
    """The name of a product's folder: what of its key any disk can hold, and a number for the rest of it."""
    plain = re.sub(r"[^a-z0-9]+", "-", product.lower()).strip("-")[:60]
    number = hashlib.blake2b(product.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{plain}-{number}" if plain else number


def _plain(document: Document) -> Any:
    """The document as JSON has it, without its screenshot."""
    probes = {name: value for name, value in document.probes.items() if name != PICTURE}
    plain = msgspec.to_builtins(replace(document, probes={}, template=None), str_keys=True)
    template = msgspec.to_builtins(document.template, str_keys=True, order="deterministic")
    return {**plain, "probes": msgspec.to_builtins(probes, str_keys=True), "template": template}


def _write(path: Path, content: bytes) -> None:
    """Put a file in its place, whole or not at all."""
    if path.exists():
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise _not_written(path, error) from None


def _path(folder: Path, reference: str) -> Path:
    if not _REFERENCE.fullmatch(reference):
        raise StoreError(
            N_("“{reference}” is no snapshot. Check the store: accesscheck store check"), reference=reference
        )
    return folder / reference


def _bytes(path: Path) -> bytes | None:
    """What is in a file that is named after its content; None if it is not there. StoreError if it is damaged."""
    try:
        if path.stat().st_size > LARGEST:
            raise _damaged(path)
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(
            N_("{path}: the file cannot be read: {problem}."), path=str(path), problem=str(error.strerror)
        ) from None
    if path.suffix != ".gz" and _digest(content) != path.name.partition(".")[0]:
        raise _damaged(path)
    return content


def _unpacked(path: Path, reference: str) -> bytes | None:
    content = _bytes(path)
    if content is None:
        return None
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        packed = unpacking.decompress(content, LARGEST + 1)
    except zlib.error:
        raise _damaged(path) from None
    found = _REFERENCE.fullmatch(reference)
    if len(packed) > LARGEST or not unpacking.eof or found is None or _digest(packed) != found[1]:
        raise _damaged(path)
    return packed


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _damaged(path: Path) -> StoreError:
    return StoreError(
        N_("{path}: the snapshot is damaged. Put back a copy of it, or remove the file to go on without it."),
        path=str(path),
    )


def _not_written(path: Path, error: OSError) -> StoreError:
    return StoreError(
        N_("{path}: the snapshot cannot be written or removed: {problem}. Check the disk and its permissions."),
        path=str(path),
        problem=str(error.strerror),
    )
