"""However strips get through the network, alone, padded, in batches or by way of a device, they read the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from benchmarks.sample_files import LINES, drawn
from services.ocr.readers import network, ppocr
from services.ocr.readers.crops import strip
from services.ocr.readers.ctc import NOTHING, decode
from services.ocr.readers.network import CUDA, Network, providers, usable_cores
from services.ocr.readers.ppocr import _RECOGNISER, PpOcr, weights
from services.ocr.readers.recogniser import Recogniser, SideBySide
from services.ocr.readers.shared_batches import Closed, SharedBatches, Sharing
from services.ocr.readers.trim import trim_head
from services.ocr.words import Image

A, B, C = 1, 2, 3


class OnDevice(Network):
    """A network that takes a GPU's way, with the processor's memory for the GPU's."""

    def __init__(self, model: Path | bytes, threads: int | None = None) -> None:
        super().__init__(model, threads)
        self.is_on_gpu = True

    def bound(self, device: str, blob: NDArray[np.float32]) -> NDArray[np.float32]:
        assert device == "cuda"
        return super().bound("cpu", blob)


@cache
def recogniser() -> Recogniser:
    model, characters = trim_head(weights() / _RECOGNISER)
    return Recogniser(Network(model, threads=1), characters)


@cache
def strips() -> list[Image]:
    image = np.asarray(drawn())
    reader = PpOcr()
    return [strip(image, quad, Recogniser.height) for quad in reader.find(image)]


def test_shared_batches_read_what_small_ones_read() -> None:
    alone = SideBySide(recogniser(), threads=1)
    shared = SharedBatches(recogniser(), Sharing(rows=4))
    with ThreadPoolExecutor(3) as pool:
        together = list(pool.map(shared.read, [strips()] * 3))
    for readings in together:
        for one, other in zip(alone.read(strips()), readings, strict=True):
            assert one.text == other.text
            assert one.confidence == pytest.approx(other.confidence, abs=0.01)
    assert [reading.text for reading in together[0]] == list(LINES)
    shared.close()
    alone.close()


def test_rows_that_only_fill_a_batch_change_nothing() -> None:
    (one,) = recogniser()(strips()[:1], 480)
    (padded,) = recogniser()(strips()[:1], 480, rows=4)
    assert one.text == padded.text
    assert one.confidence == pytest.approx(padded.confidence, abs=1e-4)


def test_values_bound_to_a_device_give_what_a_plain_call_gives() -> None:
    model, _ = trim_head(weights() / _RECOGNISER)
    plain = Network(model, threads=1)
    blob = np.random.default_rng(0).uniform(-1, 1, (2, 3, 48, 160)).astype(np.float32)
    assert np.array_equal(plain.bound("cpu", blob), plain(blob))


def test_a_gpus_way_reads_what_the_processors_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ppocr, "Network", OnDevice)
    reader = PpOcr()
    image = np.asarray(drawn())
    quads = reader.find(image)
    assert [word.text for word in reader.recognise(image, quads) if word] == list(LINES)
    assert reader.at_once >= usable_cores()
    reader.close()
    with pytest.raises(Closed):
        reader.recognise(image, quads)


def test_cuda_is_asked_for_with_its_libraries_where_a_gpu_is(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[bool] = []
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: [CUDA, "CPUExecutionProvider"])
    monkeypatch.setattr(onnxruntime, "preload_dlls", lambda: loaded.append(True))
    monkeypatch.setattr(network, "has_gpu", lambda: False)
    assert providers() == ["CPUExecutionProvider"]
    assert not loaded
    monkeypatch.setattr(network, "has_gpu", lambda: True)
    (first, options), last = providers()
    assert (first, last) == (CUDA, "CPUExecutionProvider")
    assert options["cudnn_conv_algo_search"] == "HEURISTIC"
    assert loaded


def test_a_gpu_that_cannot_be_used_is_told_of(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(network, "has_gpu", lambda: True)
    model, _ = trim_head(weights() / _RECOGNISER)
    assert not Network(model, threads=1).is_on_gpu
    assert "cannot use it" in caplog.text


def steps(*named: tuple[int, float]) -> np.ndarray:
    """One row: for each step its best character with its probability, the rest shared by the others."""
    row = np.array([[(1 - p) / 4] * 5 for _, p in named], np.float32)
    for step, (index, probability) in zip(row, named, strict=True):
        step[index] = probability
    return row[None]


@pytest.mark.parametrize(
    ("row", "text", "confidence"),
    [
        (steps((A, 0.9), (A, 0.7), (0, 0.9), (A, 0.8)), "aa", 0.85),
        (steps((A, 0.7), (A, 0.9), (B, 0.7)), "ab", 0.8),
        (steps((0, 0.9), (C, 0.6), (0, 0.9)), "c", 0.6),
        (steps((0, 0.9), (0, 0.9)), "", 0.0),
    ],
    ids=["a blank parts two of a kind", "the surest step of a run counts", "blanks fall away", "nothing is nothing"],
)
def test_steps_become_text(row: np.ndarray, text: str, confidence: float) -> None:
    (reading,) = decode(row, ["", "a", "b", "c", " "])
    assert reading.text == text
    assert reading.confidence == pytest.approx(confidence, abs=1e-6)
    assert [options[0][0] for options in reading.alternatives] == list(text)


def test_rows_do_not_run_into_one_another() -> None:
    rows = np.concatenate([steps((A, 0.9), (A, 0.8)), steps((A, 0.7), (0, 0.9)), steps((0, 0.9), (0, 0.9))])
    first, second, third = decode(rows, ["", "a", "b", "c", " "])
    assert (first.text, second.text, third) == ("a", "a", NOTHING)


def test_alternatives_are_named_down_to_half_a_percent() -> None:
    row = np.array([[[0.1, 0.7, 0.196, 0.004, 0.0]]], np.float32)
    (reading,) = decode(row, ["", "a", "b", "c", " "])
    assert reading.alternatives == ((("a", pytest.approx(0.7)), ("b", pytest.approx(0.196))),)
