"""Rules about routes and energy: what is said, asked or refused before a journey call is made.

Metric units and the 24 h clock are kept by the helpers in ``_journey`` and held by a test over all replies.
"""

from car_assistant.toolkit import Call, ToolContext, Verdict, allow, confirm, deny, note, policy

from ._journey import LOW_ARRIVAL, is_here, origin_of, places_meant, planned
from .energy import CHARGE, V2L, V2L_FLOOR

_PLANNING = ("start_route", "replace_destination", "add_waypoint", "set_route_preference")


@policy(tools=("start_route", "replace_destination", "get_eta", "can_reach"))
def route_starts_at_the_car(_ctx: ToolContext, call: Call) -> Verdict:
    """A route starts where the car is: "from the airport to the museum" is refused, not half obeyed."""
    origin = origin_of(call.args.get("destination") or call.args.get("place") or "")
    return deny("policies-journey-origin", origin=origin) if origin else allow()


@policy(tools=("start_route",))
def running_route_is_edited(ctx: ToolContext, call: Call) -> Verdict:
    """A new destination while a route runs replaces the old one, keeps the stops, and says so."""
    stops = ctx.world.nav.stops
    found = places_meant(ctx, call.args["destination"])
    if not stops or len(found) != 1 or found[0] == stops[-1] or is_here(ctx, found[0]):
        return allow()
    if len(stops) > 1:
        kept = tuple(stop.name for stop in stops[:-1] if stop != found[0])
        return note("policies-journey-replaced-stops", old=stops[-1].name, stops=kept) if kept else allow()
    return note("policies-journey-replaced", old=stops[-1].name)


@policy(tools=_PLANNING)
def tolls_are_mentioned(ctx: ToolContext, call: Call) -> Verdict:
    """Whoever is sent over a toll road hears what it costs."""
    route = planned(ctx, call.tool, call.args)
    return note("policies-journey-toll", toll=round(route.toll)) if route and route.toll else allow()


@policy(tools=("add_waypoint",))
def stops_take_the_fastest_legs(ctx: ToolContext, call: Call) -> Verdict:
    """A route over several stops takes the fastest way between them unless told otherwise, and says so."""
    route = planned(ctx, call.tool, call.args)
    return note("policies-journey-fastest-legs") if route and route.preference == "FASTEST" else allow()


@policy(tools=("start_route", "replace_destination", "add_waypoint"))
def charger_is_offered_when_low(ctx: ToolContext, call: Call) -> Verdict:
    """A route that would end below 10 percent comes with the offer of a charger; one out of reach is asked about."""
    route = planned(ctx, call.tool, call.args)
    if route is None:
        return allow()
    on_arrival = ctx.world.nav.charge_after(route.energy_kwh)
    place = route.stops[-1].name
    if on_arrival <= 0:
        return confirm("policies-journey-out-of-reach", place=place)
    return note("policies-journey-low", charge=round(on_arrival)) if on_arrival < LOW_ARRIVAL else allow()


@policy(tools=("set_v2l",))
def v2l_stays_above_its_floor(ctx: ToolContext, call: Call) -> Verdict:
    """Power goes out only while the charge is above what is to be kept."""
    charge, floor = float(ctx.read(CHARGE)), float(ctx.read(V2L_FLOOR))
    if call.args["on"] and charge <= floor:
        return deny("policies-journey-v2l-floor", charge=round(charge), floor=round(floor))
    return allow()


@policy(tools=("set_v2l_floor",))
def raised_floor_stops_v2l(ctx: ToolContext, call: Call) -> Verdict:
    """A floor at or above the charge would cut off running devices: that is asked about first."""
    charge = float(ctx.read(CHARGE))
    if ctx.read(V2L) and call.args["percent"] >= charge:
        return confirm("policies-journey-v2l-cut", charge=round(charge), percent=call.args["percent"])
    return allow()
