"""docTR's published weights by name: where OnnxTR has them, and the folder in which they are kept once fetched."""

from __future__ import annotations

import contextlib
import importlib
import logging
import re
from dataclasses import dataclass
from pathlib import Path

from services.ocr.errors import ReaderUnavailable
from services.ocr.readers.download import NotFetched, begins_with, fetch

DETECTORS = (
    *("db_resnet34", "db_resnet50", "db_mobilenet_v3_large"),
    *("fast_tiny", "fast_small", "fast_base"),
    *("linknet_resnet18", "linknet_resnet34", "linknet_resnet50"),
)
RECOGNISERS = (
    *("crnn_vgg16_bn", "crnn_mobilenet_v3_small", "crnn_mobilenet_v3_large"),
    *("sar_resnet31", "master", "vitstr_small", "vitstr_base", "parseq", "viptr_tiny"),
)

_DIGEST = re.compile(r"-([0-9a-f]{8,64})\.onnx$")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Published:
    """One file of OnnxTR's releases.

    `digest` is how the SHA-256 of the file begins: eight digits in the file's name are all that is published. They
    prove that it is whole and the right one; that nobody forged it rests on HTTPS. A recogniser has the `characters`
    that it knows, in their order.
    """

    name: str
    url: str
    digest: str
    characters: str = ""

    @property
    def file_name(self) -> str:
        return self.url.rpartition("/")[2]

    @property
    def setting(self) -> str:
        """The variable that these weights are named in."""
        return "OCR_DOCTR_DETECTOR" if self.name in DETECTORS else "OCR_DOCTR_RECOGNISER"

    def is_in(self, folder: Path) -> bool:
        """Whether the file lies there and is the right one."""
        file = folder / self.file_name
        return file.is_file() and begins_with(file, self.digest)

    def file_in(self, folder: Path) -> Path:
        """The file, fetched where the folder does not have it. A wrong one of its name does not stay.

        Raises ReaderUnavailable, which tells the way out.
        """
        file = folder / self.file_name
        try:
            if not self.is_in(folder):
                self._fetch(file)
        except (NotFetched, OSError) as error:
            raise ReaderUnavailable(
                f"{self.file_name} is not in {folder} and cannot be fetched from {self.url} ({error}); "
                f"put it there by hand, or let {self.setting} be the path of an ONNX file of your own"
            ) from error
        return file

    def _fetch(self, file: Path) -> None:
        # Worth a warning: it takes minutes, and it is the one time that reading needs the network.
        log.warning("fetching the published weights of %s", self.name, extra={"url": self.url, "file": str(file)})
        try:
            fetch(self.url, file, self.digest)
        except NotFetched:
            if self.is_in(file.parent):  # another process was luckier
                return
            with contextlib.suppress(OSError):
                file.unlink()
            raise


def published(name: str) -> Published:
    """What the installed OnnxTR publishes under an architecture's name. Raises ReaderUnavailable."""
    from onnxtr import models  # a second or two

    module = importlib.import_module(getattr(models, name).__module__)
    listed = module.default_cfgs[name]
    url = str(listed["url"])
    digest = _DIGEST.search(url)
    if digest is None:
        raise ReaderUnavailable(f"the installed OnnxTR publishes no weights of {name} that can be checked: {url}")
    return Published(name, url, digest[1], listed.get("vocab", ""))
