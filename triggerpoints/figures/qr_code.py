"""A QR code of an address, as a picture that needs no file and no server."""

from __future__ import annotations

import segno

QUIET_MODULES = 3


def qr_uri(address: str) -> str:
    """Data address of an SVG picture: black on white, with its quiet border.

    Raises
    ------
    ValueError
        The address is too long for any code.
    """
    try:
        code = segno.make(address, error="l", boost_error=True, micro=False)
    except segno.DataOverflowError:
        raise ValueError(
            "The link is too long for a QR code; take fewer muscles, or send the link."
        ) from None
    return str(code.svg_data_uri(border=QUIET_MODULES, dark="#000", light="#fff", scale=8, omitsize=True))
