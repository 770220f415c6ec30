"""What people, places and music in the world are called, as words a driver may say. Finds nothing by them."""

import re
from collections.abc import Iterable, Mapping

from car_assistant.text import Name
from car_assistant.world.pack import World
from car_assistant.world.songs import GENRES, PLAYLISTS, STATIONS, TRACKS

_TITLES = ("Dr.", "Teacher", "Uncle", "Aunt", "Coach", "Mr.", "Mrs.", "Ms.")
_KINDS_OF_MUSIC = ("{}歌", "{}音乐")
"""What sentences add to a kind of music by themselves."""
_KIND_OF_STATION = ("{} radio", "{} station", "{} channel", "{}电台", "{}广播", "{}频道")


def spoken_names(world: World) -> Mapping[str, tuple[str, ...]]:
    """Names by what they name: ``contact``, ``place``, ``media``, ``station``; both languages together."""
    return {
        "contact": _once(_people(world)),
        "place": _both(place.name for place in world.city.places.values() if not {"home", "work"} & {*place.tags}),
        "media": _once(_music()),
        "station": _once(_stations()),
    }


def _people(world: World) -> Iterable[str]:
    for contact in world.phone.contacts:
        yield from _both([contact.name])
        yield from contact.relations
        first, _, rest = contact.name.en.partition(" ")
        if rest and first not in _TITLES:
            yield first


def _music() -> Iterable[str]:
    yield from _both(playlist.name for playlist in PLAYLISTS)
    for track in TRACKS:
        yield from _both((track.title, track.artist, track.album))
    for words in GENRES.values():
        # "电子音乐" beside "电子" would be two readings of the same sentence.
        added = {form.format(word) for form in _KINDS_OF_MUSIC for word in words}
        yield from (word for word in words if word not in added)


def _stations() -> Iterable[str]:
    yield from _both(station.name for station in STATIONS)
    for station in STATIONS:
        for word in station.words:
            chinese = not word.isascii()
            yield from (form.format(word) for form in _KIND_OF_STATION if form.isascii() != chinese)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    """Each word once, whatever its capitals: two spellings of one name would be two readings."""
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(word.casefold(), word)
    return tuple(first.values())


def _both(names: Iterable[Name]) -> tuple[str, ...]:
    """Each name in both languages, and without the full stops that speech does not have."""
    spelt = [text for name in names for text in (name.en, name.zh)]
    return tuple(dict.fromkeys(one for text in spelt for one in (text, re.sub(r"\.", "", text))))
