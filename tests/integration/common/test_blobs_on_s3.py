"""The file store on an S3-compatible server behaves as on a local folder."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import boto3
import pytest
from moto.server import ThreadedMotoServer

from services.common.blobs import Blobs
from services.common.errors import NotFound, Unavailable

KEY = "0190f4c6-0000-7000-8000-000000000001/2026/11/bon"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def blobs(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Blobs:
    """A store under a prefix of a bucket, configured as an operator does: by the environment."""
    for name, value in {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ALLOW_HTTP": "true",
    }.items():
        monkeypatch.setenv(name, value)
    boto3.client("s3", endpoint_url=endpoint).create_bucket(Bucket="bonuri")
    return Blobs.open("s3://bonuri/birou")


async def chunks(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 100_000):
        yield content[start : start + 100_000]


@pytest.mark.parametrize("size", [1, 300_000, 12_000_000])
async def test_a_file_comes_back_byte_for_byte(blobs: Blobs, size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    await blobs.put(KEY, chunks(content))
    assert await blobs.get(KEY) == content


async def test_a_file_that_is_gone_is_said_to_be_gone(blobs: Blobs) -> None:
    await blobs.put(KEY, chunks(b"bon"))
    await blobs.delete(KEY)
    await blobs.delete(KEY)
    with pytest.raises(NotFound):
        await blobs.get(KEY)


async def test_a_stream_that_breaks_off_leaves_nothing(blobs: Blobs) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"x" * 6_000_000
        raise ConnectionError("the phone went away")

    with pytest.raises((ConnectionError, Unavailable)):
        await blobs.put(KEY + "-broken", broken())
    with pytest.raises(NotFound):
        await blobs.get(KEY + "-broken")
