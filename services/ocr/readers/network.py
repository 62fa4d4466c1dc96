"""One ONNX network behind a call: threads pinned to what this process may use, CUDA where it is there."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import onnxruntime as ort  # type: ignore[import-untyped]  # the package has no stubs; it is imported only here
from numpy.typing import NDArray


class Network:
    """A loaded model with one picture-like input and one output. Safe to call from several threads at once."""

    def __init__(self, model: Path | bytes, threads: int | None = None) -> None:
        """`threads` None means every core that this process may run on."""
        options = ort.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = threads or usable_cores()
        options.inter_op_num_threads = 1
        # Idle threads that spin take the cores from decoding, from other readers and from one another.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # Sizes differ from call to call, so remembered memory plans would only grow the process.
        options.enable_mem_pattern = False
        self._session = ort.InferenceSession(
            model if isinstance(model, bytes) else str(model), options, providers=_providers()
        )
        self._input = self._session.get_inputs()[0].name

    def __call__(self, blob: NDArray[np.float32]) -> NDArray[np.float32]:
        output: NDArray[np.float32] = self._session.run(None, {self._input: blob})[0]
        return output


def usable_cores() -> int:
    """Cores of this process's affinity mask, which containers and `taskset` narrow; `cpu_count` ignores both."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _providers() -> list[str]:
    wanted = ("CUDAExecutionProvider", "CPUExecutionProvider")
    return [name for name in wanted if name in ort.get_available_providers()]
