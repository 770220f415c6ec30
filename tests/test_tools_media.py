"""Music, radio, volume, karaoke and video by voice."""

from typing import Any

import pytest

from car_assistant.events import Lang
from car_assistant.testing import Drive


@pytest.fixture
def drive() -> Drive:
    return Drive(confirmed=True)


MEDIA = "Cabin.Infotainment.Media."
PAGE = "Cabin.Infotainment.Display.Page"


@pytest.mark.parametrize(
    ("args", "lang", "sentence"),
    [
        ({"what": "失重城市"}, "zh", "正在播放云上的猫的《失重城市》。"),
        ({"what": "Weightless City"}, "en", "Playing Weightless City by Cats on Clouds."),
        ({"what": "jazz"}, "en", "Playing jazz, starting with Rain on the Kettle by Blue Kettle Trio."),
        ({}, "zh", "正在播放每日推荐，第一首是纸灯笼乐队的《纸月亮公路》。"),
    ],
)
async def test_music_plays_as_asked(drive: Drive, args: dict[str, Any], lang: Lang, sentence: str) -> None:
    """What was asked for plays, and the driver hears what it is."""
    assert (await drive.do("play_media", lang=lang, **args)).sentence == sentence
    assert drive.car.read(MEDIA + "Status") == "PLAYING"


async def test_unknown_music_changes_nothing(drive: Drive) -> None:
    """Something that is not there is admitted, and what played goes on."""
    before = drive.car.snapshot()
    done = await drive.do("play_media", what="Madonna")
    assert (done.outcome.status, done.sentence) == ("refused", "I can't find Madonna in your music.")
    assert drive.car.snapshot() == before


async def test_without_a_name_the_favourite_music_plays(drive: Drive) -> None:
    """What the speaker likes is used when nothing is named, each speaker's own."""
    await drive.do("remember_preference", what="music", value="jazz", seat="passenger")
    await drive.do("play_media", seat="passenger")
    assert drive.car.read(MEDIA + "Playlist") == "jazz"
    await drive.do("play_media", seat="driver")
    assert drive.car.read(MEDIA + "Playlist") == "Daily Drive"


async def test_pause_resume_and_skipping(drive: Drive) -> None:
    """Pause keeps the place; next and previous move it."""
    await drive.do("play_media", what="jazz")
    await drive.do("next_track")
    await drive.do("pause_media")
    assert drive.car.read(MEDIA + "Status") == "PAUSED"
    assert (await drive.do("pause_media")).sentence == "Nothing is playing."
    assert "Seven Steps to the Tram" in (await drive.do("resume_media")).sentence
    assert "Rain on the Kettle" in (await drive.do("previous_track")).sentence
    assert (await drive.do("resume_media", lang="zh")).sentence == "已经在播放了。"


@pytest.mark.parametrize(
    ("channel", "path"),
    [("音乐", "Media"), ("navi", "Navigation"), ("通话", "Phone"), ("your voice", "Assistant")],
)
async def test_each_sound_has_its_own_volume(drive: Drive, channel: str, path: str) -> None:
    """Setting one volume leaves the others, and words in both languages name the sound."""
    await drive.do("set_volume", percent="65%", channel=channel)
    changed = {one for one in drive.car.changed_by("turn:1@driver") if one.endswith(".Volume")}
    assert changed == {f"Vehicle.Cabin.Infotainment.{path}.Volume"}
    assert drive.car.read(f"Cabin.Infotainment.{path}.Volume") == 65


@pytest.mark.parametrize(("by", "percent"), [(10, 40), (-10, 20), (100, 100), (-50, 0)])
async def test_louder_and_quieter_stop_at_the_ends(drive: Drive, by: int, percent: int) -> None:
    """A relative change moves from where the volume is and never leaves 0 to 100."""
    done = await drive.do("change_volume", by=by)
    assert drive.car.read(MEDIA + "Volume") == percent
    assert f"{percent} percent" in done.sentence


async def test_at_the_end_the_driver_hears_that_it_goes_no_further(drive: Drive) -> None:
    """Louder at full volume is answered, not claimed."""
    await drive.do("set_volume", percent=100)
    assert (await drive.do("change_volume", by=10, lang="zh")).sentence == "媒体音量保持100%，不能再调了。"


async def test_a_volume_out_of_bounds_is_refused_with_the_range(drive: Drive) -> None:
    """An impossible volume changes nothing."""
    done = await drive.do("set_volume", percent=150)
    assert done.outcome.status == "refused" and "100" in done.sentence
    assert drive.car.read(MEDIA + "Volume") == 30


@pytest.mark.parametrize(
    ("tool", "args"),
    [
        ("mute", {"on": False}),
        ("set_volume", {"percent": 30}),
        ("change_volume", {"by": 5}),
        ("play_media", {}),
        ("play_radio", {}),
    ],
)
async def test_who_asks_for_sound_hears_it(drive: Drive, tool: str, args: dict[str, Any]) -> None:
    """Muting is ended by unmuting, by a volume and by playing something."""
    await drive.do("mute", on=True)
    assert drive.car.read(MEDIA + "IsMuted") is True
    await drive.do(tool, **args)
    assert drive.car.read(MEDIA + "IsMuted") is False


@pytest.mark.parametrize(
    ("station", "name"),
    [("新闻", "Haitang News Radio"), ("97.4", "Haitang Music Radio"), ("traffic radio", "Haitang Traffic Radio")],
)
async def test_stations_are_tuned_by_kind_name_or_frequency(drive: Drive, station: str, name: str) -> None:
    """A station plays however it is named."""
    await drive.do("play_radio", station=station)
    assert (drive.car.read(MEDIA + "RadioStation"), drive.car.read(MEDIA + "Status")) == (name, "PLAYING")
    assert name in (await drive.do("get_now_playing")).sentence


async def test_an_unknown_station_is_refused_with_examples(drive: Drive) -> None:
    """A frequency without a station is admitted, and some that exist are named."""
    done = await drive.do("play_radio", station="12.3")
    assert done.outcome.status == "refused" and "Haitang Traffic Radio" in done.sentence
    assert drive.car.read(MEDIA + "Status") == "STOPPED"


async def test_shuffle_and_repeat(drive: Drive) -> None:
    """Order and repetition follow the driver, in both languages."""
    await drive.do("set_shuffle", on=True)
    await drive.do("set_repeat", mode="单曲循环")
    assert (drive.car.read(MEDIA + "IsShuffleOn"), drive.car.read(MEDIA + "RepeatMode")) == (True, "ONE")
    assert (await drive.do("set_repeat", mode="off")).sentence == "Repeat is off."


async def test_nothing_playing_is_said(drive: Drive) -> None:
    """In silence there is no song to name."""
    assert (await drive.do("get_now_playing", lang="zh")).sentence == "现在没有播放。"


@pytest.mark.parametrize(
    ("tool", "leaf", "page"), [("set_karaoke", "IsKaraokeActive", "KARAOKE"), ("play_video", "IsVideoPlaying", "VIDEO")]
)
async def test_karaoke_and_video_open_and_leave_their_page(drive: Drive, tool: str, leaf: str, page: str) -> None:
    """Parked, karaoke and video run on their page, and the page goes when they stop."""
    await drive.do(tool, on=True)
    assert (drive.car.read(MEDIA + leaf), drive.car.read(PAGE)) == (True, page)
    await drive.do(tool, on=False)
    assert (drive.car.read(MEDIA + leaf), drive.car.read(PAGE)) == (False, "HOME")


@pytest.mark.parametrize("tool", ["set_karaoke", "play_video"])
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_karaoke_and_video_are_refused_while_driving(drive: Drive, tool: str, lang: Lang) -> None:
    """While the car moves neither starts, and nothing else changes."""
    drive.car.publish("Speed", 50.0)
    drive.car.publish("IsMoving", True)
    before = drive.car.snapshot()
    done = await drive.do(tool, on=True, lang=lang)
    assert (done.outcome.status, done.policy) == ("refused", "video-while-moving")
    assert drive.car.snapshot() == before
