"""Sorted lists in pages: each page begins after the sort value and the id of the row before, whatever was added."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVarTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from services.common.errors import Invalid

Selected = TypeVarTuple("Selected")
Column = ColumnElement[Any] | InstrumentedAttribute[Any]
Parse = Callable[[Any], Any]
"""Turns a sort value from a page token back into one for the column; raises ValueError or TypeError if it can't."""


@dataclass(frozen=True, slots=True)
class Order:
    """A column that never yields null, the id that decides between equal values, and the direction of both."""

    column: Column
    parse: Parse
    row_id: InstrumentedAttribute[UUID]
    descending: bool = False

    @classmethod
    def read(
        cls,
        order_by: str,
        default: str,
        columns: Mapping[str, tuple[Column, Parse]],
        row_id: InstrumentedAttribute[UUID],
    ) -> Order:
        """The order that `name`, `name asc` or `name desc` asks for. Raises Invalid for anything else."""
        name, *direction = (order_by.split() or default.split())[:3]
        if name not in columns or [word.lower() for word in direction] not in ([], ["asc"], ["desc"]):
            raise Invalid(
                "order_by_invalid", f"No such order: {order_by}.", {"value": order_by}, {"order_by": "unknown"}
            )
        column, parse = columns[name]
        return cls(column, parse, row_id, descending=[word.lower() for word in direction] == ["desc"])

    def __str__(self) -> str:
        """For the text that a page token is bound to."""
        return f"{self.column} {'desc' if self.descending else 'asc'}"

    def page(
        self, statement: Select[*Selected], after: Sequence[str | int | None] | None, size: int
    ) -> Select[*Selected]:
        """The statement in this order, from the row after `after` on, one row more than the page to see its end."""
        if after is not None:
            statement = statement.where(self._beyond(after))
        keys = (self.column, self.row_id)
        return statement.order_by(*(key.desc() if self.descending else key.asc() for key in keys)).limit(size + 1)

    def _beyond(self, after: Sequence[str | int | None]) -> ColumnElement[bool]:
        try:
            value, row = after
            bound, row_bound = literal(self.parse(value)), literal(UUID(str(row)))
        except (ValueError, TypeError) as error:
            raise Invalid(
                "page_token_invalid", "The page token is damaged.", fields={"page_token": "invalid"}
            ) from error
        # Compared as rows: an index finds their place, which it can't for the same said with OR.
        here, there = tuple_(self.column, self.row_id), tuple_(bound, row_bound)
        return here < there if self.descending else here > there
