"""Faults on purpose: a plan that the registry, the car and the model seam ask before they act."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

Seam = Literal["tool", "model"]


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One planned failure."""

    seam: Seam
    kind: Literal["error", "timeout"]
    name: str = "*"
    """Tool name, or ``*`` for any."""
    nth: int | None = None
    """Which use fails, from 1, counted from when the fault was planned; ``None`` means every one."""


class FaultPlan:
    """The faults of a session; empty unless a scenario or test adds some."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._uses: Counter[tuple[int, str]] = Counter()

    def add(self, fault: Fault) -> None:
        self._faults.append(fault)

    def clear(self) -> None:
        self._faults.clear()
        self._uses.clear()

    def hit(self, seam: Seam, name: str) -> Fault | None:
        """Count one use of ``name`` and return the fault that strikes it, if any."""
        struck = None
        for index, fault in enumerate(self._faults):
            if fault.seam != seam or fault.name not in ("*", name):
                continue
            self._uses[(index, fault.name)] += 1
            if fault.nth is None or self._uses[(index, fault.name)] == fault.nth:
                struck = struck or fault
        return struck
