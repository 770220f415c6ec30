"""Questions about the way: arrival, route, traffic, the next turn, where the car is. Changes nothing."""

from car_assistant.toolkit import Name, Outcome, ToolContext, ok, tool

from ._journey import PlaceArg, arrival_time, distance, duration, is_here, no_route, place_or_question, way_data


@tool(
    area="navigation",
    risk="read",
    en=(
        "when will we arrive",
        "how long until we're there",
        "how far is it to the airport",
        "are we there yet",
        "what's my ETA",
    ),
    zh=("还有多久到", "几点能到", "到机场要多久", "离目的地还有多远", "快到了吗"),
)
def get_eta(ctx: ToolContext, *, destination: PlaceArg | None = None) -> Outcome:
    """Tell arrival time and remaining distance.

    Without ``destination`` for the active route; with one for a trip that is not started.
    """
    nav = ctx.world.nav
    if destination is not None:
        found = place_or_question(ctx, destination)
        if isinstance(found, Outcome):
            return found
        if is_here(ctx, found):
            return ok("navigation-already-there", place=found.name)
        if nav.stops[-1:] != (found,):
            return ok("navigation-eta", **way_data(ctx, nav.preview((found,))))
    route = nav.route
    if route is None:
        return no_route()
    left = route.left(nav.state.travelled_m)
    return ok(
        "navigation-eta",
        place=route.stops[-1].name,
        distance=distance(left.metres),
        time=duration(left.seconds),
        arrival=arrival_time(ctx, left.seconds),
        charge=max(0, round(nav.charge_after(left.kwh))),
    )


@tool(
    area="navigation",
    risk="read",
    en=(
        "where are we going",
        "what's the route",
        "which stops do we have",
        "which way are you taking me",
        "is this a toll road",
    ),
    zh=("我们现在去哪", "路线是怎么走的", "途中有哪些停靠点", "走哪条路", "这条路线收费吗"),
)
def get_route(ctx: ToolContext) -> Outcome:
    """Describe the active route and its stops."""
    nav = ctx.world.nav
    if nav.route is None:
        return no_route()
    stops = tuple(stop.name for stop in nav.stops[:-1])
    data = way_data(ctx, nav.preview(nav.stops)) | {
        "road": nav.route.main_road(),
        "toll": nav.route.toll,
        "count": len(stops),
        "stops": stops or Name("none", "无"),
    }
    return ok("navigation-route", **data)


@tool(
    area="navigation",
    risk="read",
    en=("how's the traffic", "any jams ahead", "is the road clear", "why is it so slow here", "will there be delays"),
    zh=("路况怎么样", "前面堵不堵", "路上堵车吗", "为什么这么慢", "会不会堵车"),
)
def get_traffic(ctx: ToolContext) -> Outcome:
    """Report traffic on the route or nearby."""
    nav, traffic = ctx.world.nav, ctx.world.traffic
    slow = traffic.slow_roads()
    if nav.route is not None:
        ahead = {leg.road.name for leg in nav.route.legs[nav.route.leg_at(nav.state.travelled_m) :]}
        slow = [road for road in slow if road in ahead]
    reply = "navigation-traffic-route" if nav.route is not None else "navigation-traffic"
    rush = traffic.rush_hour()
    if slow:
        return ok(f"{reply}-slow", roads=tuple(slow))
    return ok(f"{reply}-busy" if rush else f"{reply}-clear")


@tool(
    area="navigation",
    risk="read",
    en=(
        "where do I turn next",
        "what's the next turn",
        "repeat the direction",
        "what did the navigation say",
        "left or right here",
    ),
    zh=("下一个路口怎么走", "前面怎么走", "再说一遍导航", "该左转还是右转", "下一步怎么开"),
)
def get_next_turn(ctx: ToolContext) -> Outcome:
    """Repeat the next navigation instruction."""
    nav = ctx.world.nav
    todo = nav.next_manoeuvre()
    if todo is None:
        return no_route()
    return ok("navigation-next-turn", instruction=todo.text, distance=distance(todo.at_m - nav.state.travelled_m))


@tool(
    area="navigation",
    risk="read",
    en=("where are we", "what street is this", "which part of town is this", "what's my current location"),
    zh=("我们在哪", "这是什么路", "现在在什么位置", "这里是哪个区"),
)
def get_location(ctx: ToolContext) -> Outcome:
    """Tell where the car is."""
    return ok("navigation-location", road=ctx.world.nav.road(), district=ctx.world.nav.district())
