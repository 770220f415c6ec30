"""The air in the cabin. Owns temperature, fine dust and what the climate system draws; knows no battery.

One well-mixed volume of air: the shell, the sun and open windows pull it outside's way, the climate system pulls it to
the set temperature as fast as the fan allows.
"""

from math import exp

from car_assistant.vehicle import paths
from car_assistant.vehicle.car import Car
from car_assistant.vehicle.gauge import Gauge

SUN_GAIN_K = 12.0
"""How much warmer than outside a closed, parked car gets in full light, in kelvin."""
OUTSIDE_PM25 = 75.0
"""Fine dust in the city's air, in micrograms a cubic metre."""
PURIFIED_PM25 = 5.0

_SHELL_PER_S = 1 / 1200
_OPENING_PER_S = 1 / 120
_HVAC_PER_S = 1 / 20
_HVAC_LIMIT_K_PER_S = 0.15
"""At full fan."""
_HEAT_CAPACITY_J_PER_K = 1e5
_HVAC_MAX_W = 6000.0
_FAN_W = 300.0
_LEAK_PER_S = 1 / 600
_PURIFIER_PER_S = 1 / 240


class Climate:
    """Advances cabin temperature and air quality."""

    def __init__(self, car: Car) -> None:
        self._car = car
        self._temperature = Gauge(car, paths.CABIN_TEMPERATURE, 0.1)
        self._pm25 = Gauge(car, paths.PM25, 1)

    def advance(self, dt: float) -> float:
        """Let ``dt`` seconds pass; returns the electrical power the climate system drew, in watts."""
        opening = self._opening()
        self._advance_dust(opening, dt)
        outside = float(self._car.read(paths.OUTSIDE_TEMPERATURE))
        ambient = outside + SUN_GAIN_K * float(self._car.read(paths.OUTSIDE_LIGHT)) / 100
        rate = _SHELL_PER_S + opening * _OPENING_PER_S
        rest = (_SHELL_PER_S * ambient + opening * _OPENING_PER_S * outside) / rate
        drifted = rest + (self._temperature.value - rest) * exp(-rate * dt)
        wanted, fan = self._settings(drifted)
        if not self._car.read(paths.AIR_CONDITIONING):
            wanted = max(wanted, min(outside, drifted))
        limit = fan * _HVAC_LIMIT_K_PER_S * dt
        help_k = max(-limit, min(limit, (wanted - drifted) * (1 - exp(-_HVAC_PER_S * dt))))
        self._temperature.set(drifted + help_k)
        return fan * _FAN_W + min(_HVAC_MAX_W, abs(help_k) / dt * _HEAT_CAPACITY_J_PER_K)

    def _settings(self, cabin: float) -> tuple[float, float]:
        """The mean set temperature, weighted by fan, and the mean fan speed from 0 to 1."""
        read = self._car.read
        fans = [float(read(f"{station}.FanSpeed")) for station in paths.STATIONS]
        total = sum(fans)
        if not total:
            return cabin, 0.0
        wanted = sum(
            fan * float(read(f"{station}.Temperature")) for fan, station in zip(fans, paths.STATIONS, strict=True)
        )
        wanted /= total
        if read(paths.HVAC_AUTO):
            return wanted, min(1.0, 0.2 + 0.15 * abs(wanted - cabin))
        return wanted, total / len(fans) / 100

    def _opening(self) -> float:
        """How open the cabin is: 1 for each window, the roof or a door that is fully open."""
        read = self._car.read
        glass = sum(float(read(window)) for window in paths.WINDOWS) + abs(float(read(paths.SUNROOF)))
        return glass / 100 + sum(bool(read(f"{door}.IsOpen")) for door in paths.DOORS)

    def _advance_dust(self, opening: float, dt: float) -> None:
        leak = _LEAK_PER_S * (0.25 if self._car.read(paths.RECIRCULATION) else 1.0) + opening * _OPENING_PER_S
        cleaning = _PURIFIER_PER_S if self._car.read(paths.PURIFIER) else 0.0
        rate = leak + cleaning
        rest = (leak * OUTSIDE_PM25 + cleaning * PURIFIED_PM25) / rate
        self._pm25.set(rest + (self._pm25.value - rest) * exp(-rate * dt))
