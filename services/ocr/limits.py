"""How much one file may ask of us. Everything is checked before it is spent where the format allows."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one file; the defaults fit a phone's largest photos and a 600 dpi A4 scan."""

    bytes: int = 20 * MIB
    """The file as it came, and what a zip holds once unpacked."""

    pixels: int = 120_000_000
    """Of one picture, read from its header before a pixel is decoded."""

    kept_pixels: int = 16_000_000
    """A larger picture is scaled down to this after decoding: print stays sharper than the recogniser needs."""

    pages: int = 50
    seconds: float = 20.0
    """Of waiting for the decoder, all pages together; time spent reading text does not count."""

    memory: int = 1024 * MIB
    """Address space of the decoding process, bytes."""
