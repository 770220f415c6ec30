"""The navigator: editing a route, following it, and what a driver sees and hears of it."""

from collections.abc import Iterator
from random import Random

import pytest

from car_assistant.clock import ManualClock
from car_assistant.errors import Interlock
from car_assistant.events import Bus, Event, Notice
from car_assistant.vehicle.car import Car
from car_assistant.vehicle.physics import Simulation
from car_assistant.world.city import Place
from car_assistant.world.pack import build_world

SCREEN = "Cabin.Infotainment.Navigation."


class Trip:
    """A car at home, its navigator, and the notices that were heard."""

    def __init__(self, bus: Bus) -> None:
        self.clock = ManualClock()
        self.car = Car(bus=bus, clock=self.clock)
        self.world = build_world(self.car, self.clock, bus, Random(7))
        self.nav = self.world.nav
        self.simulation = Simulation(self.car, route=self.nav, weather=self.world.weather)
        self.heard: list[str] = []

    def hear(self, event: Event) -> None:
        if isinstance(event, Notice):
            self.heard.append(event.text)

    def place(self, name: str) -> Place:
        return next(place for place in self.world.city.places.values() if place.name.en == name)

    def shown(self, name: str) -> object:
        return self.car.read(SCREEN + name)

    def run(self, seconds: float, dt: float = 0.5) -> None:
        for _ in range(round(seconds / dt)):
            self.clock.advance(dt)
            self.simulation.step(dt)


@pytest.fixture
def trip() -> Iterator[Trip]:
    bus = Bus()
    made = Trip(bus)
    with bus.subscribed(made.hear):
        yield made


def test_the_car_starts_at_home(trip: Trip) -> None:
    """The built-in world parks the car at home, without a route."""
    assert trip.nav.here.metres_to(trip.world.city.home.point) < 1
    assert trip.nav.stops == ()


def test_starting_a_route_shows_it_and_moves_nothing(trip: Trip) -> None:
    """The screen shows destination, distance, time, charge and the first instruction; the car stays."""
    trip.nav.start(trip.place("Haitang Museum"), cause="turn:1@driver")
    trip.run(10)
    assert trip.shown("DestinationName") == "Haitang Museum"
    assert trip.shown("IsGuidanceActive") is True
    assert 3000 < int(str(trip.shown("RemainingDistance"))) < 9000
    assert 120 < int(str(trip.shown("RemainingTime"))) < 1200
    assert 65 < float(str(trip.shown("ArrivalCharge"))) < 72
    assert str(trip.shown("NextInstruction")).startswith("turn")
    assert trip.car.read("Speed") == 0
    assert trip.nav.here.metres_to(trip.world.city.home.point) < 1


def test_a_drive_arrives_and_parks(trip: Trip) -> None:
    """The car follows the route at legal speeds, is guided by voice, uses energy, arrives and parks."""
    museum = trip.place("Haitang Museum")
    planned = trip.nav.start(museum, cause="turn:1@driver")
    trip.nav.drive(True)
    fastest = 0.0
    while trip.nav.stops and trip.clock.now() < 3600:
        trip.run(1)
        fastest = max(fastest, float(trip.car.read("Speed")))
    assert trip.nav.here.metres_to(museum.point) < 20
    assert trip.clock.now() == pytest.approx(planned.duration_s, rel=0.35)
    assert 30 < fastest <= 100
    assert trip.car.read("Speed") == 0
    assert trip.car.read("Powertrain.Transmission.CurrentGear") == 126
    assert trip.shown("IsGuidanceActive") is False
    assert trip.shown("DestinationName") == ""
    assert float(trip.car.read("Powertrain.TractionBattery.StateOfCharge.Current")) < 72
    assert any(text.startswith("In 300 metres, turn") for text in trip.heard)
    assert trip.heard[-1] == "You have arrived at Haitang Museum."


def test_guidance_speaks_the_language_of_the_screen_and_can_be_muted(trip: Trip) -> None:
    """Chinese sentences with a Chinese screen; silence when muted."""
    trip.car.publish("Cabin.Infotainment.HMI.CurrentLanguage", "zh")
    trip.nav.start(trip.place("Haitang Museum"), cause="turn:1@driver")
    trip.nav.drive(True)
    trip.run(200)
    assert any("转进入" in text for text in trip.heard)
    trip.heard.clear()
    trip.car.actuate(SCREEN + "Mute", "MUTED", cause="hmi")
    trip.run(3000, dt=1)
    assert not trip.nav.stops
    assert trip.heard == []


def test_a_speed_that_somebody_sets_moves_the_car_along(trip: Trip) -> None:
    """A scenario may drive the car itself: gear D and a speed are enough."""
    trip.nav.start(trip.place("Lakeside Camp"), cause="turn:1@driver")
    trip.run(5)
    assert trip.nav.state.travelled_m == 0
    trip.car.publish("Powertrain.Transmission.SelectedGear", 127)
    trip.car.publish("Speed", 72.0)
    trip.run(10)
    assert trip.nav.state.travelled_m == pytest.approx(200, abs=2)
    assert trip.car.read("Speed") == 72


def test_a_waypoint_goes_where_it_costs_least_and_is_passed(trip: Trip) -> None:
    """Stops are put in a sensible order, counted on the screen, said when reached, and can be removed again."""
    nav = trip.nav
    nav.start(trip.place("Haitang International Airport"), cause="turn:1@driver")
    nav.add_waypoint(trip.place("Haitang Museum"), cause="turn:2@driver")
    nav.add_waypoint(trip.place("Attic Coffee"), cause="turn:3@driver")
    assert nav.stops[-1].name.en == "Haitang International Airport"
    assert nav.stops[0].name.en == "Attic Coffee"
    assert trip.shown("WaypointCount") == 2
    nav.remove_waypoint(trip.place("Haitang Museum"), cause="turn:4@driver")
    assert trip.shown("WaypointCount") == 1
    nav.drive(True)
    trip.run(240)
    assert "You have reached your stop, Attic Coffee." in trip.heard
    assert trip.shown("WaypointCount") == 0
    assert [stop.name.en for stop in nav.stops] == ["Haitang International Airport"]
    with pytest.raises(ValueError, match="no stop on this route"):
        nav.remove_waypoint(trip.place("Attic Coffee"), cause="turn:5@driver")


def test_a_running_route_is_edited_from_where_the_car_is(trip: Trip) -> None:
    """A new destination in mid-drive starts at the car, keeps the stops and does not halt it."""
    nav = trip.nav
    nav.start(trip.place("Haitang International Airport"), cause="turn:1@driver")
    nav.add_waypoint(trip.place("Haitang Library"), cause="turn:1@driver")
    nav.drive(True)
    trip.run(60)
    speed = trip.car.read("Speed")
    route = nav.replace_destination(trip.place("Grand Theatre"), cause="turn:2@driver")
    assert route.legs[0].start.metres_to(nav.here) < 5
    assert [stop.name.en for stop in nav.stops] == ["Haitang Library", "Grand Theatre"]
    assert trip.car.read("Speed") == speed
    assert nav.state.driving


def test_a_tap_on_the_screen_counts_as_well(trip: Trip) -> None:
    """Choosing toll-free roads on the dashboard plans anew; switching guidance off there ends it."""
    trip.nav.start(trip.place("Pine Hill Camp"), cause="turn:1@driver")
    assert trip.nav.route and trip.nav.route.toll
    trip.nav.drive(True)
    trip.car.actuate(SCREEN + "RoutePreference", "NO_TOLLS", cause="hmi")
    trip.run(1)
    assert trip.nav.route.toll == 0
    trip.car.actuate(SCREEN + "IsGuidanceActive", False, cause="hmi")
    trip.run(1)
    assert trip.nav.stops == ()
    assert trip.shown("DestinationName") == ""


def test_undo_puts_the_old_route_back(trip: Trip) -> None:
    """World and signals of the turn before come back, and what is derived fits them."""
    trip.nav.start(trip.place("Haitang Museum"), cause="turn:1@driver")
    before, distance = trip.world.snapshot(), trip.shown("RemainingDistance")
    trip.nav.replace_destination(trip.place("Lakeside Camp"), cause="turn:2@driver")
    trip.world.restore(before)
    trip.car.undo("turn:2@driver")
    assert trip.shown("DestinationName") == "Haitang Museum"
    assert trip.shown("RemainingDistance") == distance
    assert [stop.name.en for stop in trip.nav.stops] == ["Haitang Museum"]


def test_undo_in_mid_drive_does_not_move_the_car_back(trip: Trip) -> None:
    """A route that is put back after the car has driven on starts where the car is now."""
    trip.nav.start(trip.place("Haitang International Airport"), cause="turn:1@driver")
    trip.nav.drive(True)
    before = trip.world.snapshot()
    trip.nav.replace_destination(trip.place("Lakeside Camp"), cause="turn:2@driver")
    trip.run(60)
    there = trip.nav.here
    trip.world.restore(before)
    trip.run(1)
    assert trip.nav.stops[-1].name.en == "Haitang International Airport"
    assert trip.nav.here.metres_to(there) < 40


def test_the_car_does_not_drive_off_with_the_cable_in(trip: Trip) -> None:
    """The vehicle's own interlock holds for a simulated drive too."""
    trip.nav.start(trip.place("Haitang Museum"), cause="turn:1@driver")
    trip.car.publish("Powertrain.TractionBattery.Charging.ChargingPort.RearRight.IsChargingCableConnected", True)
    with pytest.raises(Interlock, match="drive-while-charging"):
        trip.nav.drive(True)
    assert not trip.nav.state.driving


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("home", "Willow Court"),
        ("回家", "Willow Court"),
        ("公司", "Haitang Software Park"),
        ("work", "Haitang Software Park"),
    ],
)
def test_home_and_work_are_known(trip: Trip, said: str, meant: str) -> None:
    """Home and work need no name."""
    assert [place.name.en for place in trip.nav.resolve(said)] == [meant]


def test_places_along_the_route_lie_on_the_way(trip: Trip) -> None:
    """Chargers along the road to the lake come in the order one passes them; without a route there are none."""
    assert trip.nav.along("charger") == []
    trip.nav.start(trip.place("Lakeside Camp"), cause="turn:1@driver")
    found = [place.name.en for place in trip.nav.along("充电桩")]
    assert "Crane Lake Fast Charging" in found
    assert "Harbour Supercharge" not in found
    assert found.index("West Ring Fast Charging") < found.index("Crane Lake Fast Charging")


def test_a_long_drive_ends_at_its_last_stop(trip: Trip) -> None:
    """Twenty minutes of driving, in steps of one second, lead to the destination."""
    trip.nav.start(trip.place("Lakeside Camp"), cause="turn:1@driver")
    trip.nav.drive(True)
    trip.run(1500, dt=1)
    assert not trip.nav.stops
