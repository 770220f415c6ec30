"""What the vehicle itself moves along with a signal. Reads the vehicle's own tables; holds no rule."""

from collections.abc import Mapping

from car_assistant.events import Value
from car_assistant.vehicle.catalogue import full_path
from car_assistant.vehicle.couplings import COMMANDS, FOLLOWS, redirect


def consequences(path: str, values: Mapping[str, Value]) -> set[str]:
    """``path`` and every signal that follows from it in a car with these ``values``, whichever way it was asked for."""
    start = full_path(path)
    found: set[str] = set()
    queue = [start, redirect(start, True)[0]]
    while queue:
        one = queue.pop()
        if one in found or one not in values:
            continue
        found.add(one)
        for table in (FOLLOWS, COMMANDS):
            rule = table.get(one)
            queue += [follower for follower, _ in rule(values.__getitem__, values[one])] if rule else []
        if one.endswith(".Position"):  # the button or the request that may have started the movement
            part = one.removesuffix("Position")
            queue += [f"{part}Switch", f"{part}RequestedPosition"]
    return found
