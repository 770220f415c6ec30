"""The navigator: destination, stops and route of the car, and the way along it. Owns no roads and no tools.

What a driver sees stands in the ``Navigation`` signals; route and progress stand in ``state``. Editing a route never
moves the car: ``drive`` does, for simulations and scenarios.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from car_assistant.clock import Clock
from car_assistant.events import Bus, Lang, Notice
from car_assistant.text import Name
from car_assistant.world import search
from car_assistant.world.categories import category_of
from car_assistant.world.city import City, Place, Point
from car_assistant.world.motion import next_speed
from car_assistant.world.routing import Leg, Manoeuvre, Preference, Route, plan
from car_assistant.world.traffic import Traffic

if TYPE_CHECKING:
    from car_assistant.vehicle.car import Car

_NAVIGATION = "Vehicle.Cabin.Infotainment.Navigation."
DESTINATION = _NAVIGATION + "DestinationName"
GUIDING = _NAVIGATION + "IsGuidanceActive"
PREFERENCE = _NAVIGATION + "RoutePreference"
WAYPOINTS = _NAVIGATION + "WaypointCount"
MUTE = _NAVIGATION + "Mute"
_SPEED = "Vehicle.Speed"
_GEAR = "Vehicle.Powertrain.Transmission.SelectedGear"
_LATITUDE, _LONGITUDE = "Vehicle.CurrentLocation.Latitude", "Vehicle.CurrentLocation.Longitude"
_BATTERY = "Vehicle.Powertrain.TractionBattery."
_DRIVE, _PARK = 127, 126

KEPT_RESULTS = 5
_SHOWN_EVERY_M = 10.0
"""How often the remaining way is shown anew while driving."""
_ON_ROUTE_M = 60.0
_ALONG_M = 1500.0
"""How far beside the route a place may lie that is "on the way"."""

_HOME = frozenset(
    {"home", "my home", "my house", "my place", "go home", "back home", "家", "回家", "我家", "家里", "住的地方"}
)
_WORK = frozenset(
    {"work", "my work", "the office", "office", "my office", "公司", "单位", "上班", "我公司", "办公室", "去公司"}
)


@dataclass(frozen=True, kw_only=True)
class NavState:
    """What can change, apart from the signals."""

    route: Route | None = None
    travelled_m: float = 0.0
    announced: int = -1
    """Index of the last manoeuvre that was announced from afar."""
    driving: bool = False
    results: tuple[Place, ...] = ()
    """The places of the last search, as they were read out."""


class Navigator:
    """Finds places, plans and edits the route, and follows it."""

    def __init__(self, *, city: City, traffic: Traffic, car: "Car", clock: Clock, bus: Bus) -> None:
        self._city = city
        self._traffic = traffic
        self._car = car
        self._clock = clock
        self._bus = bus
        self.state = NavState()

    # Looking

    @property
    def here(self) -> Point:
        """Where the car is."""
        return Point(float(self._car.read(_LATITUDE)), float(self._car.read(_LONGITUDE)))

    @property
    def route(self) -> Route | None:
        """The active route."""
        return self.state.route

    @property
    def stops(self) -> tuple[Place, ...]:
        """The stops that lie ahead, the destination last; empty without a route."""
        route = self.state.route
        if route is None:
            return ()
        ahead = zip(route.stop_m, route.stops, strict=True)
        return tuple(stop for metres, stop in ahead if metres > self.state.travelled_m) or route.stops[-1:]

    @property
    def preference(self) -> Preference:
        return cast(Preference, self._car.read(PREFERENCE))

    def find(self, text: str) -> list[Place]:
        """Places that fit a category or a name, the nearest (or best named) first."""
        return search.find(self._city, text, self.here)

    def along(self, text: str) -> list[Place]:
        """Places that fit ``text`` beside the rest of the route, in the order one passes them."""
        route = self.state.route
        if route is None:
            return []
        spots = [
            (end, leg.end) for end, leg in zip(route.ends_m, route.legs, strict=True) if end >= self.state.travelled_m
        ]
        passed = []
        for place in self.find(text):
            away, at = min((point.metres_to(place.point), metres) for metres, point in spots)
            if away <= _ALONG_M:
                passed.append((at, away, place))
        return [place for _, _, place in sorted(passed, key=lambda item: item[:2])]

    def remember(self, results: Iterable[Place]) -> tuple[Place, ...]:
        """Keep search results, so that "the second one" can mean one of them; returns those that are kept."""
        self.state = replace(self.state, results=tuple(results)[:KEPT_RESULTS])
        return self.state.results

    def resolve(self, text: str) -> tuple[Place, ...]:
        """The places that ``text`` may mean: home, work, an item of the last search, a name, a category's nearest.

        One place is plain, several must be asked about, none is unknown.
        """
        folded = text.casefold().strip(" .,!?。，！？")
        if folded in _HOME:
            return (self._city.home,)
        if folded in _WORK:
            return (self._city.work,)
        item = search.item_of(text, self.state.results)
        return (item,) if item else tuple(search.candidates(self._city, text, self.here))

    def resolve_stop(self, text: str) -> tuple[Place, ...]:
        """As ``resolve``; but a kind of place means the first one along the route, not the one nearest the car."""
        on_the_way = self.along(text) if category_of(text) else []
        return tuple(on_the_way[:1]) or self.resolve(text)

    def preview(self, stops: Sequence[Place], preference: Preference | None = None) -> Route:
        """The route over ``stops`` from where the car is now; nothing is changed."""
        return plan(
            self._city,
            start=self.here,
            stops=stops,
            preference=preference or self.preference,
            flow=self._traffic.flows(),
            ahead=self._road_ahead(),
        )

    def with_waypoint(self, place: Place) -> Route:
        """The active route with ``place`` where it costs the least time. Raises ``ValueError`` without a route."""
        stops = self.stops
        if not stops:
            raise ValueError(f"there is no route to add {place.name.en} to; start one first")
        orders = [(*stops[:index], place, *stops[index:]) for index in range(len(stops))]
        return min((self.preview(order) for order in orders), key=lambda route: route.duration_s)

    def charge_after(self, kwh: float) -> float:
        """State of charge in percent after taking ``kwh``; below zero when the battery does not hold it."""
        charge = float(self._car.read(_BATTERY + "StateOfCharge.Current"))
        return charge - kwh / float(self._car.read(_BATTERY + "NetCapacity")) * 100

    def next_manoeuvre(self) -> Manoeuvre | None:
        """The next thing to do on the route."""
        route = self.state.route
        if route is None:
            return None
        return next((todo for todo in route.manoeuvres if todo.at_m > self.state.travelled_m), None)

    def district(self) -> Name:
        return self._city.district_at(self.here)

    def road(self) -> Name:
        """The road the car is on, or beside."""
        ahead = self._road_ahead()
        return ahead.road.name if ahead else self._city.roads_from[self._city.nearest_junction(self.here)][0].name

    # Editing the route

    def start(self, place: Place, *, preference: Preference | None = None, cause: str) -> Route:
        """Guide to ``place``; waypoints and an older destination are dropped. The car does not move by itself."""
        if preference is not None:
            self._car.actuate(PREFERENCE, preference, cause=cause)
        return self.follow(self.preview((place,)), cause=cause)

    def follow(self, route: Route, *, cause: str) -> Route:
        """Make ``route`` the active one and show it."""
        destination = route.stops[-1]
        # English in every language: the signal is an identifier; screens show the stop's name in both.
        self._car.actuate(DESTINATION, destination.name.en, cause=cause)
        self._car.actuate(_NAVIGATION + "DestinationSet.Latitude", destination.point.lat, cause=cause)
        self._car.actuate(_NAVIGATION + "DestinationSet.Longitude", destination.point.lon, cause=cause)
        self._car.actuate(GUIDING, True, cause=cause)
        self._car.publish(WAYPOINTS, len(route.stops) - 1, cause=cause)
        self.state = replace(self.state, route=route, travelled_m=0.0, announced=-1)
        self._show_progress()
        return route

    def stop(self, *, cause: str) -> None:
        """End guidance. A car that is driving itself along the route stops."""
        if self.state.driving:
            self.drive(False)
        self._car.actuate(GUIDING, False, cause=cause)
        self._car.actuate(DESTINATION, "", cause=cause)
        self._car.publish(WAYPOINTS, 0, cause=cause)
        self.state = replace(self.state, route=None, travelled_m=0.0, announced=-1)
        self._show_progress()

    def add_waypoint(self, place: Place, *, cause: str) -> Route:
        """Stop at ``place`` on the way, where it costs the least time."""
        return self.follow(self.with_waypoint(place), cause=cause)

    def remove_waypoint(self, place: Place, *, cause: str) -> Route:
        """Leave out a stop. Raises ``ValueError`` when ``place`` is no waypoint of the route."""
        waypoints = self.stops[:-1]
        if place not in waypoints:
            raise ValueError(f"{place.name.en} is no stop on this route")
        return self.follow(self.preview([stop for stop in self.stops if stop != place]), cause=cause)

    def replace_destination(self, place: Place, *, cause: str) -> Route:
        """Go to ``place`` instead, over the same waypoints."""
        return self.follow(self.preview((*(stop for stop in self.stops[:-1] if stop != place), place)), cause=cause)

    def set_preference(self, preference: Preference, *, cause: str) -> Route | None:
        """Plan by ``preference`` from now on; an active route is planned anew."""
        self._car.actuate(PREFERENCE, preference, cause=cause)
        return self.follow(self.preview(self.stops), cause=cause) if self.stops else None

    def refresh(self) -> None:
        """Make route and signals fit after ``state`` was put back: a car that is elsewhere by now gets a new way."""
        route = self.state.route
        if route is not None and route.point_at(self.state.travelled_m).metres_to(self.here) > _ON_ROUTE_M:
            again = plan(
                self._city,
                start=self.here,
                stops=self.stops,
                preference=route.preference,
                flow=self._traffic.flows(),
            )
            self.state = replace(self.state, route=again, travelled_m=0.0, announced=-1)
        self._show_progress()

    # Moving

    def drive(self, on: bool) -> None:
        """Let the car drive along the route by itself, or stop and park it. Raises ``Interlock``."""
        if on:
            self._car.actuate(_GEAR, _DRIVE, cause="world")
            self._car.publish("Vehicle.Chassis.ParkingBrake.IsEngaged", False)
        else:
            self._car.publish(_SPEED, 0.0)
            self._car.actuate(_GEAR, _PARK, cause="world")
        self.state = replace(self.state, driving=on)

    def advance(self, dt: float, car: "Car") -> None:
        """Move along the route for ``dt`` seconds: by itself when driving, else by the speed that somebody set."""
        route = self.state.route
        if route is None or not route.legs or car.read(_GEAR) != _DRIVE:
            return
        if not car.read(GUIDING):
            self.stop(cause="world")
            return
        if route.preference != self.preference:
            route = self.follow(self.preview(self.stops), cause="world")
        speed = float(car.read(_SPEED))
        if self.state.driving:
            speed = next_speed(route, self.state.travelled_m, speed, dt, self._traffic.flows())
            car.publish(_SPEED, round(speed, 1), cause="physics")
        if speed <= 0:
            return
        before = self.state.travelled_m
        travelled = min(route.length_m, before + speed / 3.6 * dt)
        self.state = replace(self.state, travelled_m=travelled)
        self._move_car(route, before, car)
        self._pass_stops(route, before)
        if travelled >= route.length_m - 1:
            self._arrive(route)
        else:
            self._announce_ahead(route)
            if int(travelled / _SHOWN_EVERY_M) != int(before / _SHOWN_EVERY_M):
                self._show_progress()

    def _move_car(self, route: Route, before: float, car: "Car") -> None:
        index = route.leg_at(self.state.travelled_m)
        leg = route.legs[index]
        point = route.point_at(self.state.travelled_m)
        car.publish(_LATITUDE, point.lat, cause="physics")
        car.publish(_LONGITUDE, point.lon, cause="physics")
        if leg.length_m and (before == 0 or index != route.leg_at(before)):
            car.publish("Vehicle.CurrentLocation.Heading", round(leg.start.bearing_to(leg.end), 1), cause="physics")

    def _pass_stops(self, route: Route, before: float) -> None:
        for metres, stop in zip(route.stop_m[:-1], route.stops[:-1], strict=True):
            if before < metres <= self.state.travelled_m:
                self._car.publish(WAYPOINTS, len(self.stops) - 1)
                self._say(Name(f"You have reached your stop, {stop.name.en}.", f"您已到达途经点{stop.name.zh}。"))

    def _arrive(self, route: Route) -> None:
        name = route.stops[-1].name
        self._car.publish(_SPEED, 0.0, cause="physics")
        self.state = replace(self.state, driving=True)
        self.stop(cause="world")
        self._say(Name(f"You have arrived at {name.en}.", f"您已到达目的地{name.zh}。"))

    def _announce_ahead(self, route: Route) -> None:
        for index in range(self.state.announced + 1, len(route.manoeuvres)):
            todo = route.manoeuvres[index]
            away = todo.at_m - self.state.travelled_m
            fast = route.legs[route.leg_at(self.state.travelled_m)].road.speed_kmh >= 80
            if away > (1000 if fast else 300):
                return
            self.state = replace(self.state, announced=index)
            if away > 0:
                self._say(in_distance(todo, away), kind="guidance")

    def _show_progress(self) -> None:
        route = self.state.route
        metres, seconds, charge, text = 0, 0, 0.0, ""
        if route is not None:
            left = route.left(self.state.travelled_m)
            metres, seconds = round(left.metres / 10) * 10, round(left.seconds)
            charge = max(0.0, round(self.charge_after(left.kwh), 1))
            todo = self.next_manoeuvre()
            text = getattr(todo.text, self._lang) if todo else ""
        publish = self._car.publish
        publish(_NAVIGATION + "RemainingDistance", metres, cause="physics")
        publish(_NAVIGATION + "RemainingTime", seconds, cause="physics")
        publish(_NAVIGATION + "ArrivalCharge", charge, cause="physics")
        publish(_NAVIGATION + "NextInstruction", text, cause="physics")

    def _say(self, text: Name, kind: str = "arrival") -> None:
        if self._car.read(MUTE) != "MUTED":
            self._bus.publish(Notice(at=self._clock.now(), text=getattr(text, self._lang), lang=self._lang, kind=kind))

    @property
    def _lang(self) -> Lang:
        return "zh" if str(self._car.read("Vehicle.Cabin.Infotainment.HMI.CurrentLanguage")).startswith("zh") else "en"

    def _road_ahead(self) -> Leg | None:
        """The rest of the road that the car is on, while it follows a route."""
        route = self.state.route
        if route is None or not route.legs or self.state.travelled_m == 0:
            return None
        index = route.leg_at(self.state.travelled_m)
        here = route.point_at(self.state.travelled_m)
        if here.metres_to(self.here) > _ON_ROUTE_M:
            return None
        return Leg(route.legs[index].road, here, route.legs[index].end, route.ends_m[index] - self.state.travelled_m)


def in_distance(todo: Manoeuvre, metres: float) -> Name:
    """A manoeuvre as it is announced: "In 300 metres, turn left onto Renmin Road."."""
    if metres < 40:
        return Name(f"{todo.text.en[0].upper()}{todo.text.en[1:]}.", f"现在{todo.text.zh}。")
    away = Name("1 kilometre", "1公里") if metres >= 950 else _metres(metres)
    return Name(f"In {away.en}, {todo.text.en}.", f"前方{away.zh}{todo.text.zh}。")


def _metres(metres: float) -> Name:
    step = 50 if metres >= 100 else 10
    rounded = max(step, round(metres / step) * step)
    return Name(f"{rounded} metres", f"{rounded}米")
