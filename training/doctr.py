"""docTR's architectures with our alphabet, without a download."""

from __future__ import annotations

from typing import Any

import torch

from training.alphabet import LONGEST, VOCABULARY


def _declare_missing_operators() -> None:
    """torchvision built for a GPU lacks its operators beside a CPU build of torch; importing it needs their names."""
    library = torch.library.Library("torchvision", "DEF")
    for name in ("nms", "qnms"):
        library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    _KEPT.append(library)


_KEPT: list[Any] = []
if not torch.cuda.is_available():
    _declare_missing_operators()

from doctr.models import recognition  # noqa: E402 - only now can it be imported


def recogniser(model: str) -> Any:
    """A fresh network of one of docTR's recognition architectures."""
    build = getattr(recognition, model)
    network = build(pretrained=False, pretrained_backbone=False, vocab=VOCABULARY, input_shape=(3, 32, 128))
    network.max_length = LONGEST
    return network
