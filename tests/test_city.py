"""The built-in city: its roads, places and the finding of places by what people call them."""

from collections import Counter
from collections.abc import Sequence

import pytest

from car_assistant.clock import ManualClock
from car_assistant.world import search
from car_assistant.world.categories import CATEGORIES
from car_assistant.world.chargers import Chargers
from car_assistant.world.city import City
from car_assistant.world.traffic import JAM_BELOW, Traffic

CITY = City()
HOME = CITY.home.point


def names(text: str) -> list[str]:
    """What a destination in the driver's words may mean."""
    return [place.name.en for place in search.candidates(CITY, text, HOME)]


def test_the_city_is_as_large_as_promised() -> None:
    """About 700 junctions, 250 named places and 36 charging stations, with home and work."""
    assert 680 <= len(CITY.points) <= 730
    assert 240 <= len(CITY.places) <= 270
    assert len(CITY.chargers) == 36
    assert CITY.home != CITY.work


def test_the_city_is_the_same_every_time() -> None:
    """Two builds agree on every coordinate and place, so that recordings stay valid."""
    again = City()
    assert again.points == CITY.points
    assert again.places == CITY.places
    assert again.roads_from == CITY.roads_from


def test_names_are_unique_in_both_languages() -> None:
    """A full name means one place."""
    for names_of in ([place.name.en for place in CITY.places.values()], [p.name.zh for p in CITY.places.values()]):
        assert [name for name, count in Counter(names_of).items() if count > 1] == []


def test_every_tag_has_words() -> None:
    """A place's category and cuisine can be asked for in both languages."""
    tags = {tag for place in CITY.places.values() for tag in place.tags} - {"home", "work"}
    assert tags <= set(CATEGORIES)


def _reached(neighbours: Sequence[Sequence[int]]) -> int:
    seen, todo = {0}, [0]
    while todo:
        for junction in neighbours[todo.pop()]:
            if junction not in seen:
                seen.add(junction)
                todo.append(junction)
    return len(seen)


def test_one_can_drive_from_everywhere_to_everywhere() -> None:
    """One-way streets and missing blocks cut nothing off."""
    forwards = [[road.end for road in roads] for roads in CITY.roads_from]
    backwards: list[list[int]] = [[] for _ in CITY.points]
    for roads in CITY.roads_from:
        for road in roads:
            backwards[road.end].append(road.start)
    assert _reached(forwards) == _reached(backwards) == len(CITY.points)


def test_there_are_one_way_streets_an_expressway_and_a_toll() -> None:
    """The roads differ as they do in a city."""
    roads = [road for leaving in CITY.roads_from for road in leaving]
    pairs = {(road.start, road.end) for road in roads}
    assert any((end, start) not in pairs for start, end in pairs)
    assert {road.kind for road in roads} == {"street", "avenue", "arterial", "ramp", "expressway", "highway"}
    toll = {road.name.en for road in roads if road.toll}
    assert toll == {"Ring Expressway"}
    assert any(road.name.en == "Ring Expressway" and not road.toll for road in roads)


def test_chargers_cover_slow_and_fast_and_the_ring() -> None:
    """There are stations from 7 to 250 kW, with every plug, and on the ring."""
    chargers = [place.charger for place in CITY.chargers if place.charger]
    assert min(one.power_kw for one in chargers) == 7
    assert max(one.power_kw for one in chargers) == 250
    assert {plug for one in chargers for plug in one.plugs} == {"CCS", "GBT", "Type2"}
    assert sum("Ring" in place.name.en for place in CITY.chargers) >= 4


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Lakeside Camp", ["Lakeside Camp"]),
        ("湖畔营地", ["Lakeside Camp"]),
        ("Pine Hill Camp", ["Pine Hill Camp"]),
        ("the airport", ["Haitang International Airport"]),
        ("机场", ["Haitang International Airport"]),
        ("harbor park", ["Harbour Park"]),
        ("海棠博物管", ["Haitang Museum"]),
        ("first people's hospital", ["Haitang First People's Hospital"]),
        ("software park", ["Haitang Software Park"]),
        ("the nearest pharmacy", ["Benevolence Pharmacy West Garden"]),
        ("最近的药店", ["Benevolence Pharmacy West Garden"]),
        ("a café", ["Attic Coffee"]),
        ("nearest Morning Bean", ["Morning Bean Coffee Renmin Road"]),
        ("南湖", ["South Lake"]),
        ("dentist", ["Smile Dental Clinic"]),
        ("第一医院", ["Haitang First People's Hospital"]),
        ("附近的充电桩", ["West Garden Charging"]),
        ("最近的超充", ["West Ring Fast Charging"]),
        ("a cheap place to sleep", ["Garden Hotel"]),
        ("gas station", []),
        ("加油站", []),
        ("the moon", []),
        ("the Eiffel Tower", []),
    ],
)
def test_plain_words_mean_one_place(said: str, meant: list[str]) -> None:
    """Names in both languages, small slips and kinds of places are understood; unknown places are not guessed."""
    assert names(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("the beach", {"Golden Sand Beach", "Shell Bay"}),
        ("火车站", {"Haitang Railway Station", "Haitang South Railway Station"}),
        ("Galaxy", {"Galaxy Mall", "Galaxy Cinema"}),
        ("university", {"Haitang University", "Ocean Institute"}),
    ],
)
def test_what_may_mean_two_places_is_not_decided_silently(said: str, meant: set[str]) -> None:
    """Two beaches are two candidates."""
    assert set(names(said)) == meant


def test_a_district_narrows_a_kind_of_place() -> None:
    """ "Coffee in the harbour" is not the café next door."""
    found = search.find(CITY, "coffee in Harbour", HOME)
    assert found
    assert {place.district.en for place in found} == {"Harbour"}
    assert [place.name.en for place in search.find(CITY, "港湾区的咖啡店", HOME)] == [place.name.en for place in found]


@pytest.mark.parametrize(
    ("said", "index"),
    [
        ("the second one", 1),
        ("第二个", 1),
        ("2", 1),
        ("the first", 0),
        ("最后一个", 2),
        ("the third charger", 2),
        ("there", 0),
        ("那里", 0),
    ],
)
def test_an_item_of_the_last_search_can_be_pointed_at(said: str, index: int) -> None:
    """Results can be chosen by their place in the list."""
    results = CITY.chargers[:3]
    assert search.item_of(said, results) == results[index]


@pytest.mark.parametrize("said", ["the fourth one", "the first hospital", "Haitang Museum", "第四个", "home"])
def test_other_words_point_at_no_item(said: str) -> None:
    """A name or a number beyond the list is not taken for an item."""
    assert search.item_of(said, CITY.chargers[:3]) is None


def test_night_hours_reach_past_midnight() -> None:
    """A bar that closes at 2 is open at 1 and shut at 3."""
    bar = next(place for place in CITY.places.values() if place.category == "bar")
    assert bar.open_at(23.5) and bar.open_at(1)
    assert not bar.open_at(3) and not bar.open_at(12)


def test_free_stalls_follow_the_hour_and_can_be_set() -> None:
    """Stations are never over-full, a closed one has nothing free, and a scenario may say how many are."""
    clock = ManualClock()
    chargers = Chargers(clock)
    for place in CITY.chargers:
        assert place.charger and 0 <= chargers.free(place) <= place.charger.stalls
    station = CITY.chargers[0]
    chargers.set_free(station, 0)
    assert chargers.free(station) == 0
    with pytest.raises(ValueError, match="free stalls"):
        chargers.set_free(station, 99)
    clock.advance(16 * 3600)
    closed = next(place for place in CITY.chargers if place.closes == 22)
    assert chargers.free(closed) == 0


def test_rush_hour_and_jams_slow_the_roads() -> None:
    """Traffic leaves less of the legal speed at 18:00 than at 10:00, and a jam less still."""
    clock = ManualClock()
    traffic = Traffic(clock)
    quiet = traffic.flows()("arterial", "Wenhua Road")
    traffic.jam("Wenhua Road", 0.2)
    assert traffic.flows()("arterial", "Wenhua Road") == 0.2 < JAM_BELOW
    assert any(road.en == "Wenhua Road" for road in traffic.slow_roads())
    clock.advance(8 * 3600)
    assert traffic.flows()("expressway", "Ring Expressway") < quiet
    assert traffic.rush_hour()
