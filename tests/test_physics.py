"""The passing of time in the car."""

from datetime import timedelta
from pathlib import Path

import pytest

import car_assistant
from car_assistant.clock import ManualClock
from car_assistant.events import Bus, Event, Lang
from car_assistant.text import Replies
from car_assistant.vehicle.battery import charging_power, driving_power
from car_assistant.vehicle.car import Car
from car_assistant.vehicle.physics import RouteFollower, Simulation, Weather

WINDOW = "Vehicle.Cabin.Door.Row1.DriverSide.Window.Position"
CABIN = "Cabin.HVAC.AmbientAirTemperature"
OUTSIDE = "Exterior.AirTemperature"
PM25 = "Cabin.AirQuality.PM25"
BATTERY = "Powertrain.TractionBattery"
CHARGE = f"{BATTERY}.StateOfCharge.Current"
CHARGING = f"{BATTERY}.Charging"
CABLE = f"{CHARGING}.ChargingPort.RearRight.IsChargingCableConnected"


class Drive:
    """A car with its simulation, a clock moved by hand, and what it announced."""

    def __init__(self, route: RouteFollower | None = None, weather: Weather | None = None) -> None:
        self.clock = ManualClock()
        self.car = Car(bus=Bus(), clock=self.clock)
        self.said: list[tuple[str, dict[str, object]]] = []
        self.simulation = Simulation(self.car, route=route, weather=weather, announce=self._hear)

    def _hear(self, key: str, **data: object) -> None:
        self.said.append((key, data))

    def run(self, seconds: float, dt: float = 1.0) -> None:
        for _ in range(round(seconds / dt)):
            self.clock.advance(dt)
            self.simulation.step(dt)

    def number(self, path: str) -> float:
        return float(self.car.read(path))


@pytest.fixture
def drive() -> Drive:
    return Drive()


@pytest.mark.parametrize("dt", [0.05, 0.1, 0.5, 1.0])
@pytest.mark.parametrize(
    ("path", "goal", "seconds"),
    [
        (WINDOW, 100, 4),
        (WINDOW, 50, 2),
        ("Cabin.Seat.Row1.DriverSide.Position", 245, 6),
        ("Cabin.Seat.Row2.PassengerSide.Backrest.Recline", 50.0, 4),
        ("Body.Trunk.Rear.Position", 100, 6),
    ],
)
def test_a_part_takes_its_time_whatever_the_step(
    drive: Drive, path: str, goal: float, seconds: float, dt: float
) -> None:
    """A window needs four seconds from end to end, a seat its own time; the size of the step does not matter."""
    drive.car.actuate(path, goal, cause="turn:1@driver")
    drive.run(seconds - 1, dt)
    assert drive.car.moving
    drive.run(1, dt)
    assert (drive.car.read(path), drive.car.moving) == (goal, False)


def test_a_door_is_open_at_once_and_closed_at_last(drive: Drive) -> None:
    """A door counts as open from its first movement until it is shut."""
    door = "Cabin.Door.Row1.DriverSide.IsOpen"
    drive.car.actuate(door, True, cause="hmi")
    drive.run(0.2, 0.1)
    assert drive.car.read(door) is True
    drive.simulation.settle()
    drive.car.actuate(door, False, cause="hmi")
    drive.run(1, 0.1)
    assert (drive.car.read(door), drive.car.target(door)) == (True, False)
    drive.simulation.settle()
    assert drive.car.read(door) is False


def test_settling_moves_the_clock_and_gives_up_at_its_limit(drive: Drive) -> None:
    """Settling takes simulated time and never longer than asked."""
    drive.car.actuate("Cabin.Seat.Row1.DriverSide.Position", 0, cause="hmi")
    assert drive.simulation.settle(limit_s=2) == pytest.approx(2) == drive.clock.now()
    still_moving = drive.car.moving
    drive.simulation.settle()
    assert (still_moving, drive.car.moving) == (True, False)
    assert drive.simulation.settle() == 0


def test_a_jammed_window_stops_and_says_so(drive: Drive) -> None:
    """A window stops at a jam, forgets its target, reports it, and works again once freed."""
    drive.simulation.jam(WINDOW, 40)
    drive.car.actuate(WINDOW, 100, cause="turn:1@driver")
    drive.simulation.settle()
    assert (drive.car.read(WINDOW), drive.car.target(WINDOW)) == (40, 40)
    assert drive.said == [("notice-jam", {"part": "window", "seat": "driver"})]
    drive.simulation.unjam(WINDOW)
    drive.car.actuate(WINDOW, 100, cause="turn:2@driver")
    drive.simulation.settle()
    assert drive.car.read(WINDOW) == 100


def test_a_part_jammed_where_it_is_does_not_move(drive: Drive) -> None:
    """Without a place the jam is here."""
    drive.simulation.jam("Body.Trunk.Rear.Position")
    drive.car.actuate("Body.Trunk.Rear.IsOpen", True, cause="turn:1@driver")
    drive.simulation.settle()
    assert drive.car.read("Body.Trunk.Rear.Position") == 0


def test_a_closing_window_gives_way_to_a_hand(drive: Drive) -> None:
    """A window that meets an obstacle while closing opens by 20 again; the next try closes it."""
    drive.car.publish(WINDOW, 100)
    drive.simulation.pinch(WINDOW, 50)
    drive.car.actuate(WINDOW, 0, cause="turn:1@driver")
    drive.simulation.settle()
    assert drive.car.read(WINDOW) == 70
    assert drive.said == [("notice-pinch", {"part": "window", "seat": "driver"})]
    drive.car.actuate(WINDOW, 0, cause="turn:2@driver")
    drive.simulation.settle()
    assert drive.car.read(WINDOW) == 0


def test_a_hand_does_not_stop_an_opening_window(drive: Drive) -> None:
    """Only closing can pinch."""
    drive.simulation.pinch(WINDOW, 50)
    drive.car.actuate(WINDOW, 100, cause="turn:1@driver")
    drive.simulation.settle()
    assert drive.car.read(WINDOW) == 100


@pytest.mark.parametrize(("outside", "wanted"), [(-10, 24), (35, 20), (18, 22)])
def test_the_cabin_reaches_the_set_temperature(drive: Drive, outside: float, wanted: float) -> None:
    """In frost and in heat the cabin gets within a degree of what was set, in minutes rather than at once."""
    drive.car.publish(OUTSIDE, outside)
    drive.car.publish(CABIN, outside)
    for seat in ("Row1.Driver", "Row1.Passenger", "Row2.Driver", "Row2.Passenger"):
        drive.car.actuate(f"Cabin.HVAC.Station.{seat}.Temperature", wanted, cause="hmi")
    drive.run(30)
    assert abs(drive.number(CABIN) - wanted) > 1 or outside == 18
    drive.run(20 * 60)
    assert drive.number(CABIN) == pytest.approx(wanted, abs=1)


def test_heat_gets_in_where_it_can(drive: Drive) -> None:
    """On a hot day open windows warm the cooled cabin, and without air conditioning it gets hotter than outside."""
    drive.car.publish(OUTSIDE, 36)
    drive.run(15 * 60)
    cooled = drive.number(CABIN)
    for row in ("Row1", "Row2"):
        for side in ("DriverSide", "PassengerSide"):
            drive.car.publish(f"Cabin.Door.{row}.{side}.Window.Position", 100)
    drive.run(15 * 60)
    assert drive.number(CABIN) > cooled + 1
    for row in ("Row1", "Row2"):
        for side in ("Driver", "Passenger"):
            drive.car.actuate(f"Cabin.HVAC.Station.{row}.{side}.FanSpeed", 0, cause="hmi")
            drive.car.publish(f"Cabin.Door.{row}.{side}Side.Window.Position", 0)
    drive.car.publish("Exterior.LightIntensity", 100)
    drive.run(2 * 3600, 5)
    assert drive.number(CABIN) > 40


def test_without_air_conditioning_nothing_gets_cooler_than_outside(drive: Drive) -> None:
    """A fan alone cannot cool below the air it blows."""
    drive.car.actuate("Cabin.HVAC.IsAirConditioningActive", False, cause="hmi")
    drive.car.publish(OUTSIDE, 28)
    drive.car.publish(CABIN, 40)
    drive.run(1800)
    assert 28 <= drive.number(CABIN) < 40


def test_the_purifier_cleans_the_air(drive: Drive) -> None:
    """Fine dust falls well below where it was within ten minutes, and rises again with a window open."""
    drive.car.publish(PM25, 120)
    drive.car.actuate("Cabin.AirPurifier.IsOn", True, cause="hmi")
    drive.run(600)
    cleaned = drive.number(PM25)
    assert cleaned < 50
    drive.car.publish(WINDOW, 100)
    drive.run(600)
    assert drive.number(PM25) > cleaned


@pytest.mark.parametrize(("speed", "low", "high"), [(50, 110, 190), (100, 150, 220), (130, 200, 300)])
def test_consumption_is_that_of_an_electric_car(drive: Drive, speed: float, low: float, high: float) -> None:
    """Watt-hours a kilometre grow with speed and stay within what such cars are known to need."""
    drive.car.publish("Speed", speed)
    before = drive.number(CHARGE)
    drive.run(3600)
    used_wh = (before - drive.number(CHARGE)) / 100 * drive.number(f"{BATTERY}.NetCapacity") * 1000
    assert low < used_wh / speed < high
    assert drive.number("TraveledDistance") - 12_480_000 == pytest.approx(speed * 1000, abs=100)
    assert drive.number("Powertrain.Range") < 345_000


def test_faster_costs_more() -> None:
    """Standing costs nothing to drive, and power grows faster than speed."""
    assert driving_power(0) == 0
    assert driving_power(120) / 120 > driving_power(80) / 80


def test_a_reading_from_the_world_is_where_drift_goes_on(drive: Drive) -> None:
    """A scenario that sets the battery to 8 percent drives on from there."""
    drive.run(60)
    drive.car.publish(CHARGE, 8)
    drive.car.publish("Speed", 100)
    drive.run(600)
    assert 3 < drive.number(CHARGE) < 8


def test_charging_fills_to_its_limit_and_stops(drive: Drive) -> None:
    """A fast charger fills quickly, tapers, stops at the limit, says so, and leaves nothing running."""
    drive.car.publish(CHARGE, 20)
    drive.car.publish(CABLE, True)
    drive.car.publish(f"{CHARGING}.MaxPower", 120)
    drive.car.actuate(f"{CHARGING}.StartStopCharging", "START", cause="turn:1@driver")
    assert drive.car.read(f"{CHARGING}.IsCharging") is True
    drive.run(60)
    assert drive.number(f"{CHARGING}.AveragePower") == 120
    estimate = drive.number(f"{CHARGING}.TimeToComplete")
    assert 1200 < estimate < 2400
    while drive.car.read(f"{CHARGING}.IsCharging"):
        drive.run(1)
    assert drive.number(CHARGE) == pytest.approx(80, abs=0.1)
    assert drive.clock.now() == pytest.approx(estimate, rel=0.2)
    assert drive.car.read(f"{CHARGING}.StartStopCharging") == "STOP"
    assert drive.number(f"{CHARGING}.AveragePower") == drive.number(f"{CHARGING}.TimeToComplete") == 0
    assert drive.said == [("notice-charged", {"charge": 80})]


def test_the_charger_and_the_battery_both_limit_the_power() -> None:
    """The battery takes less when it is nearly full; between the curve's points there are no jumps."""
    assert charging_power(30) == 150
    assert charging_power(95) < charging_power(60) < charging_power(50)
    assert charging_power(0) == 120 and charging_power(100) == 8


def test_pulling_the_cable_ends_charging(drive: Drive) -> None:
    """Without a cable nothing charges."""
    drive.car.publish(CABLE, True)
    drive.car.actuate(f"{CHARGING}.StartStopCharging", "START", cause="hmi")
    drive.car.publish(CABLE, False)
    drive.run(60)
    assert drive.car.read(f"{CHARGING}.IsCharging") is False
    assert drive.number(CHARGE) <= 72


@pytest.mark.parametrize(("mode", "moment", "begun"), [("START_TIME", 1800, 1800), ("END_TIME", 3600, 2100)])
def test_the_timer_starts_charging(drive: Drive, mode: str, moment: float, begun: float) -> None:
    """Charging begins at the set time, or early enough to end at it, and the timer is used up."""
    drive.car.publish(CABLE, True)
    drive.car.publish(f"{CHARGING}.MaxPower", 11)
    wall = drive.clock.wall() + timedelta(seconds=moment)
    drive.car.publish(CHARGE, 75)
    drive.car.actuate(f"{CHARGING}.Timer.Time", wall.isoformat(), cause="hmi")
    drive.car.actuate(f"{CHARGING}.Timer.Mode", mode, cause="hmi")
    while not drive.car.read(f"{CHARGING}.IsCharging") and drive.clock.now() < 7200:
        drive.run(10)
    assert drive.clock.now() == pytest.approx(begun, abs=200 if mode == "END_TIME" else 10)
    assert drive.car.read(f"{CHARGING}.Timer.Mode") == "INACTIVE"


def test_v2l_stops_at_its_floor(drive: Drive) -> None:
    """An appliance draws from the battery until the floor, then it is switched off and that is said."""
    drive.car.publish(CHARGE, 21)
    drive.car.publish(f"{BATTERY}.V2L.IsLoadConnected", True)
    drive.car.actuate(f"{BATTERY}.V2L.MinimumStateOfCharge", 20, cause="hmi")
    drive.car.actuate(f"{BATTERY}.V2L.IsActive", True, cause="hmi")
    drive.run(60)
    assert drive.number(f"{BATTERY}.V2L.Power") == 1500
    drive.run(3600)
    assert drive.car.read(f"{BATTERY}.V2L.IsActive") is False
    assert drive.number(f"{BATTERY}.V2L.Power") == 0
    assert drive.number(CHARGE) == pytest.approx(20, abs=1)
    assert drive.said == [("notice-v2l-stopped", {"floor": 20})]


def test_the_route_drives_the_car() -> None:
    """Whoever follows the route is asked in every step, and the weather once a minute."""

    class Commute:
        driven = 0.0

        def advance(self, dt: float, car: Car) -> None:
            self.driven += dt
            car.publish("Speed", 60)

    class Drizzle:
        asked = 0

        def update(self, car: Car) -> None:
            self.asked += 1
            car.publish("Body.Raindetection.Intensity", 20)

    route, weather = Commute(), Drizzle()
    drive = Drive(route=route, weather=weather)
    drive.run(180, 0.5)
    assert route.driven == 180
    assert weather.asked == 3
    assert drive.car.read("IsMoving") is True
    assert drive.number("TripMeterReading") == pytest.approx(3000, abs=100)


def test_a_standing_car_is_quiet(drive: Drive) -> None:
    """A parked car does not flood the bus: a few readings a minute, and none of them in the journal."""
    drive.run(300)
    heard: list[Event] = []
    with drive.car.bus.subscribed(heard.append):
        drive.run(600)
    assert len(heard) < 60
    assert not drive.car.journal


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("part", ["window", "sunroof", "trunk", "door", "seat", "part"])
def test_what_the_car_announces_has_words(lang: Lang, part: str) -> None:
    """Every notice of the simulation has a sentence in both languages, for every kind of part."""
    replies = Replies(strict=True)
    replies.add_folder(Path(car_assistant.__file__).with_name("replies"))
    for key in ("notice-jam", "notice-pinch", "notice-charged", "notice-v2l-stopped"):
        sentence = replies.render(key, lang, {"part": part, "seat": "rear_left", "charge": 80, "floor": 20})
        assert sentence.endswith((".", "。"))
