"""How fast roads flow, by hour. Owns jams and rush hours; knows roads, not routes.

The same road at the same hour of the same day always flows the same, unless a scenario puts a jam in ``state``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b

from car_assistant.clock import Clock
from car_assistant.text import Name
from car_assistant.world.city import Road
from car_assistant.world.streets import AVENUE_NAMES, ROAD_NAMES

_RUSH = ((7.5, 9.0), (17.0, 19.0))
_BUSY: Mapping[str, float] = {
    "street": 0.8,
    "avenue": 0.7,
    "arterial": 0.55,
    "ramp": 0.7,
    "expressway": 0.65,
    "highway": 0.9,
}
"""Share of the legal speed that is left in the rush hour."""

_ROADWORKS = 0.45
JAM_BELOW = 0.6
"""A road that flows at less than this share of its legal speed is called jammed."""


@dataclass(frozen=True, kw_only=True)
class TrafficState:
    """What can change: jams by the road's English name, as the share 0.05..1 of the legal speed that is left."""

    jams: Mapping[str, float] = field(default_factory=dict)


class Flows:
    """Traffic at one moment."""

    def __init__(self, wall: datetime, jams: Mapping[str, float]) -> None:
        hour = wall.hour + wall.minute / 60
        self.rush_hour = wall.weekday() < 5 and any(start <= hour < end for start, end in _RUSH)
        digest = blake2b(f"works:{wall:%Y-%m-%d}".encode(), digest_size=2).digest()
        self._works = ROAD_NAMES[digest[0] % len(ROAD_NAMES)].en if 7 <= hour < 20 else ""
        self._jams = jams

    def __call__(self, kind: str, name: str) -> float:
        share = _BUSY[kind] if self.rush_hour else 0.95
        if name == self._works:
            share = min(share, _ROADWORKS)
        return min(share, self._jams.get(name, 1.0))

    def disturbed(self, name: str) -> bool:
        return name == self._works or self._jams.get(name, 1.0) < JAM_BELOW


class Traffic:
    """Traffic on every road of the city."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._latest: tuple[int, TrafficState, Flows] | None = None
        self.state = TrafficState()

    def flow(self, road: Road) -> float:
        """The share of the road's legal speed that traffic leaves just now, 0.05..1."""
        return self.flows()(road.kind, road.name.en)

    def flows(self) -> Flows:
        """All flows of this minute, to be asked for many roads."""
        minute = int(self._clock.now() // 60)
        if self._latest is None or self._latest[:2] != (minute, self.state):
            self._latest = (minute, self.state, Flows(self._clock.wall(), self.state.jams))
        return self._latest[2]

    def jam(self, road: str, share: float) -> None:
        """Let the road with that English name flow at ``share`` (0.05..1) of its legal speed."""
        if not 0.05 <= share <= 1:
            raise ValueError(f"a jam leaves 0.05..1 of the legal speed, not {share}")
        self.state = TrafficState(jams={**self.state.jams, road: share})

    def rush_hour(self) -> bool:
        """Whether it is a weekday's rush hour."""
        return self.flows().rush_hour

    def slow_roads(self) -> list[Name]:
        """The named roads that are jammed although no rush hour explains it."""
        flows = self.flows()
        return [name for name in (*ROAD_NAMES, *AVENUE_NAMES) if flows.disturbed(name.en)]
