"""The passing of time in the car. Owns the step and its order; the laws themselves are in the modules it drives.

Moving parts and the route advance with every step; slow things (air, battery, odometer) once a second.
"""

from collections.abc import Mapping
from typing import Literal, Protocol

from car_assistant.clock import ManualClock
from car_assistant.errors import SignalError
from car_assistant.vehicle import paths
from car_assistant.vehicle.battery import Announce, Battery
from car_assistant.vehicle.car import Car
from car_assistant.vehicle.climate import Climate
from car_assistant.vehicle.gauge import Gauge
from car_assistant.vehicle.parts import Obstacle

SLOW_S = 1.0
"""How often slow things advance, in simulated seconds."""
WEATHER_S = 60.0
SETTLE_STEP_S = 0.1


class RouteFollower(Protocol):
    """Whoever drives. Publishes ``Speed`` and ``CurrentLocation`` (and the gear) as the car follows its route."""

    def advance(self, dt: float, car: Car) -> None: ...


class Weather(Protocol):
    """The air around the car. Publishes the ``Exterior`` signals and rain; asked once a simulated minute."""

    def update(self, car: Car) -> None: ...


class Simulation:
    """Lets time pass for a car, in steps of 0.05 to 1 s."""

    def __init__(
        self,
        car: Car,
        *,
        route: RouteFollower | None = None,
        weather: Weather | None = None,
        announce: Announce | None = None,
    ) -> None:
        self._car = car
        self._route = route
        self._weather = weather
        self._announce = announce or _silent
        self._climate = Climate(car)
        self._battery = Battery(car, self._announce)
        self._odometer = Gauge(car, paths.ODOMETER, 100)
        self._trip_meter = Gauge(car, paths.TRIP_METER, 100)
        self._slow_due = 0.0
        self._weather_due = 0.0

    def step(self, dt: float) -> None:
        """Let ``dt`` seconds pass. The clock is not touched: it moves by itself, or whoever steps moves it."""
        if self._car.moving:
            for part in self._car.move(dt):
                if part.met:
                    self._announce(f"notice-{part.met}", **_describe(part.path))
        if self._route is not None:
            self._route.advance(dt, self._car)
        self._slow_due += dt
        if self._slow_due >= SLOW_S - 1e-9:
            self._advance_slow_things(self._slow_due)
            self._slow_due = 0.0

    def settle(self, limit_s: float = 60.0) -> float:
        """Step until no part moves, at most ``limit_s`` seconds; returns the simulated seconds it took.

        A ``ManualClock`` is moved along.
        """
        passed = 0.0
        while self._car.moving and passed < limit_s:
            if isinstance(self._car.clock, ManualClock):
                self._car.clock.advance(SETTLE_STEP_S)
            self.step(SETTLE_STEP_S)
            passed += SETTLE_STEP_S
        return passed

    def jam(self, path: str, at: float | None = None) -> None:
        """From now on the part cannot pass ``at`` (in its own unit; where it is now when left out)."""
        self._lay(path, "jam", at)

    def pinch(self, path: str, at: float | None = None) -> None:
        """Hold something in a closing part's way at ``at`` (where it is now when left out): it reverses, once."""
        self._lay(path, "pinch", at)

    def unjam(self, path: str) -> None:
        """Take away what is in the part's way."""
        self._car.parts.take_away(self._car.signal(path).path)

    def _lay(self, path: str, kind: Literal["jam", "pinch"], at: float | None) -> None:
        signal = self._car.signal(path)
        if signal.travel_s is None:
            raise SignalError(f"{signal.path} does not travel, so nothing can stand in its way; name a moving part")
        place = float(self._car.read(signal.path)) if at is None else at
        self._car.parts.lay(signal.path, Obstacle(kind=kind, at=place))

    def _advance_slow_things(self, dt: float) -> None:
        self._weather_due -= dt
        if self._weather is not None and self._weather_due <= 0:
            self._weather.update(self._car)
            self._weather_due = WEATHER_S
        way_m = float(self._car.read(paths.SPEED)) / 3.6 * dt
        if way_m:
            self._odometer.set(self._odometer.value + way_m)
            self._trip_meter.set(self._trip_meter.value + way_m)
        self._battery.advance(dt, self._climate.advance(dt))


def _describe(path: str) -> Mapping[str, str]:
    """What a part is called in a reply template: its kind and, where it has one, its seat."""
    kind = next((kind for word, kind in _KINDS.items() if word in path), "part")
    row, side = "Row2" in path, "PassengerSide" in path
    seats = ("rear_left", "rear_right") if row else ("driver", "passenger")
    return {"part": kind, "seat": seats[side]}


_KINDS = {
    "Window": "window",
    "Shade": "shade",
    "Sunroof": "sunroof",
    "Trunk": "trunk",
    "Hood": "hood",
    "Door": "door",
    "Seat": "seat",
    "Mirrors": "mirror",
}


def _silent(key: str, **data: object) -> None:
    """Nobody listens."""
