"""The sky over the city."""

from datetime import timedelta
from random import Random

import pytest

from car_assistant.clock import ManualClock
from car_assistant.events import Bus
from car_assistant.vehicle.car import Car
from car_assistant.world.city import City
from car_assistant.world.pack import build_world
from car_assistant.world.weather import SKY_NAMES, Weather

CITY = City()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def weather(clock: ManualClock) -> Weather:
    return Weather(city=CITY, clock=clock)


def test_three_days_of_weather_are_the_same_every_time(clock: ManualClock, weather: Weather) -> None:
    """Every district has plausible weather at every hour of the next days, and two worlds agree on it."""
    other = Weather(city=City(), clock=ManualClock())
    for district in CITY.districts:
        for hour in range(72):
            moment = clock.wall() + timedelta(hours=hour)
            one = weather.at(district, moment)
            assert one == other.at(district, moment)
            assert one.sky in SKY_NAMES
            assert -5 < one.temperature < 25
            assert 0 <= one.rain <= 100 and 0 <= one.humidity <= 100


def test_the_simulation_starts_dry_and_rain_comes_tomorrow(clock: ManualClock, weather: Weather) -> None:
    """The first morning is dry; the day after it rains: both can be asked about without setting anything."""
    assert weather.now(CITY.home.point).rain == 0
    tomorrow = clock.wall() + timedelta(days=1, hours=5)
    assert weather.at(CITY.home.district, tomorrow).rain > 0


def test_nights_are_colder_than_afternoons(clock: ManualClock, weather: Weather) -> None:
    """Temperature follows the hour."""
    noon = clock.wall().replace(hour=14)
    assert (
        weather.at(CITY.home.district, noon).temperature
        > weather.at(CITY.home.district, noon.replace(hour=4)).temperature
    )


def test_a_scenario_can_make_it_rain(weather: Weather) -> None:
    """An override holds for one district or everywhere, and can be taken back with the state."""
    usual = weather.state
    weather.override(sky="storm", temperature=9)
    assert weather.now(CITY.home.point).rain > 50
    assert weather.now(CITY.work.point).temperature == 9
    weather.state = usual
    weather.override(district=CITY.work.district.en, sky="snow")
    assert weather.now(CITY.work.point).sky == "snow"
    assert weather.now(CITY.home.point).sky != "snow"


def test_the_car_feels_the_weather_when_it_changes() -> None:
    """Rain and air reach the car's sensors; a reading that a scenario set stays until the weather turns."""
    bus, clock = Bus(), ManualClock()
    car = Car(bus=bus, clock=clock)
    world = build_world(car, clock, bus, Random(7))
    assert car.read("Exterior.AirTemperature") == world.weather.now(CITY.home.point).temperature
    car.publish("Body.Raindetection.Intensity", 60)
    world.weather.update(car)
    assert car.read("Body.Raindetection.Intensity") == 60
    world.weather.override(sky="light_rain")
    world.weather.update(car)
    assert car.read("Body.Raindetection.Intensity") == 25
