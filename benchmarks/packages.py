"""`python -m benchmarks.packages`: the Debian packages that `make bench-reading` needs, on one line for apt-get."""

from __future__ import annotations

from benchmarks.receipts.fonts import DEBIAN_PACKAGES

TESSERACT = ("tesseract-ocr", "tesseract-ocr-deu", "tesseract-ocr-ron")

if __name__ == "__main__":
    print(*DEBIAN_PACKAGES, *TESSERACT)
