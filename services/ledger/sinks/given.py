"""Reads what an owner configured for a sink, and tells everything that is wrong with it at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from services.common.errors import Invalid


class Given:
    """Configured values by name. Getters remember what is missing or wrong until `finish` raises it."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values
        self._read: set[str] = set()
        self._faults: dict[str, str] = {}

    def text(self, name: str, pattern: str, *, default: str | None = None) -> str:
        """A text of which all matches; without a default it has to be there."""
        value = self._take(name)
        if value in (None, ""):
            if default is None:
                self._faults[name] = "field_missing"
            return default or ""
        return self._checked(name, value, pattern)

    def one_of(self, name: str, values: tuple[str, ...]) -> str:
        """One of the values; the first where nothing is given."""
        value = self._take(name) or values[0]
        if value not in values:
            self._faults[name] = "unknown_value"
            return values[0]
        return str(value)

    def table(self, name: str, key: str, value: str) -> dict[str, str]:
        """Texts by name."""
        given = self._take(name) or {}
        if not isinstance(given, Mapping):
            self._faults[name] = "must_be_object"
            return {}
        return {self._checked(name, left, key): self._checked(name, right, value) for left, right in given.items()}

    def whole(self, name: str, least: int, most: int, *, default: int | None = None) -> int:
        """A whole number, as such or in figures; without a default it has to be there."""
        value = self._take(name)
        if value in (None, ""):
            if default is None:
                self._faults[name] = "field_missing"
            return least if default is None else default
        number = _whole(value)
        if number is None:
            self._faults[name] = "must_be_integer"
        elif not least <= number <= most:
            self._faults[name] = "out_of_range"
        else:
            return number
        return least

    def optional_whole(self, name: str, least: int, most: int) -> int | None:
        """A whole number, or None where nothing is given."""
        if self._values.get(name) in (None, ""):
            self._read.add(name)
            return None
        return self.whole(name, least, most)

    def switch(self, name: str, *, default: bool) -> bool:
        value = self._take(name)
        if value is not None and not isinstance(value, bool):
            self._faults[name] = "must_be_boolean"
        return value if isinstance(value, bool) else default

    def numbers(self, name: str, key: str, most: int) -> dict[str, int]:
        """Whole numbers by name, from zero."""
        given = self._take(name) or {}
        if not isinstance(given, Mapping):
            self._faults[name] = "must_be_object"
            return {}
        read = {self._checked(name, left, key): _whole(right) for left, right in given.items()}
        if any(number is None for number in read.values()):
            self._faults[name] = "must_be_integer"
        elif any(not 0 <= number <= most for number in read.values() if number is not None):
            self._faults[name] = "out_of_range"
        return {left: number for left, number in read.items() if number is not None}

    def wrong(self, name: str, fault: str) -> None:
        self._faults[name] = fault

    def finish(self) -> None:
        """Raise Invalid(sink_settings_invalid) that names every field at fault."""
        faults = self._faults | dict.fromkeys(self._values.keys() - self._read, "field_not_known")
        if faults:
            fields = ", ".join(sorted(faults))
            raise Invalid(
                "sink_settings_invalid", f"The sink's settings are wrong: {fields}.", {"fields": fields}, faults
            )

    def _take(self, name: str) -> Any:
        self._read.add(name)
        return self._values.get(name)

    def _checked(self, name: str, value: Any, pattern: str) -> str:
        if not isinstance(value, str):
            self._faults[name] = "must_be_text"
            return ""
        if not re.fullmatch(pattern, value):
            self._faults[name] = "wrong_format"
            return ""
        return value


def _whole(value: Any) -> int | None:
    """JSON's numbers come as floats through a protobuf Struct; what is not whole is none."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,18}", value):
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
        return None
    return int(value)
