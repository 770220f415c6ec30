"""Music, podcasts, radio, karaoke and video. Owns no songs: they live in the world."""

from collections.abc import Mapping

from car_assistant.toolkit import Aliases, Annotated, Field, Literal, Name, Outcome, ToolContext, ok, refused, tool

from ._signals import switch
from .volume import unmute

STATUS = "Cabin.Infotainment.Media.Status"
PAGE = "Cabin.Infotainment.Display.Page"
REPEAT = "Cabin.Infotainment.Media.RepeatMode"

RepeatArg = Annotated[
    Literal["off", "one", "all"],
    Aliases(
        {
            "off": ("none", "no", "stop", "关", "关闭", "不循环", "取消"),
            "one": ("this", "song", "track", "single", "this song", "单曲", "单曲循环", "这首"),
            "all": ("playlist", "list", "everything", "on", "album", "列表", "列表循环", "全部", "全部循环"),
        }
    ),
    Field(description="one: this song"),
]

_REPEATS: Mapping[str, tuple[str, Name]] = {
    "off": ("OFF", Name("off", "关闭")),
    "one": ("ONE", Name("this track", "单曲循环")),
    "all": ("ALL", Name("the whole list", "列表循环")),
}


@tool(
    area="media",
    risk="reversible",
    en=("play some jazz", "put on Paper Lanterns", "I want to hear my road trip playlist", "play Weightless City"),
    zh=("放点音乐", "播放青石巷的歌", "来一首失重城市", "我想听爵士乐", "放儿歌"),
)
def play_media(
    ctx: ToolContext,
    *,
    what: Annotated[str | None, Field(description="song, artist, playlist, podcast or kind of music")] = None,
) -> Outcome:
    """Play music or a podcast.

    Without a name it plays what the speaker prefers, or the first playlist.
    """
    what = what or ctx.world.profile.get("music", ctx.seat) or ""
    selection = ctx.world.media.find(what)
    if selection is None:
        return refused("media-unknown", what=what)
    ctx.world.media.play(selection, cause=ctx.cause)
    unmute(ctx)
    track = ctx.world.media.track
    if selection.name == track.title:
        return ok("media-playing", title=track.title, artist=track.artist)
    return ok("media-playing-list", what=selection.name, title=track.title, artist=track.artist)


@tool(
    area="media",
    risk="reversible",
    en=("pause", "stop the music", "turn that off, I need quiet", "pause the podcast"),
    zh=("暂停", "别放了", "停止播放", "音乐停一下"),
)
def pause_media(ctx: ToolContext) -> Outcome:
    """Pause what is playing."""
    if ctx.read(STATUS) != "PLAYING":
        return ok("media-silent-already")
    ctx.world.media.pause(cause=ctx.cause)
    return ok("media-paused")


@tool(
    area="media",
    risk="reversible",
    en=("resume", "keep playing", "continue the music", "go on with the song"),
    zh=("继续播放", "接着放", "恢复播放", "继续听"),
)
def resume_media(ctx: ToolContext) -> Outcome:
    """Go on playing."""
    if ctx.read(STATUS) == "PLAYING":
        return ok("media-playing-already")
    ctx.world.media.resume(cause=ctx.cause)
    return _now_playing(ctx)


@tool(
    area="media",
    risk="reversible",
    en=("next song", "skip this", "I don't like this one", "next station"),
    zh=("下一首", "切歌", "换一首", "跳过这首", "下一个电台"),
)
def next_track(ctx: ToolContext) -> Outcome:
    """Skip to the next track or station."""
    ctx.world.media.skip(1, cause=ctx.cause)
    return _now_playing(ctx)


@tool(
    area="media",
    risk="reversible",
    en=("previous song", "go back one track", "play the last one again", "what was that, back please"),
    zh=("上一首", "回到上一首歌", "放前一首", "上一个电台"),
)
def previous_track(ctx: ToolContext) -> Outcome:
    """Go back to the previous track or station."""
    ctx.world.media.skip(-1, cause=ctx.cause)
    return _now_playing(ctx)


@tool(
    area="media",
    risk="reversible",
    en=("turn on the radio", "play traffic radio", "tune to 97.4", "put the news on"),
    zh=("打开收音机", "听交通广播", "调到97.4", "放新闻电台"),
)
def play_radio(
    ctx: ToolContext,
    *,
    station: Annotated[str | None, Field(description="station name, kind or frequency")] = None,
) -> Outcome:
    """Play a radio station.

    Without a station the last one plays, or the first of the list.
    """
    media = ctx.world.media
    chosen = media.find_station(station) if station else media.state.station or media.stations[0]
    if chosen is None:
        return refused("media-no-station", station=station, others=tuple(one.name for one in media.stations[:3]))
    media.tune(chosen, cause=ctx.cause)
    unmute(ctx)
    return ok("media-radio", station=chosen.name, mhz=chosen.mhz)


@tool(
    area="media",
    risk="reversible",
    en=("shuffle", "mix the songs up", "play in order again", "turn shuffle off"),
    zh=("随机播放", "打乱顺序放", "关闭随机播放", "按顺序播放"),
)
def set_shuffle(ctx: ToolContext, *, on: bool) -> Outcome:
    """Switch shuffle on or off."""
    return switch(ctx, Name("Shuffle is", "随机播放"), on, ("Cabin.Infotainment.Media.IsShuffleOn",))


@tool(
    area="media",
    risk="reversible",
    en=("repeat this song", "loop the playlist", "stop repeating"),
    zh=("单曲循环", "列表循环", "关闭循环", "一直放这首"),
)
def set_repeat(
    ctx: ToolContext,
    *,
    mode: RepeatArg,
) -> Outcome:
    """Repeat a song or the list."""
    value, spoken = _REPEATS[mode]
    ctx.actuate(REPEAT, value)
    return ok("media-repeat-off") if mode == "off" else ok("media-repeat", mode=spoken)


@tool(
    area="media",
    risk="read",
    en=("what song is this", "who sings this?", "which station am I listening to"),
    zh=("这是什么歌", "谁唱的", "现在放的是什么", "这是哪个台"),
)
def get_now_playing(ctx: ToolContext) -> Outcome:
    """Tell what is playing."""
    if ctx.read(STATUS) != "PLAYING":
        return ok("media-nothing-playing")
    return _now_playing(ctx)


@tool(
    area="media",
    risk="reversible",
    en=("let's sing karaoke", "start karaoke", "stop the karaoke", "I want to sing"),
    zh=("打开K歌", "我要唱歌", "开始唱卡拉OK", "退出K歌"),
)
def set_karaoke(ctx: ToolContext, *, on: bool) -> Outcome:
    """Start or stop karaoke, only while parked."""
    return _show(ctx, Name("Karaoke is", "K歌"), on, "IsKaraokeActive", "KARAOKE")


@tool(
    area="media",
    risk="reversible",
    en=("play a video", "I'd like to watch a film", "stop the video", "put a cartoon on the screen"),
    zh=("播放视频", "我想看电影", "关闭视频", "放个动画片"),
)
def play_video(ctx: ToolContext, *, on: bool = True) -> Outcome:
    """Start or stop video, only while parked."""
    return _show(ctx, Name("Video is", "视频"), on, "IsVideoPlaying", "VIDEO")


def _show(ctx: ToolContext, thing: Name, on: bool, leaf: str, page: str) -> Outcome:
    """Switch something that needs the screen, and open or leave its page."""
    outcome = switch(ctx, thing, on, (f"Cabin.Infotainment.Media.{leaf}",))
    if on:
        ctx.actuate(PAGE, page)
    elif ctx.read(PAGE) == page:
        ctx.actuate(PAGE, "HOME")
    return outcome


def _now_playing(ctx: ToolContext) -> Outcome:
    media = ctx.world.media
    if media.state.station:
        return ok("media-radio", station=media.state.station.name, mhz=media.state.station.mhz)
    return ok("media-playing", title=media.track.title, artist=media.track.artist)
