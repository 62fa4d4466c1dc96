#!/bin/sh
# Sees to it that there is what the tests need from Debian: a browser, and Tesseract for print in Cyrillic.
set -eu

has_browser() {
    for browser in chromium chromium-browser google-chrome; do
        if command -v "$browser" >/dev/null; then return 0; fi
    done
    return 1
}

has_tesseract() {
    command -v tesseract >/dev/null && tesseract --list-langs 2>/dev/null | grep -qx bul
}

missing=
has_browser || missing=chromium
has_tesseract || missing="$missing tesseract-ocr-bul"
if [ -z "$missing" ]; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing for the tests: $missing" >&2
    apt-get update -qq
    # shellcheck disable=SC2086 # a list of packages
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null
    exit 0
fi
echo "The tests need more. Run: sudo apt install $missing" >&2
has_browser # without Tesseract the tests of Cyrillic print are skipped
