"""How fast a careful driver goes: legal speed, traffic, slow before turns, standing at the end. Moves nothing."""

from bisect import bisect_right
from math import sqrt

from car_assistant.world.routing import Flow, Route

_ACCELERATION = 2.0
"""Metres a second, each second."""
_BRAKING = 2.5
_TURN_MS = 7.0
_CREEP_MS = 1.0
"""Slow enough to stop at once, fast enough to get there."""


def next_speed(route: Route, travelled_m: float, speed_kmh: float, dt: float, flow: Flow) -> float:
    """The speed in km/h ``dt`` seconds later."""
    road = route.legs[route.leg_at(travelled_m)].road
    limit = road.speed_kmh * flow(road.kind, road.name.en) / 3.6
    manoeuvres = route.manoeuvres
    coming = bisect_right(manoeuvres, travelled_m, key=lambda todo: todo.at_m)
    if coming < len(manoeuvres):
        last = coming == len(manoeuvres) - 1
        away = max(0.0, manoeuvres[coming].at_m - travelled_m)
        then = _CREEP_MS if last else min(limit, _TURN_MS)
        limit = min(limit, sqrt(then**2 + 2 * _BRAKING * away))
    speed = speed_kmh / 3.6
    return min(limit, speed + _ACCELERATION * dt) * 3.6
