"""The traction battery. Owns what fills and empties it: driving, consumers, V2L, charging and the charging timer."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import datetime, timedelta

from car_assistant.vehicle import paths
from car_assistant.vehicle.car import Car
from car_assistant.vehicle.couplings import WH_PER_KM
from car_assistant.vehicle.gauge import Gauge

Announce = Callable[..., None]
"""``announce(key, **data)``: the car has something to say; ``key`` names a reply message of ``vehicle.ftl``."""

ALWAYS_ON_W = 350.0
"""Computers, screens and pumps."""
V2L_LOAD_W = 1500.0
"""What a connected appliance draws unless the world publishes another power."""

_AIR_N_S2_PER_M2 = 0.318
"""Half of air density (1.2 kg/m3) times drag area (0.53 m2)."""
_ROLLING_N = 232.0
"""0.011 of a weight of 2150 kg."""
_EFFICIENCY = 0.82
_TRAFFIC_W = 1500.0
"""Speeding up and slowing down, on average."""
_MODE_FACTOR = {"ECONOMY": 0.93, "SPORT": 1.1}

_CURVE = ((0, 120.0), (10, 150.0), (50, 150.0), (80, 70.0), (100, 8.0))
"""State of charge in percent and the power the battery takes there, in kW; straight lines between."""


def driving_power(speed_kmh: float) -> float:
    """Electrical power in watts that keeps the car at a speed: air drag, rolling, losses and traffic."""
    if speed_kmh <= 0:
        return 0.0
    speed = speed_kmh / 3.6
    return (_AIR_N_S2_PER_M2 * speed**2 + _ROLLING_N) * speed / _EFFICIENCY + _TRAFFIC_W


def charging_power(charge: float) -> float:
    """Power in kW that the battery takes at a state of charge in percent, whatever the charger could give."""
    index = min(bisect_right(_CURVE, charge, key=lambda point: point[0]), len(_CURVE) - 1)
    (low, start), (high, end) = _CURVE[index - 1], _CURVE[index]
    return start + (end - start) * (charge - low) / (high - low)


class Battery:
    """Advances energy, charging and V2L."""

    def __init__(self, car: Car, announce: Announce) -> None:
        self._car = car
        self._announce = announce
        self._charge = Gauge(car, paths.CHARGE, 0.1)
        self._power = Gauge(car, paths.BATTERY_POWER, 100)
        self._time_left = Gauge(car, paths.TIME_REMAINING, 600)
        self._charge_time = Gauge(car, paths.CHARGE_TIME, 60)
        self._charge_power = Gauge(car, paths.CHARGE_POWER, 0.1)

    def advance(self, dt: float, climate_w: float) -> None:
        """Let ``dt`` seconds pass while the climate system draws ``climate_w``."""
        mode = _MODE_FACTOR.get(str(self._car.read(paths.PERFORMANCE_MODE)), 1.0)
        drawn_w = driving_power(float(self._car.read(paths.SPEED))) * mode + ALWAYS_ON_W + climate_w + self._v2l()
        self._timer()
        power_w = self._charging_kw() * 1000 - drawn_w
        capacity_j = float(self._car.read(paths.CAPACITY)) * 3.6e6
        charge = self._charge.value + power_w * dt / capacity_j * 100
        self._charge.set(max(0.0, min(100.0, charge)))
        self._power.set(power_w)
        self._car.publish(paths.IS_DISCHARGING, power_w < 0, cause="physics")
        if power_w < 0:
            self._time_left.set(self._charge.value / 100 * capacity_j / -power_w)

    def _v2l(self) -> float:
        read = self._car.read
        power = 0.0
        if read(paths.V2L) and self._charge.value <= float(read(paths.V2L_FLOOR)):
            self._car.publish(paths.V2L, False, cause="physics")
            self._announce("notice-v2l-stopped", floor=read(paths.V2L_FLOOR))
        if read(paths.V2L) and read(paths.V2L_LOAD):
            power = float(read(paths.V2L_POWER)) or V2L_LOAD_W
        self._car.publish(paths.V2L_POWER, power, cause="physics")
        return power

    def _timer(self) -> None:
        """Start a timed charge when its moment has come and the cable is in."""
        read = self._car.read
        mode, moment = read(paths.TIMER_MODE), str(read(paths.TIMER_TIME))
        if mode == "INACTIVE" or not moment or not read(paths.CABLE):
            return
        now = self._car.clock.wall()
        start = datetime.fromisoformat(moment)
        start = start.replace(tzinfo=start.tzinfo or now.tzinfo)
        if mode == "END_TIME":
            start -= timedelta(seconds=self._seconds_to_limit(self._offered_kw()))
        if now >= start:
            self._car.publish(paths.TIMER_MODE, "INACTIVE", cause="physics")
            self._car.actuate(paths.CHARGE_SWITCH, "START", cause="physics")

    def _charging_kw(self) -> float:
        if not self._car.read(paths.IS_CHARGING):
            return 0.0
        if self._charge.value >= float(self._car.read(paths.CHARGE_LIMIT)):
            self._car.publish(paths.IS_CHARGING, False, cause="physics")
            self._announce("notice-charged", charge=round(self._charge.value))
            return 0.0
        power = self._offered_kw()
        self._charge_power.set(power)
        self._car.publish(paths.CHARGE_RATE, float(round(power * 1000 / WH_PER_KM)), cause="physics")
        self._charge_time.set(self._seconds_to_limit(power))
        return power

    def _offered_kw(self) -> float:
        return min(float(self._car.read(paths.CHARGE_MAX_POWER)), charging_power(self._charge.value))

    def _seconds_to_limit(self, power_kw: float) -> float:
        missing = float(self._car.read(paths.CHARGE_LIMIT)) - self._charge.value
        energy_kwh = max(0.0, missing) / 100 * float(self._car.read(paths.CAPACITY))
        return energy_kwh / power_kw * 3600 if power_kw > 0 else 0.0
