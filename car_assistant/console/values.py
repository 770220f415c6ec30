"""Signal values as people type them. Knows the catalogue, no car."""

from collections.abc import Iterable, Mapping

from car_assistant.errors import SignalError
from car_assistant.events import Value
from car_assistant.vehicle.catalogue import CATALOGUE, Signal, full_path

_TRUE, _FALSE = ("true", "on", "yes", "1"), ("false", "off", "no", "0")


def parse_value(signal: Signal, text: str) -> Value:
    """``text`` as the value of ``signal``. Raises ``SignalError`` saying what is allowed."""
    plain = text.strip()
    if signal.datatype == "boolean" and plain.lower() in (*_TRUE, *_FALSE):
        return plain.lower() in _TRUE
    if signal.datatype not in ("boolean", "string"):
        try:
            return signal.coerce(float(plain))
        except ValueError:
            pass
    if signal.allowed and plain.upper() in signal.allowed:
        return plain.upper()
    return signal.coerce(plain)


def parse_settings(pairs: Iterable[str]) -> dict[str, Value]:
    """``PATH=VALUE`` pairs by full path. Raises ``SignalError`` for a bad pair, path or value."""
    settings = {}
    for pair in pairs:
        path, equals, text = pair.partition("=")
        if not equals:
            raise SignalError(f"'{pair}' is not PATH=VALUE; write for example Vehicle.Speed=50")
        signal = find_signal(path.strip())
        settings[signal.path] = parse_value(signal, text)
    return settings


def check_settings(settings: Mapping[str, object]) -> dict[str, Value]:
    """Typed settings (from JSON) by full path. Raises ``SignalError``."""
    checked = {}
    for path, value in settings.items():
        signal = find_signal(path)
        checked[signal.path] = parse_value(signal, value) if isinstance(value, str) else signal.coerce(value)
    return checked


def find_signal(path: str) -> Signal:
    """The signal at ``path``. Raises ``SignalError`` naming near ones."""
    signal = CATALOGUE.get(full_path(path))
    if signal is None:
        from difflib import get_close_matches

        near = get_close_matches(full_path(path), CATALOGUE, n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "'car-assistant signals' lists them all"
        raise SignalError(f"there is no signal '{path}'; {hint}")
    return signal
