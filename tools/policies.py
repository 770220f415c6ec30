"""Rules of a careful car for its body. A function's name is the rule's name; what physically cannot be is an interlock.

Calls that a rule asks for are made without asking the rules again, so each rule names all that it needs.
"""

from collections.abc import Mapping

from car_assistant.toolkit import (
    SEATS,
    Call,
    Seat,
    ToolContext,
    Verdict,
    allow,
    confirm,
    deny,
    first,
    note,
    policy,
    then,
)

from ._seats import part_name, seat_name, seats_of
from ._signals import clamp, heading, number
from .air import air
from .climate import AC, COLDEST, FAN_STEP, SYNC, WARMEST, fan, temperature, zones_of
from .doors import DOOR, door_of
from .driving import SLOWEST_CRUISE, SPEED
from .lights import FOG_FRONT, FOG_REAR, HIGH_BEAM, LOW_BEAM
from .windows import SUNROOF, SUNSHADE, WINDOW, changed, shaded, slid, window_at

CLOSED_BY_AC = 20
"""Percent open above which a window closes when the AC goes on."""
WASTEFUL_WITH_AC = 25
"""Percent open above which a window is worth a word while the AC runs."""
DEFROST_FAN = 40
"""Percent: two fan levels."""
FAR_APART = 3.0
"""Degrees between two zones that are worth a word."""
DARK = 25
"""Percent of light outside below which it is night."""
PARKED = 126
"""The gear P."""

_REAR = ("rear_left", "rear_right")
_POOR_SIGHT = ("fog", "rain", "storm", "snow")


# Who may


@policy(
    tools=(
        "set_drive_mode",
        "set_regeneration",
        "set_cruise_control",
        "set_cruise_speed",
        "change_cruise_speed",
        "set_lane_assist",
        "set_hud",
        "lock_doors",
        "unlock_doors",
        "set_door",
        "set_child_lock",
        "set_window_lock",
        "open_trunk",
        "close_trunk",
        "open_frunk",
        "close_frunk",
        "set_mirrors",
        "set_wipers",
        "honk",
        "set_headlights",
        "set_high_beam",
        "set_fog_lights",
        "set_hazard_lights",
        "set_sentry_mode",
    )
)
def rear_seats_have_no_driving_rights(ctx: ToolContext, call: Call) -> Verdict:
    """Driving, locks and outside lights belong to the front seats; in the back one may open one's own door."""
    own_door = call.tool == "set_door" and seats_of(ctx, call.args.get("door", "mine")) == (ctx.seat,)
    return deny("policy-front-seats-only") if ctx.seat in _REAR and not own_door else allow()


# Doors and modes


@policy(tools=("set_door",))
def opening_a_door_is_confirmed(ctx: ToolContext, call: Call) -> Verdict:
    """A door that would open is named and waits for a yes."""
    door = call.args.get("door", "mine")
    stays = all(ctx.target(door_of(seat)) for seat in seats_of(ctx, door))
    if not call.args["open"] or stays or ctx.read("IsMoving"):
        return allow()
    return confirm("policy-open-door", doors=part_name(ctx, door, DOOR))


@policy(tools=("open_trunk", "open_frunk"))
def lids_stay_shut_while_driving(ctx: ToolContext, call: Call) -> Verdict:
    """What the vehicle would refuse anyway is not asked about first."""
    if not ctx.read("IsMoving"):
        return allow()
    return deny("interlock-trunk-while-moving" if call.tool == "open_trunk" else "interlock-hood-while-moving")


@policy(tools=("set_camp_mode", "set_pet_mode", "set_nap_mode"))
def parked_modes_need_park(ctx: ToolContext, call: Call) -> Verdict:
    """Camp, pet and nap mode start in P only."""
    starts = call.args["on"] and ctx.read("Powertrain.Transmission.CurrentGear") != PARKED
    return deny("policy-needs-park") if starts else allow()


# Air conditioning, fan and windows


def _ac_goes_on(call: Call) -> bool:
    return bool(call.args["on"]) and call.args.get("where", "front") == "front"


@policy(tools=("set_ac", "set_climate_power", "set_auto_climate", "set_defrost"))
def ac_on_closes_open_windows(ctx: ToolContext, call: Call) -> Verdict:
    """With the AC going on, windows open above 20 percent close."""
    seats = [seat for seat in SEATS if heading(ctx, window_at(seat)) > CLOSED_BY_AC]
    if not _ac_goes_on(call) or not seats:
        return allow()
    words = ["all"] if len(seats) == len(SEATS) else seats
    calls = [Call(tool="set_window", args={"position": 0, "window": word}) for word in words]
    return then(*calls, reply="policy-ac-closes-windows", windows=tuple(part_name(ctx, word, WINDOW) for word in words))


@policy(tools=("set_ac", "set_auto_climate"))
def ac_needs_the_fan(ctx: ToolContext, call: Call) -> Verdict:
    """With the AC going on, the fan runs at level one at least."""
    if not call.args["on"] or any(number(ctx, fan(seat)) >= FAN_STEP for seat in SEATS):
        return allow()
    return first(Call(tool="set_fan", args={"speed": 1}), reply="policy-ac-starts-fan")


@policy(tools=("set_fan",))
def fan_off_ends_ac(ctx: ToolContext, call: Call) -> Verdict:
    """The AC does not run without any fan: it goes off with the last one."""
    others = set(SEATS) - set(seats_of(ctx, call.args.get("zone", "all")))
    if call.args["speed"] or not ctx.read(AC) or any(number(ctx, fan(seat)) for seat in others):
        return allow()
    return first(Call(tool="set_ac", args={"on": False}), reply="policy-fan-ends-ac")


@policy(tools=("set_window", "change_window"))
def open_windows_waste_ac(ctx: ToolContext, call: Call) -> Verdict:
    """A window that opens beyond 25 percent with the AC on is worth a word."""
    word = call.args.get("window", "mine")
    if call.tool == "set_window":
        wanted: Mapping[Seat, int] = dict.fromkeys(seats_of(ctx, word), call.args["position"])
    else:
        wanted = changed(ctx, word, call.args["by"])
    opens = any(goal > WASTEFUL_WITH_AC and goal > heading(ctx, window_at(seat)) for seat, goal in wanted.items())
    return note("policy-ac-is-on") if opens and ctx.read(AC) else allow()


@policy(tools=("set_defrost",))
def front_defrost_clears_the_windshield(ctx: ToolContext, call: Call) -> Verdict:
    """Front defrosting needs fan level two, air to the windshield and the AC."""
    if not _ac_goes_on(call):
        return allow()
    front: tuple[Seat, ...] = ("driver", "passenger")
    calls = [
        *(
            Call(tool="set_fan", args={"speed": 2, "zone": seat})
            for seat in front
            if number(ctx, fan(seat)) < DEFROST_FAN
        ),
        *(
            Call(tool="set_airflow", args={"direction": "windshield", "zone": seat})
            for seat in front
            if ctx.read(air(seat)) != "UP"
        ),
        *([] if ctx.read(AC) else [Call(tool="set_ac", args={"on": True})]),
    ]
    return then(*calls, reply="policy-defrost-cascade") if calls else allow()


@policy(tools=("set_temperature", "change_temperature"))
def zones_far_apart_are_mentioned(ctx: ToolContext, call: Call) -> Verdict:
    """A change that leaves more than three degrees between two zones is said."""
    seats = zones_of(ctx, call.args.get("zone", "mine"))
    now = {seat: number(ctx, temperature(seat)) for seat in SEATS}
    if call.tool == "set_temperature":
        changes = dict.fromkeys(seats, call.args["celsius"])
    else:
        changes = {seat: clamp(now[seat] + call.args["by"], COLDEST, WARMEST) for seat in seats}
    wanted = now | changes
    # With synchronised zones the driver's temperature sets the others as well.
    together = ctx.read(SYNC) and seats == ("driver",)
    warmest, coldest = max(SEATS, key=wanted.__getitem__), min(SEATS, key=wanted.__getitem__)
    apart = wanted[warmest] - wanted[coldest]
    if together or apart <= FAR_APART:
        return allow()
    return note("policy-zones-far-apart", apart=apart, warmest=seat_name(ctx, warmest), coldest=seat_name(ctx, coldest))


# Sunroof


def _roof_opens(ctx: ToolContext, call: Call) -> bool:
    if call.tool == "tilt_sunroof":
        return bool(call.args["up"]) and heading(ctx, SUNROOF) >= 0
    goal = call.args["position"] if call.tool == "set_sunroof" else slid(ctx, call.args["by"])
    return bool(goal > max(0.0, heading(ctx, SUNROOF)))


@policy(tools=("set_sunroof", "change_sunroof", "tilt_sunroof"))
def rain_is_checked_before_the_sunroof(ctx: ToolContext, call: Call) -> Verdict:
    """The sunroof asks before it opens into rain or snow."""
    sky = ctx.world.weather.now(ctx.world.nav.here)
    wet = number(ctx, "Body.Raindetection.Intensity") > 0 or sky.rain > 0
    return confirm("policy-roof-in-rain", sky=sky.sky) if wet and _roof_opens(ctx, call) else allow()


@policy(tools=("set_sunroof", "change_sunroof", "tilt_sunroof"))
def sunroof_opens_with_its_shade(ctx: ToolContext, call: Call) -> Verdict:
    """Before the sunroof opens, its shade does."""
    if not _roof_opens(ctx, call) or heading(ctx, SUNSHADE) == 100:
        return allow()
    return first(Call(tool="set_sunshade", args={"position": 100}))


@policy(tools=("set_sunshade", "change_sunshade"))
def shade_closes_after_the_sunroof(ctx: ToolContext, call: Call) -> Verdict:
    """The shade does not close under an open sunroof: the roof closes first."""
    goal = call.args["position"] if call.tool == "set_sunshade" else shaded(ctx, call.args["by"])
    if goal >= heading(ctx, SUNSHADE) or not heading(ctx, SUNROOF):
        return allow()
    return first(Call(tool="set_sunroof", args={"position": 0}))


# Lights


def _fog_goes_on(ctx: ToolContext, call: Call) -> bool:
    paths = {"front": [FOG_FRONT], "rear": [FOG_REAR], "both": [FOG_FRONT, FOG_REAR]}
    wanted = paths[call.args.get("which") or "front"]
    return bool(call.args["on"]) and not all(ctx.read(path) for path in wanted)


@policy(tools=("set_fog_lights",))
def weather_is_checked_before_fog_lights(ctx: ToolContext, call: Call) -> Verdict:
    """Fog lights dazzle in clear sight: they ask first unless it is foggy or wet."""
    sky = ctx.world.weather.now(ctx.world.nav.here).sky
    poor = sky in _POOR_SIGHT or number(ctx, "Body.Raindetection.Intensity") > 0
    return confirm("policy-fog-lights-in-clear") if _fog_goes_on(ctx, call) and not poor else allow()


@policy(tools=("set_fog_lights",))
def fog_lights_need_low_beam(ctx: ToolContext, call: Call) -> Verdict:
    """Fog lights shine together with the low beam."""
    if not call.args["on"] or ctx.read(LOW_BEAM):
        return allow()
    return first(Call(tool="set_headlights", args={"mode": "low_beam"}))


@policy(tools=("set_fog_lights",))
def fog_lights_exclude_high_beam(ctx: ToolContext, call: Call) -> Verdict:
    """The high beam goes off before fog lights go on."""
    if not call.args["on"] or not ctx.read(HIGH_BEAM):
        return allow()
    return first(Call(tool="set_high_beam", args={"on": False}))


@policy(tools=("set_high_beam",))
def high_beam_excludes_fog_lights(ctx: ToolContext, call: Call) -> Verdict:
    """Fog lights go off before the high beam goes on."""
    if not call.args["on"] or not (ctx.read(FOG_FRONT) or ctx.read(FOG_REAR)):
        return allow()
    return first(Call(tool="set_fog_lights", args={"on": False, "which": "both"}))


@policy(tools=("set_headlights",))
def fog_lights_go_off_with_low_beam(ctx: ToolContext, call: Call) -> Verdict:
    """Without the low beam there are no fog lights."""
    if call.args["mode"] not in ("off", "parking") or not (ctx.read(FOG_FRONT) or ctx.read(FOG_REAR)):
        return allow()
    return first(Call(tool="set_fog_lights", args={"on": False, "which": "both"}))


@policy(tools=("set_headlights",))
def headlights_stay_on_in_the_dark(ctx: ToolContext, call: Call) -> Verdict:
    """Nobody drives in the dark without headlights."""
    dark = number(ctx, "Exterior.LightIntensity") < DARK
    blind = call.args["mode"] in ("off", "parking") and dark and ctx.read("IsMoving")
    return deny("policy-dark-outside") if blind else allow()


# Driving


@policy(tools=("set_cruise_control", "set_cruise_speed", "change_cruise_speed"))
def cruise_needs_speed(ctx: ToolContext, call: Call) -> Verdict:
    """Cruise control starts from 30 km/h."""
    if not call.args.get("on", True) or number(ctx, SPEED) >= SLOWEST_CRUISE:
        return allow()
    return deny("policy-cruise-needs-speed", kmh=SLOWEST_CRUISE)


@policy(tools=("recline_seat",))
def driver_sits_upright_while_driving(ctx: ToolContext, call: Call) -> Verdict:
    """The driver's backrest does not go down while the car moves."""
    seats = seats_of(ctx, call.args.get("seat", "mine"))
    lies = call.args["direction"] == "back" and "driver" in seats and ctx.read("IsMoving")
    return deny("policy-sit-upright") if lies else allow()
