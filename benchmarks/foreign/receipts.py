"""Receipts of other countries as they are worded there: one text file a language, each receipt under its truth.

A receipt begins with `== NAME`, then `field: value` lines (contract 8's fields), then `--` and the paper as a till
prints it: two spaces or more part columns, `^` centres a row, `#` prints it big, `[logo]` draws one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "receipts"
LANGUAGES = ("german", "english", "french", "italian", "spanish", "hungarian", "bulgarian", "polish")
FIELDS = ("supplier.name", "issue_date", "currency", "total", "vat", "vat_bases", "vat_total", "payments")


@dataclass(frozen=True, slots=True)
class ForeignReceipt:
    """One paper: its rows of text and what they say."""

    name: str
    rows: tuple[str, ...]
    truth: dict[str, Any]


def read_receipts(language: str) -> list[ForeignReceipt]:
    """The receipts of one language's file. Raises ValueError where the truth does not add up."""
    text = (FOLDER / f"{language}.txt").read_text("utf-8")
    return [_receipt(language, block) for block in text.split("== ")[1:]]


def _receipt(language: str, block: str) -> ForeignReceipt:
    head, _, paper = block.partition("\n--\n")
    title, *lines = head.split("\n")
    told = [(name, value.strip()) for name, _, value in (line.partition(":") for line in lines)]
    truth = dict(_truth(told))
    name = f"{language}_{title.strip()}"
    _check(name, truth, dict(told))
    return ForeignReceipt(name, tuple(paper.rstrip("\n").split("\n")), truth)


def _truth(told: list[tuple[str, str]]) -> Iterator[tuple[str, Any]]:
    values = dict(told)
    total, currency = values["total"].split()
    total = f"{Decimal(total):.2f}"
    yield "kind", "receipt"
    yield "supplier", {"name": values["supplier"]}
    yield "issue_date", values["date"]
    yield "total", total
    yield "currency", currency
    groups = [_vat(value) for name, value in told if name == "vat"]
    yield "vat", groups
    taxes = [Decimal(vat["amount"]) for vat in groups]
    if taxes or "tax" in values:  # a tax in thousandths of a percent (US) has a sum but no rate of ours
        yield "vat_total", f"{sum(taxes) or Decimal(values['tax']):.2f}"
    if "pay" in values:
        yield "payments", [{"method": values["pay"], "amount": total}]


def _vat(value: str) -> dict[str, str]:
    """`rate base amount`; a base that the paper does not print is `-`."""
    rate, base, amount = value.split()
    shape = {"rate": rate, "amount": f"{Decimal(amount):.2f}"}
    return shape if base == "-" else shape | {"base": f"{Decimal(base):.2f}"}


def _check(name: str, truth: dict[str, Any], told: dict[str, str]) -> None:
    """Each base times its rate is its tax; bases, taxes, what is untaxed and the tip make the total."""
    smallest = Decimal(1) if truth["currency"] == "HUF" else Decimal("0.01")
    for vat in truth["vat"]:
        if "base" in vat and abs(Decimal(vat["base"]) * Decimal(vat["rate"]) / 100 - Decimal(vat["amount"])) > smallest:
            raise ValueError(f"{name}: {vat} does not hold")
    if truth["vat"] and all("base" in vat for vat in truth["vat"]):
        parts = sum(Decimal(vat["base"]) + Decimal(vat["amount"]) for vat in truth["vat"])
        parts += Decimal(told.get("untaxed", 0)) + Decimal(told.get("tip", 0))
        if parts != Decimal(truth["total"]):
            raise ValueError(f"{name}: parts make {parts}, total is {truth['total']}")
