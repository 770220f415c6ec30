"""The media player: what is queued and found by name. Owns the queue; status, volume and shuffle live in signals."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING

from car_assistant.clock import Clock
from car_assistant.events import Bus
from car_assistant.text import Name, digits
from car_assistant.world.songs import GENRES, PLAYLISTS, STATIONS, TRACKS, Playlist, Station, Track

if TYPE_CHECKING:
    from car_assistant.vehicle.car import Car

_MEDIA = "Vehicle.Cabin.Infotainment.Media."
STATUS = _MEDIA + "Status"

_FILLER = re.compile(
    r"\b(?:please|play|put on|listen to|some|any|a|the|my|song|songs|track|music|tunes|album|playlist|something|"
    r"anything|by|from|episode|of|called|latest)\b|请|帮我|给我|播放|放|听|来|一首|一点|点|首|歌曲|歌单|专辑|音乐|"
    r"随便|一些|些|的歌|的|歌|播客"
)
_ALIKE = 0.75
"""How much of a name must agree before it counts as heard wrong rather than unknown."""
_STRIDE = 7
"""Shuffle walks the queue by this step: every replay of a drive then hears the same order."""


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Something to play: a name for it and its tracks."""

    name: Name
    tracks: tuple[Track, ...]


@dataclass(frozen=True, kw_only=True)
class MediaState:
    """Everything in the player that can change and is not a signal."""

    selection: Selection
    index: int = 0
    station: Station | None = None
    """Set while the radio is the source."""


class MediaLibrary:
    """Music, podcasts and radio, and the queue that plays."""

    def __init__(self, *, car: "Car", clock: Clock, bus: Bus) -> None:
        self._car = car
        self.state = MediaState(selection=_selection(PLAYLISTS[0]))

    @property
    def track(self) -> Track:
        """The track at which the queue stands."""
        return self.state.selection.tracks[self.state.index]

    @property
    def stations(self) -> tuple[Station, ...]:
        return STATIONS

    def find(self, what: str) -> Selection | None:
        """What ``what`` names: a playlist, artist, album, podcast, genre or track; without a name the default.

        ``None`` when nothing here is called that.
        """
        asked = what.casefold().strip()
        both = self._title_with_artist(asked)
        if both:
            return both
        core = _core(asked)
        for plain in filter(None, (asked, core)):
            for name, tracks in _shelf():
                if plain in _spellings(name):
                    return Selection(name=name, tracks=tracks)
            for genre, words in GENRES.items():
                if plain in words:
                    return self._genre(genre)
        return self._similar(core) if core else _selection(PLAYLISTS[0])

    def play(self, selection: Selection, *, cause: str) -> None:
        """Start with the first track of ``selection``."""
        self.state = replace(self.state, selection=selection, index=0, station=None)
        self._start(cause)

    def tune(self, station: Station, *, cause: str) -> None:
        """Play a radio station."""
        self.state = replace(self.state, station=station)
        self._publish("Played.Source", "FM", cause)
        self._publish("Played.Track", "", cause)
        self._publish("Played.Artist", "", cause)
        self._publish("RadioStation", station.name.en, cause)
        self._publish("Status", "PLAYING", cause)

    def find_station(self, what: str) -> Station | None:
        """A station by its name, kind or frequency; ``None`` when there is no such station."""
        asked = what.casefold().strip()
        written = re.sub(r"\b(\d{2,3}) (\d)\b", r"\1.\2", digits(asked))  # "ninety-eight five"
        number = re.search(r"\d+(?:\.\d+)?", written)
        if number:
            return next((one for one in STATIONS if one.mhz == float(number[0])), None)
        named = next((one for one in STATIONS if asked in _spellings(one.name)), None)
        return named or next((one for one in STATIONS if any(word in asked for word in one.words)), None)

    def pause(self, *, cause: str) -> None:
        self._publish("Status", "PAUSED", cause)

    def resume(self, *, cause: str) -> None:
        """Go on where it was paused; from silence, start the queue or the last station."""
        if self.state.station:
            self.tune(self.state.station, cause=cause)
        else:
            self._start(cause)

    def skip(self, by: int, *, cause: str) -> None:
        """Go ``by`` tracks (or, on the radio, stations) on; the queue starts again after its end."""
        if self.state.station:
            place = STATIONS.index(self.state.station)
            self.tune(STATIONS[(place + by) % len(STATIONS)], cause=cause)
            return
        count = len(self.state.selection.tracks)
        stride = _STRIDE if self._car.read(_MEDIA + "IsShuffleOn") and count % _STRIDE else 1
        self.state = replace(self.state, index=(self.state.index + by * stride) % count)
        self._start(cause)

    def _start(self, cause: str) -> None:
        self._publish("Played.Source", "INTERNET", cause)
        self._publish("RadioStation", "", cause)
        self._publish("Playlist", self.state.selection.name.en, cause)
        self._publish("Played.Track", self.track.title.en, cause)
        self._publish("Played.Artist", self.track.artist.en, cause)
        self._publish("Played.Album", self.track.album.en, cause)
        self._publish("Status", "PLAYING", cause)

    def _publish(self, leaf: str, value: str, cause: str) -> None:
        self._car.publish(_MEDIA + leaf, value, cause=cause)

    def _genre(self, genre: str) -> Selection:
        tracks = tuple(track for track in TRACKS if track.genre == genre)
        en, zh = GENRES[genre][0], next(word for word in GENRES[genre] if not word.isascii())
        return Selection(name=Name(en, zh), tracks=tracks)

    def _title_with_artist(self, asked: str) -> Selection | None:
        """The track of which both title and artist are named."""
        for track in TRACKS:
            if all(any(one in asked for one in _spellings(name)) for name in (track.title, track.artist)):
                return Selection(name=track.title, tracks=(track, *_after(track)))
        return None

    def _similar(self, core: str) -> Selection | None:
        """The best name that contains what was heard, or nearly equals it."""

        def likeness(name: Name) -> float:
            spellings = _spellings(name)
            if len(core) > 1 and any(core in spelling for spelling in spellings):
                return 1.0
            return max(SequenceMatcher(None, core, spelling).ratio() for spelling in spellings)

        name, tracks = max(_shelf(), key=lambda entry: likeness(entry[0]))
        return Selection(name=name, tracks=tracks) if likeness(name) >= _ALIKE else None


def _shelf() -> Iterable[tuple[Name, tuple[Track, ...]]]:
    """Everything with a name, in the order in which equal names win."""
    for playlist in PLAYLISTS:
        yield playlist.name, playlist.tracks
    for artist in dict.fromkeys(track.artist for track in TRACKS):
        yield artist, tuple(track for track in TRACKS if track.artist == artist)
    for track in TRACKS:
        yield track.title, (track, *_after(track))
    for album in dict.fromkeys(track.album for track in TRACKS):
        yield album, tuple(track for track in TRACKS if track.album == album)


def _after(track: Track) -> tuple[Track, ...]:
    """The other tracks of its album: what plays after a track that was asked for alone."""
    return tuple(other for other in TRACKS if other.album == track.album and other != track)


@cache
def _spellings(name: Name) -> set[str]:
    spelt = {name.en.casefold(), name.zh.casefold()}
    return spelt | {_core(one) for one in spelt if _core(one)} | {one.removesuffix("乐队") for one in spelt}


def _core(text: str) -> str:
    """``text`` without the words that only say that something is to be played."""
    return " ".join(_FILLER.sub(" ", text).split())


def _selection(playlist: Playlist) -> Selection:
    return Selection(name=playlist.name, tracks=playlist.tracks)
