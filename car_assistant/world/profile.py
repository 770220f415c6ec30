"""What the assistant remembers of the people in the car. Owns preferences; applies none of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from car_assistant.clock import Clock
from car_assistant.events import Bus, Seat
from car_assistant.text import parse_number

if TYPE_CHECKING:
    from car_assistant.vehicle.car import Car


BOUNDS: Mapping[str, tuple[float, float]] = {"temperature": (16, 30), "volume": (0, 100), "fan_speed": (0, 100)}
"""Preferences that are numbers, and what they may be: degrees or percent."""


@dataclass(frozen=True, kw_only=True)
class ProfileState:
    """Preferences of each seat's person: what is preferred -> the value, as text."""

    preferences: Mapping[Seat, Mapping[str, str]] = field(default_factory=dict)


class Profile:
    """Preferences of the people in the car, told apart by where they sit."""

    def __init__(self, *, car: "Car", clock: Clock, bus: Bus) -> None:
        self.state = ProfileState()

    def preferences(self, who: Seat = "driver") -> Mapping[str, str]:
        """Everything remembered of one person."""
        return self.state.preferences.get(who, {})

    def get(self, what: str, who: Seat = "driver") -> str | None:
        """What that person prefers; ``None`` when nothing is remembered."""
        return self.preferences(who).get(what)

    def number(self, what: str, who: Seat = "driver") -> float | None:
        """A preference that is a number; ``None`` when nothing is remembered."""
        value = self.get(what, who)
        return None if value is None else float(value)

    def remember(self, what: str, value: str, who: Seat = "driver") -> str | None:
        """Keep a preference in the place of an old one; returns it as kept.

        A number is taken out of its sentence ("21 degrees"); ``None``, and nothing kept, when it is outside ``BOUNDS``.
        """
        if what in BOUNDS:
            low, high = BOUNDS[what]
            number = parse_number(value, minimum=low, maximum=high)
            if number is None or not low <= number <= high:
                return None
            value = f"{number:g}"
        self._set(who, {**self.preferences(who), what: value})
        return value

    def forget(self, what: str, who: Seat = "driver") -> bool:
        """Drop a preference; false when there was none."""
        kept = dict(self.preferences(who))
        known = kept.pop(what, None) is not None
        self._set(who, kept)
        return known

    def _set(self, who: Seat, preferences: Mapping[str, str]) -> None:
        self.state = replace(self.state, preferences={**self.state.preferences, who: preferences})
