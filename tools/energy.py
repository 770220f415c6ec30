"""Energy: charge and range, charging stations, charging, power for other devices (V2L). Owns no rule."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from car_assistant.toolkit import (
    Annotated,
    Field,
    Name,
    Outcome,
    ToolContext,
    ok,
    parse_time,
    refused,
    tool,
)

from ._journey import LOW_ARRIVAL, PlaceArg, away, distance, duration, is_here, is_open, place_or_question
from ._signals import stepped

if TYPE_CHECKING:
    from car_assistant.toolkit import Place

BATTERY = "Powertrain.TractionBattery."
CHARGE = BATTERY + "StateOfCharge.Current"
RANGE = BATTERY + "Range"
LIMIT = BATTERY + "Charging.ChargeLimit"
SWITCH = BATTERY + "Charging.StartStopCharging"
IS_CHARGING = BATTERY + "Charging.IsCharging"
TIMER_MODE = BATTERY + "Charging.Timer.Mode"
TIMER_TIME = BATTERY + "Charging.Timer.Time"
CABLE = BATTERY + "Charging.ChargingPort.RearRight.IsChargingCableConnected"
FLAP = BATTERY + "Charging.ChargingPort.RearRight.IsFlapOpen"
CONDITIONING = BATTERY + "BatteryConditioning.RequestedMode"
V2L = "Powertrain.TractionBattery.V2L.IsActive"
V2L_FLOOR = "Powertrain.TractionBattery.V2L.MinimumStateOfCharge"

LEAST_LIMIT, MOST_LIMIT = 50, 100
"""Percent; what the charging limit can be."""

_READ_OUT = 3


def charge(ctx: ToolContext) -> int:
    """State of charge in whole percent."""
    return round(float(ctx.read(CHARGE)))


def _described(ctx: ToolContext, place: "Place") -> Name:
    """A charging station: name, distance, power, free stalls."""
    assert place.charger is not None
    far = away(ctx, place)
    free, power = ctx.world.chargers.free(place), round(place.charger.power_kw)
    return Name(
        f"{place.name.en} ({far.en}, {power} kilowatts, {free} of {place.charger.stalls} free)",
        f"{place.name.zh}（{far.zh}，{power}千瓦，{place.charger.stalls}个桩空闲{free}个）",
    )


def stations(ctx: ToolContext, *, fast: bool = False, free: bool = False) -> "list[Place]":
    """Open charging stations, along the route when there is one with some, else the nearest first."""
    nav = ctx.world.nav

    def fits(place: "Place") -> bool:
        return (
            (not fast or "fast" in place.tags)
            and is_open(ctx, place)
            and (not free or ctx.world.chargers.free(place) > 0)
        )

    return [place for place in nav.along("charger") if fits(place)] or [
        place for place in nav.find("charger") if fits(place)
    ]


@tool(
    area="energy",
    risk="read",
    en=(
        "how much battery is left",
        "what's the range",
        "how far can we still go",
        "do we have enough juice",
        "battery level?",
    ),
    zh=("还剩多少电", "还能开多远", "续航还有多少", "电量够吗", "现在电量多少"),
)
def get_battery(ctx: ToolContext) -> Outcome:
    """Tell battery charge and range."""
    return ok("energy-battery", charge=charge(ctx), range=distance(float(ctx.read(RANGE))))


@tool(
    area="energy",
    risk="read",
    en=(
        "find a charging station",
        "where can I charge fast",
        "is there a free charger nearby",
        "the battery is low, where's a plug",
        "any superchargers around",
    ),
    zh=("附近有充电桩吗", "找个快充站", "哪里有空闲的充电桩", "快没电了，去哪儿充电", "有没有超充"),
)
def find_chargers(ctx: ToolContext, *, fast_only: bool = False, free_only: bool = False) -> Outcome:
    """Search charging stations nearby or along the route.

    Open stations only; fast means 60 kW and more. Remembers the results for "the second one".
    """
    found = ctx.world.nav.remember(stations(ctx, fast=fast_only, free=free_only))[:_READ_OUT]
    if not found:
        return refused("energy-no-chargers")
    return ok("energy-chargers", count=len(found), places=tuple(_described(ctx, place) for place in found))


@tool(
    area="energy",
    risk="read",
    en=(
        "can we make it to the airport",
        "is the battery enough to get home",
        "will we reach Lakeside Camp without charging",
        "how much charge will be left at work",
    ),
    zh=("电量够到机场吗", "能开到家吗", "不充电能到湖畔营地吗", "到公司还剩多少电"),
)
def can_reach(ctx: ToolContext, *, destination: PlaceArg) -> Outcome:
    """Check whether the charge suffices for a trip."""
    place = place_or_question(ctx, destination)
    if isinstance(place, Outcome):
        return place
    if is_here(ctx, place):
        return ok("navigation-already-there", place=place.name)
    route = ctx.world.nav.preview((place,))
    left = round(ctx.world.nav.charge_after(route.energy_kwh))
    reply = "energy-reach-no" if left <= 0 else "energy-reach-barely" if left < LOW_ARRIVAL else "energy-reach-yes"
    return ok(reply, place=place.name, distance=distance(route.length_m), charge=max(0, left))


@tool(
    area="energy",
    risk="read",
    en=(
        "where should we charge",
        "plan a charging stop",
        "do we need to charge on the way",
        "which charger is best for this trip",
    ),
    zh=("我们该在哪充电", "帮我规划充电", "路上需要充电吗", "这趟在哪充电合适"),
)
def plan_charging(ctx: ToolContext) -> Outcome:
    """Suggest where to charge on this trip."""
    nav = ctx.world.nav
    if nav.route is not None:
        left = nav.route.left(nav.state.travelled_m)
        on_arrival = round(nav.charge_after(left.kwh))
        if on_arrival >= LOW_ARRIVAL:
            return ok("energy-plan-not-needed", place=nav.route.stops[-1].name, charge=on_arrival)
    found = nav.remember(stations(ctx, fast=True, free=True) or stations(ctx, free=True))[:1]
    if not found:
        return refused("energy-no-chargers")
    return ok("energy-plan", station=_described(ctx, found[0]))


@tool(
    area="energy",
    risk="reversible",
    en=(
        "set the charge limit to 80 percent",
        "only charge up to 90",
        "charge it all the way to full",
        "stop charging at 85 percent",
    ),
    zh=("充电上限设为80%", "充到百分之九十就行", "充满吧", "把充电限制调到85"),
)
def set_charge_limit(
    ctx: ToolContext,
    *,
    percent: Annotated[int, Field(ge=LEAST_LIMIT, le=MOST_LIMIT, description="percent 50..100; full = 100")],
) -> Outcome:
    """Set the charging limit."""
    if ctx.read(LIMIT) == percent:
        return ok("energy-limit-already", percent=percent)
    ctx.actuate(LIMIT, percent)
    return ok("energy-limit", percent=percent)


@tool(
    area="energy",
    risk="reversible",
    en=(
        "raise the charge limit by ten percent",
        "lower the charge limit a bit",
        "charge ten percent more than now",
        "charging limit 5 percent down",
    ),
    zh=("充电上限提高百分之十", "充电上限调低一点", "比现在多充10%", "充电上限降5%"),
)
def change_charge_limit(
    ctx: ToolContext, *, by: Annotated[int, Field(ge=-50, le=50, description="percent: 10 more, -10 less")]
) -> Outcome:
    """Raise or lower the charging limit.

    Stops at 50 and 100 percent and says so.
    """
    now = float(ctx.read(LIMIT))
    percent = stepped(now, by, LEAST_LIMIT, MOST_LIMIT)
    if percent == now:
        return ok("energy-limit-end" if by else "energy-limit-already", percent=percent)
    ctx.actuate(LIMIT, percent)
    return ok("energy-limit", percent=percent)


@tool(
    area="energy",
    risk="reversible",
    en=("start charging", "charge the car now", "begin charging please", "fill up the battery"),
    zh=("开始充电", "现在充电", "给车充电", "马上开始充"),
)
def start_charging(ctx: ToolContext) -> Outcome:
    """Start charging now.

    Needs the cable and a charge below the limit.
    """
    limit = int(ctx.read(LIMIT))
    if ctx.read(IS_CHARGING):
        return ok("energy-charging-already", limit=limit)
    if ctx.read(CABLE) and float(ctx.read(CHARGE)) >= limit:
        return refused("energy-limit-reached", charge=charge(ctx), limit=limit)
    ctx.actuate(SWITCH, "START")
    return ok("energy-charging", limit=limit)


@tool(
    area="energy",
    risk="reversible",
    en=("stop charging", "that's enough charge", "end the charging session", "don't charge any further"),
    zh=("停止充电", "别充了", "结束充电", "充够了，停吧"),
)
def stop_charging(ctx: ToolContext) -> Outcome:
    """Stop charging."""
    if not ctx.read(IS_CHARGING):
        return ok("energy-not-charging")
    ctx.actuate(SWITCH, "STOP")
    return ok("energy-stopped", charge=charge(ctx))


@tool(
    area="energy",
    risk="reversible",
    en=(
        "charge at 23:00",
        "start charging at eleven tonight",
        "schedule charging for half past one at night",
        "charge when power is cheap, at midnight",
    ),
    zh=("今晚十一点开始充电", "预约凌晨一点充电", "设个23点的定时充电", "半夜电价低的时候充，零点开始"),
)
def schedule_charging(ctx: ToolContext, *, time: Annotated[str, Field(description="24-hour clock, HH:MM")]) -> Outcome:
    """Schedule charging to start at a time."""
    start = _next(ctx, time)
    if start is None:
        return refused("energy-no-time", time=time)
    ctx.actuate(TIMER_TIME, start.isoformat(timespec="seconds"))
    ctx.actuate(TIMER_MODE, "START_TIME")
    return ok("energy-scheduled", time=f"{start:%H:%M}", limit=int(ctx.read(LIMIT)))


def _next(ctx: ToolContext, spoken: str) -> datetime | None:
    """The next moment at which the clock shows the spoken time."""
    hhmm = parse_time(spoken)
    if hhmm is None:
        return None
    now = ctx.clock.wall()
    start = datetime.combine(now.date(), time.fromisoformat(hhmm), tzinfo=now.tzinfo)
    return start if start > now else start + timedelta(days=1)


@tool(
    area="energy",
    risk="reversible",
    en=(
        "cancel scheduled charging",
        "don't charge tonight after all",
        "remove the charging timer",
        "forget the charging schedule",
    ),
    zh=("取消预约充电", "今晚不用充电了", "删掉定时充电", "取消充电计划"),
)
def cancel_charging_schedule(ctx: ToolContext) -> Outcome:
    """Cancel scheduled charging."""
    if ctx.read(TIMER_MODE) == "INACTIVE":
        return ok("energy-no-schedule")
    ctx.actuate(TIMER_MODE, "INACTIVE")
    return ok("energy-schedule-cancelled")


@tool(
    area="energy",
    risk="reversible",
    en=("open the charge port", "open the charging flap", "close the charge port", "I want to plug in"),
    zh=("打开充电口", "打开充电盖", "关上充电口", "我要插充电枪"),
)
def set_charge_port(ctx: ToolContext, *, open: bool) -> Outcome:  # noqa: A002
    """Open or close the charge port."""
    word = "open" if open else "close"
    if ctx.target(FLAP) == open:
        return ok(f"energy-port-{word}-already")
    ctx.actuate(FLAP, open)
    return ok(f"energy-port-{word}")


@tool(
    area="energy",
    risk="reversible",
    en=(
        "turn on V2L",
        "I want to run the kettle from the car",
        "power the camping stove",
        "switch off the external power",
        "V2L off",
    ),
    zh=("打开外放电", "我要用车给电磁炉供电", "关闭对外放电", "露营用电打开", "关掉V2L"),
)
def set_v2l(ctx: ToolContext, *, on: bool) -> Outcome:
    """Switch power output for devices (V2L)."""
    word = "on" if on else "off"
    if ctx.read(V2L) == on:
        return ok(f"energy-v2l-{word}-already")
    ctx.actuate(V2L, on)
    return ok(f"energy-v2l-{word}", floor=int(ctx.read(V2L_FLOOR)))


@tool(
    area="energy",
    risk="reversible",
    en=(
        "keep at least 30 percent when powering devices",
        "set the V2L floor to 40",
        "stop V2L at 25 percent",
        "reserve half the battery",
    ),
    zh=("放电最低保留30%", "外放电下限设为40", "电量剩25%就停止放电", "放电给我留一半电"),
)
def set_v2l_floor(
    ctx: ToolContext,
    *,
    percent: Annotated[int, Field(ge=10, le=90, description="percent 10..90 kept in the battery")],
) -> Outcome:
    """Set the charge kept during V2L."""
    if ctx.read(V2L_FLOOR) == percent:
        return ok("energy-v2l-floor-already", percent=percent)
    ctx.actuate(V2L_FLOOR, percent)
    return ok("energy-v2l-floor", percent=percent)


@tool(
    area="energy",
    risk="reversible",
    en=(
        "precondition the battery",
        "warm up the battery for fast charging",
        "prepare the battery",
        "stop heating the battery",
    ),
    zh=("预热电池", "给电池预热准备快充", "关闭电池预热", "准备快充"),
)
def precondition_battery(ctx: ToolContext, *, on: bool) -> Outcome:
    """Prepare the battery for fast charging."""
    wanted = "FAST_CHARGING_PREPARATION" if on else "INACTIVE"
    suffix = "-already" if ctx.read(CONDITIONING) == wanted else ""
    ctx.actuate(CONDITIONING, wanted)
    return ok(f"energy-conditioning-{'on' if on else 'off'}{suffix}")


@tool(
    area="energy",
    risk="read",
    en=(
        "is the car charging",
        "when will charging be done",
        "how fast is it charging",
        "is a charging time scheduled",
        "what's the charge limit",
    ),
    zh=("在充电吗", "还要充多久", "充电功率多少", "有没有预约充电", "充电上限是多少"),
)
def get_charging(ctx: ToolContext) -> Outcome:
    """Tell charging state, limit and schedule."""
    data: dict[str, object] = {"charge": charge(ctx), "limit": int(ctx.read(LIMIT))}
    if ctx.read(IS_CHARGING):
        left = float(ctx.read(BATTERY + "Charging.TimeToComplete"))
        power = round(float(ctx.read(BATTERY + "Charging.AveragePower")), 1)
        return ok("energy-status-charging", power=power, time=duration(left), **data)
    if ctx.read(TIMER_MODE) != "INACTIVE":
        start = datetime.fromisoformat(str(ctx.read(TIMER_TIME)))
        return ok("energy-status-scheduled", time=f"{start:%H:%M}", **data)
    return ok("energy-status-idle", **data)
