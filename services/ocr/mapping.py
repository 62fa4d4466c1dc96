"""Ways between a flattened paper, its picture and its file: homographies, and the bend of a paper that curls."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

Homography = NDArray[np.float64]
"""3 x 3, row-major, acting on column vectors (x, y, 1)."""


def mapped(points: NDArray[np.floating], homography: Homography) -> NDArray[np.float32]:
    """Points (… x 2) through a homography."""
    flat = np.asarray(points, np.float64).reshape(-1, 2)
    there = np.c_[flat, np.ones(len(flat))] @ homography.T
    return np.asarray((there[:, :2] / there[:, 2:]).reshape(points.shape), np.float32)


def turned(angle: float, about: tuple[float, float] = (0.0, 0.0)) -> Homography:
    """The rotation by `angle` radians (clockwise as seen, since y points down) about a point."""
    cos, sin = np.cos(angle), np.sin(angle)
    x, y = about
    return np.array([[cos, -sin, x - cos * x + sin * y], [sin, cos, y - sin * x - cos * y], [0, 0, 1]])


def moved(x: float, y: float) -> Homography:
    return np.array([[1, 0, x], [0, 1, y], [0, 0, 1]], np.float64)


_STEPS = 12  # of the inverse: each leaves less than half of the error while neighbouring lines keep their distance


@dataclass(frozen=True, slots=True, eq=False)
class Bend:
    """How far below its place on the flattened paper each point stands in the picture of it, pixels.

    `depth` is known at the nodes of an even grid from `left`, `top`, `across` by `down` pixels apart; between them it
    is interpolated, and beyond the grid it stays as at its edge. Points move up and down only.
    """

    left: float
    top: float
    across: float
    down: float
    depth: Floats

    def bent(self, points: NDArray[np.floating]) -> NDArray[np.float32]:
        """Points (… x 2) of the flattened paper where they stand in the picture."""
        flat = np.asarray(points, np.float64)
        return np.asarray(np.stack([flat[..., 0], flat[..., 1] + self._depth_at(flat)], axis=-1), np.float32)

    def flattened(self, points: NDArray[np.floating]) -> NDArray[np.float32]:
        """The way back: `bent(flattened(points))` is `points`."""
        seen = np.asarray(points, np.float64)
        flat = seen.copy()
        for _ in range(_STEPS):
            flat[..., 1] = seen[..., 1] - self._depth_at(flat)
        return np.asarray(flat, np.float32)

    def rows_of(self, width: int, height: int) -> NDArray[np.float32]:
        """For each pixel of a flattened picture, height x width, its row in the bent one."""
        rows, columns = np.arange(height, dtype=np.float64), np.arange(width, dtype=np.float64)
        return np.asarray(
            rows[:, None] + self._shares_down(rows) @ self.depth @ self._shares_across(columns).T, np.float32
        )

    def moved(self, left: float, top: float) -> Bend:
        """The same bend in a picture that begins at a point of this one."""
        return replace(self, left=self.left - left, top=self.top - top)

    def turned_over(self, width: float, height: float) -> Bend:
        """The same bend in the picture turned by a half turn."""
        rows, columns = self.depth.shape
        left = width - self.left - self.across * (columns - 1)
        top = height - self.top - self.down * (rows - 1)
        return replace(self, left=left, top=top, depth=-self.depth[::-1, ::-1])

    def _depth_at(self, flat: Floats) -> Floats:
        in_rows = self._shares_down(flat[..., 1]) @ self.depth
        return np.asarray((in_rows * self._shares_across(flat[..., 0])).sum(axis=-1))

    def _shares_across(self, xs: Floats) -> Floats:
        return shares_of_nodes((xs - self.left) / self.across, self.depth.shape[1])

    def _shares_down(self, ys: Floats) -> Floats:
        return shares_of_nodes((ys - self.top) / self.down, self.depth.shape[0])


def shares_of_nodes(places: Floats, count: int) -> Floats:
    """What part each of `count` nodes, at 0, 1, 2 …, has in a linear interpolation at the places (… x count)."""
    within = np.clip(places, 0, count - 1)
    return np.asarray(np.maximum(0, 1 - np.abs(within[..., None] - np.arange(count))))
