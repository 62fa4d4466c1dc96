"""One ONNX network behind a call: threads pinned to what this process may use, CUDA where a GPU is."""

from __future__ import annotations

import logging
import os
import threading
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort  # type: ignore[import-untyped]  # the package has no stubs
from numpy.typing import NDArray

CUDA = "CUDAExecutionProvider"
_CUDA_OPTIONS = {
    # Sizes differ from picture to picture: by default cuDNN weighs every algorithm anew for each of them.
    "cudnn_conv_algo_search": "HEURISTIC",
    # Growing by powers of two takes more of a GPU than is used, and others may share it.
    "arena_extend_strategy": "kSameAsRequested",
}
_AT_ONCE = 2  # on a GPU: one call copies while the other computes; more would only take its memory

log = logging.getLogger(__name__)


class Network:
    """A loaded model with one picture-like input and one output. Safe to call from several threads at once."""

    def __init__(self, model: Path | bytes, threads: int | None = None) -> None:
        """`threads` None means every core that this process may run on."""
        options = session_options(threads)
        options.log_severity_level = 3
        # Sizes differ from call to call, so remembered memory plans would only grow the process.
        options.enable_mem_pattern = False
        self._session = ort.InferenceSession(
            model if isinstance(model, bytes) else str(model), options, providers=providers()
        )
        self._input = self._session.get_inputs()[0].name
        self._output = self._session.get_outputs()[0].name
        self._turns = threading.BoundedSemaphore(_AT_ONCE)
        self.is_on_gpu = CUDA in self._session.get_providers()
        if has_gpu() and not self.is_on_gpu:
            log.warning("there is a GPU, but ONNX Runtime cannot use it: reading on the processor")

    def __call__(self, blob: NDArray[np.float32]) -> NDArray[np.float32]:
        if self.is_on_gpu:
            with self._turns:
                return self.bound("cuda", blob)
        output: NDArray[np.float32] = self._session.run(None, {self._input: blob})[0]
        return output

    def bound(self, device: str, blob: NDArray[np.float32]) -> NDArray[np.float32]:
        """Run with input and output in the memory of a device ("cuda" or "cpu"): one copy each way, none between."""
        binding = self._session.io_binding()
        binding.bind_ortvalue_input(self._input, ort.OrtValue.ortvalue_from_numpy(blob, device, 0))
        binding.bind_output(self._output, device)
        self._session.run_with_iobinding(binding)
        output: NDArray[np.float32] = binding.get_outputs()[0].numpy()
        return output


def session_options(threads: int | None) -> Any:
    """A session's options with its threads counted; None means every core that this process may run on."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads or usable_cores()
    options.inter_op_num_threads = 1
    # Idle threads that spin take the cores from decoding, from other readers and from one another.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


def providers() -> list[Any]:
    """CUDA where a GPU is and this build of ONNX Runtime can use it, then the processor."""
    if has_gpu() and CUDA in ort.get_available_providers():
        # CUDA and cuDNN come as Python packages, which the system's loader does not search.
        ort.preload_dlls()
        return [(CUDA, _CUDA_OPTIONS), "CPUExecutionProvider"]
    return ["CPUExecutionProvider"]


def has_gpu() -> bool:
    """Whether NVIDIA's driver shows a GPU to this process, natively or in Windows' Linux.

    Asked before CUDA's libraries are: where there is none they only take time, and complain on standard output.
    """
    return any(Path("/dev").glob("nvidia[0-9]*")) or Path("/dev/dxg").exists()


def usable_cores() -> int:
    """Cores of this process's affinity mask, which containers and `taskset` narrow; `cpu_count` ignores both."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def files_at_once(is_on_gpu: bool) -> int:
    """One file keeps the cores busy that compute it; a GPU is kept busy by all cores that prepare files for it."""
    return max(4, usable_cores()) if is_on_gpu else 1
