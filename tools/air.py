"""Air in the cabin: where it blows, where it comes from, defrosters, purifier, fragrance. Knows no rule."""

from collections.abc import Mapping

from car_assistant.toolkit import Aliases, Annotated, Literal, Name, Outcome, Seat, ToolContext, ok, tool

from ._seats import STATION, ZoneArg, seat_name, seats_of
from ._signals import number, switch
from .climate import FRONT_DEFROST

REAR_DEFROST = "Cabin.HVAC.IsRearDefrosterActive"

_AIRFLOW: Mapping[str, tuple[str, Name]] = {
    "face": ("MIDDLE", Name("the face", "面部")),
    "feet": ("DOWN", Name("the feet", "脚部")),
    "windshield": ("UP", Name("the windshield", "前风挡")),
}


def air(seat: Seat) -> str:
    """The signal of a seat's air distribution."""
    return f"Cabin.HVAC.Station.{STATION[seat]}.AirDistribution"


@tool(
    area="climate",
    risk="reversible",
    en=("recirculate the air", "it stinks outside", "let in fresh air", "turn off recirculation"),
    zh=("打开内循环", "切到外循环", "外面好臭", "放点新鲜空气进来", "关闭内循环"),
)
def set_recirculation(ctx: ToolContext, *, on: bool) -> Outcome:
    """Recirculate cabin air (on) or outside air (off)."""
    path = "Cabin.HVAC.IsRecirculationActive"
    now = "air-recirculating" if on else "air-fresh-air"
    if ctx.read(path) == on:
        return ok(f"{now}-already")
    ctx.actuate(path, on)
    return ok(now)


@tool(
    area="climate",
    risk="reversible",
    en=("blow at my feet", "air to the windshield", "point the vents at my face", "my feet are cold"),
    zh=("吹脚", "吹面", "风对着挡风玻璃吹", "别吹脸，往脚下吹", "后排吹脚"),
)
def set_airflow(
    ctx: ToolContext,
    *,
    direction: Annotated[
        Literal["face", "feet", "windshield"],
        Aliases(
            {
                "face": ("head", "body", "up", "middle", "upper body", "脸", "面部", "吹面", "吹脸", "上身", "头"),
                "feet": ("foot", "down", "floor", "legs", "脚", "脚部", "吹脚", "脚下", "下面", "腿"),
                "windshield": ("windscreen", "window", "glass", "玻璃", "前挡", "前风挡", "挡风玻璃", "除雾", "风挡"),
            }
        ),
    ],
    zone: ZoneArg = "all",
) -> Outcome:
    """Choose where the air blows."""
    value, place = _AIRFLOW[direction]
    seats, who = seats_of(ctx, zone), seat_name(ctx, zone)
    if all(ctx.read(air(seat)) == value for seat in seats):
        return ok("air-flow-already", place=place, who=who)
    for seat in seats:
        ctx.actuate(air(seat), value)
    return ok("air-flow-set", place=place, who=who)


@tool(
    area="climate",
    risk="reversible",
    en=("defrost the windshield", "I can't see through the front", "rear window heating on", "defroster off"),
    zh=("前挡除霜", "前挡风玻璃起雾了", "后窗加热", "关闭除霜", "后挡风除雾"),
)
def set_defrost(
    ctx: ToolContext,
    *,
    on: bool,
    where: Annotated[
        Literal["front", "rear"],
        Aliases(
            {
                "front": (
                    "windshield",
                    "windscreen",
                    "front window",
                    "前",
                    "前挡",
                    "前面",
                    "前窗",
                    "前风挡",
                    "挡风玻璃",
                ),
                "rear": ("back", "back window", "rear window", "后", "后挡", "后面", "后窗", "后风挡", "后挡风"),
            }
        ),
    ] = "front",
) -> Outcome:
    """Turn the window defroster on or off."""
    if where == "rear":
        return switch(ctx, Name("The rear defroster is", "后窗除霜"), on, [REAR_DEFROST])
    return switch(ctx, Name("The front defroster is", "前挡除霜"), on, [FRONT_DEFROST])


@tool(
    area="climate",
    risk="reversible",
    en=("turn on the air purifier", "clean the air", "there's pollen in here", "purifier off"),
    zh=("打开空气净化", "净化一下空气", "车里有灰尘味", "关闭净化器"),
)
def set_purifier(ctx: ToolContext, *, on: bool) -> Outcome:
    """Turn the air purifier on or off."""
    return switch(ctx, Name("The air purifier is", "空气净化"), on, ["Cabin.AirPurifier.IsOn"])


@tool(
    area="climate",
    risk="reversible",
    en=("turn on the fragrance", "make it smell nice in here", "stop the perfume", "scent off"),
    zh=("打开香氛", "来点香味", "关掉香氛", "香味太浓了，关了吧"),
)
def set_fragrance(ctx: ToolContext, *, on: bool) -> Outcome:
    """Turn the cabin fragrance on or off."""
    return switch(ctx, Name("The fragrance is", "香氛"), on, ["Cabin.Fragrance.IsOn"])


@tool(
    area="climate",
    risk="read",
    en=("how is the air in here", "what's the PM2.5", "is the air clean", "air quality"),
    zh=("车内空气质量怎么样", "PM2.5是多少", "空气干净吗"),
)
def get_air_quality(ctx: ToolContext) -> Outcome:
    """Tell the cabin's air quality, PM2.5."""
    pm25 = round(number(ctx, "Cabin.AirQuality.PM25"))
    grade = "good" if pm25 <= 35 else "fair" if pm25 <= 75 else "poor"
    return ok(f"air-{grade}", pm25=pm25)
