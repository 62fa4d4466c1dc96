"""`python -m benchmarks.packages`: the Debian packages that readings and models are measured with, for apt-get."""

from __future__ import annotations

from benchmarks.receipts.fonts import DEBIAN_PACKAGES

TESSERACT = ("tesseract-ocr", "tesseract-ocr-deu", "tesseract-ocr-ron")
DICTIONARY = "hunspell-ro"  # the words of drawn lines

if __name__ == "__main__":
    print(*DEBIAN_PACKAGES, *TESSERACT, DICTIONARY)
