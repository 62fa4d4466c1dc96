"""Writes a trained recogniser as the product ships it: ONNX, its characters, and a card that says where it is from.

    python -m training.export FOLDER [--to services/ocr/readers/shipped]

The file is what docTR exports (n x 3 x 32 x any width in, logits out, CTC's blank last), so that OnnxTR loads it too.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import numpy_helper

from services.ocr.readers.own import FOLDER, NAME
from training.alphabet import VOCABULARY
from training.doctr import recogniser
from training.recogniser import Course

from doctr.models.utils import export_model_to_onnx  # isort: skip - after training.doctr, which declares what it needs

MODEL = "crnn_mobilenet_v3_small"
_LARGE = 1024
"""Numbers; smaller tensors are not worth a cast."""


def export(folder: Path, to: Path) -> Path:
    """The weights of a checkpoint as ONNX; checked to answer as torch does. Returns the file."""
    kept = torch.load(folder / "checkpoint.pt", map_location="cpu", weights_only=True)
    network = recogniser(MODEL)
    network.load_state_dict(kept["network"])
    network.eval()
    network.exportable = True
    written = export_model_to_onnx(
        network,
        str(to / NAME),
        torch.rand(2, 3, 32, 256),
        input_names=["input"],
        output_names=["logits"],
        dynamic_axes={"input": {0: "batch", 3: "width"}, "logits": {0: "batch", 1: "steps"}},
    )
    file = Path(written)
    onnx.save(halved(onnx.load(file)), file)
    _compare(network, file)
    (to / f"{NAME}.txt").write_text(f"{VOCABULARY}\n", "utf-8")
    card = _card(Course(**kept["course"]), file)
    (to / f"{NAME}.json").write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return file


def halved(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same network with its large weights kept in 16 bits; casts make them 32 again at loading."""
    casts = []
    for tensor in model.graph.initializer:
        if tensor.data_type == onnx.TensorProto.FLOAT and np.prod(tensor.dims) >= _LARGE:
            name = tensor.name
            half = numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), f"{name}.half")
            tensor.CopyFrom(half)
            casts.append(onnx.helper.make_node("Cast", [half.name], [name], to=onnx.TensorProto.FLOAT))
    nodes = list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend([*casts, *nodes])
    onnx.checker.check_model(model)
    return model


def _compare(network: Any, file: Path) -> None:
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    for rows, width in ((1, 64), (3, 200), (2, 640)):
        given = torch.rand(rows, 3, 32, width)
        with torch.no_grad():
            expected = network(given)["logits"].numpy()
        (answered,) = session.run(None, {"input": given.numpy()})
        if answered.shape != expected.shape or not np.allclose(answered, expected, atol=0.05):
            raise RuntimeError(f"the ONNX file answers otherwise than torch at {rows} x {width}")


def _card(course: Course, file: Path) -> dict[str, Any]:
    commit = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    return {
        "architecture": MODEL,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "bytes": file.stat().st_size,
        "trained_by": "training/recogniser.py",
        "commit": commit,
        "on": datetime.now(UTC).date().isoformat(),
        "lines": course.seen,
        "data": "lines drawn by training/texts.py and training/strips.py; lines of the SROIE receipts not held out",
        "versions": {name: importlib.metadata.version(name) for name in ("torch", "python-doctr", "onnx")},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--to", type=Path, default=FOLDER)
    chosen = parser.parse_args()
    print(export(chosen.folder, chosen.to))


if __name__ == "__main__":
    main()
