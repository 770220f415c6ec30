"""What the assistant remembers of the speaker. Owns the words for it; the preferences live in the world."""

from collections.abc import Mapping

from car_assistant.toolkit import Aliases, Annotated, Field, Literal, Name, Outcome, ToolContext, ok, refused, tool

WhatArg = Annotated[
    Literal[
        "temperature",
        "seat_heating",
        "fan_speed",
        "ambient_color",
        "route_preference",
        "drive_mode",
        "music",
        "volume",
        "name",
    ],
    Aliases(
        {
            "temperature": ("temp", "climate", "degrees", "warmth", "温度", "空调温度", "空调"),
            "seat_heating": ("seat heat", "heated seat", "warm seat", "座椅加热", "座椅"),
            "fan_speed": ("fan", "air", "blower", "风量", "风速"),
            "ambient_color": ("ambient light", "light color", "colour", "color", "氛围灯", "氛围灯颜色", "灯光颜色"),
            "route_preference": ("route", "routes", "navigation", "tolls", "way", "路线", "路线偏好", "导航偏好"),
            "drive_mode": ("driving mode", "mode", "驾驶模式", "模式"),
            "music": ("song", "songs", "artist", "playlist", "genre", "favourite music", "音乐", "歌曲", "歌", "歌单"),
            "volume": ("loudness", "sound", "音量", "声音"),
            "name": ("nickname", "my name", "call me", "名字", "称呼", "昵称", "姓名"),
        }
    ),
    Field(description="what it is about"),
]

_WHATS: Mapping[str, Name] = {
    "temperature": Name("temperature", "温度"),
    "seat_heating": Name("seat heating", "座椅加热"),
    "fan_speed": Name("fan speed", "风量"),
    "ambient_color": Name("ambient colour", "氛围灯颜色"),
    "route_preference": Name("route preference", "路线偏好"),
    "drive_mode": Name("drive mode", "驾驶模式"),
    "music": Name("music", "音乐"),
    "volume": Name("volume", "音量"),
    "name": Name("name", "称呼"),
}

_UNITS: Mapping[str, Name] = {
    "temperature": Name(" degrees", "度"),
    "fan_speed": Name(" percent", "%"),
    "volume": Name(" percent", "%"),
}


def _spoken(what: str, value: str) -> Name:
    unit = _UNITS.get(what, Name("", ""))
    return Name(f"{value}{unit.en}", f"{value}{unit.zh}")


@tool(
    area="profile",
    risk="reversible",
    en=(
        "remember that I like it at 21",
        "I always want my ambient light blue",
        "call me Max",
        "note that I hate tolls",
    ),
    zh=("记住我喜欢21度", "以后氛围灯都用蓝色", "叫我小马", "记一下我不走收费路", "我喜欢听爵士乐，记住"),
)
def remember_preference(
    ctx: ToolContext,
    *,
    what: WhatArg,
    value: Annotated[str, Field(description="what is liked")],
) -> Outcome:
    """Remember what the speaker likes.

    Temperature 16 to 30 degrees, volume and fan speed 0 to 100 percent; everything else is kept as said.
    """
    kept = ctx.world.profile.remember(what, value, ctx.seat)
    if kept is None:
        return refused("profile-out-of-range", what=_WHATS[what], value=value)
    return ok("profile-remembered", what=_WHATS[what], value=_spoken(what, kept))


@tool(
    area="profile",
    risk="read",
    en=("what do you know about me", "which preferences have you saved", "what temperature do I like?"),
    zh=("你记住了我哪些喜好", "我的偏好有哪些", "你知道我喜欢多少度吗"),
)
def list_preferences(ctx: ToolContext) -> Outcome:
    """Tell what is remembered of the speaker."""
    preferences = ctx.world.profile.preferences(ctx.seat)
    if not preferences:
        return ok("profile-empty")
    spoken = tuple(
        Name(f"{_WHATS[what].en} {_spoken(what, value).en}", f"{_WHATS[what].zh}{_spoken(what, value).zh}")
        for what, value in preferences.items()
    )
    return ok("profile-list", preferences=spoken, count=len(spoken))


@tool(
    area="profile",
    risk="reversible",
    en=("forget my temperature preference", "delete what you know about my music", "stop using my nickname"),
    zh=("忘掉我的温度偏好", "删除我的音乐喜好", "别再记我的称呼"),
)
def forget_preference(ctx: ToolContext, *, what: WhatArg) -> Outcome:
    """Forget something the speaker likes."""
    if ctx.world.profile.forget(what, ctx.seat):
        return ok("profile-forgotten", what=_WHATS[what])
    return ok("profile-nothing-to-forget", what=_WHATS[what])
