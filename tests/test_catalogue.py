"""The signal records."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from car_assistant.errors import SignalError
from car_assistant.vehicle.catalogue import CATALOGUE

OFFICIAL = Path(__file__).parents[2] / "shared" / "reference" / "vss_release_6.0.json"
CONTRACTED = {signal.path: signal for signal in CATALOGUE.values() if not signal.extension}
TEMPERATURE = CATALOGUE["Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature"]


@pytest.fixture(scope="module")
def official() -> dict[str, dict[str, Any]]:
    """The leaves of the official tree by path."""
    if not OFFICIAL.exists():
        pytest.skip(f"the official tree is not at {OFFICIAL}")
    return dict(_leaves("Vehicle", json.loads(OFFICIAL.read_text(encoding="utf-8"))["Vehicle"]))


def _leaves(path: str, node: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    if "children" not in node:
        yield path, node
    for name, child in node.get("children", {}).items():
        yield from _leaves(f"{path}.{name}", child)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("kind", "type"), ("datatype", "datatype"), ("unit", "unit")],
)
def test_records_are_the_official_ones(ours: str, theirs: str, official: dict[str, dict[str, Any]]) -> None:
    """Kind, type and unit of every signal are those of VSS 6.0, under its real path."""
    expected = {path: official.get(path, {}).get(theirs) for path in CONTRACTED}
    assert {path: getattr(signal, ours) for path, signal in CONTRACTED.items()} == expected


def test_bounds_are_the_official_ones(official: dict[str, dict[str, Any]]) -> None:
    """Where the standard states a bound ours equals it; where it states none the car may have a limit of its own."""
    for path, signal in CONTRACTED.items():
        for ours, theirs in ((signal.minimum, "min"), (signal.maximum, "max")):
            if theirs in official[path]:
                assert ours == official[path][theirs], (path, theirs)
        assert signal.allowed == tuple(official[path].get("allowed", ())), path


def test_the_overlay_adds_and_never_redefines(official: dict[str, dict[str, Any]]) -> None:
    """An extension signal is not one that the standard already has."""
    assert not {path for path, signal in CATALOGUE.items() if signal.extension} & official.keys()


def test_start_values_fit() -> None:
    """The starting car breaks none of its own bounds, and every moving part has two ends to travel between."""
    for signal in CATALOGUE.values():
        assert signal.coerce(signal.default) == signal.default
        if signal.travel_s is not None and signal.datatype != "boolean":
            assert signal.minimum is not None and signal.maximum is not None, signal.path


@pytest.mark.parametrize("seat", ["Row1.DriverSide", "Row1.PassengerSide", "Row2.DriverSide", "Row2.PassengerSide"])
@pytest.mark.parametrize("leaf", ["Seat.{}.HeatingCooling", "Door.{}.Window.Position", "Seat.{}.Massage.Level"])
def test_every_seat_has_its_things(seat: str, leaf: str) -> None:
    """Heating, massage and a window exist for all four seats."""
    assert "Vehicle.Cabin." + leaf.format(seat) in CATALOGUE


def test_numbers_are_stored_in_the_signals_type() -> None:
    """A whole number serves a float signal, and 50.0 serves an integer one."""
    assert type(TEMPERATURE.coerce(23)) is float
    assert type(CATALOGUE["Vehicle.Cabin.Infotainment.Media.Volume"].coerce(50.0)) is int


@pytest.mark.parametrize(
    ("path", "value", "allowed"),
    [
        ("Cabin.HVAC.Station.Row1.Driver.Temperature", 45, "a number from 16 to 30 (Celsius)"),
        ("Cabin.HVAC.Station.Row1.Driver.Temperature", float("nan"), "a number from 16 to 30 (Celsius)"),
        ("Cabin.HVAC.Station.Row1.Driver.Temperature", "warm", "a number from 16 to 30 (Celsius)"),
        ("Cabin.Infotainment.Media.Volume", 12.5, "an integer from 0 to 100 (percent)"),
        ("Cabin.Infotainment.Media.Volume", True, "an integer from 0 to 100 (percent)"),
        ("Cabin.Infotainment.Phone.MissedCalls", 256, "an integer from 0 to 255"),
        ("TripMeterReading", -1, "an integer from 0 to 4294967295 (m)"),
        ("Cabin.Light.IsDomeOn", 1, "true or false"),
        ("Cabin.Infotainment.HMI.DayNightMode", "DUSK", "DAY or NIGHT"),
        ("Cabin.Light.AmbientLight.Row1.DriverSide.Color", "blue", "a colour such as #40A0FF"),
        ("Powertrain.TractionBattery.Charging.Timer.Time", "tonight", "an ISO 8601 date and time"),
    ],
)
def test_a_misfit_is_told_what_is_allowed(path: str, value: object, allowed: str) -> None:
    """A value that does not fit names the signal, itself and what would fit."""
    with pytest.raises(SignalError) as caught:
        CATALOGUE[f"Vehicle.{path}"].coerce(value)
    assert str(caught.value) == f"Vehicle.{path} cannot be {value!r}; allowed: {allowed}"
