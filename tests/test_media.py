"""The media player: what is found by name, and what plays."""

import pytest

from car_assistant.clock import ManualClock
from car_assistant.events import Bus
from car_assistant.vehicle.car import Car
from car_assistant.world.media import MediaLibrary
from car_assistant.world.songs import PLAYLISTS, STATIONS, TRACKS, Track

MEDIA = "Cabin.Infotainment.Media."


@pytest.fixture
def car() -> Car:
    return Car(bus=Bus(), clock=ManualClock())


@pytest.fixture
def media(car: Car) -> MediaLibrary:
    return MediaLibrary(car=car, clock=ManualClock(), bus=Bus())


@pytest.mark.parametrize(
    ("said", "name", "count"),
    [
        ("", "Daily Drive", 12),
        ("some music", "Daily Drive", 12),
        ("随便放点音乐", "Daily Drive", 12),
        ("some jazz", "jazz", 5),
        ("爵士乐", "jazz", 5),
        ("儿歌", "children", 5),
        ("a podcast", "podcast", 6),
        ("播客", "podcast", 6),
        ("Paper Lanterns", "Paper Lanterns", 6),
        ("songs by Velvet Otters", "Velvet Otters", 5),
        ("青石巷的歌", "Qingshi Lane", 5),
        ("北岸的歌", "North Shore Band", 5),
        ("my road trip playlist", "Road Trip", 6),
        ("我喜欢的音乐", "Favourites", 7),
        ("失重城市", "Weightless City", 5),
        ("Weightless City by Cats on Clouds", "Weightless City", 5),
        ("云上的猫的失重城市", "Weightless City", 5),
        ("paper lantern", "Paper Lanterns", 6),
        ("the charging hour", "The Charging Hour", 2),
    ],
)
def test_music_is_found_as_people_ask_for_it(media: MediaLibrary, said: str, name: str, count: int) -> None:
    """Playlists, artists, songs, podcasts and kinds of music are found in both languages."""
    found = media.find(said)
    assert found is not None
    assert (found.name.en, len(found.tracks)) == (name, count)


@pytest.mark.parametrize("track", TRACKS, ids=lambda track: f"{track.artist.en}: {track.title.en}")
def test_every_track_is_found_by_title_and_artist(media: MediaLibrary, track: Track) -> None:
    """A track asked for with its artist plays first, in either language."""
    for said in (f"{track.title.en} by {track.artist.en}", f"{track.artist.zh}的{track.title.zh}"):
        found = media.find(said)
        assert found is not None and found.tracks[0] == track, said


@pytest.mark.parametrize("said", ["Madonna", "周杰伦", "热水器"])
def test_what_is_not_there_is_not_replaced(media: MediaLibrary, said: str) -> None:
    """Asking for somebody unknown plays nobody else."""
    assert media.find(said) is None


def test_every_list_and_station_can_be_played_by_its_name(media: MediaLibrary) -> None:
    """The car understands the names that it shows."""
    for playlist in PLAYLISTS:
        for said in (playlist.name.en, playlist.name.zh):
            found = media.find(said)
            assert found is not None and found.name == playlist.name
    for station in STATIONS:
        assert media.find_station(station.name.en) == media.find_station(station.name.zh) == station
        assert media.find_station(f"FM {station.mhz}") == station


@pytest.mark.parametrize(
    "said", ["ninety-seven point four", "ninety seven four", "FM九十七点四", "九七点四", "97.4 please"]
)
def test_a_frequency_is_found_as_it_is_spoken(media: MediaLibrary, said: str) -> None:
    """What a model copies from the sentence is enough."""
    station = media.find_station(said)
    assert station is not None
    assert station.mhz == 97.4


def test_playing_shows_track_and_artist(car: Car, media: MediaLibrary) -> None:
    """What plays stands on the screen."""
    selection = media.find("jazz")
    assert selection is not None
    media.play(selection, cause="turn:1@driver")
    assert car.read(MEDIA + "Status") == "PLAYING"
    assert car.read(MEDIA + "Playlist") == "jazz"
    assert car.read(MEDIA + "Played.Track") == "Rain on the Kettle"
    assert car.read(MEDIA + "Played.Artist") == "Blue Kettle Trio"


def test_skipping_goes_round_and_back(car: Car, media: MediaLibrary) -> None:
    """After the last track comes the first, and back again."""
    selection = media.find("jazz")
    assert selection is not None
    media.play(selection, cause="turn:1@driver")
    media.skip(-1, cause="turn:2@driver")
    assert car.read(MEDIA + "Played.Track") == "Two Spoons"
    media.skip(1, cause="turn:3@driver")
    assert car.read(MEDIA + "Played.Track") == "Rain on the Kettle"


def test_shuffle_plays_every_track_in_an_order_that_repeats(car: Car, media: MediaLibrary) -> None:
    """Shuffled tracks come in another order, each once, and the same in every replay."""
    selection = media.find("Daily Drive")
    assert selection is not None
    media.play(selection, cause="turn:1@driver")
    car.actuate(MEDIA + "IsShuffleOn", True, cause="turn:1@driver")
    heard = [media.track]
    for _ in PLAYLISTS[0].tracks[1:]:
        media.skip(1, cause="turn:2@driver")
        heard.append(media.track)
    assert set(heard) == set(PLAYLISTS[0].tracks)
    assert heard != list(PLAYLISTS[0].tracks)


def test_the_radio_takes_over_and_music_comes_back(car: Car, media: MediaLibrary) -> None:
    """A station replaces the track on the screen; skipping goes to the next station; music ends the radio."""
    station = media.find_station("新闻")
    assert station is not None
    media.tune(station, cause="turn:1@driver")
    assert (car.read(MEDIA + "RadioStation"), car.read(MEDIA + "Played.Source")) == ("Haitang News Radio", "FM")
    assert car.read(MEDIA + "Played.Track") == ""
    media.skip(1, cause="turn:2@driver")
    assert car.read(MEDIA + "RadioStation") == "Haitang Music Radio"
    selection = media.find("rock")
    assert selection is not None
    media.play(selection, cause="turn:3@driver")
    assert (car.read(MEDIA + "RadioStation"), car.read(MEDIA + "Played.Artist")) == ("", "Velvet Otters")


def test_pause_and_resume_keep_the_place(car: Car, media: MediaLibrary) -> None:
    """After a pause the same track goes on."""
    media.skip(2, cause="turn:1@driver")
    track = car.read(MEDIA + "Played.Track")
    media.pause(cause="turn:2@driver")
    assert car.read(MEDIA + "Status") == "PAUSED"
    media.resume(cause="turn:3@driver")
    assert (car.read(MEDIA + "Status"), car.read(MEDIA + "Played.Track")) == ("PLAYING", track)
