"""Places, ways and times as they are spoken. Shared by navigation, energy, weather and their rules; owns no tool."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from car_assistant.toolkit import Annotated, Field, Literal, Name, Outcome, ToolContext, pending, refused

if TYPE_CHECKING:
    from car_assistant.toolkit import Place, Route

PlaceArg = Annotated[str, Field(description="place name, kind of place, home or work, as said")]
"""Somewhere, in the driver's words."""

ROUTE_KINDS: Mapping[str, Literal["FASTEST", "SHORTEST", "NO_TOLLS"]] = {
    "fastest": "FASTEST",
    "shortest": "SHORTEST",
    "no_tolls": "NO_TOLLS",
}
"""Route preferences as a driver's argument and as the navigator's signal."""

MAX_CHOICES = 3
LOW_ARRIVAL = 10.0
"""State of charge in percent on arrival below which a charger is offered."""
_THERE_M = 60.0

_ORIGIN = re.compile(
    r"^\s*from\s+(?P<en>.+?)\s+to\s+(?P<to_en>.+)$|^\s*从(?P<zh>.+?)(?:到|去|开到)(?P<to_zh>.+)$", re.IGNORECASE
)
_FROM_HERE = frozenset({"here", "my location", "current location", "where i am", "这里", "这儿", "我这里", "当前位置"})
_POLITE = re.compile(r"^(?:(?:to|go to|drive to|navigate to)\s+|(?:去|到|导航到|导航去)\s*)(?=\S{2})", re.IGNORECASE)


def origin_of(text: str) -> str:
    """The place other than the car's that ``text`` wants to start from; empty for none."""
    match = _ORIGIN.match(text)
    origin = (match["en"] or match["zh"]).strip() if match else ""
    return "" if origin.casefold() in _FROM_HERE else origin


def bare_place(text: str) -> str:
    """``text`` without "from here to", "to"."""
    match = _ORIGIN.match(text)
    goal = (match["to_en"] or match["to_zh"]) if match else text
    return _POLITE.sub("", goal.strip())


def places_meant(ctx: ToolContext, text: str, *, stop: bool = False) -> "Sequence[Place]":
    """What ``text`` may mean: one place when it is plain, several when one must ask, none when it is unknown."""
    nav = ctx.world.nav
    return nav.resolve_stop(bare_place(text)) if stop else nav.resolve(bare_place(text))


def place_or_question(
    ctx: ToolContext, text: str, *, argument: str = "destination", stop: bool = False
) -> "Place | Outcome":
    """The one place that ``text`` means, or the question or refusal to answer with.

    ``argument``: what the answer to the question fills. ``stop``: it is to lie on the way of the active route.
    """
    found = places_meant(ctx, text, stop=stop)
    if len(found) == 1:
        return found[0]
    if not found:
        return refused("navigation-unknown-place", what=text)
    ctx.world.nav.remember(found[:MAX_CHOICES])
    return pending("navigation-which", choices=tuple(place.name for place in found[:MAX_CHOICES]), argument=argument)


def no_route() -> Outcome:
    """What is said when a route is needed and none is active."""
    return refused("navigation-no-route")


def is_here(ctx: ToolContext, place: "Place") -> bool:
    """Whether the car stands at ``place`` already."""
    return bool(ctx.world.nav.here.metres_to(place.point) < _THERE_M)


def planned(ctx: ToolContext, tool: str, args: Mapping[str, Any]) -> "Route | None":
    """The route that a call of ``tool`` would lead to; ``None`` when it would lead to none."""
    nav = ctx.world.nav
    preference = ROUTE_KINDS.get(args.get("preference") or "", nav.preference)
    if tool == "set_route_preference":
        return nav.preview(nav.stops, preference) if nav.stops else None
    found = places_meant(ctx, args.get("destination") or args.get("place") or "", stop=tool == "add_waypoint")
    if len(found) != 1 or is_here(ctx, found[0]):
        return None
    if tool == "add_waypoint":
        return nav.with_waypoint(found[0]) if nav.stops and found[0] not in nav.stops else None
    if nav.stops[-1:] == (found[0],):
        return None
    return nav.preview((*nav.stops[:-1], found[0]), preference)


def distance(metres: float) -> Name:
    """A distance in metric units: "350 metres", "3.4 kilometres"."""
    if metres < 950:
        rounded = max(10, round(metres / 50) * 50 if metres >= 100 else round(metres / 10) * 10)
        return Name(f"{rounded} metres", f"{rounded}米")
    kilometres = f"{metres / 1000:.1f}".removesuffix(".0") if metres < 99_500 else f"{metres / 1000:.0f}"
    return Name(f"{kilometres} kilometre{'' if kilometres == '1' else 's'}", f"{kilometres}公里")


def duration(seconds: float) -> Name:
    """A length of time, to the minute: "1 hour 5 minutes"."""
    hours, minutes = divmod(max(1, round(seconds / 60)), 60)
    en = [f"{hours} hour{'s' * (hours != 1)}"] * (hours > 0) + [f"{minutes} minute{'s' * (minutes != 1)}"] * (
        minutes > 0
    )
    return Name(" ".join(en), f"{hours}小时" * (hours > 0) + f"{minutes}分钟" * (minutes > 0))


def arrival_time(ctx: ToolContext, seconds: float) -> str:
    """The time of day so many seconds from now, on the 24 h clock."""
    return f"{ctx.clock.wall() + timedelta(minutes=round(seconds / 60)):%H:%M}"


def away(ctx: ToolContext, place: "Place") -> Name:
    """How far a place is from the car."""
    metres = ctx.world.nav.here.metres_to(place.point)
    return Name("right here", "就在这里") if metres < _THERE_M else distance(metres)


def with_distance(ctx: ToolContext, place: "Place") -> Name:
    """A place and how far away it is."""
    far = away(ctx, place)
    return Name(f"{place.name.en} ({far.en})", f"{place.name.zh}（{far.zh}）")


def is_open(ctx: ToolContext, place: "Place") -> bool:
    """Whether a place is open at this moment."""
    wall = ctx.clock.wall()
    return bool(place.open_at(wall.hour + wall.minute / 60))


def way_data(ctx: ToolContext, route: "Route") -> dict[str, object]:
    """What is said of a whole route."""
    return {
        "place": route.stops[-1].name,
        "distance": distance(route.length_m),
        "time": duration(route.duration_s),
        "arrival": arrival_time(ctx, route.duration_s),
        "charge": max(0, round(ctx.world.nav.charge_after(route.energy_kwh))),
    }
