"""The reliability curve: of the values given with some confidence, how many were right."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """Values with a confidence from `low` up to `high`: how many, their mean confidence, the share that is right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def bins(judged: Sequence[tuple[float, bool]]) -> list[Bin]:
    """`judged` are pairs of a confidence (0..1) and whether the value was right; empty bins are left out."""
    made = []
    for low, high in pairwise(EDGES):
        inside = [pair for pair in judged if low <= pair[0] < high or (high == 1.0 and pair[0] == 1.0)]
        if inside:
            mean = sum(sure for sure, _ in inside) / len(inside)
            made.append(Bin(low, high, len(inside), mean, sum(right for _, right in inside) / len(inside)))
    return made


def expected_error(judged: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error (Naeini et al., 2015) over these bins, 0..1."""
    return sum(b.count * abs(b.confidence - b.right) for b in bins(judged)) / max(len(judged), 1)


def write_csv(judged: Sequence[tuple[float, bool]], path: Path) -> None:
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("low", "high", "count", "confidence", "right"))
        rows.writerows((b.low, b.high, b.count, f"{b.confidence:.4f}", f"{b.right:.4f}") for b in bins(judged))


def write_svg(judged: Sequence[tuple[float, bool]], path: Path) -> None:
    """Confidence to the right, share that is right upwards, the diagonal for comparison; dots grow with the count."""
    side, edge = 400, 40
    largest = max((b.count for b in bins(judged)), default=1)

    def at(x: float, y: float) -> tuple[float, float]:
        return edge + x * side, edge + (1 - y) * side

    shapes = [f'<rect x="{edge}" y="{edge}" width="{side}" height="{side}" fill="none" stroke="#999"/>']
    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    shapes.append(f'<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="#bbb" stroke-dasharray="4"/>')
    for entry in bins(judged):
        x, y = at(entry.confidence, entry.right)
        radius = 3 + 9 * (entry.count / largest) ** 0.5
        shapes.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#2563eb" fill-opacity="0.7"/>')
    shapes.append(
        f'<text x="{edge}" y="{side + 2 * edge - 12}" font-family="sans-serif" font-size="13">confidence</text>'
    )
    shapes.append(
        f'<text x="{edge}" y="{edge - 12}" font-family="sans-serif" font-size="13">share that is right</text>'
    )
    size = side + 2 * edge
    body = "\n".join(shapes)
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">\n{body}\n</svg>\n', "utf-8")
