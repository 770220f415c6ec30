"""The state that a model needs at this moment, in few words. Reads which signals matter from the pack's data."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from car_assistant.registry import Registry
from car_assistant.vehicle.car import Car

AREAS = 1
"""Areas whose state is shown: each costs about ten tokens that must be read anew in every turn."""


class StateBlock:
    """Turns the areas of the likeliest tools into a line such as ``temperature 22, fan 40``.

    A pack declares the signals in ``state.toml``: ``[area]`` with ``label = "signal path"`` entries.
    """

    def __init__(self, car: Car, registry: Registry, packs: Sequence[Path]) -> None:
        self._car = car
        self._registry = registry
        self._labels: dict[str, Mapping[str, str]] = {}
        for pack in packs:
            file = pack / "state.toml"
            if file.exists():
                self._labels.update(tomllib.loads(file.read_text(encoding="utf-8")))

    def __call__(self, tools: Sequence[str]) -> str:
        areas = dict.fromkeys(self._registry.tools[name].spec.area for name in tools)
        shown = [area for area in areas if area in self._labels][:AREAS]
        return ", ".join(
            f"{label} {_plain(self._car.read(path))}" for area in shown for label, path in self._labels[area].items()
        )


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:g}" if isinstance(value, float) else str(value)
