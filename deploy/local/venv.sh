#!/bin/sh
# Makes the virtual environment named by the first argument, also on a Debian without python3-venv.
set -eu

venv=$1
python=${PYTHON:-python3}

say() { printf '%s\n' "$*" >&2; }

if ! command -v "$python" >/dev/null; then
    say "Python 3.11 or newer is needed. On Debian: sudo apt install python3 python3-venv"
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    say "Python 3.11 or newer is needed; $("$python" --version) was found. Name another one: make setup PYTHON=python3.12"
    exit 1
fi

if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    exec "$python" -m venv "$venv"
fi

# Debian keeps ensurepip in a package of its own.
version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing $version-venv, which Debian keeps apart from Python"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$version-venv" >/dev/null
    exec "$python" -m venv "$venv"
fi
if "$python" -m pip --version >/dev/null 2>&1; then
    "$python" -m venv --without-pip "$venv"
    exec "$python" -m pip --python "$venv/bin/python" install --quiet pip
fi
say "Python's venv module lacks its installer. Run: sudo apt install $version-venv"
exit 1
