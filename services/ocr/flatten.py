"""Finds how a paper's lines of print run, from the boxes of its text alone, and the bend that makes them straight.

Each box, and each gap between neighbours on one line, says how steeply print runs there. A smooth field of slopes is
fitted to all of them; following it from the paper's middle to both sides gives the lines, also where none is printed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from services.ocr.geometry import text_height
from services.ocr.mapping import Bend, Floats, shares_of_nodes
from services.ocr.words import Quads

_LEAST_BOXES = 8  # fewer say too little of a curve
_LONG = 2.0  # a box this many times as wide as high has a slope worth believing
_STEEPEST = math.tan(math.radians(35))  # on a levelled paper; steeper boxes are no lines of print
_BOX_ERROR = 0.08  # heights of print by which the ends of a box miss its line
_GAP_ERROR = 0.15  # likewise of neighbours, of which one may have descenders
_UNEVEN = 0.2  # heights of print from end to end by which slopes of straight lines are measured apart at most
_GIVE = 0.07  # by which slopes may bend from node to node of the grid, unasked
_OUTLIER = 2.5  # errors beyond which a slope counts less
_ASKEW, _BESIDE = 0.1, 5  # a slope this far from that of so many boxes around is a stamp's or a pen's
_ROUNDS = 4
_SAME_LINE = 0.4  # heights of print between neighbours on one line, once flattened
_NODES_ACROSS, _MOST_NODES_DOWN, _NODE_EVERY = 7, 32, 3.0  # every so many heights of print
_FINER = 6  # times, for following lines from node to node
_WORTH_BENDING = 0.08  # of straying: some 0.3 heights of print from end to end


def fitted_bend(quads: Quads) -> Bend | None:
    """The bend of a more or less level paper; None where its lines are as good as straight, or too few to say."""
    if len(quads) < _LEAST_BOXES:
        return None
    height = text_height(quads)
    chords = _along_boxes(quads, height)
    if len(chords.slopes) < _LEAST_BOXES or not _may_stray(chords, quads, height):
        return None
    grid = _Grid.over(quads, height)
    bend = grid.followed(grid.fitted(chords))
    chords = chords.joined(_across_gaps(quads, bend.flattened(quads), height))
    bend = grid.followed(grid.fitted(chords))
    return bend if straying(quads, bend) > _WORTH_BENDING else None


def straying(quads: Quads, bend: Bend) -> float:
    """How far lines bend away from the best straight and parallel ones: the root mean square, in heights of print."""
    flat = bend.flattened(quads).reshape(-1, 2).astype(np.float64)
    depth = quads.reshape(-1, 2)[:, 1] - flat[:, 1]
    slant = np.c_[flat[:, 0], np.ones(len(flat))]
    off = depth - slant @ np.linalg.lstsq(slant, depth, rcond=None)[0]
    return float(np.std(off)) / text_height(quads)


def _may_stray(chords: _Chords, quads: Quads, height: float) -> bool:
    """Whether slopes differ by more than straight lines would be measured with: spares most scans the fitting."""
    trust = 1 / chords.errors**2
    level = np.average(chords.slopes, weights=trust)
    uneven = np.sqrt(np.average((chords.slopes - level) ** 2, weights=trust))
    return bool(uneven * np.ptp(quads[..., 0]) > _UNEVEN * height)


@dataclass(frozen=True, slots=True)
class _Chords:
    """Straight pieces of lines: where they start and end (n x 2), and by how much their slopes may be wrong."""

    starts: Floats
    ends: Floats
    errors: Floats

    @property
    def slopes(self) -> Floats:
        along = self.ends - self.starts
        return np.asarray(along[:, 1] / along[:, 0])

    def joined(self, other: _Chords) -> _Chords:
        return _Chords(
            np.concatenate((self.starts, other.starts)),
            np.concatenate((self.ends, other.ends)),
            np.concatenate((self.errors, other.errors)),
        )


def _along_boxes(quads: Quads, height: float) -> _Chords:
    starts, ends = _ends(quads)
    along = ends - starts
    lines = (along[:, 0] > _LONG * height) & (np.abs(along[:, 1]) < _STEEPEST * along[:, 0])
    starts, ends = starts[lines], ends[lines]
    return _without_askew(_Chords(starts, ends, _BOX_ERROR * height / (ends - starts)[:, 0]))


def _without_askew(chords: _Chords) -> _Chords:
    """The chords that run like those around them: what is stamped or written across says nothing of the print."""
    middles = (chords.starts + chords.ends) / 2
    apart = np.hypot(*(middles[:, None] - middles[None]).transpose(2, 0, 1))
    around = np.argsort(apart, axis=1)[:, 1 : 1 + _BESIDE]
    if not around.size:
        return chords
    off = np.abs(chords.slopes - np.median(chords.slopes[around], axis=1))
    kept = off < _ASKEW + _OUTLIER * chords.errors
    return _Chords(chords.starts[kept], chords.ends[kept], chords.errors[kept])


def _across_gaps(quads: Quads, flat: Quads, height: float) -> _Chords:
    """From the middle of each box to that of the next on its line, as the lines run by now."""
    starts, ends = _ends(flat)
    gaps = starts[None, :, 0] - ends[:, None, 0]
    drifts = np.abs(starts[None, :, 1] - ends[:, None, 1])
    gaps[(gaps < -0.5 * height) | (drifts > _SAME_LINE * height)] = np.inf
    nearest = np.argmin(gaps, axis=1)
    first = np.flatnonzero(np.isfinite(gaps[np.arange(len(gaps)), nearest]))
    second = nearest[first]
    middles = quads.mean(axis=1, dtype=np.float64)
    starts, ends = middles[first], middles[second]
    apart = (ends - starts)[:, 0] > height
    starts, ends = starts[apart], ends[apart]
    return _Chords(starts, ends, _GAP_ERROR * height / (ends - starts)[:, 0])


def _ends(quads: Quads) -> tuple[Floats, Floats]:
    """The middles of the left and the right side of each box."""
    sides = quads.astype(np.float64)
    return (sides[:, 0] + sides[:, 3]) / 2, (sides[:, 1] + sides[:, 2]) / 2


@dataclass(frozen=True, slots=True)
class _Grid:
    """Nodes over a paper's text, between which slopes are interpolated."""

    xs: Floats
    ys: Floats

    @classmethod
    def over(cls, quads: Quads, height: float) -> _Grid:
        left, top = quads.reshape(-1, 2).min(axis=0).astype(float)
        right, bottom = quads.reshape(-1, 2).max(axis=0).astype(float)
        down = min(max(math.ceil((bottom - top) / (_NODE_EVERY * height)), 3), _MOST_NODES_DOWN)
        return cls(np.linspace(left, max(right, left + 1), _NODES_ACROSS), np.linspace(top, max(bottom, top + 1), down))

    def fitted(self, chords: _Chords) -> Floats:
        """The smoothest slopes at the nodes that agree with the chords; chords that disagree with all count little."""
        places = np.linspace(0.1, 0.9, 5)[:, None, None]
        along = chords.starts + places * (chords.ends - chords.starts)
        shares = np.mean([self._shares(points) for points in along], axis=0)
        stiff = self._stiffness() / _GIVE
        stiffness = stiff.T @ stiff
        trust = 1 / chords.errors**2
        for _ in range(_ROUNDS):
            weighted = shares.T * trust
            slopes = np.linalg.solve(weighted @ shares + stiffness, weighted @ chords.slopes)
            off = (shares @ slopes - chords.slopes) / chords.errors
            # While most are still off, none of them is an outlier.
            off /= _OUTLIER * max(1.0, float(np.median(np.abs(off))))
            trust = 1 / chords.errors**2 / np.sqrt(1 + off**2)
        return np.asarray(slopes.reshape(len(self.ys), len(self.xs)))

    def followed(self, slopes: Floats) -> Bend:
        """Lines that follow the slopes from the middle of the paper to both sides."""
        columns = np.linspace(self.xs[0], self.xs[-1], (len(self.xs) - 1) * _FINER + 1)
        rows = np.linspace(self.ys[0], self.ys[-1], (len(self.ys) - 1) * _FINER + 1)
        middle, step = len(columns) // 2, columns[1] - columns[0]
        heights = np.tile(rows[:, None], len(columns))
        for side in (1, -1):
            last = len(columns) - 1 if side > 0 else 0
            for column in range(middle, last, side):
                here = heights[:, column]
                half = here + side * step / 2 * self._at(slopes, np.full_like(here, columns[column]), here)
                between = np.full_like(here, columns[column] + side * step / 2)
                heights[:, column + side] = here + side * step * self._at(slopes, between, half)
        return Bend(columns[0], rows[0], float(step), float(rows[1] - rows[0]), heights - rows[:, None])

    def _at(self, slopes: Floats, xs: Floats, ys: Floats) -> Floats:
        return np.asarray(self._shares(np.c_[xs, ys]) @ slopes.ravel())

    def _shares(self, points: Floats) -> Floats:
        """By point, what part each node has in the slope there (n x nodes)."""
        across = shares_of_nodes((points[:, 0] - self.xs[0]) / (self.xs[1] - self.xs[0]), len(self.xs))
        down = shares_of_nodes((points[:, 1] - self.ys[0]) / (self.ys[1] - self.ys[0]), len(self.ys))
        return np.asarray((down[:, :, None] * across[:, None, :]).reshape(len(points), -1))

    def _stiffness(self) -> Floats:
        """Second differences of the slopes along both axes."""
        down, across = np.eye(len(self.ys)), np.eye(len(self.xs))
        return np.concatenate((np.kron(np.diff(down, 2, axis=0), across), np.kron(down, np.diff(across, 2, axis=0))))
