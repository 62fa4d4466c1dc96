"""Tells several papers in one picture apart: text that stands on different sheets belongs to different documents."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from services.ocr.geometry import text_height
from services.ocr.words import Image, Quads

_SIDE = 512  # pixels of the longer side while looking for sheets
_LEAST_BOXES = 5  # a sheet with less print is not a document
_FAR = 4.0  # heights of print: background is at least so far from any text
_LEAST_BACKGROUND = 0.04  # of the picture; with less there is nothing that could part two sheets
_LEAST_CONTRAST = 18.0  # CIE Lab units between paper and background
_RULE = 1.0  # heights of print: a ruled line is thinner, with the shadow that scaling down gives it


def group_by_sheet(picture: Image, quads: Quads) -> list[Quads]:
    """The boxes of each sheet; all in one group unless nearly every box stands on one of several clear sheets."""
    if len(quads) < 2 * _LEAST_BOXES:
        return [quads]
    seen = _labelled(picture, quads)
    if seen is None:
        return [quads]
    on = seen.under
    groups = [quads[on == label] for label in np.unique(on[on > 0])]
    documents = [group for group in groups if len(group) >= _LEAST_BOXES]
    if len(documents) < 2 or sum(map(len, documents)) < 0.9 * len(quads):
        return [quads]
    return documents


def sheet_around(picture: Image, quads: Quads) -> Quads | None:
    """Points of the picture around the sheet that most of the boxes stand on; None where none is clear."""
    if not len(quads):
        return None
    seen = _labelled(picture, quads)
    if seen is None or not (seen.under > 0).any():
        return None
    sheet = np.asarray(seen.sheets == np.bincount(seen.under[seen.under > 0]).argmax(), np.uint8)
    outlines, _ = cv2.findContours(sheet, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return np.asarray(np.concatenate(outlines).reshape(-1, 2) / seen.scale, np.float32)


class _Labelled(NamedTuple):
    """The sheets of a picture scaled down by `scale`, and the label under the middle of each box, 0 for the desk."""

    sheets: NDArray[np.int32]
    under: NDArray[np.int32]
    scale: float


def _labelled(picture: Image, quads: Quads) -> _Labelled | None:
    """None where paper and background look the same."""
    scale = min(1.0, _SIDE / max(picture.shape[:2]))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    sheets = _sheets(np.asarray(small, np.uint8), quads * scale)
    if sheets is None:
        return None
    centres = (quads.mean(axis=1) * scale).astype(int)
    centres = np.clip(centres, 0, [sheets.shape[1] - 1, sheets.shape[0] - 1])
    return _Labelled(sheets, np.asarray(sheets[centres[:, 1], centres[:, 0]]), scale)


def _sheets(small: Image, quads: Quads) -> NDArray[np.int32] | None:
    """Labels of connected regions in the paper's colour; None where paper and background look the same."""
    lab = cv2.cvtColor(cv2.medianBlur(small, 5), cv2.COLOR_RGB2LAB).astype(np.float32)
    text = np.zeros(lab.shape[:2], np.uint8)
    cv2.fillPoly(text, list(np.round(quads).astype(np.int32)), 1)
    reach = max(3, round(_FAR * text_height(quads)))
    background = cv2.distanceTransform(1 - text, cv2.DIST_L2, 3) > reach
    if background.mean() < _LEAST_BACKGROUND:
        return None
    # Closing fills print with the paper around it, whichever is the darker on average.
    paper_colour = np.median(cv2.dilate(lab, np.ones((5, 5)))[text > 0], axis=0)
    desk_colour = np.median(lab[background], axis=0)
    if np.linalg.norm(paper_colour - desk_colour) < _LEAST_CONTRAST:
        return None
    axis = (paper_colour - desk_colour) / np.linalg.norm(paper_colour - desk_colour)
    towards_paper = (lab - desk_colour) @ axis
    mask = np.asarray((towards_paper > np.dot(paper_colour - desk_colour, axis) / 2) | (text > 0), np.uint8)
    # A ruled line across the paper is print that no box covers: thinner than a line of text, it parts nothing.
    mask = _closed(mask, max(3, round(_RULE * text_height(quads))))
    # Sheets whose corners touch or overlap a little hang together by less than two lines of print.
    neck = max(3, round(2 * text_height(quads)))
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((neck, neck), np.uint8))
    return np.asarray(cv2.connectedComponents(np.asarray(opened, np.uint8), connectivity=4)[1], np.int32)


def _closed(mask: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    """The mask with its thin gaps filled; a border keeps the picture's edge from counting as paper."""
    bordered = cv2.copyMakeBorder(mask, size, size, size, size, cv2.BORDER_CONSTANT, value=(0,))
    closed = cv2.morphologyEx(bordered, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    return np.asarray(closed[size:-size, size:-size], np.uint8)
