"""A piece of a page, as a person cut it. Whole numbers, so that pieces meet exactly and have one name."""

from __future__ import annotations

from typing import NamedTuple

SCALE = 10_000
LEAST = 100
"""The narrowest piece: a hundredth of the page, on which no receipt fits."""


class Region(NamedTuple):
    """A rectangle of a page as a viewer shows it, in ten-thousandths of its width and height from the top left."""

    left: int
    top: int
    right: int
    bottom: int

    def __str__(self) -> str:
        return "-".join(map(str, self))

    @property
    def is_too_narrow(self) -> bool:
        return self.right - self.left < LEAST or self.bottom - self.top < LEAST

    def within(self, piece: Region) -> Region:
        """A piece of this region, which is given as if the region were the page."""
        width, height = self.right - self.left, self.bottom - self.top
        return Region(
            self.left + round(piece.left * width / SCALE),
            self.top + round(piece.top * height / SCALE),
            self.left + round(piece.right * width / SCALE),
            self.top + round(piece.bottom * height / SCALE),
        )

    def overlaps(self, other: Region) -> bool:
        beside = self.right <= other.left or other.right <= self.left
        apart = self.bottom <= other.top or other.bottom <= self.top
        return not beside and not apart

    def adjoins(self, other: Region) -> bool:
        """Whether the two have a whole side in common, so that together they are a rectangle."""
        side_by_side = (self.top, self.bottom) == (other.top, other.bottom)
        stacked = (self.left, self.right) == (other.left, other.right)
        return (side_by_side and (self.right == other.left or other.right == self.left)) or (
            stacked and (self.bottom == other.top or other.bottom == self.top)
        )

    def around(self, other: Region) -> Region | None:
        """The least rectangle around both; None where that is the whole page."""
        found = Region(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )
        return None if found == WHOLE_PAGE else found


WHOLE_PAGE = Region(0, 0, SCALE, SCALE)


def parted(position: int, *, across: bool) -> tuple[Region, Region]:
    """The two pieces of a page that is cut: above and below it, or else left and right of it."""
    if across:
        return WHOLE_PAGE._replace(bottom=position), WHOLE_PAGE._replace(top=position)
    return WHOLE_PAGE._replace(right=position), WHOLE_PAGE._replace(left=position)
