"""Routes over the city's roads: the way, its time, toll and energy, and the guidance sentences. Moves nothing."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from itertools import accumulate, pairwise
from typing import Literal

from car_assistant.text import Name
from car_assistant.vehicle.battery import ALWAYS_ON_W, driving_power
from car_assistant.world.city import TOLL_YUAN, City, Place, Point, Road

Preference = Literal["FASTEST", "SHORTEST", "NO_TOLLS"]
Flow = Callable[[str, str], float]
"""Share of the legal speed that traffic leaves, by kind and English name of a road."""

_FASTEST_KMH = 100.0
_TURN_S = 4.0
"""Seconds that a change of road costs."""

_CLIMATE_W = 800.0
_TURN_DEGREES = 30.0
_SHARP_DEGREES = 150.0


@dataclass(frozen=True, slots=True)
class Leg:
    """A piece of the way, from ``start`` to ``end`` along one road; positional because a route has hundreds."""

    road: Road
    start: Point
    end: Point
    length_m: float


@dataclass(frozen=True, kw_only=True)
class Manoeuvre:
    """Something the driver must do, ``at_m`` metres from the start of the route."""

    at_m: float
    text: Name
    """What to do, without a distance: "turn left onto Renmin Road"."""


@dataclass(frozen=True, slots=True)
class Left:
    """What remains of a route; positional because it is made with every step of a drive."""

    metres: float
    seconds: float
    kwh: float


@dataclass(frozen=True, kw_only=True)
class Route:
    """A way from the car over ``stops``; the last stop is the destination."""

    legs: tuple[Leg, ...]
    stops: tuple[Place, ...]
    stop_m: tuple[float, ...]
    """Metres from the start to each stop."""
    preference: Preference
    toll: float
    """Yuan."""
    ends_m: tuple[float, ...]
    """Metres from the start to the end of each leg."""
    ends_s: tuple[float, ...]
    """Seconds of driving to the end of each leg, in the traffic of the moment the route was planned."""
    ends_kwh: tuple[float, ...]
    """Energy taken up to the end of each leg."""

    @property
    def length_m(self) -> float:
        return self.ends_m[-1] if self.legs else 0.0

    @property
    def duration_s(self) -> float:
        return self.ends_s[-1] if self.legs else 0.0

    @property
    def energy_kwh(self) -> float:
        return self.ends_kwh[-1] if self.legs else 0.0

    def left(self, metres: float) -> "Left":
        """What remains ``metres`` from the start."""
        if not self.legs:
            return Left(0.0, 0.0, 0.0)
        index = self.leg_at(metres)
        length = self.legs[index].length_m
        ahead = max(0.0, min(1.0, (self.ends_m[index] - metres) / length)) if length else 0.0

        def rest(ends: tuple[float, ...]) -> float:
            return ends[-1] - ends[index] + ahead * (ends[index] - (ends[index - 1] if index else 0.0))

        return Left(max(0.0, self.length_m - metres), rest(self.ends_s), rest(self.ends_kwh))

    def leg_at(self, metres: float) -> int:
        """The index of the leg that lies ``metres`` from the start; past the end, the last."""
        return min(bisect_right(self.ends_m, metres), len(self.legs) - 1)

    def point_at(self, metres: float) -> Point:
        """Where one is after ``metres``."""
        index = self.leg_at(metres)
        leg = self.legs[index]
        done = metres - (self.ends_m[index] - leg.length_m)
        return leg.start.towards(leg.end, min(1.0, done / leg.length_m) if leg.length_m else 1.0)

    @cached_property
    def manoeuvres(self) -> Sequence[Manoeuvre]:
        """Everything the driver must do on the way, in order; the last is the arrival."""
        return tuple(_manoeuvres(self))

    def main_road(self) -> Name:
        """The road that carries most of the way."""
        lengths: dict[Name, float] = {}
        for leg in self.legs:
            lengths[leg.road.name] = lengths.get(leg.road.name, 0.0) + leg.length_m
        return max(lengths, key=lambda name: lengths[name])


def plan(
    city: City,
    *,
    start: Point,
    stops: Sequence[Place],
    preference: Preference,
    flow: Flow,
    ahead: Leg | None = None,
) -> Route:
    """The best way from ``start`` over ``stops`` in their order.

    ``ahead`` is the rest of the road that the car is on: a moving car cannot turn round on the spot.
    """
    legs = [ahead] if ahead and ahead.length_m > 1 else []
    here = ahead.road.end if ahead else city.nearest_junction(start)
    if not ahead and (gap := start.metres_to(city.points[here])) > 1:
        legs.append(_lead_in(city, start, here, gap))
    stop_m = []
    for stop in stops:
        way = _way(city, here, stop.junction, preference, flow)
        legs += [Leg(road, city.points[road.start], city.points[road.end], road.length_m) for road in way]
        here = stop.junction
        stop_m.append(sum(leg.length_m for leg in legs))
    turns = [one.road.name != other.road.name for one, other in pairwise(legs)]
    seconds = [leg_seconds(leg, flow) for leg in legs]
    return Route(
        legs=tuple(legs),
        stops=tuple(stops),
        stop_m=tuple(stop_m),
        preference=preference,
        toll=TOLL_YUAN if any(leg.road.toll for leg in legs) else 0.0,
        ends_m=tuple(accumulate(leg.length_m for leg in legs)),
        ends_s=tuple(accumulate(one + _TURN_S * turn for one, turn in zip(seconds, [*turns, False], strict=False))),
        ends_kwh=tuple(accumulate(leg_kwh(leg, flow) for leg in legs)),
    )


def leg_seconds(leg: Leg, flow: Flow) -> float:
    return leg.length_m * 3.6 / (leg.road.speed_kmh * flow(leg.road.kind, leg.road.name.en))


def leg_kwh(leg: Leg, flow: Flow) -> float:
    return leg.length_m / 1000 * kwh_per_km(leg.road.speed_kmh * flow(leg.road.kind, leg.road.name.en))


def kwh_per_km(speed_kmh: float) -> float:
    """Energy the car takes at a steady speed, with its computers and a usual climate load."""
    return (driving_power(speed_kmh) + ALWAYS_ON_W + _CLIMATE_W) / speed_kmh / 1000


def _lead_in(city: City, start: Point, junction: int, gap: float) -> Leg:
    nearest = city.roads_from[junction][0]
    road = Road(junction, junction, nearest.name, "street", 20, gap)
    return Leg(road, start, city.points[junction], gap)


def _way(city: City, start: int, goal: int, preference: Preference, flow: Flow) -> list[Road]:
    """The cheapest roads between two junctions, by A*."""
    target, points, roads_from = city.points[goal], city.points, city.roads_from
    per_metre = 1.0 if preference == "SHORTEST" else 3.6 / _FASTEST_KMH
    cost, came = {start: 0.0}, dict[int, Road]()
    closed: set[int] = set()
    frontier = [(0.0, start)]
    while frontier:
        here = heappop(frontier)[1]
        if here == goal:
            break
        if here in closed:
            continue
        closed.add(here)
        arrived_by = came.get(here)
        for road in roads_from[here]:
            if road.end in closed or (road.toll and preference == "NO_TOLLS"):
                continue
            if preference == "SHORTEST":
                step = road.length_m
            else:
                step = road.length_m * 3.6 / (road.speed_kmh * flow(road.kind, road.name.en))
                if arrived_by and arrived_by.name is not road.name:
                    step += _TURN_S
            total = cost[here] + step
            if total < cost.get(road.end, float("inf")):
                cost[road.end] = total
                came[road.end] = road
                heappush(frontier, (total + points[road.end].metres_to(target) * per_metre, road.end))
    way = []
    while goal != start:
        way.append(came[goal])
        goal = came[goal].start
    return way[::-1]


def _manoeuvres(route: Route) -> list[Manoeuvre]:
    found = []
    stops = list(zip(route.stop_m, route.stops, strict=True))
    for index, leg in enumerate(route.legs[1:], start=1):
        before, at = route.legs[index - 1], route.ends_m[index - 1]
        for metres, stop in stops[:-1]:
            if abs(metres - at) < 0.5:
                found.append(_arrival(at, stop, "you reach your stop, {}", "到达途经点{}"))
        turn = (leg.start.bearing_to(leg.end) - before.start.bearing_to(before.end) + 180) % 360 - 180
        if before.road.name != leg.road.name or abs(turn) > 60:
            found.append(Manoeuvre(at_m=at, text=_turn(turn, before.road, leg.road)))
    if stops:
        found.append(_arrival(*stops[-1], "you arrive at {}", "到达{}"))
    return found


def _arrival(at: float, stop: Place, en: str, zh: str) -> Manoeuvre:
    return Manoeuvre(at_m=at, text=Name(en.format(stop.name.en), zh.format(stop.name.zh)))


def _turn(turn: float, before: Road, onto: Road) -> Name:
    if onto.kind == "ramp":
        return (
            Name("take the ramp to the ring expressway", "驶入环城高速匝道")
            if before.kind != "expressway"
            else Name("leave the ring expressway", "驶出环城高速")
        )
    if onto.kind == "expressway":
        return Name(f"join the {onto.name.en}", f"汇入{onto.name.zh}")
    side = Name("left", "左") if turn < 0 else Name("right", "右")
    if abs(turn) > _SHARP_DEGREES:
        return Name(f"make a U-turn on {onto.name.en}", f"在{onto.name.zh}掉头")
    if abs(turn) > _TURN_DEGREES:
        return Name(f"turn {side.en} onto {onto.name.en}", f"{side.zh}转进入{onto.name.zh}")
    return Name(f"continue onto {onto.name.en}", f"直行进入{onto.name.zh}")
