"""The signal records. Owns path, kind, type, unit, bounds and start value of every signal; holds no state of a car.

``signals.txt`` is taken from COVESA's Vehicle Signal Specification 6.0; ``extension.txt`` is this project's declared
overlay for what the specification lacks. Both are plain tables, one line a signal (or a family of alike signals).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from math import isfinite
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast

from car_assistant.errors import SignalError
from car_assistant.events import Value

Kind = Literal["sensor", "actuator", "attribute"]

PREFIX = "Vehicle."

_INTEGERS: Mapping[str, tuple[int, int]] = {
    "int8": (-(2**7), 2**7 - 1),
    "uint8": (0, 2**8 - 1),
    "int16": (-(2**15), 2**15 - 1),
    "uint16": (0, 2**16 - 1),
    "uint32": (0, 2**32 - 1),
}
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, kw_only=True)
class Signal:
    """One leaf of the vehicle's tree."""

    path: str
    """Full path, starting with ``Vehicle.``."""
    kind: Kind
    datatype: str
    """``boolean``, ``string``, ``float``, ``double`` or an integer type such as ``uint8``."""
    unit: str | None
    minimum: float | None
    maximum: float | None
    allowed: tuple[str, ...]
    """The only values a string may take; empty when any text will do."""
    default: Value
    """The value in the starting car."""
    extension: bool = False
    """Not part of VSS but of the declared overlay."""
    drift: bool = False
    """Derived: moves by itself (speed, charge, temperatures...), so no turn is said to have changed it."""
    travel_s: float | None = None
    """Seconds a moving part takes from ``minimum`` to ``maximum``; ``None`` for what changes at once."""

    @property
    def span(self) -> float:
        """The way from one end of a moving part's travel to the other, in the signal's unit (1 for a boolean)."""
        return (self.maximum or 0.0) - (self.minimum or 0.0) or 1.0

    def coerce(self, value: object) -> Value:
        """``value`` as this signal stores it; ``SignalError`` says what is allowed when it does not fit."""
        fitted = self._fit(value)
        if fitted is None:
            raise SignalError(f"{self.path} cannot be {value!r}; allowed: {self.expected()}")
        return fitted

    def expected(self) -> str:
        """What a value may be, in words: ``an integer from 0 to 100 (percent)``."""
        if self.datatype == "boolean":
            return "true or false"
        if self.datatype == "string":
            if self.allowed:
                return " or ".join(self.allowed)
            if self.unit == "iso8601":
                return "an ISO 8601 date and time"
            return "a colour such as #40A0FF" if self.path.endswith(".Color") else "text"
        low, high = self._bounds()
        number = "an integer" if self.datatype in _INTEGERS else "a number"
        limits = "".join(f" {word} {bound:.10g}" for word, bound in (("from", low), ("to", high)) if bound is not None)
        return f"{number}{limits}{f' ({self.unit})' if self.unit else ''}"

    def _fit(self, value: object) -> Value | None:
        if self.datatype == "boolean":
            return value if isinstance(value, bool) else None
        if self.datatype == "string":
            return value if isinstance(value, str) and self._is_text(value) else None
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            return None
        low, high = self._bounds()
        if not (low is None or value >= low) or not (high is None or value <= high):
            return None
        if self.datatype not in _INTEGERS:
            return float(value)
        return int(value) if value == int(value) else None

    def _is_text(self, value: str) -> bool:
        if self.allowed:
            return value in self.allowed
        if self.unit == "iso8601" and value:
            return _is_moment(value)
        return not self.path.endswith(".Color") or _COLOR.fullmatch(value) is not None

    def _bounds(self) -> tuple[float | None, float | None]:
        low, high = _INTEGERS.get(self.datatype, (None, None))
        return (
            low if self.minimum is None else self.minimum,
            high if self.maximum is None else self.maximum,
        )


def _is_moment(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def full_path(path: str) -> str:
    """``path`` with the leading ``Vehicle.`` that may be left out everywhere."""
    return path if path.startswith(PREFIX) else PREFIX + path


def _load() -> Mapping[str, Signal]:
    records = (*_table("signals.txt", extension=False), *_table("extension.txt", extension=True))
    return MappingProxyType({signal.path: signal for signal in records})


def _table(name: str, *, extension: bool) -> Iterator[Signal]:
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("# ") and line:
            yield from _family([cell.strip() for cell in line.split("|")], extension)


def _family(cells: list[str], extension: bool) -> Iterator[Signal]:
    pattern, kind, datatype, unit, limits, start, notes = cells
    low, dots, high = limits.partition("..")
    travel = re.search(r"travel=(\d+)", notes)
    for path in _expand(pattern):
        yield Signal(
            path=PREFIX + path,
            kind=cast(Kind, kind),
            datatype=datatype,
            unit=unit or None,
            minimum=float(low) if dots and low else None,
            maximum=float(high) if high else None,
            allowed=tuple(limits.split("/")) if limits and not dots else (),
            default=_parse(datatype, start),
            extension=extension,
            drift="drift" in notes,
            travel_s=float(travel[1]) if travel else None,
        )


def _expand(pattern: str) -> Iterator[str]:
    """Every path of ``Door.{Row1,Row2}.IsOpen``."""
    pieces = re.split(r"\{(.*?)\}", pattern)
    choices = [piece.split(",") if index % 2 else [piece] for index, piece in enumerate(pieces)]
    return ("".join(choice) for choice in product(*choices))


def _parse(datatype: str, text: str) -> Value:
    if datatype == "boolean":
        return text == "true"
    if datatype == "string":
        return text
    return int(text) if datatype in _INTEGERS else float(text)


CATALOGUE: Mapping[str, Signal] = _load()
"""Every signal of the car by its full path."""
