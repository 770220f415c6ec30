"""How the car drives: mode, regeneration, cruise control, lane assist. No tool shifts the gear, on purpose."""

from collections.abc import Mapping

from car_assistant.toolkit import Aliases, Annotated, Field, Literal, Name, Outcome, ToolContext, ok, tool

from ._signals import clamp, number, stepped, switch

MODE = "Powertrain.Transmission.PerformanceMode"
REGENERATION = "Powertrain.Regeneration.Level"
CRUISE_ON = "ADAS.CruiseControl.IsEnabled"
CRUISE_ACTIVE = "ADAS.CruiseControl.IsActive"
CRUISE_SPEED = "ADAS.CruiseControl.SpeedSet"
SPEED = "Speed"

SLOWEST_CRUISE, FASTEST_CRUISE = 30, 150
"""km/h."""

DriveMode = Annotated[
    Literal["normal", "sport", "economy", "snow", "rain"],
    Aliases(
        {
            "normal": ("standard", "comfort", "default", "普通", "标准", "舒适", "正常", "普通模式", "标准模式"),
            "sport": ("sporty", "sports", "fast", "dynamic", "运动", "运动模式", "激烈"),
            "economy": ("eco", "economic", "saving", "efficient", "经济", "节能", "经济模式", "省电", "省电模式"),
            "snow": ("ice", "winter", "slippery", "雪地", "雪", "雪地模式", "冰雪"),
            "rain": ("wet", "雨", "雨天", "雨天模式", "湿滑"),
        }
    ),
]

_MODE_NAMES: Mapping[str, Name] = {
    "normal": Name("normal", "标准"),
    "sport": Name("sport", "运动"),
    "economy": Name("economy", "经济"),
    "snow": Name("snow", "雪地"),
    "rain": Name("rain", "雨天"),
}

RegenerationLevel = Annotated[
    Literal["low", "standard", "high"],
    Aliases(
        {
            "low": ("1", "weak", "less", "off", "min", "弱", "低", "最低", "较弱", "一档"),
            "standard": ("2", "normal", "medium", "标准", "中", "中等", "普通", "二档"),
            "high": ("3", "strong", "more", "max", "one pedal", "强", "高", "最高", "最强", "较强", "三档"),
        }
    ),
]

_REGENERATION_NAMES: Mapping[str, Name] = {
    "low": Name("low", "较弱"),
    "standard": Name("standard", "标准"),
    "high": Name("high", "较强"),
}


@tool(
    area="driving",
    risk="reversible",
    en=("sport mode", "switch to eco", "the road is icy", "normal drive mode please", "save some power while driving"),
    zh=("切换到运动模式", "经济模式", "路面结冰了", "换成标准驾驶模式", "我想开得省电一点"),
)
def set_drive_mode(ctx: ToolContext, *, mode: DriveMode) -> Outcome:
    """Set the drive mode."""
    name, value = _MODE_NAMES[mode], mode.upper()
    if ctx.read(MODE) == value:
        return ok("driving-mode-already", mode=name)
    ctx.actuate(MODE, value)
    return ok("driving-mode", mode=name)


@tool(
    area="driving",
    risk="reversible",
    en=("stronger regeneration", "regenerative braking to low", "set recuperation to high", "one pedal driving"),
    zh=("动能回收调高", "能量回收弱一点", "回收强度设为标准", "单踏板模式"),
)
def set_regeneration(ctx: ToolContext, *, level: RegenerationLevel) -> Outcome:
    """Set regenerative braking strength."""
    name, value = _REGENERATION_NAMES[level], level.upper()
    if ctx.read(REGENERATION) == value:
        return ok("driving-regeneration-already", level=name)
    ctx.actuate(REGENERATION, value)
    return ok("driving-regeneration", level=name)


@tool(
    area="driving",
    risk="reversible",
    en=("cruise control on", "hold this speed", "stop cruise control", "turn off the cruise"),
    zh=("打开定速巡航", "保持这个速度", "关闭巡航", "退出定速巡航"),
)
def set_cruise_control(ctx: ToolContext, *, on: bool) -> Outcome:
    """Turn cruise control on or off.

    On holds the present speed, within 30 and 150 km/h.
    """
    if ctx.read(CRUISE_ACTIVE) == on:
        return ok(f"driving-cruise-{'on' if on else 'off'}-already", kmh=number(ctx, CRUISE_SPEED))
    if not on:
        ctx.actuate(CRUISE_ACTIVE, False)
        ctx.actuate(CRUISE_ON, False)
        return ok("driving-cruise-off")
    return _cruise_at(ctx, round(clamp(number(ctx, SPEED), SLOWEST_CRUISE, FASTEST_CRUISE)))


@tool(
    area="driving",
    risk="reversible",
    en=("set cruise to 110", "cruise at 90 kilometers an hour", "hold 120", "cruise speed 80"),
    zh=("巡航速度设为110", "定速90", "巡航到120公里", "巡航速度80"),
)
def set_cruise_speed(
    ctx: ToolContext,
    *,
    kmh: Annotated[int, Field(ge=SLOWEST_CRUISE, le=FASTEST_CRUISE, description="km/h, 30 to 150")],
) -> Outcome:
    """Set the cruise control speed.

    Turns cruise control on as well.
    """
    if ctx.read(CRUISE_ACTIVE) and number(ctx, CRUISE_SPEED) == kmh:
        return ok("driving-cruise-on-already", kmh=kmh)
    return _cruise_at(ctx, kmh)


@tool(
    area="driving",
    risk="reversible",
    en=("cruise ten faster", "cruise a bit slower", "raise the cruise speed by 20", "take 5 off the cruise control"),
    zh=("巡航加十公里", "巡航慢一点", "巡航速度提高20", "定速巡航降5公里"),
)
def change_cruise_speed(
    ctx: ToolContext, *, by: Annotated[int, Field(ge=-120, le=120, description="km/h: 10 faster, -10 slower")]
) -> Outcome:
    """Make cruise control faster or slower.

    Stops at 30 and 150 km/h and says so. From off it starts with the present speed, changed.
    """
    if not ctx.read(CRUISE_ACTIVE):
        if not by:
            return ok("driving-cruise-off-already")
        return _cruise_at(ctx, round(clamp(number(ctx, SPEED) + by, SLOWEST_CRUISE, FASTEST_CRUISE)))
    now = number(ctx, CRUISE_SPEED)
    kmh = stepped(now, by, SLOWEST_CRUISE, FASTEST_CRUISE)
    if not by or kmh == now:
        return ok("driving-cruise-limit" if by else "driving-cruise-on-already", kmh=kmh)
    return _cruise_at(ctx, kmh)


def _cruise_at(ctx: ToolContext, kmh: int) -> Outcome:
    ctx.actuate(CRUISE_ON, True)
    ctx.actuate(CRUISE_SPEED, kmh)
    ctx.actuate(CRUISE_ACTIVE, True)
    return ok("driving-cruise-on", kmh=kmh)


@tool(
    area="driving",
    risk="reversible",
    en=("lane assist on", "turn off lane departure warning", "stop the lane keeping beeps", "watch my lane"),
    zh=("打开车道辅助", "关闭车道偏离预警", "车道保持打开", "别再提醒我压线了"),
)
def set_lane_assist(ctx: ToolContext, *, on: bool) -> Outcome:
    """Turn lane departure warning on or off."""
    return switch(ctx, Name("Lane assist is", "车道辅助"), on, ["ADAS.LaneDepartureDetection.IsEnabled"])
