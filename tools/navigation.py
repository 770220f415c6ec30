"""Navigation: finding places, starting and editing a route. Owns no rule and no map; ``way`` answers questions."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from car_assistant.toolkit import (
    Aliases,
    Annotated,
    Field,
    Literal,
    Name,
    Outcome,
    ToolContext,
    ok,
    refused,
    tool,
)

from ._journey import (
    ROUTE_KINDS,
    PlaceArg,
    bare_place,
    duration,
    is_here,
    is_open,
    no_route,
    place_or_question,
    way_data,
    with_distance,
)

if TYPE_CHECKING:
    from car_assistant.toolkit import Place

_EVERY_STOP = frozenset({"all", "every stop", "stops", "all stops", "全部", "所有", "途经点", "所有途经点"})
_THE_STOP = frozenset({"stop", "the stop", "it", "that", "waypoint", "这一站", "那一站", "这站"})

MAX_STOPS = 5
"""Stops of a route, the destination among them."""
_READ_OUT = 3
"""Places read out of a longer list."""

MUTE = "Cabin.Infotainment.Navigation.Mute"

_PREFERENCES: Mapping[str, tuple[str, ...]] = {
    "fastest": ("fast", "quickest", "quick", "default", "time", "最快", "快", "时间最短", "躲避拥堵", "高速优先"),
    "shortest": ("short", "least distance", "distance", "最短", "距离最短", "近", "最近"),
    "no_tolls": (
        *("no toll", "avoid tolls", "toll free", "without tolls", "free", "cheapest"),
        *("不走收费", "避开收费", "免费", "不收费", "少收费", "不走高速", "避免收费"),
    ),
}

PREFERENCE_NAMES: Mapping[str, Name] = {
    "fastest": Name("fastest", "最快"),
    "shortest": Name("shortest", "最短"),
    "no_tolls": Name("toll-free", "不收费"),
}

PreferenceArg = Annotated[Literal["fastest", "shortest", "no_tolls"], Aliases(_PREFERENCES)]
WhatArg = Annotated[str, Field(description="kind of place or name, as said")]


def _read_out(ctx: ToolContext, found: "list[Place]", what: str) -> Outcome:
    kept = ctx.world.nav.remember(found)[:_READ_OUT]
    return ok(
        "navigation-found",
        what=what,
        count=len(kept),
        places=tuple(with_distance(ctx, place) for place in kept),
    )


@tool(
    area="navigation",
    risk="read",
    en=(
        "find a coffee shop nearby",
        "where can I get some lunch around here",
        "I'm hungry",
        "is there a pharmacy that's still open",
        "look for Italian restaurants",
        "we need a toilet",
    ),
    zh=("附近有什么好吃的", "帮我找家咖啡店", "哪里有还开着的药店", "我饿了", "最近的洗手间在哪", "找一下附近的停车场"),
)
def find_places(ctx: ToolContext, *, what: WhatArg, open_now: bool = False) -> Outcome:
    """Search places near the car.

    Reads out the three nearest and remembers five for "the second one". Does not start a route.
    """
    found = ctx.world.nav.find(bare_place(what))
    if open_now:
        found = [place for place in found if is_open(ctx, place)]
    return _read_out(ctx, found, what) if found else refused("navigation-none-found", what=what)


@tool(
    area="navigation",
    risk="read",
    en=(
        "any coffee on the way",
        "find a supermarket along the route",
        "where could we eat on the way there",
        "is there a car wash along my route",
    ),
    zh=("路上有没有咖啡店", "沿途找个超市", "顺路有吃饭的地方吗", "沿路看看有没有洗车的"),
)
def find_along_route(ctx: ToolContext, *, what: WhatArg) -> Outcome:
    """Search places along the active route."""
    if not ctx.world.nav.stops:
        return no_route()
    found = ctx.world.nav.along(bare_place(what))
    return _read_out(ctx, found, what) if found else refused("navigation-none-along", what=what)


@tool(
    area="navigation",
    risk="reversible",
    en=(
        "take me home",
        "navigate to the airport",
        "drive to Haitang Museum without tolls",
        "I want to go to work",
        "bring me to the nearest hospital",
        "let's go to the second one",
    ),
    zh=("导航回家", "带我去机场", "去海棠博物馆，不走收费路", "我要去公司", "去最近的医院", "就去第二个吧"),
)
def start_route(ctx: ToolContext, *, destination: PlaceArg, preference: PreferenceArg | None = None) -> Outcome:
    """Start navigation to a place.

    The route starts at the car. While another route runs its destination is replaced and its stops are kept.
    Without ``preference`` the one set before counts. Changes the Navigation signals; never moves the car.
    """
    place = place_or_question(ctx, destination)
    if isinstance(place, Outcome):
        return place
    nav = ctx.world.nav
    if is_here(ctx, place):
        return refused("navigation-already-there", place=place.name)
    if preference is not None:
        nav.set_preference(ROUTE_KINDS[preference], cause=ctx.cause)
    if nav.stops:
        route = nav.replace_destination(place, cause=ctx.cause)
    else:
        route = nav.start(place, cause=ctx.cause)
    return ok("navigation-started", **way_data(ctx, route))


@tool(
    area="navigation",
    risk="reversible",
    en=("stop navigation", "cancel the route", "I know the way from here", "end guidance", "forget the navigation"),
    zh=("退出导航", "取消路线", "不用导航了", "结束导航", "我认识路，关掉导航"),
)
def stop_route(ctx: ToolContext) -> Outcome:
    """Stop navigation."""
    if not ctx.world.nav.stops:
        return ok("navigation-stopped-already")
    ctx.world.nav.stop(cause=ctx.cause)
    return ok("navigation-stopped")


@tool(
    area="navigation",
    risk="reversible",
    en=(
        "add a stop at the supermarket",
        "let's stop for coffee on the way",
        "go via Haitang Library",
        "I need to pick up something at the pharmacy first",
    ),
    zh=("途中加一站超市", "路上先去一下咖啡店", "途经图书馆", "先绕去药店再走"),
)
def add_waypoint(ctx: ToolContext, *, place: PlaceArg) -> Outcome:
    """Add a stop to the active route.

    The stop goes where it costs the least time. A kind of place means the one that lies best on the way.
    """
    nav = ctx.world.nav
    if not nav.stops:
        return no_route()
    found = place_or_question(ctx, place, argument="place", stop=True)
    if isinstance(found, Outcome):
        return found
    if found in nav.stops:
        return ok("navigation-waypoint-already", place=found.name)
    if len(nav.stops) >= MAX_STOPS:
        return refused("navigation-too-many-stops", maximum=MAX_STOPS)
    before = nav.preview(nav.stops).duration_s
    route = nav.add_waypoint(found, cause=ctx.cause)
    extra = duration(max(60.0, route.duration_s - before))
    data = way_data(ctx, route) | {"stop": found.name, "extra": extra}
    return ok("navigation-waypoint-added", **data)


@tool(
    area="navigation",
    risk="reversible",
    en=(
        "remove the stop at the supermarket",
        "skip the coffee stop",
        "drive straight there, no stops",
        "drop the first stop",
    ),
    zh=("删掉超市那一站", "不去咖啡店了", "取消途经点", "跳过药店"),
)
def remove_waypoint(
    ctx: ToolContext, *, place: Annotated[str, Field(description="the stop, as said; all = every stop")]
) -> Outcome:
    """Remove a stop from the active route."""
    nav = ctx.world.nav
    waypoints = nav.stops[:-1]
    if not waypoints:
        return refused("navigation-no-waypoints") if nav.stops else no_route()
    wanted = place.casefold().strip()
    if wanted in _EVERY_STOP or (wanted in _THE_STOP and len(waypoints) == 1):
        meant = waypoints
    else:
        alike = set(nav.find(bare_place(place)))
        meant = tuple(stop for stop in waypoints if stop in alike)
    if not meant:
        return refused("navigation-not-a-waypoint", what=place, stops=tuple(stop.name for stop in waypoints))
    for stop in meant:
        route = nav.remove_waypoint(stop, cause=ctx.cause)
    return ok("navigation-waypoint-removed", **way_data(ctx, route), stops=tuple(stop.name for stop in meant))


@tool(
    area="navigation",
    risk="reversible",
    en=(
        "go to the railway station instead",
        "change the destination to Galaxy Mall",
        "actually, take me to work",
        "no, not there, the other hotel",
    ),
    zh=("改去火车站", "目的地换成银河购物中心", "算了，还是去公司吧", "不去那了，改成回家"),
)
def replace_destination(ctx: ToolContext, *, place: PlaceArg) -> Outcome:
    """Change the destination of the active route."""
    nav = ctx.world.nav
    found = place_or_question(ctx, place, argument="place")
    if isinstance(found, Outcome):
        return found
    if is_here(ctx, found):
        return refused("navigation-already-there", place=found.name)
    if not nav.stops:
        return ok("navigation-started", **way_data(ctx, nav.start(found, cause=ctx.cause)))
    return ok("navigation-replaced", **way_data(ctx, nav.replace_destination(found, cause=ctx.cause)))


@tool(
    area="navigation",
    risk="reversible",
    en=(
        "avoid toll roads",
        "take the shortest way",
        "I don't want to pay tolls",
        "use the fastest route",
        "fast roads please",
    ),
    zh=("不走收费路", "走最短的路", "避开收费路段", "选最快的路线", "我不想交过路费"),
)
def set_route_preference(ctx: ToolContext, *, preference: PreferenceArg) -> Outcome:
    """Choose fastest, shortest or toll-free routes."""
    name = PREFERENCE_NAMES[preference]
    route = ctx.world.nav.set_preference(ROUTE_KINDS[preference], cause=ctx.cause)
    if route is None:
        return ok("navigation-preference", preference=name)
    return ok("navigation-preference-route", preference=name, **way_data(ctx, route))


@tool(
    area="navigation",
    risk="reversible",
    en=(
        "mute the navigation",
        "stop telling me where to turn",
        "turn navigation voice back on",
        "be quiet about directions",
    ),
    zh=("导航静音", "关掉导航声音", "恢复导航播报", "别播报路线了"),
)
def mute_guidance(ctx: ToolContext, *, on: Annotated[bool, Field(description="true = silent")]) -> Outcome:
    """Mute or unmute navigation voice."""
    wanted = "MUTED" if on else "UNMUTED"
    suffix = "-already" if ctx.read(MUTE) == wanted else ""
    ctx.actuate(MUTE, wanted)
    return ok(f"navigation-{'muted' if on else 'unmuted'}{suffix}")
