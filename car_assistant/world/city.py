"""The built-in bilingual city of Haitang: junctions, roads, districts and named places.

Made from tables and hashes, so that it is the same on every machine. Owns where things are; knows no car, no time
of day and no traffic.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from itertools import pairwise
from math import atan2, cos, degrees, hypot, pi, radians, sin
from typing import Literal

from car_assistant.text import Name
from car_assistant.world.places import ALWAYS_OPEN, CHARGERS, HOURS, PLACES
from car_assistant.world.streets import AVENUE_NAMES, DISTRICTS, OUTLYING, ROAD_NAMES, SPURS

RoadKind = Literal["street", "avenue", "arterial", "ramp", "expressway", "highway"]

CENTRE = (30.352, 121.946)
"""Latitude and longitude of the city's middle."""
TOLL_YUAN = 10.0
"""Price of using the toll section of the ring expressway, once a journey."""

_METRES_PER_DEGREE = 111_320.0
_EAST_SCALE = _METRES_PER_DEGREE * cos(radians(CENTRE[0]))
_COLUMNS, _ROWS, _SPACING = 25, 26, 460.0
_RING_NODES, _RING_RADIUS = 48, 4400.0
_TOLL_RING = range(2, 14)
_SPEEDS: Mapping[RoadKind, int] = {
    "street": 40,
    "avenue": 50,
    "arterial": 60,
    "ramp": 40,
    "expressway": 100,
    "highway": 80,
}
_CHARGER_TAGS = (("fast", 60), ("super", 180))
"""What a station may be called from which power on, in kW."""
_RING_NAME = Name("Ring Expressway", "环城高速")
_RAMP_NAME = Name("the ring expressway ramp", "环城高速匝道")


@dataclass(frozen=True, slots=True)
class Point:
    """A spot on the ground; positional because thousands are made."""

    lat: float
    lon: float

    def metres_to(self, other: "Point") -> float:
        """Straight distance in metres; flat-earth, good to 0.1 % within the city."""
        return hypot((other.lon - self.lon) * _EAST_SCALE, (other.lat - self.lat) * _METRES_PER_DEGREE)

    def bearing_to(self, other: "Point") -> float:
        """Direction to ``other`` in degrees, 0 north, 90 east, below 360."""
        east = (other.lon - self.lon) * _EAST_SCALE
        return degrees(atan2(east, (other.lat - self.lat) * _METRES_PER_DEGREE)) % 360.0

    def towards(self, other: "Point", share: float) -> "Point":
        """The point ``share`` (0..1) of the way to ``other``."""
        return Point(self.lat + (other.lat - self.lat) * share, self.lon + (other.lon - self.lon) * share)


@dataclass(frozen=True, slots=True)
class Road:
    """One direction of a piece of road between two junctions; positional because thousands are made."""

    start: int
    end: int
    name: Name
    kind: RoadKind
    speed_kmh: int
    length_m: float
    toll: bool = False


@dataclass(frozen=True, kw_only=True)
class Charger:
    """What stands at a charging station."""

    power_kw: float
    """Most power of one stall, 7..250 kW."""
    plugs: tuple[str, ...]
    stalls: int
    price: float
    """Yuan a kWh."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A named place. ``tags[0]`` is its category, further tags narrow it."""

    id: str
    name: Name
    tags: tuple[str, ...]
    junction: int
    point: Point
    district: Name
    opens: int = 0
    """Opening hour of the day."""
    closes: int = 24
    """Closing hour; above 24 it is past midnight."""
    rating: float = 4.0
    """Stars, 3.0..5.0."""
    charger: Charger | None = None

    @property
    def category(self) -> str:
        return self.tags[0]

    def open_at(self, hour: float) -> bool:
        """Whether the place is open at that hour of the day (14.5 = half past two in the afternoon)."""
        return self.opens <= hour < self.closes or hour + 24 < self.closes


@dataclass(frozen=True)
class City:
    """The roads and places. Built in a few milliseconds when first asked for."""

    seed: str = "haitang"
    points: Sequence[Point] = field(init=False)
    districts: Sequence[Name] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "points", tuple(self._lay_out()))
        object.__setattr__(self, "districts", tuple(DISTRICTS.values()))

    @cached_property
    def roads_from(self) -> Sequence[Sequence[Road]]:
        """The roads that leave each junction."""
        leaving: list[list[Road]] = [[] for _ in self.points]
        for road in (*self._grid_roads(), *self._ring_roads(), *self._spur_roads()):
            leaving[road.start].append(road)
        return leaving

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Every place by its identifier."""
        return {place.id: place for place in (*self._named_places(), *self._chargers())}

    @cached_property
    def chargers(self) -> Sequence[Place]:
        return tuple(place for place in self.places.values() if place.charger)

    @cached_property
    def home(self) -> Place:
        return next(place for place in self.places.values() if "home" in place.tags)

    @cached_property
    def work(self) -> Place:
        return next(place for place in self.places.values() if "work" in place.tags)

    @property
    def centre(self) -> Point:
        return Point(*CENTRE)

    def nearest_junction(self, point: Point) -> int:
        return min(range(len(self.points)), key=lambda index: point.metres_to(self.points[index]))

    def district_at(self, point: Point) -> Name:
        """The district that a point lies in; out of town, the landscape it lies in."""
        east = (point.lon - CENTRE[1]) * _EAST_SCALE
        north = (point.lat - CENTRE[0]) * _METRES_PER_DEGREE
        if hypot(east, north) > 9000:
            nearest = min(OUTLYING, key=lambda key: hypot(OUTLYING[key][0] - east, OUTLYING[key][1] - north))
            return DISTRICTS[OUTLYING[nearest][2]]
        column = "west" if east < -2000 else "east" if east > 2000 else "middle"
        row = "south" if north < -2000 else "north" if north > 2000 else "middle"
        return DISTRICTS[f"{row}-{column}"]

    def district_named(self, text: str) -> Name | None:
        """The district whose English or Chinese name stands in ``text``."""
        folded = text.casefold()
        return next((name for name in self.districts if name.en.casefold() in folded or name.zh in folded), None)

    def _unit(self, what: str) -> float:
        """A number in 0..1 that belongs to ``what``, the same on every machine."""
        digest = blake2b(f"{self.seed}:{what}".encode(), digest_size=4).digest()
        return int.from_bytes(digest, "big") / 2**32

    def _lay_out(self) -> list[Point]:
        def at(east: float, north: float) -> Point:
            return Point(CENTRE[0] + north / _METRES_PER_DEGREE, CENTRE[1] + east / _EAST_SCALE)

        points = []
        for row in range(_ROWS):
            for column in range(_COLUMNS):
                shift = self._unit(f"shift:{column},{row}")
                east = (column - (_COLUMNS - 1) / 2) * _SPACING + (shift - 0.5) * 160
                north = (row - (_ROWS - 1) / 2) * _SPACING + (shift * 7 % 1 - 0.5) * 160
                points.append(at(east, north))
        for index in range(_RING_NODES):
            angle = 2 * pi * index / _RING_NODES
            east, north = cos(angle), sin(angle)
            # A rounded square: it stays inside the street grid and leaves room for streets outside it.
            radius = _RING_RADIUS / (east**4 + north**4) ** 0.25
            points.append(at(east * radius, north * radius))
        points.extend(at(*OUTLYING[key][:2]) for key in OUTLYING)
        return points

    def _ring(self, index: int) -> int:
        return _COLUMNS * _ROWS + index % _RING_NODES

    def _outlying(self, key: str) -> int:
        return _COLUMNS * _ROWS + _RING_NODES + list(OUTLYING).index(key)

    def _road(self, start: int, end: int, name: Name, kind: RoadKind, toll: bool = False) -> Road:
        length = self.points[start].metres_to(self.points[end])
        return Road(start, end, name, kind, _SPEEDS[kind], length, toll)

    def _grid_roads(self) -> list[Road]:
        roads: list[Road] = []

        def lay(start: int, end: int, line: int, cross: int, name: Name) -> None:
            kind: RoadKind = "arterial" if line % 5 == 2 else "avenue" if line % 5 in (0, 4) else "street"
            # Gaps keep away from where two such streets cross, so that no junction is cut off.
            if line % 5 == 3 and cross % 5 not in (2, 3) and self._unit(f"gap:{start},{end}") < 0.3:
                return
            one_way = {1: "forwards", 6: "backwards"}.get(line % 10)
            if one_way != "backwards":
                roads.append(self._road(start, end, name, kind))
            if one_way != "forwards":
                roads.append(self._road(end, start, name, kind))

        for row in range(_ROWS):
            for column in range(_COLUMNS):
                here = row * _COLUMNS + column
                if column + 1 < _COLUMNS:
                    lay(here, here + 1, row, column, ROAD_NAMES[row])
                if row + 1 < _ROWS:
                    lay(here, here + _COLUMNS, column, row, AVENUE_NAMES[column])
        return roads

    def _ring_roads(self) -> list[Road]:
        roads: list[Road] = []
        grid = range(_COLUMNS * _ROWS)
        for index in range(_RING_NODES):
            here, ahead, toll = self._ring(index), self._ring(index + 1), index in _TOLL_RING
            roads.append(self._road(here, ahead, _RING_NAME, "expressway", toll))
            roads.append(self._road(ahead, here, _RING_NAME, "expressway", toll))
            if index % 4 == 1:
                gate = min(grid, key=lambda junction: self.points[here].metres_to(self.points[junction]))
                roads.append(self._road(here, gate, _RAMP_NAME, "ramp"))
                roads.append(self._road(gate, here, _RAMP_NAME, "ramp"))
        return roads

    def _spur_roads(self) -> list[Road]:
        roads: list[Road] = []
        for name, ring, stops in SPURS:
            chain = [self._ring(ring), *(self._outlying(key) for key in stops)]
            for start, end in pairwise(chain):
                roads.append(self._road(start, end, name, "highway"))
                roads.append(self._road(end, start, name, "highway"))
        return roads

    def _spot(self, spot: str, name: Name) -> int:
        """The junction a table row stands at; without a spot, one in the district that the name mentions."""
        where, _, detail = spot.partition(":")
        if where == "grid":
            column, row = map(int, detail.split(","))
            return row * _COLUMNS + column
        if where == "ring":
            return self._ring(int(detail))
        if where:
            return self._outlying(where)
        wanted = self.district_named(f"{name.en} {name.zh}")
        for attempt in range(80):
            junction = int(self._unit(f"spot:{name.en}:{attempt}") * _COLUMNS * _ROWS)
            if wanted in (None, self.district_at(self.points[junction])):
                break
        return junction

    def _named_places(self) -> list[Place]:
        places = []
        for number, row in enumerate(PLACES.strip().splitlines()):
            tags, en, zh, *spot = (cell.strip() for cell in row.split("|"))
            category = tags.split()[0]
            opens, closes = (0, 24) if en in ALWAYS_OPEN else HOURS.get(category, (0, 24))
            places.append(self._place(f"p{number:03}", Name(en, zh), tuple(tags.split()), spot, opens, closes))
        return places

    def _chargers(self) -> list[Place]:
        places = []
        for number, row in enumerate(CHARGERS.strip().splitlines()):
            en, zh, power, plugs, stalls, price, hours, *spot = (cell.strip() for cell in row.split("|"))
            opens, closes = map(int, hours.split("-"))
            charger = Charger(power_kw=float(power), plugs=tuple(plugs.split()), stalls=int(stalls), price=float(price))
            tags = ("charger", *(tag for tag, power in _CHARGER_TAGS if charger.power_kw >= power))
            places.append(self._place(f"c{number:02}", Name(en, zh), tags, spot, opens, closes, charger))
        return places

    def _place(
        self,
        identifier: str,
        name: Name,
        tags: tuple[str, ...],
        spot: Sequence[str],
        opens: int,
        closes: int,
        charger: Charger | None = None,
    ) -> Place:
        junction = self._spot(spot[0] if spot else "", name)
        point = self.points[junction]
        return Place(
            id=identifier,
            name=name,
            tags=tags,
            junction=junction,
            point=point,
            district=self.district_at(point),
            opens=opens,
            closes=closes,
            rating=round(3.4 + 1.5 * self._unit(f"rating:{name.en}"), 1),
            charger=charger,
        )
