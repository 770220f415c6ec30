"""Weather by district and hour, for today and the days after. Deterministic; a scenario may override it in ``state``.

Publishes the air around the car when it changes, so that a value which a scenario set stays until the weather turns.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from math import cos, pi
from typing import TYPE_CHECKING, Literal

from car_assistant.clock import Clock
from car_assistant.text import Name
from car_assistant.world.city import City, Point

if TYPE_CHECKING:
    from car_assistant.vehicle.car import Car

Sky = Literal["clear", "cloudy", "overcast", "fog", "light_rain", "rain", "storm", "snow"]

SKY_NAMES: Mapping[Sky, Name] = {
    "clear": Name("clear", "晴"),
    "cloudy": Name("partly cloudy", "多云"),
    "overcast": Name("overcast", "阴"),
    "fog": Name("foggy", "有雾"),
    "light_rain": Name("light rain", "小雨"),
    "rain": Name("rain", "中雨"),
    "storm": Name("a thunderstorm", "雷阵雨"),
    "snow": Name("snow", "下雪"),
}
RAIN: Mapping[Sky, int] = {"light_rain": 25, "rain": 55, "storm": 90, "snow": 30}
"""Intensity of what falls from the sky, in percent; 0 for what is not named."""

_DAYS: tuple[tuple[Sky, Sky, Sky, Sky], ...] = (
    ("overcast", "light_rain", "rain", "light_rain"),
    ("fog", "overcast", "cloudy", "cloudy"),
    ("cloudy", "clear", "clear", "cloudy"),
    ("overcast", "overcast", "storm", "rain"),
    ("clear", "clear", "cloudy", "clear"),
)
"""The sky of a night, morning, afternoon and evening; the days follow one another in this order."""

_MONTH_MEAN = (5, 7, 12, 17, 22, 26, 30, 29, 25, 20, 14, 8)
"""Mean temperature by month, in Celsius."""

EVERYWHERE = "everywhere"


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """The weather at one place and hour."""

    sky: Sky
    temperature: float
    """Celsius, -40..50."""
    humidity: int
    """Percent."""
    wind_kmh: int
    pm25: int
    """Fine dust in micrograms a cubic metre."""

    @property
    def rain(self) -> int:
        """Intensity of rain or snow, 0..100 percent."""
        return RAIN.get(self.sky, 0)


@dataclass(frozen=True, kw_only=True)
class WeatherState:
    """What can change: conditions put in place of the usual ones, by English district name or ``everywhere``."""

    overrides: Mapping[str, Conditions] = field(default_factory=dict)


class Weather:
    """The sky over the city."""

    def __init__(self, *, city: City, clock: Clock) -> None:
        self._city = city
        self._clock = clock
        self._published: dict[str, float] = {}
        self.state = WeatherState()

    def update(self, car: "Car") -> None:
        """Publish what has changed in the air around the car since the last time."""
        point = Point(float(car.read("CurrentLocation.Latitude")), float(car.read("CurrentLocation.Longitude")))
        conditions = self.now(point)
        for path, value in {
            "Exterior.AirTemperature": conditions.temperature,
            "Exterior.Humidity": float(conditions.humidity),
            "Body.Raindetection.Intensity": conditions.rain,
        }.items():
            if self._published.get(path) != value:
                self._published[path] = value
                car.publish(path, value)

    def now(self, point: Point) -> Conditions:
        """The weather at ``point`` at this moment."""
        return self.at(self._city.district_at(point), self._clock.wall())

    def at(self, district: Name, wall: datetime) -> Conditions:
        """The weather in a district at an hour of any day."""
        for key in (district.en, EVERYWHERE):
            if key in self.state.overrides:
                return self.state.overrides[key]
        luck = blake2b(f"{district.en}:{wall:%Y-%m-%d}".encode(), digest_size=4).digest()
        # Out of town the weather comes a little earlier, so that a long drive meets another sky.
        early = wall + timedelta(hours=luck[0] % 3 if district.en in ("Crane Lake", "North Hill") else 0)
        sky = _DAYS[early.toordinal() % len(_DAYS)][early.hour // 6]
        hour = wall.hour + wall.minute / 60
        mean = _MONTH_MEAN[wall.month - 1] + (luck[1] % 5 - 2) / 2 - (3 if district.en == "North Hill" else 0)
        swing = 5 if sky in ("clear", "cloudy") else 2.5
        temperature = mean + swing * cos((hour - 14.5) * pi / 12)
        if sky in RAIN and temperature < 0.5:
            sky = "snow"
        return Conditions(
            sky=sky,
            temperature=round(temperature, 1),
            humidity=(55 if sky == "clear" else 70 if sky in ("cloudy", "overcast") else 90) + luck[2] % 8,
            wind_kmh=8 + luck[3] % 15 + (20 if sky == "storm" else 0),
            pm25=18 + luck[2] % 30 + (40 if sky == "fog" else 0),
        )

    def spoken(self, conditions: Conditions) -> Name:
        """The sky in words."""
        return SKY_NAMES[conditions.sky]

    def override(self, *, district: str = EVERYWHERE, sky: Sky, temperature: float | None = None) -> None:
        """Hold the sky (and temperature) of a district, by its English name, or of everywhere."""
        usual = self.at(self._city.home.district, self._clock.wall())
        changed = replace(usual, sky=sky, temperature=usual.temperature if temperature is None else temperature)
        self.state = WeatherState(overrides={**self.state.overrides, district: changed})
