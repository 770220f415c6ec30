"""The store: reading, changing, remembering and undoing."""

import pytest

from car_assistant.clock import ManualClock
from car_assistant.errors import Interlock, SignalError
from car_assistant.events import Bus, Event, SignalChanged
from car_assistant.vehicle.car import Car
from car_assistant.vehicle.physics import Simulation

WINDOW = "Vehicle.Cabin.Door.Row1.DriverSide.Window.Position"
WINDOW_OPEN = "Vehicle.Cabin.Door.Row1.DriverSide.Window.IsOpen"
VOLUME = "Vehicle.Cabin.Infotainment.Media.Volume"
SUNROOF = "Vehicle.Cabin.Sunroof.Position"
TRUNK = "Vehicle.Body.Trunk.Rear.Position"
STATION = "Vehicle.Cabin.HVAC.Station"


@pytest.fixture
def car() -> Car:
    return Car(bus=Bus(), clock=ManualClock())


@pytest.fixture
def simulation(car: Car) -> Simulation:
    return Simulation(car)


def test_the_prefix_may_be_left_out(car: Car) -> None:
    """A path means the same with and without ``Vehicle.``, for every method."""
    car.actuate("Cabin.Infotainment.Media.Volume", 55, cause="turn:1@driver")
    assert car.read(VOLUME) == car.read("Cabin.Infotainment.Media.Volume") == car.target(VOLUME[8:]) == 55


def test_an_unknown_path_is_answered_with_near_ones(car: Car) -> None:
    """A misspelt path is refused by name, with the signals that may have been meant."""
    with pytest.raises(SignalError, match=r"no signal 'Cabin.Infotainment.Media.Volum'; did you mean Vehicle\.Cabin\."):
        car.read("Cabin.Infotainment.Media.Volum")


def test_a_sensor_cannot_be_set(car: Car) -> None:
    """Only the world moves a sensor; a tool that tries is refused, and nothing changes."""
    with pytest.raises(SignalError, match=r"Vehicle.Speed is a sensor"):
        car.actuate("Speed", 50, cause="turn:1@driver")
    assert car.read("Speed") == 0


def test_a_value_out_of_bounds_changes_nothing(car: Car) -> None:
    """A refused value leaves no trace in car or journal."""
    with pytest.raises(SignalError, match="from 0 to 100"):
        car.actuate(VOLUME, 101, cause="turn:1@driver")
    assert car.read(VOLUME) == car.signal(VOLUME).default and not car.journal


def test_a_moving_part_has_a_target_before_it_arrives(car: Car, simulation: Simulation) -> None:
    """A window that was told to open is on its way: its value is old, its target new, and it gets there."""
    assert car.actuate(WINDOW, 50, cause="turn:1@driver") == 50
    assert (car.read(WINDOW), car.target(WINDOW), car.moving) == (0, 50, True)
    simulation.settle()
    assert (car.read(WINDOW), car.target(WINDOW), car.moving) == (50, 50, False)


def test_every_change_is_on_the_bus_with_its_cause(car: Car, simulation: Simulation) -> None:
    """Listeners hear each step of a motion and its consequences, told who started it."""
    heard: list[Event] = []
    with car.bus.subscribed(heard.append):
        car.actuate(WINDOW, 10, cause="turn:4@driver")
        simulation.settle()
    changes = [event for event in heard if isinstance(event, SignalChanged) and not car.signal(event.path).drift]
    assert {change.cause for change in changes} == {"turn:4@driver"}
    assert {change.path for change in changes} == {WINDOW, WINDOW_OPEN}
    assert [change.new for change in changes if change.path == WINDOW][-1] == 10


@pytest.mark.parametrize(
    ("path", "value", "ends"),
    [
        (WINDOW_OPEN, True, {WINDOW: 100, WINDOW_OPEN: True}),
        ("Cabin.Door.Row2.PassengerSide.Window.Switch", "OPEN", {"Cabin.Door.Row2.PassengerSide.Window.Position": 100}),
        ("Cabin.Sunroof.Switch", "TILT_UP", {SUNROOF: -100}),
        ("Cabin.Sunroof.Switch", "ONE_SHOT_OPEN", {SUNROOF: 100}),
        ("Cabin.Sunroof.RequestedPosition", 40, {SUNROOF: 40}),
        ("Cabin.Sunroof.Shade.Switch", "OPEN", {"Cabin.Sunroof.Shade.Position": 100}),
        ("Body.Trunk.Rear.IsOpen", True, {TRUNK: 100, "Body.Trunk.Rear.IsLocked": False}),
        ("Body.Trunk.Rear.Switch", "OPEN", {TRUNK: 100, "Body.Trunk.Rear.IsLocked": False}),
        ("Body.Trunk.Front.IsOpen", True, {"Body.Trunk.Front.Position": 100}),
        (
            "Cabin.Door.Row1.DriverSide.IsOpen",
            True,
            {"Cabin.Door.Row1.DriverSide.IsOpen": True, "Cabin.Door.Row1.DriverSide.IsLocked": False},
        ),
        (
            "Cabin.IsRearChildLockEngaged",
            True,
            {
                "Cabin.Door.Row2.DriverSide.IsChildLockActive": True,
                "Cabin.Door.Row2.PassengerSide.IsChildLockActive": True,
                "Cabin.Door.Row1.PassengerSide.IsChildLockActive": False,
            },
        ),
        ("Body.Lights.LightSwitch", "BEAM", {"Body.Lights.Beam.Low.IsOn": True}),
        ("Body.Lights.LightSwitch", "POSITION", {"Body.Lights.Running.IsOn": True, "Body.Lights.Beam.Low.IsOn": False}),
        ("Powertrain.Transmission.SelectedGear", 127, {"Powertrain.Transmission.IsParkLockEngaged": False}),
        ("Cabin.Seat.Row1.DriverSide.Massage.Level", 60, {"Cabin.Seat.Row1.DriverSide.Massage.Status": "ON"}),
    ],
)
def test_what_moves_together(
    car: Car, simulation: Simulation, path: str, value: object, ends: dict[str, object]
) -> None:
    """A request also moves what is physically coupled to it, and undo takes all of it back."""
    before = car.snapshot()
    car.actuate(path, value, cause="turn:1@driver")  # type: ignore[arg-type]
    simulation.settle()
    assert {signal: car.read(signal) for signal in ends} == ends
    car.undo("turn:1@driver")
    simulation.settle()
    assert car.diff(before, car.snapshot()) == {}


def test_releasing_the_switch_stops_the_roof(car: Car, simulation: Simulation) -> None:
    """INACTIVE stops a part where it is."""
    car.actuate("Cabin.Sunroof.Switch", "OPEN", cause="hmi")
    simulation.step(1)
    car.actuate("Cabin.Sunroof.Switch", "INACTIVE", cause="hmi")
    simulation.settle()
    assert 0 < int(car.read(SUNROOF)) < 100


def test_sync_keeps_one_temperature_until_somebody_wants_another(car: Car) -> None:
    """With sync on the driver sets all outlets; another seat's own wish ends it."""
    car.actuate("Cabin.HVAC.IsSyncActive", True, cause="hmi")
    car.actuate(f"{STATION}.Row1.Driver.Temperature", 25, cause="hmi")
    assert car.read(f"{STATION}.Row2.Passenger.Temperature") == 25
    car.actuate(f"{STATION}.Row1.Passenger.Temperature", 19, cause="hmi")
    assert car.read("Cabin.HVAC.IsSyncActive") is False
    assert car.read(f"{STATION}.Row1.Driver.Temperature") == 25


def test_the_world_moves_what_follows_from_it(car: Car) -> None:
    """Readings that are computed from others always agree with them."""
    car.publish("Powertrain.TractionBattery.StateOfCharge.Current", 8)
    assert car.read("Powertrain.TractionBattery.StateOfCharge.Displayed") == 8
    assert 30_000 < int(car.read("Powertrain.Range")) < 50_000
    car.publish("Chassis.Axle.Row1.Wheel.Left.Tire.Pressure", 180)
    assert car.read("Chassis.Axle.Row1.Wheel.Left.Tire.IsPressureLow") is True
    car.publish("Exterior.LightIntensity", 5)
    assert car.read("Body.Lights.Beam.Low.IsOn") is True


def test_driving_off_ends_the_film(car: Car) -> None:
    """Video, karaoke and their pages go away by themselves once the car rolls."""
    car.actuate("Cabin.Infotainment.Media.IsVideoPlaying", True, cause="hmi")
    car.actuate("Cabin.Infotainment.Display.Page", "VIDEO", cause="hmi")
    car.publish("Speed", 12)
    assert car.read("Cabin.Infotainment.Media.IsVideoPlaying") is False
    assert car.read("Cabin.Infotainment.Display.Page") == "HOME"


def test_changed_by_names_first_old_and_present_value(car: Car, simulation: Simulation) -> None:
    """What a turn changed is one line a signal, without drift and without what is back as it was."""
    car.actuate(VOLUME, 10, cause="turn:1@driver")
    car.actuate(VOLUME, 70, cause="turn:1@driver")
    car.actuate("Cabin.Light.IsDomeOn", True, cause="turn:1@driver")
    car.actuate("Cabin.Light.IsDomeOn", False, cause="turn:1@driver")
    car.publish("Exterior.AirTemperature", 3, cause="turn:1@driver")
    car.actuate("Cabin.Fragrance.IsOn", True, cause="turn:2@driver")
    for _ in range(600):
        simulation.step(1)
    assert car.changed_by("turn:1@driver") == {VOLUME: (30, 70)}
    assert car.changed_by("turn:9@driver") == {}


def test_undo_touches_only_its_own_turn(car: Car, simulation: Simulation) -> None:
    """Undoing a turn leaves what other turns did, and a second undo finds nothing."""
    car.actuate(WINDOW, 50, cause="turn:1@driver")
    car.actuate(VOLUME, 70, cause="turn:2@driver")
    simulation.settle()
    assert car.undo("turn:1@driver", by="turn:3@driver") == {WINDOW: (50, 0)}
    simulation.settle()
    assert (car.read(WINDOW), car.read(VOLUME)) == (0, 70)
    assert car.undo("turn:1@driver") == {}
    assert car.changed_by("turn:3@driver") == {WINDOW: (50, 0), WINDOW_OPEN: (True, False)}


def test_undo_in_the_middle_of_a_motion_travels_back(car: Car, simulation: Simulation) -> None:
    """A window that is on its way turns round where it is; it does not jump."""
    car.actuate(WINDOW, 100, cause="turn:1@driver")
    simulation.step(1)
    assert car.undo("turn:1@driver") == {WINDOW: (25, 0)}
    assert (car.read(WINDOW), car.target(WINDOW)) == (25, 0)
    assert simulation.settle() == pytest.approx(1.0)
    assert car.read(WINDOW) == 0


def test_undo_goes_back_to_what_an_earlier_turn_wanted(car: Car, simulation: Simulation) -> None:
    """Undoing the second of two motions resumes the first."""
    car.actuate(WINDOW, 60, cause="turn:1@driver")
    simulation.step(0.5)
    car.actuate(WINDOW, 0, cause="turn:2@driver")
    simulation.step(0.2)
    car.undo("turn:2@driver")
    simulation.settle()
    assert car.read(WINDOW) == 60


def test_undo_obeys_the_vehicle_and_puts_back_the_rest(car: Car, simulation: Simulation) -> None:
    """What an interlock forbids stays, the rest is put back, and the refusal is raised."""
    car.actuate("Body.Trunk.Rear.IsOpen", True, cause="hmi")
    simulation.settle()
    car.actuate("Body.Trunk.Rear.IsOpen", False, cause="turn:1@driver")
    car.actuate(VOLUME, 70, cause="turn:1@driver")
    simulation.settle()
    car.publish("Speed", 30)
    with pytest.raises(Interlock, match="trunk-while-moving"):
        car.undo("turn:1@driver")
    assert (car.read(TRUNK), car.read(VOLUME), car.moving) == (0, 30, False)


def test_undo_of_a_refused_turn_does_nothing(car: Car) -> None:
    """A turn whose only request was refused has nothing to undo."""
    with pytest.raises(Interlock):
        car.actuate("Powertrain.TractionBattery.Charging.StartStopCharging", "START", cause="turn:1@driver")
    assert car.undo("turn:1@driver") == {}


def test_publishing_moves_a_part_at_once(car: Car) -> None:
    """The world's word is the state: a part jumps there and stops."""
    car.actuate(WINDOW, 100, cause="hmi")
    car.publish(WINDOW, 30)
    assert (car.read(WINDOW), car.moving, car.read(WINDOW_OPEN)) == (30, False, True)


def test_restore_brings_back_the_whole_car(car: Car, simulation: Simulation) -> None:
    """After a restore nothing differs, nothing is under way and nothing is jammed."""
    start = car.snapshot()
    simulation.jam(WINDOW, 40)
    car.actuate(WINDOW, 100, cause="turn:1@driver")
    car.actuate(VOLUME, 70, cause="turn:1@driver")
    simulation.step(1)
    car.restore(start, forget=True)
    assert (car.snapshot(), car.moving, list(car.journal)) == (start, False, [])
    assert car.undo("turn:1@driver") == {}
    car.actuate(WINDOW, 100, cause="turn:1@driver")
    simulation.settle()
    assert car.read(WINDOW) == 100


def test_diff_can_show_drift(car: Car) -> None:
    """Derived signals are left out of a diff unless asked for."""
    before = car.snapshot()
    car.publish("Exterior.AirTemperature", -5)
    car.actuate(VOLUME, 31, cause="hmi")
    assert car.diff(before, car.snapshot()) == {VOLUME: (30, 31)}
    assert car.diff(before, car.snapshot(), drift=True)["Vehicle.Exterior.AirTemperature"] == (18, -5)
