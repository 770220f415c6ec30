"""Lights outside and inside. Owns how they are asked for; what goes with what on the road is a policy."""

from collections.abc import Mapping

from car_assistant.toolkit import SEATS, Aliases, Annotated, Field, Literal, Name, Outcome, ToolContext, ok, tool

from ._seats import SIDE, SeatArg, part_name, seats_of
from ._signals import number, stepped, switch

LIGHT_SWITCH = "Body.Lights.LightSwitch"
LOW_BEAM = "Body.Lights.Beam.Low.IsOn"
HIGH_BEAM = "Body.Lights.Beam.High.IsOn"
FOG_FRONT = "Body.Lights.Fog.Front.IsOn"
FOG_REAR = "Body.Lights.Fog.Rear.IsOn"
HAZARD = "Body.Lights.Hazard.IsSignaling"

HeadlightMode = Annotated[
    Literal["off", "auto", "parking", "low_beam"],
    Aliases(
        {
            "off": ("0", "关", "关闭", "关掉"),
            "auto": ("automatic", "自动", "自动大灯", "自动模式"),
            "parking": ("position", "parking lights", "side lights", "示宽灯", "示廓灯", "位置灯", "小灯"),
            "low_beam": ("low", "dipped", "dipped beam", "beam", "headlights", "on", "true", "近光", "近光灯", "大灯")
            + ("开", "打开", "开启"),
        }
    ),
]

_HEADLIGHTS: Mapping[str, str] = {"off": "OFF", "auto": "AUTO", "parking": "POSITION", "low_beam": "BEAM"}

ColorArg = Annotated[
    Literal["red", "orange", "yellow", "green", "cyan", "blue", "purple", "pink", "white", "warm_white"],
    Aliases(
        {
            "red": ("crimson", "红", "红色", "大红"),
            "orange": ("amber", "sunset", "橙", "橙色", "橘色", "橘黄"),
            "yellow": ("gold", "golden", "黄", "黄色", "金色"),
            "green": ("lime", "emerald", "绿", "绿色"),
            "cyan": ("turquoise", "teal", "aqua", "青", "青色", "湖蓝"),
            "blue": ("ocean", "navy", "蓝", "蓝色", "深蓝", "天蓝"),
            "purple": ("violet", "lilac", "magenta", "紫", "紫色"),
            "pink": ("rose", "粉", "粉色", "粉红", "粉红色", "玫瑰色"),
            "white": ("cold white", "cool white", "白", "白色", "冷白"),
            "warm_white": ("warm", "candle light", "暖白", "暖色", "暖光", "暖黄"),
        }
    ),
]

_COLORS: Mapping[str, tuple[str, Name]] = {
    "red": ("#FF0000", Name("red", "红色")),
    "orange": ("#FF8000", Name("orange", "橙色")),
    "yellow": ("#FFD000", Name("yellow", "黄色")),
    "green": ("#00FF00", Name("green", "绿色")),
    "cyan": ("#00FFFF", Name("cyan", "青色")),
    "blue": ("#0000FF", Name("blue", "蓝色")),
    "purple": ("#8000FF", Name("purple", "紫色")),
    "pink": ("#FF60B0", Name("pink", "粉色")),
    "white": ("#FFFFFF", Name("white", "白色")),
    "warm_white": ("#FFD9A0", Name("warm white", "暖白色")),
}

_AMBIENT_NAME = Name("The ambient light is", "氛围灯")


def _ambient(leaf: str) -> list[str]:
    """The ambient light's signals: the whole cabin shines alike."""
    return [f"Cabin.Light.AmbientLight.{SIDE[seat]}.{leaf}" for seat in SEATS]


@tool(
    area="lights",
    risk="reversible",
    en=("turn on the headlights", "headlights to auto", "lights off", "low beam please", "it's getting dark"),
    zh=("打开大灯", "开近光灯", "大灯自动", "关闭大灯", "打开示宽灯"),
)
def set_headlights(ctx: ToolContext, *, mode: HeadlightMode) -> Outcome:
    """Set the headlights; "on" is low_beam."""
    value = _HEADLIGHTS[mode]
    if ctx.read(LIGHT_SWITCH) == value:
        return ok("headlights-already", mode=mode)
    ctx.actuate(LIGHT_SWITCH, value)
    return ok("headlights-set", mode=mode)


@tool(
    area="lights",
    risk="reversible",
    en=("high beam on", "full beam", "turn off the high beam", "I'm dazzling people, dip the lights"),
    zh=("打开远光灯", "开远光", "关闭远光", "切回近光，别晃到别人"),
)
def set_high_beam(ctx: ToolContext, *, on: bool) -> Outcome:
    """Turn the high beam on or off."""
    return switch(ctx, Name("The high beam is", "远光灯"), on, [HIGH_BEAM])


@tool(
    area="lights",
    risk="reversible",
    en=("fog lights on", "turn on the rear fog light", "fog lamps off", "the fog is so thick"),
    zh=("打开雾灯", "开后雾灯", "关闭雾灯", "雾好大，开雾灯"),
)
def set_fog_lights(
    ctx: ToolContext,
    *,
    on: bool,
    which: Annotated[
        Literal["front", "rear", "both"],
        Aliases(
            {
                "front": ("前", "前雾灯", "前面"),
                "rear": ("back", "后", "后雾灯", "后面"),
                "both": ("all", "全部", "所有", "前后", "前后都"),
            }
        ),
    ]
    | None = None,
) -> Outcome:
    """Turn fog lights on or off.

    Without ``which`` the front ones go on, and all of them off.
    """
    which = which or ("front" if on else "both")
    names = {
        "front": Name("The front fog lights are", "前雾灯"),
        "rear": Name("The rear fog light is", "后雾灯"),
        "both": Name("The fog lights are", "雾灯"),
    }
    paths = {"front": [FOG_FRONT], "rear": [FOG_REAR], "both": [FOG_FRONT, FOG_REAR]}
    return switch(ctx, names[which], on, paths[which])


@tool(
    area="lights",
    risk="reversible",
    en=("hazard lights on", "put the warning flashers on", "four-way flashers off", "we broke down"),
    zh=("打开双闪", "开危险警示灯", "关闭双闪", "车坏了，打双闪"),
)
def set_hazard_lights(ctx: ToolContext, *, on: bool) -> Outcome:
    """Turn the hazard lights on or off."""
    return switch(ctx, Name("The hazard lights are", "双闪"), on, [HAZARD])


@tool(
    area="lights",
    risk="reversible",
    en=("turn on my reading light", "I want to read", "reading lights off in the back", "light for the passenger"),
    zh=("打开阅读灯", "我想看书", "关掉后排阅读灯", "开一下副驾阅读灯"),
)
def set_reading_light(ctx: ToolContext, *, on: bool, seat: SeatArg = "mine") -> Outcome:
    """Turn a seat's reading light on or off."""
    seats = seats_of(ctx, seat)
    name = part_name(ctx, seat, Name("reading light", "阅读灯"))
    verb = "is" if len(seats) == 1 else "are"
    thing = Name(f"{name.en[0].upper()}{name.en[1:]} {verb}", name.zh)
    return switch(ctx, thing, on, [f"Cabin.Light.Spotlight.{SIDE[one]}.IsLightOn" for one in seats])


@tool(
    area="lights",
    risk="reversible",
    en=("cabin light on", "turn off the dome light", "I dropped something, give me light", "interior light off"),
    zh=("打开车内灯", "关闭顶灯", "车里太黑了，开灯", "打开室内灯"),
)
def set_dome_light(ctx: ToolContext, *, on: bool) -> Outcome:
    """Turn the cabin's dome light on or off."""
    return switch(ctx, Name("The cabin light is", "顶灯"), on, ["Cabin.Light.IsDomeOn"])


@tool(
    area="lights",
    risk="reversible",
    en=("ambient light on", "turn off the mood lighting", "make it cosy in here", "no ambient lights"),
    zh=("打开氛围灯", "关闭氛围灯", "来点气氛", "把氛围灯关了"),
)
def set_ambient_light(ctx: ToolContext, *, on: bool) -> Outcome:
    """Turn the ambient light on or off."""
    return switch(ctx, _AMBIENT_NAME, on, _ambient("IsLightOn"))


@tool(
    area="lights",
    risk="reversible",
    en=("ambient light to blue", "make the lights purple", "red mood light", "give me a warm glow"),
    zh=("氛围灯调成蓝色", "换成紫色氛围灯", "氛围灯要红色", "灯光暖一点的颜色"),
)
def set_ambient_color(ctx: ToolContext, *, color: ColorArg) -> Outcome:
    """Set the ambient light's colour.

    Turns it on as well.
    """
    value, name = _COLORS[color]
    wanted: dict[str, str | bool] = dict.fromkeys(_ambient("Color"), value)
    wanted.update(dict.fromkeys(_ambient("IsLightOn"), True))
    if all(ctx.read(path) == goal for path, goal in wanted.items()):
        return ok("ambient-color-already", color=name)
    for path, goal in wanted.items():
        ctx.actuate(path, goal)
    return ok("ambient-color", color=name)


@tool(
    area="lights",
    risk="reversible",
    en=(
        "ambient light to 80 percent",
        "dim the mood light to 20",
        "ambient brightness to half",
        "full brightness for the ambient light",
    ),
    zh=("氛围灯亮度80%", "氛围灯调暗到20%", "氛围灯亮度调到一半", "氛围灯调到最亮"),
)
def set_ambient_brightness(
    ctx: ToolContext,
    *,
    percent: Annotated[int, Field(ge=1, le=100, description="percent 1 to 100; 20 is dim")],
) -> Outcome:
    """Set the ambient light's brightness.

    Turns it on as well.
    """
    if _shines(ctx, percent):
        return ok("ambient-brightness-already", percent=percent)
    return _shine(ctx, percent)


@tool(
    area="lights",
    risk="reversible",
    en=("brighter ambient light", "dim the mood light a bit", "the ambient light is too bright", "mood lighting up 20"),
    zh=("氛围灯亮一点", "氛围灯暗一点", "氛围灯太亮了", "氛围灯亮度提高20%"),
)
def change_ambient_brightness(
    ctx: ToolContext, *, by: Annotated[int, Field(ge=-100, le=100, description="percent: 20 brighter, -20 dimmer")]
) -> Outcome:
    """Make the ambient light brighter or dimmer.

    Stops at 1 and 100 percent and says so. Brighter turns it on as well.
    """
    if by <= 0 and not any(ctx.read(path) for path in _ambient("IsLightOn")):
        return ok("switch-off-already", thing=_AMBIENT_NAME)
    now = number(ctx, _ambient("Intensity")[0])
    percent = stepped(now, by, 1, 100)
    if percent == now and _shines(ctx, percent):
        return ok("ambient-brightness-limit" if by else "ambient-brightness-already", percent=percent)
    return _shine(ctx, percent)


def _shines(ctx: ToolContext, percent: int) -> bool:
    alike = all(number(ctx, path) == percent for path in _ambient("Intensity"))
    return alike and all(ctx.read(path) for path in _ambient("IsLightOn"))


def _shine(ctx: ToolContext, percent: int) -> Outcome:
    for path in _ambient("Intensity"):
        ctx.actuate(path, percent)
    for path in _ambient("IsLightOn"):
        ctx.actuate(path, True)
    return ok("ambient-brightness", percent=percent)
