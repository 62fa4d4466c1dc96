"""A file fetched over HTTPS: whole and with the SHA-256 that was promised, or not at all."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

_TIMEOUTS = httpx.Timeout(connect=10.0, read=30.0, write=10.0, pool=10.0)
_WHOLE_SECONDS = 600.0  # for a whole file: one that drips is cut off
_MOST_BYTES = (
    512 * 1024 * 1024
)  # well above the largest of docTR's networks, vitstr_base: 86 million weights of 4 bytes
_MOST_HOPS = 6
_HEADERS = {
    "Accept": "application/octet-stream, */*",
    "Accept-Encoding": "identity",
    "User-Agent": "ContaPics/0.1",
}
_PLACE = ".fetching-"
_FORGOTTEN_AFTER = 24 * 3600.0


class NotFetched(Exception):
    """The file can't be had; the text says why."""


def fetch(url: str, file: Path, digest: str) -> None:
    """Put what lies at `url` to `file`, replacing what is there, if the file's SHA-256 in hex begins with `digest`.

    Nobody ever sees a part of it, and several processes may fetch the same at once. Raises NotFetched.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _clear_forgotten(file.parent)
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=_PLACE) as place:
            arriving = Path(place, file.name)
            _receive(url, arriving)
            if not begins_with(arriving, digest):
                raise NotFetched(f"what came is not the file: its SHA-256 does not begin with {digest}")
            arriving.replace(file)
    # OSError: no right to write, no room, no file of trusted certificates.
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise NotFetched(str(error) or type(error).__name__) from error


def begins_with(file: Path, digest: str) -> bool:
    """Whether the SHA-256 of a file, in hex, begins so."""
    return sha256(file).startswith(digest)


def sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _receive(url: str, file: Path) -> None:
    end = time.monotonic() + _WHOLE_SECONDS
    size = 0
    with httpx.Client(timeout=_TIMEOUTS) as client, _answer(client, url) as response, file.open("wb") as output:
        if response.status_code != httpx.codes.OK:
            raise NotFetched(f"the server answers {response.status_code}")
        for chunk in response.iter_raw():  # as sent: nothing is unpacked before it is known to be right
            size += output.write(chunk)
            if size > _MOST_BYTES:
                raise NotFetched(f"it has more than {_MOST_BYTES} bytes")
            if time.monotonic() > end:
                raise NotFetched(f"it is not there after {_WHOLE_SECONDS:.0f} s")


@contextmanager
def _answer(client: httpx.Client, url: str) -> Iterator[httpx.Response]:
    """The last answer behind redirects; their own bodies are never read."""
    request = client.build_request("GET", url, headers=_HEADERS)
    for _ in range(_MOST_HOPS):
        if request.url.scheme != "https":
            raise NotFetched(f"{request.url.scheme}://{request.url.host} is not reached by https")
        response = client.send(request, stream=True)
        try:
            if response.next_request is None:
                yield response
                return
        finally:
            response.close()
        request = response.next_request
    raise NotFetched("one redirect leads to the next")


def _clear_forgotten(folder: Path) -> None:
    """A process that was killed leaves its part behind."""
    for place in folder.glob(f"{_PLACE}*"):
        with suppress(OSError):  # gone meanwhile: its own process has just finished
            if place.stat().st_mtime < time.time() - _FORGOTTEN_AFTER:
                shutil.rmtree(place)
