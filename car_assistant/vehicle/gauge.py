"""A derived value that moves smoothly but is published in steps, so that the bus stays quiet."""

from math import floor, log10

from car_assistant.vehicle.car import Car


class Gauge:
    """The exact value behind a published signal. When somebody else publishes the signal, that value counts."""

    def __init__(self, car: Car, path: str, quantum: float) -> None:
        """``quantum`` is the smallest change worth telling, in the signal's unit."""
        self._car = car
        self._path = path
        self._quantum = quantum
        self._decimals = max(0, -floor(log10(quantum)))
        self._shown = car.read(path)
        self._exact = float(self._shown)

    @property
    def value(self) -> float:
        shown = self._car.read(self._path)
        if shown != self._shown:
            self._shown, self._exact = shown, float(shown)
        return self._exact

    def set(self, value: float) -> None:
        """Move to ``value``; publishes it, rounded to the quantum, once it has moved that far."""
        shown = float(self._car.read(self._path))
        self._exact = value
        if abs(value - shown) >= self._quantum - 1e-9:
            self._car.publish(
                self._path, round(round(value / self._quantum) * self._quantum, self._decimals), cause="physics"
            )
        self._shown = self._car.read(self._path)
