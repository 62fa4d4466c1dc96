"""Trains docTR's small CRNN on drawn lines and the real lines of shared receipts; goes on from its last checkpoint.

python -m training.recogniser FOLDER --lines 2000000 [--real ../shared/data/sroie] [--model crnn_mobilenet_v3_small]
"""

from __future__ import annotations

import argparse
import json
import math
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks.receipts.fonts import Face, faces_at_hand
from services.ocr.readers.crops import scaled
from training import strips
from training.alphabet import VOCABULARY
from training.doctr import recogniser
from training.lines import Line, as_printed, distorted_line, held_out, shared_lines
from training.texts import USUAL_LENGTH, Texts, dictionary

MEAN, SPREAD = 0.694, 0.298
"""Of the networks that docTR publishes, so that its own and OnnxTR's predictors feed ours rightly."""

_CALM = 0.25
"""The smoothed loss on digits at which everything else may begin: from scratch CTC stays flat on hard lines."""


@dataclass(frozen=True)
class Plan:
    model: str
    lines: int
    batch: int = 64
    rate: float = 1e-3
    warm_up: int = 200
    real_share: float = 0.12
    seed: int = 20261121


@dataclass
class Course:
    """How far it got."""

    seen: int = 0
    step: int = 0
    easy: bool = True
    loss: float = 9.0


class Supply(torch.utils.data.IterableDataset[tuple[NDArray[np.uint8], list[str]]]):
    """Batches of strips of like width, drawn as they are asked for: n x height x widest, and their texts."""

    def __init__(self, plan: Plan, easy: bool, start: int, real: list[Line]) -> None:
        self._plan, self._easy, self._start, self._real = plan, easy, start, real

    def __iter__(self) -> Iterator[tuple[NDArray[np.uint8], list[str]]]:
        worker = torch.utils.data.get_worker_info()
        cv2.setNumThreads(1)
        rng = Random(f"{self._plan.seed}:{self._start}:{worker.id if worker else 0}")
        texts = Texts(rng, VOCABULARY, dictionary())
        faces = [face for face in faces_at_hand() if face.path.name not in strips.HELD_OUT]
        drawn = self._start
        while True:
            longest = _longest(drawn)
            drawings = [self._one(rng, texts, faces, longest) for _ in range(8 * self._plan.batch)]
            many = [(scaled(drawing, strips.HEIGHT), text) for drawing, text in drawings]
            many.sort(key=lambda one: one[0].shape[1])
            drawn += len(many)
            batches = [many[at : at + self._plan.batch] for at in range(0, len(many), self._plan.batch)]
            rng.shuffle(batches)
            for batch in batches:
                yield side_by_side([strip for strip, _ in batch]), [text for _, text in batch]

    def _one(self, rng: Random, texts: Texts, faces: list[Face], longest: int) -> tuple[strips.Grey, str]:
        if self._easy:
            text = texts.easy()
            return strips.clean(text, rng.choice(faces), rng), text
        if self._real and rng.random() < self._plan.real_share:
            line = rng.choice(self._real)
            if len(line.text) <= longest:
                return line.cut(rng), line.text
        return distorted_line(rng, texts, faces, longest)


def _longest(seen: int) -> int:
    """Characters of a line after so many: short ones are learnt in a fraction of the time."""
    return min(USUAL_LENGTH, 6 + seen // 5000)


def side_by_side(many: list[strips.Grey]) -> NDArray[np.uint8]:
    """One batch; what a narrow strip leaves free is the mean grey, as at reading."""
    width = -(-max(64, *(strip.shape[1] for strip in many)) // 8) * 8
    batch = np.full((len(many), strips.HEIGHT, width), round(255 * MEAN), np.uint8)
    for row, strip in zip(batch, many, strict=True):
        row[:, : strip.shape[1]] = strip
    return batch


def as_input(batch: NDArray[np.uint8]) -> torch.Tensor:
    """n x 3 x height x width, normalised as docTR does."""
    grey = (torch.as_tensor(batch).float() / 255 - MEAN) / SPREAD
    return grey.unsqueeze(1).expand(-1, 3, -1, -1)


def train(plan: Plan, folder: Path, real: Path | None, minutes: float) -> None:
    device = "cuda" if torch.cuda.is_available() else "cpu"
    network = recogniser(plan.model).to(device)
    optimizer = torch.optim.AdamW(network.parameters(), lr=plan.rate, weight_decay=0.01)
    course = Course()
    checkpoint = folder / "checkpoint.pt"
    if checkpoint.is_file():
        kept = torch.load(checkpoint, map_location=device, weights_only=True)
        network.load_state_dict(kept["network"])
        optimizer.load_state_dict(kept["optimizer"])
        course = Course(**kept["course"])
    train_lines = as_printed(shared_lines(real)[0]) if real else []
    probe = [(scaled(drawing, strips.HEIGHT), text) for drawing, text in held_out(200)]
    batches = _batches(plan, course, train_lines)
    began = kept_at = time.monotonic()
    while course.seen < plan.lines and time.monotonic() - began < 60 * minutes:
        batch, texts = next(batches)
        network.train()
        for group in optimizer.param_groups:
            group["lr"] = _rate(plan, course, (time.monotonic() - began) / (60 * minutes))
        loss = network(as_input(batch).to(device), texts)["loss"]
        value = loss.item()
        optimizer.zero_grad()
        if math.isfinite(value):
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            course.loss += 0.02 * (value - course.loss)
        course.step += 1
        course.seen += len(texts)
        if course.easy and course.loss < _CALM:
            course.easy = False
            batches = _batches(plan, course, train_lines)
        if course.step % 100 == 0:
            print(json.dumps({"minutes": round((time.monotonic() - began) / 60, 1), **asdict(course)}), flush=True)
        if time.monotonic() - kept_at > 600:
            kept_at = time.monotonic()
            _keep(checkpoint, network, optimizer, course)
            print(json.dumps({"held-out lines exact": exact(network, probe, device)}), flush=True)
    _keep(checkpoint, network, optimizer, course)


def _batches(plan: Plan, course: Course, real: list[Line]) -> Iterator[Any]:
    supply = Supply(plan, course.easy, course.seen, real)
    workers = int(os.environ.get("TRAINING_WORKERS", "1"))
    # Not forked: the threads that OpenCV and torch started would not be there.
    loader = torch.utils.data.DataLoader(
        supply, batch_size=None, num_workers=workers, prefetch_factor=8, multiprocessing_context="spawn"
    )
    return iter(loader)


def _rate(plan: Plan, course: Course, spent: float) -> float:
    """Warmed up, then down along half a cosine over all lines, or over the time where that runs out before."""
    warm = min(1.0, (course.step + 1) / plan.warm_up)
    done = min(1.0, max(course.seen / plan.lines, spent))
    return plan.rate * warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done)))


def _keep(checkpoint: Path, network: Any, optimizer: Any, course: Course) -> None:
    fresh = checkpoint.with_suffix(".new")
    kept = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "course": asdict(course),
    }
    torch.save(kept, fresh)
    fresh.replace(checkpoint)


def exact(network: Any, lines: list[tuple[strips.Grey, str]], device: str) -> float:
    """Share of lines read without a wrong character."""
    network.eval()
    right = 0
    ordered = sorted(lines, key=lambda one: one[0].shape[1])
    with torch.no_grad():
        for at in range(0, len(ordered), 32):
            part = ordered[at : at + 32]
            read = network(as_input(side_by_side([strip for strip, _ in part])).to(device), return_preds=True)["preds"]
            right += sum(text == truth for (text, _), (_, truth) in zip(read, part, strict=True))
    return round(right / len(lines), 4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lines", type=int, default=2_000_000)
    parser.add_argument("--model", default="crnn_mobilenet_v3_small")
    parser.add_argument("--real", type=Path)
    parser.add_argument("--minutes", type=float, default=1e9)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    train(Plan(chosen.model, chosen.lines), chosen.folder, chosen.real, chosen.minutes)


if __name__ == "__main__":
    main()
