"""A world: the city, its weather and traffic, the people and things around the driver. Composes, decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from random import Random

from car_assistant.clock import Clock
from car_assistant.events import Bus
from car_assistant.vehicle.car import Car
from car_assistant.world.calendar import Calendar
from car_assistant.world.chargers import Chargers
from car_assistant.world.city import City
from car_assistant.world.manual import Manual
from car_assistant.world.media import MediaLibrary
from car_assistant.world.navigation import Navigator
from car_assistant.world.phone import Phone
from car_assistant.world.profile import Profile
from car_assistant.world.traffic import Traffic
from car_assistant.world.weather import Weather


@dataclass(frozen=True, kw_only=True)
class World:
    """Everything outside the car's own signals."""

    city: City
    traffic: Traffic
    weather: Weather
    chargers: Chargers
    nav: Navigator
    phone: Phone
    calendar: Calendar
    media: MediaLibrary
    profile: Profile
    manual: Manual

    def snapshot(self) -> dict[str, object]:
        """The state of every component that can change."""
        return {
            field.name: component.state
            for field in fields(self)
            if hasattr(component := getattr(self, field.name), "state")
        }

    def restore(self, snapshot: Mapping[str, object]) -> None:
        """Put back the components that ``snapshot`` holds."""
        for name, state in snapshot.items():
            getattr(self, name).state = state
        if "nav" in snapshot:
            self.nav.refresh()


@cache
def _city() -> City:
    """The city never changes, so every session may live in the same one."""
    return City()


def build_world(car: Car, clock: Clock, bus: Bus, rng: Random) -> World:  # noqa: ARG001 - for worlds that differ
    """The built-in world, with the car parked at home. It is the same every time, whatever ``rng``."""
    city = _city()
    traffic = Traffic(clock)
    weather = Weather(city=city, clock=clock)
    car.publish("CurrentLocation.Latitude", city.home.point.lat)
    car.publish("CurrentLocation.Longitude", city.home.point.lon)
    weather.update(car)
    return World(
        city=city,
        traffic=traffic,
        weather=weather,
        chargers=Chargers(clock),
        nav=Navigator(city=city, traffic=traffic, car=car, clock=clock, bus=bus),
        phone=Phone(car=car, clock=clock, bus=bus),
        calendar=Calendar(car=car, clock=clock, bus=bus),
        media=MediaLibrary(car=car, clock=clock, bus=bus),
        profile=Profile(car=car, clock=clock, bus=bus),
        manual=Manual(car=car, clock=clock, bus=bus),
    )
