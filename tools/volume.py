"""How loud each sound in the car is. Owns the words for the sounds; what plays is not its business."""

from collections.abc import Mapping

from car_assistant.toolkit import Aliases, Annotated, Field, Literal, Name, Outcome, ToolContext, ok, tool

from ._signals import clamp, number

MUTED = "Cabin.Infotainment.Media.IsMuted"

ChannelArg = Annotated[
    Literal["media", "navigation", "phone", "assistant"],
    Aliases(
        {
            "media": (
                "music",
                "radio",
                "song",
                "sound",
                "audio",
                "speaker",
                "音乐",
                "媒体",
                "收音机",
                "歌",
                "声音",
                "音响",
            ),
            "navigation": ("nav", "navi", "guidance", "directions", "gps", "导航", "导航播报", "导航声音", "播报"),
            "phone": ("call", "calls", "phone call", "ringtone", "电话", "通话", "铃声", "来电"),
            "assistant": (
                "your voice",
                "voice",
                "you",
                "yourself",
                "speech",
                "语音",
                "助手",
                "语音助手",
                "你",
                "你的声音",
            ),
        }
    ),
    Field(description="which sound"),
]

VOLUMES: Mapping[str, str] = {
    channel: f"Cabin.Infotainment.{branch}.Volume"
    for channel, branch in (
        ("media", "Media"),
        ("navigation", "Navigation"),
        ("phone", "Phone"),
        ("assistant", "Assistant"),
    )
}

_CHANNELS: Mapping[str, Name] = {
    "media": Name("media", "媒体"),
    "navigation": Name("navigation", "导航"),
    "phone": Name("phone", "电话"),
    "assistant": Name("assistant", "语音助手"),
}


def unmute(ctx: ToolContext) -> None:
    """Who asks for sound wants to hear it."""
    if ctx.read(MUTED):
        ctx.actuate(MUTED, False)


@tool(
    area="media",
    risk="reversible",
    en=("volume to 30 percent", "set the navigation volume to 50", "full volume", "put the phone at 70"),
    zh=("音量调到30", "导航音量设为50", "声音开到最大", "通话音量调到七十"),
)
def set_volume(
    ctx: ToolContext,
    *,
    percent: Annotated[int, Field(ge=0, le=100, description="percent 0 to 100")],
    channel: ChannelArg = "media",
) -> Outcome:
    """Set the volume."""
    if channel == "media":
        unmute(ctx)
    ctx.actuate(VOLUMES[channel], percent)
    return ok("volume-set", channel=_CHANNELS[channel], percent=percent)


@tool(
    area="media",
    risk="reversible",
    en=("louder", "turn it down a bit", "I can hardly hear the navigation", "that's too loud", "speak up"),
    zh=("大声点", "小点声", "太吵了", "导航声音大一点", "你说话小声点"),
)
def change_volume(
    ctx: ToolContext,
    *,
    by: Annotated[int, Field(ge=-100, le=100, description="percent: 10 louder, -10 quieter")],
    channel: ChannelArg = "media",
) -> Outcome:
    """Make it louder or quieter.

    Stops at 0 and 100 percent and says so.
    """
    before = round(number(ctx, VOLUMES[channel]))
    after = round(clamp(before + by, 0, 100))
    if channel == "media" and by > 0:
        unmute(ctx)
    if after == before:
        return ok("volume-limit", channel=_CHANNELS[channel], percent=after)
    ctx.actuate(VOLUMES[channel], after)
    reply = "volume-louder" if after > before else "volume-quieter"
    return ok(reply, channel=_CHANNELS[channel], percent=after)


@tool(
    area="media",
    risk="reversible",
    en=("mute", "sound off", "unmute", "silence the speakers"),
    zh=("静音", "关掉声音", "取消静音", "打开声音"),
)
def mute(ctx: ToolContext, *, on: bool) -> Outcome:
    """Mute or unmute music and radio."""
    if ctx.read(MUTED) == on:
        return ok("volume-muted-already" if on else "volume-unmuted-already")
    ctx.actuate(MUTED, on)
    return ok("volume-muted" if on else "volume-unmuted")
