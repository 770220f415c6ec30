"""How busy the charging stations are. Owns free stalls; where stations stand and what they offer is the city's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from math import cos, pi

from car_assistant.clock import Clock
from car_assistant.world.city import Place


@dataclass(frozen=True, kw_only=True)
class ChargersState:
    """What can change: free stalls that a scenario set, by the identifier of the place."""

    free: Mapping[str, int] = field(default_factory=dict)


class Chargers:
    """Free stalls by hour: the same hour of the same day is always the same."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.state = ChargersState()

    def free(self, place: Place) -> int:
        """Stalls that are free now, 0 when the station is closed. Raises ``ValueError`` for any other place."""
        if place.charger is None:
            raise ValueError(f"{place.name.en} has no chargers; ask for a place of the category charger")
        wall = self._clock.wall()
        if not place.open_at(wall.hour + wall.minute / 60):
            return 0
        if place.id in self.state.free:
            return self.state.free[place.id]
        luck = blake2b(f"{place.id}:{wall:%Y-%m-%dT%H}".encode(), digest_size=1).digest()[0] / 255
        evening = 0.5 + 0.35 * cos((wall.hour - 19) * pi / 12)
        taken = round(place.charger.stalls * min(1.0, evening * (0.5 + luck)))
        return place.charger.stalls - taken

    def set_free(self, place: Place, free: int) -> None:
        """Let a station have that many free stalls, whatever the hour."""
        if place.charger is None or not 0 <= free <= place.charger.stalls:
            raise ValueError(f"{place.name.en} cannot have {free} free stalls")
        self.state = ChargersState(free={**self.state.free, place.id: free})
