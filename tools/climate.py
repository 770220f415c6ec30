"""Climate: temperature per zone, fan, AC, steering wheel heating. Knows no rule; where the air goes is in ``air``."""

from collections.abc import Mapping

from car_assistant.toolkit import SEATS, Annotated, Field, Name, Outcome, Seat, ToolContext, ok, tool

from ._seats import STATION, ZoneArg, seat_name, seats_of
from ._signals import LEVEL_NAMES, LEVELS, LevelArg, WarmerArg, clamp, heading, level_after, number, switch

COLDEST, WARMEST = 16.0, 30.0
FAN_STEP = 20
"""Percent in one fan level; the car has five."""
FAN_START = 40
"""Percent, for a fan that was off when the climate is switched on."""

AC = "Cabin.HVAC.IsAirConditioningActive"
AUTO = "Cabin.HVAC.IsAutoActive"
SYNC = "Cabin.HVAC.IsSyncActive"
FRONT_DEFROST = "Cabin.HVAC.IsFrontDefrosterActive"
WHEEL = "Chassis.SteeringWheel.HeatingCooling"


def temperature(seat: Seat) -> str:
    """The signal of a seat's set temperature."""
    return f"Cabin.HVAC.Station.{STATION[seat]}.Temperature"


def fan(seat: Seat) -> str:
    """The signal of a seat's fan speed."""
    return f"Cabin.HVAC.Station.{STATION[seat]}.FanSpeed"


def as_percent(level: float) -> int:
    """Fan speed in percent: one to five are levels, anything else is percent already."""
    return round(level * FAN_STEP if abs(level) <= 5 else level)


def zones_of(ctx: ToolContext, zone: str) -> tuple[Seat, ...]:
    """The seats whose temperature is asked for: with synchronised zones the driver's stands for them all."""
    seats = seats_of(ctx, zone)
    return ("driver",) if ctx.read(SYNC) and "driver" in seats else seats


def _who(ctx: ToolContext, zone: str, seats: tuple[Seat, ...]) -> Name:
    return seat_name(ctx, "all" if ctx.read(SYNC) and seats == ("driver",) else zone)


@tool(
    area="climate",
    risk="reversible",
    en=("set the temperature to 22", "make it 21 and a half degrees", "I like it at 20", "passenger side 24 please"),
    zh=("温度调到22度", "把空调设成二十三度半", "副驾调到24度", "我想要20度", "后排温度设为25度"),
)
def set_temperature(
    ctx: ToolContext,
    *,
    celsius: Annotated[float, Field(ge=COLDEST, le=WARMEST, multiple_of=0.5, description="degrees 16 to 30")],
    zone: ZoneArg = "mine",
) -> Outcome:
    """Set the cabin temperature in degrees.

    With synchronised zones the driver's temperature sets all zones, and another zone's ends the synchronisation.
    """
    seats = zones_of(ctx, zone)
    who = _who(ctx, zone, seats)
    if all(number(ctx, temperature(seat)) == celsius for seat in seats):
        return ok("climate-temperature-already", celsius=celsius, who=who)
    for seat in seats:
        ctx.actuate(temperature(seat), celsius)
    return ok("climate-temperature-set", celsius=celsius, who=who)


@tool(
    area="climate",
    risk="reversible",
    en=("I'm freezing", "it's too hot in here", "two degrees warmer", "a bit cooler please", "I'm sweating"),
    zh=("我好冷", "太热了", "温度高两度", "凉快一点", "调低一度", "有点冷"),
)
def change_temperature(
    ctx: ToolContext,
    *,
    by: Annotated[float, Field(ge=-10, le=10, multiple_of=0.5, description="degrees: 2 warmer, -2 colder")],
    zone: ZoneArg = "mine",
) -> Outcome:
    """Make it warmer or colder by some degrees.

    Stops at 16 and 30 degrees and says so.
    """
    seats = zones_of(ctx, zone)
    who = _who(ctx, zone, seats)
    wanted = {seat: clamp(number(ctx, temperature(seat)) + by, COLDEST, WARMEST) for seat in seats}
    warmer = by > 0
    if all(wanted[seat] == number(ctx, temperature(seat)) for seat in seats):
        return ok("climate-temperature-limit", celsius=wanted[seats[0]], who=who)
    for seat, celsius in wanted.items():
        ctx.actuate(temperature(seat), celsius)
    if len(set(wanted.values())) == 1:
        reply = "climate-warmer" if warmer else "climate-colder"
        return ok(reply, celsius=wanted[seats[0]], who=who)
    return ok("climate-warmer-by" if warmer else "climate-colder-by", by=abs(by), who=who)


@tool(
    area="climate",
    risk="reversible",
    en=("fan on level 3", "set the fan to 60 percent", "full blast", "turn the fan off", "lowest fan speed"),
    zh=("风量开到三档", "风速调到60%", "风开到最大", "把风关掉", "风量最小"),
)
def set_fan(
    ctx: ToolContext,
    *,
    speed: Annotated[int, Field(ge=0, le=100, description="level 1 to 5, or percent 6 to 100; 0 off")],
    zone: ZoneArg = "all",
) -> Outcome:
    """Set the fan speed.

    One to five are levels of 20 percent. Ends automatic climate.
    """
    percent, who = as_percent(speed), seat_name(ctx, zone)
    seats = seats_of(ctx, zone)
    if all(number(ctx, fan(seat)) == percent for seat in seats) and not ctx.read(AUTO):
        return ok("climate-fan-already", percent=percent, who=who)
    _set_fans(ctx, dict.fromkeys(seats, percent))
    return ok("climate-fan-set" if percent else "climate-fan-off", percent=percent, who=who)


@tool(
    area="climate",
    risk="reversible",
    en=("more air", "fan up", "the fan is too loud", "less wind please", "turn the blower down a notch"),
    zh=("风大一点", "风小点", "风太大了", "风量加一档", "吹得我难受，风弱一点"),
)
def change_fan(
    ctx: ToolContext,
    *,
    by: Annotated[int, Field(ge=-100, le=100, description="levels: 1 stronger, -1 weaker")],
    zone: ZoneArg = "all",
) -> Outcome:
    """Make the fan stronger or weaker.

    One to five are levels of 20 percent. Stays at 20 percent or above; ends automatic climate.
    """
    seats, who = seats_of(ctx, zone), seat_name(ctx, zone)
    now = {seat: number(ctx, fan(seat)) for seat in seats}
    wanted = {seat: round(clamp(speed + as_percent(by), min(speed, FAN_STEP), 100)) for seat, speed in now.items()}
    if wanted == now:
        return ok("climate-fan-limit", percent=wanted[seats[0]], who=who)
    _set_fans(ctx, wanted)
    return ok("climate-fan-set", percent=wanted[seats[0]], who=who)


def _set_fans(ctx: ToolContext, wanted: Mapping[Seat, int]) -> None:
    if ctx.read(AUTO):
        ctx.actuate(AUTO, False)
    for seat, percent in wanted.items():
        ctx.actuate(fan(seat), percent)


@tool(
    area="climate",
    risk="reversible",
    en=("turn on the AC", "air conditioning off", "I need cooling", "switch the air con on"),
    zh=("打开空调", "关空调", "开冷气", "把AC关了", "制冷打开"),
)
def set_ac(ctx: ToolContext, *, on: bool) -> Outcome:
    """Turn air conditioning on or off."""
    return switch(ctx, Name("The AC is", "空调"), on, [AC])


@tool(
    area="climate",
    risk="reversible",
    en=("switch the whole climate system off", "climate control on", "turn all the air off", "start the climate"),
    zh=("关闭整个空调系统", "空调系统全关", "打开空调总开关", "别吹了，全关掉"),
)
def set_climate_power(ctx: ToolContext, *, on: bool) -> Outcome:
    """Switch the whole climate system on or off.

    Off stops the AC, every fan and the front defroster; on starts the AC, and fans that stand still at 40 percent.
    """
    stopped = [seat for seat in SEATS if number(ctx, fan(seat)) == 0]
    thing = Name("The climate system is", "空调系统")
    if ctx.read(AC) == on and (not stopped if on else len(stopped) == len(SEATS)):
        return ok(f"switch-{'on' if on else 'off'}-already", thing=thing)
    ctx.actuate(AC, on)
    if not on:
        ctx.actuate(FRONT_DEFROST, False)
    _set_fans(ctx, dict.fromkeys(stopped, FAN_START) if on else dict.fromkeys(SEATS, 0))
    return ok(f"switch-{'on' if on else 'off'}", thing=thing)


@tool(
    area="climate",
    risk="reversible",
    en=("auto climate", "let the car regulate the climate itself", "climate to automatic", "turn off auto mode"),
    zh=("空调自动模式", "打开自动空调", "让空调自己调", "退出自动空调"),
)
def set_auto_climate(ctx: ToolContext, *, on: bool) -> Outcome:
    """Turn automatic climate on or off.

    On starts the AC as well.
    """
    if on and not ctx.read(AC):
        ctx.actuate(AC, True)
    return switch(ctx, Name("Automatic climate is", "自动空调"), on, [AUTO])


@tool(
    area="climate",
    risk="reversible",
    en=("sync the zones", "same temperature for everyone", "separate climate zones", "stop syncing the temperature"),
    zh=("同步温度", "全车温度一样", "空调同步", "取消温区同步"),
)
def set_climate_sync(ctx: ToolContext, *, on: bool) -> Outcome:
    """Synchronise all zones with the driver's temperature."""
    return switch(ctx, Name("Temperature sync is", "温区同步"), on, [SYNC])


@tool(
    area="climate",
    risk="reversible",
    en=("heat the steering wheel", "my hands are freezing on this wheel", "wheel heating off", "warm steering wheel"),
    zh=("方向盘加热", "方向盘好冰", "关闭方向盘加热", "方向盘加热开到最高"),
)
def set_steering_wheel_heating(ctx: ToolContext, *, level: LevelArg) -> Outcome:
    """Set the steering wheel heating level."""
    data = {"level": LEVEL_NAMES[level]}
    reply = "climate-wheel-off" if level == "off" else "climate-wheel-set"
    if number(ctx, WHEEL) == LEVELS[level]:
        return ok(f"{reply}-already", **data)
    ctx.actuate(WHEEL, LEVELS[level])
    return ok(reply, **data)


@tool(
    area="climate",
    risk="reversible",
    en=(
        "turn the steering wheel heating down a notch",
        "make the steering wheel a bit warmer",
        "wheel heating up one level",
        "the wheel heating is too hot",
    ),
    zh=("方向盘加热调低一档", "方向盘再热一点", "方向盘加热高一点", "方向盘加热太烫了"),
)
def change_steering_wheel_heating(ctx: ToolContext, *, by: WarmerArg) -> Outcome:
    """Make steering wheel heating warmer or less."""
    now = max(0.0, number(ctx, WHEEL))
    level = level_after(now, by)
    data = {"level": LEVEL_NAMES[level]}
    reply = "climate-wheel-off" if level == "off" else "climate-wheel-set"
    if not by or now == LEVELS[level]:
        return ok("climate-wheel-limit" if by > 0 else f"{reply}-already", **data)
    ctx.actuate(WHEEL, LEVELS[level])
    return ok(reply, **data)


@tool(
    area="climate",
    risk="read",
    en=("how warm is it in here", "what's the temperature set to", "is the AC on", "what is the fan at"),
    zh=("车里几度", "空调现在多少度", "空调开着吗", "风量是多少"),
)
def get_climate(ctx: ToolContext) -> Outcome:
    """Tell cabin temperature, set temperature, fan and AC."""
    return ok(
        "climate-status-on" if ctx.read(AC) else "climate-status-off",
        inside=round(number(ctx, "Cabin.HVAC.AmbientAirTemperature")),
        celsius=number(ctx, temperature(ctx.seat)),
        percent=round(heading(ctx, fan(ctx.seat))),
        who=seat_name(ctx, "mine"),
    )
