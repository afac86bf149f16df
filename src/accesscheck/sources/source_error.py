"""Why a target could not become a document. It stays inside `sources`; `audit` makes results of it."""

from accesscheck.model.document import Note
from accesscheck.model.finding import UntestedReason

REASON_OF = {
    "unknown-host": UntestedReason.PAGE_UNREACHABLE,
    "connection-refused": UntestedReason.PAGE_UNREACHABLE,
    "connection-lost": UntestedReason.PAGE_UNREACHABLE,
    "redirect-loop": UntestedReason.PAGE_UNREACHABLE,
    "certificate": UntestedReason.PAGE_UNREACHABLE,
    "unreachable": UntestedReason.PAGE_UNREACHABLE,
    "address-invalid": UntestedReason.PAGE_UNREACHABLE,
    "browser-crashed": UntestedReason.PAGE_UNREACHABLE,
    "not-found": UntestedReason.PAGE_UNREACHABLE,
    "not-readable": UntestedReason.PAGE_UNREACHABLE,
    "flow-step": UntestedReason.PAGE_UNREACHABLE,
    "flow-variable": UntestedReason.PAGE_UNREACHABLE,
    "flow-password": UntestedReason.PAGE_UNREACHABLE,
    "timeout": UntestedReason.PAGE_TIMEOUT,
    "status": UntestedReason.HTTP_STATUS,
    "no-entry": UntestedReason.HTTP_STATUS,
    "login-page": UntestedReason.PAGE_UNREACHABLE,
    "download": UntestedReason.MEDIA_TYPE_UNSUPPORTED,
    "type-unsupported": UntestedReason.MEDIA_TYPE_UNSUPPORTED,
    "binary": UntestedReason.MEDIA_TYPE_UNSUPPORTED,
    "folder-without-html": UntestedReason.DOCUMENT_UNREADABLE,
    "too-large": UntestedReason.DOCUMENT_UNREADABLE,
    "too-large-unpacked": UntestedReason.DOCUMENT_UNREADABLE,
    "empty": UntestedReason.DOCUMENT_UNREADABLE,
    "pdf-unreadable": UntestedReason.DOCUMENT_UNREADABLE,
    "pdf-without-text": UntestedReason.DOCUMENT_UNREADABLE,
    "docx-unreadable": UntestedReason.DOCUMENT_UNREADABLE,
    "pdf-encrypted": UntestedReason.DOCUMENT_ENCRYPTED,
    "docx-encrypted": UntestedReason.DOCUMENT_ENCRYPTED,
    "browser-missing": UntestedReason.NEEDS_BROWSER,
}
"""The reason that each problem comes under. The keys are rows of `messages.NOTES`."""


class SourceError(Exception):
    """A target that cannot be opened. `note` says why, for the reader; `reason` is for the results."""

    def __init__(self, key: str, **params: str) -> None:
        super().__init__(key, params)
        self.note = Note(key=key, params=params)
        self.reason = REASON_OF[key]

    def __reduce__(self) -> tuple[object, tuple[str, dict[str, str]]]:
        return _again, (self.note.key, dict(self.note.params))


def of_status(status: int) -> SourceError:
    """What an answer of 400 or above stands for."""
    return SourceError("no-entry" if status in (401, 403, 407) else "status", status=str(status))


def _again(key: str, params: dict[str, str]) -> SourceError:
    return SourceError(key, **params)


def megabytes(size: int) -> str:
    """A size in bytes, in whole megabytes for a sentence, rounded up: what is over a limit must read so."""
    return str(max(1, -(-size // 1_000_000)))
