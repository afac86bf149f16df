"""Whether a PDF has what PDF/UA-1 asks for, as far as its structure shows; and what veraPDF says where it is installed.

These are properties, not conformance: whether an alternative says what a picture shows is for a person.
"""

import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from accesscheck.errors import N_, InstallationError
from accesscheck.monitoring.reports.pdf_structure import attributes, walk

_PATIENCE = 120
"""Seconds for veraPDF."""
_HEADING = re.compile(r"/H([1-6])")
_MARKS = frozenset({"BMC", "BDC"})
_PAINTS = frozenset({"Do", "INLINE IMAGE", "Tj", "TJ", "'", '"'})
_OPERATORS = "BMC BDC EMC Do BI ID EI Tj TJ ' \""


def problems(pdf: bytes) -> tuple[str, ...]:
    """What is missing, a sentence each, in English; empty if nothing is.

    InstallationError without pikepdf; pikepdf.PdfError if it is no PDF.
    """
    try:
        import pikepdf
    except ModuleNotFoundError:
        raise InstallationError(N_("To check a PDF, install pikepdf: pip install accesscheck[monitor]")) from None
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [*_of_document(opened), *_of_structure(opened), *_of_pages(opened)]
    return (*found, *_of_verapdf(pdf))


def elements(pdf: bytes) -> tuple[tuple[str, str], ...]:
    """The structure in the order of reading: the type of each element, and its language where it has one of its own."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return tuple((str(one["/S"]), str(one.get("/Lang", ""))) for one in walk(opened.Root.get("/StructTreeRoot")))


def _of_document(pdf: Any) -> Iterator[str]:
    root = pdf.Root
    if root.get("/MarkInfo", {}).get("/Marked") is not True:
        yield "The document is not marked as tagged."
    if not str(root.get("/Lang", "")):
        yield "The document has no language."
    if not str(pdf.docinfo.get("/Title", "")):
        yield "The document has no title."
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "The window does not show the title of the document."
    with pdf.open_metadata() as metadata:
        if metadata.get("pdfuaid:part") != "1":
            yield "The metadata does not say PDF/UA-1."
        if not metadata.get("dc:title"):
            yield "The metadata has no title."


def _of_structure(pdf: Any) -> Iterator[str]:
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None or "/K" not in tree:
        yield "The document has no structure."
        return
    level = 0
    for one in walk(tree):
        kind = str(one["/S"])
        if kind == "/Figure" and not str(one.get("/Alt", "")):
            yield "A figure has no alternative text."
        elif kind == "/Table":
            yield from _of_table(one)
        elif heading := _HEADING.fullmatch(kind):
            own = int(heading[1])
            if own > level + 1:
                yield (
                    f"A heading of level {own} follows one of level {level}."
                    if level
                    else f"The first heading is of level {own}."
                )
            level = own


def _of_table(table: Any) -> Iterator[str]:
    heads = [one for one in walk(table) if str(one["/S"]) == "/TH"]
    if not heads:
        yield "A table has no header cells."
    if not all(any("/Scope" in one for one in attributes(head)) for head in heads):
        yield "A header cell of a table does not say what it heads."


def _of_pages(pdf: Any) -> Iterator[str]:
    import pikepdf

    for number, page in enumerate(pdf.pages, start=1):
        if page.get("/Annots") and str(page.get("/Tabs", "")) != "/S":
            yield f"Page {number}: the tab key does not follow the structure."
        depth = 0
        for instruction in pikepdf.parse_content_stream(page, operators=_OPERATORS):
            operator = str(instruction.operator)
            depth += (operator in _MARKS) - (operator == "EMC")
            if operator in _PAINTS and depth == 0:
                yield f"Page {number}: text or a picture is neither tagged nor marked as decoration."
                break


def _of_verapdf(pdf: bytes) -> Iterator[str]:
    """The clauses that veraPDF sees broken; nothing where it is not installed."""
    program = shutil.which("verapdf")
    if program is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        path.write_bytes(pdf)
        try:
            done = subprocess.run(  # noqa: S603 (the program is the user's own, the file ours)
                [program, "--flavour", "ua1", "--format", "text", "-v", str(path)],
                capture_output=True,
                text=True,
                timeout=_PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            yield f"veraPDF: {problem}"
            return
    if done.returncode:
        said = [line.strip() for line in done.stdout.splitlines() if line.strip().startswith("FAIL ")]
        yield from (f"veraPDF: {line}" for line in said or [done.stderr.strip()[:500] or "no verdict"])
