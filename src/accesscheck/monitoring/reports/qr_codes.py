"""The QR code of an address, as a picture."""

import io
from typing import Literal

from accesscheck.errors import N_, InstallationError


def qr_code(address: str, kind: Literal["svg", "png"]) -> bytes | None:
    """A picture of the code with the white edge that it needs; None if the address is too long for one.

    InstallationError without segno.
    """
    try:
        import segno
    except ModuleNotFoundError:
        raise InstallationError(
            N_("A QR code in a report needs segno. Install it with: pip install accesscheck[monitor]")
        ) from None
    picture = io.BytesIO()
    try:
        code = segno.make_qr(address, error="m")
    except segno.DataOverflowError:
        return None
    code.save(picture, kind=kind, border=4, scale=8)
    return picture.getvalue()
