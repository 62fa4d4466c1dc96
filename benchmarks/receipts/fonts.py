"""The fonts that tills are drawn with: Debian packages, what each file looks like, and which are at hand.

No font is committed; `DEBIAN_PACKAGES` is what `make bench-reading` installs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

DEBIAN_PACKAGES = (
    "fonts-3270",
    "fonts-agave",
    "fonts-anonymous-pro",
    "fonts-b612",
    "fonts-courier-prime",
    "fonts-dejavu-core",
    "fonts-dejavu-extra",
    "fonts-dotgothic16",
    "fonts-freefont-ttf",
    "fonts-go",
    "fonts-hack",
    "fonts-hermit",
    "fonts-inconsolata",
    "fonts-jetbrains-mono",
    "fonts-league-mono",
    "fonts-liberation",
    "fonts-noto-mono",
    "fonts-ocr-b",
    "fonts-open-sans",
    "fonts-opendin",
    "fonts-pc",
    "fonts-roboto-unhinted",
    "fonts-tlwg-mono-ttf",
    "fonts-urw-base35",
)

ROOT = Path("/usr/share/fonts")


@dataclass(frozen=True, slots=True)
class Face:
    """One font file. `mono` faces print on a grid of columns; `dots` faces look right only as hard dots."""

    file: str
    mono: bool = True
    dots: bool = False

    @property
    def path(self) -> Path:
        return ROOT / self.file


FACES = (
    Face("truetype/dejavu/DejaVuSansMono.ttf"),
    Face("truetype/dejavu/DejaVuSansMono-Bold.ttf"),
    Face("truetype/liberation/LiberationMono-Regular.ttf"),
    Face("truetype/liberation/LiberationMono-Bold.ttf"),
    Face("truetype/freefont/FreeMono.ttf"),
    Face("truetype/freefont/FreeMonoBold.ttf"),
    Face("truetype/hack/Hack-Regular.ttf"),
    Face("truetype/inconsolata/Inconsolata.otf"),
    Face("truetype/anonymous-pro/Anonymous Pro.ttf"),
    Face("truetype/jetbrains-mono/JetBrainsMono-Regular.ttf"),
    Face("truetype/noto/NotoMono-Regular.ttf"),
    Face("opentype/b612/B612Mono-Regular.otf"),
    Face("fonts-go/Go-Mono.ttf"),
    Face("truetype/tlwg/TlwgMono.ttf"),
    Face("opentype/urw-base35/NimbusMonoPS-Bold.otf"),
    Face("opentype/ocr-b/OCRB.otf"),
    Face("truetype/hermit/Hermit-medium.otf"),
    Face("truetype/agave/agave-r-autohinted.ttf"),
    Face("truetype/3270/3270-Regular.ttf"),
    Face("opentype/league-mono/LeagueMono-Condensed.otf"),
    Face("opentype/courier-prime/Courier Prime Code.otf"),
    Face("pc/Px_IBM_VGA8.ttf", dots=True),
    Face("truetype/dotgothic16/DotGothic16-Regular.ttf", mono=False, dots=True),
    Face("truetype/dejavu/DejaVuSansCondensed.ttf", mono=False),
    Face("truetype/dejavu/DejaVuSansCondensed-Bold.ttf", mono=False),
    Face("truetype/liberation/LiberationSans-Regular.ttf", mono=False),
    Face("truetype/liberation/LiberationSansNarrow-Regular.ttf", mono=False),
    Face("truetype/roboto/unhinted/RobotoCondensed-Regular.ttf", mono=False),
    Face("truetype/open-sans/OpenSans-Regular.ttf", mono=False),
    Face("truetype/opendin/OSP-DIN.ttf", mono=False),
    Face("opentype/urw-base35/NimbusSansNarrow-Regular.otf", mono=False),
)

ROMANIAN = "ăâîșțĂÂÎȘȚ"


@lru_cache(maxsize=1)
def faces_at_hand() -> tuple[Face, ...]:
    """The faces whose files are installed, in a fixed order, so that a seed draws the same on equal machines.

    Raises RuntimeError naming the packages when fewer than 15 are there.
    """
    found = tuple(face for face in FACES if face.path.is_file())
    if len(found) < 15:
        raise RuntimeError(f"{len(found)} of {len(FACES)} fonts at hand; apt-get install {' '.join(DEBIAN_PACKAGES)}")
    return found


@lru_cache(maxsize=512)
def load(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(face.path), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=512)
def writes(face: Face, letters: frozenset[str]) -> bool:
    """Whether the face has all of these letters: a missing one draws the same box as U+FFFF."""
    font = load(face, 40)
    missing = bytes(font.getmask("\uffff"))
    return all(bytes(font.getmask(letter)) != missing for letter in letters)


def writes_romanian(face: Face) -> bool:
    """Whether the face has every Romanian letter (comma below)."""
    return writes(face, frozenset(ROMANIAN))
