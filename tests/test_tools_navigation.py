"""Navigation by voice: finding, starting, editing and asking about the way."""

import pytest

from car_assistant.events import Lang
from car_assistant.testing import Drive

SCREEN = "Cabin.Infotainment.Navigation."


@pytest.fixture
def drive() -> Drive:
    return Drive()


@pytest.mark.parametrize(
    ("said", "preference", "place"),
    [
        ("home", None, "Willow Court"),
        ("公司", None, "Haitang Software Park"),
        ("Haitang Museum", "shortest", "Haitang Museum"),
        ("to the airport", None, "Haitang International Airport"),
        ("从这里到机场", None, "Haitang International Airport"),
        ("最近的医院", "fastest", "Haitang First People's Hospital"),
        ("湖畔营地", "no tolls", "Lakeside Camp"),
    ],
)
async def test_a_route_to_what_was_said_starts(drive: Drive, said: str, preference: str | None, place: str) -> None:
    """Home, work, names, kinds of places, in both languages; screen and route agree; the car does not move."""
    if place == "Willow Court":
        drive.car.publish("CurrentLocation.Latitude", drive.world.city.work.point.lat)
        drive.car.publish("CurrentLocation.Longitude", drive.world.city.work.point.lon)
    done = await drive.do("start_route", destination=said, preference=preference)
    assert done.outcome.status == "ok"
    assert drive.stops == [place]
    assert drive.car.read(SCREEN + "DestinationName") == place
    assert drive.car.read(SCREEN + "IsGuidanceActive") is True
    assert place in done.sentence
    assert drive.car.read("Speed") == 0


async def test_two_good_matches_are_asked_about_and_the_answer_is_understood(drive: Drive) -> None:
    """ "The beach" is one of two: nothing starts until "the second one" or a name is said."""
    done = await drive.do("start_route", destination="the beach")
    assert done.outcome.status == "pending"
    assert "Shell Bay" in done.sentence and "Golden Sand Beach" in done.sentence
    assert drive.stops == []
    await drive.do("start_route", destination="第二个")
    assert drive.stops == ["Golden Sand Beach"]


async def test_at_most_three_choices_are_offered(drive: Drive) -> None:
    """Nobody remembers more than three names while driving."""
    done = await drive.do("start_route", destination="museum", lang="zh")
    assert done.outcome.status == "pending"
    choices = done.outcome.data["choices"]
    assert isinstance(choices, tuple) and len(choices) == 3


async def test_an_unknown_place_is_admitted(drive: Drive) -> None:
    """No route to somewhere else, and no guess."""
    done = await drive.do("start_route", destination="the Eiffel Tower")
    assert done.outcome.status == "refused"
    assert "the Eiffel Tower" in done.sentence
    assert drive.stops == []


async def test_no_route_to_where_the_car_is(drive: Drive) -> None:
    """At home, "take me home" is answered, not obeyed."""
    done = await drive.do("start_route", destination="home")
    assert done.outcome.status == "refused"
    assert drive.stops == []


async def test_places_are_found_and_can_be_chosen(drive: Drive) -> None:
    """Three are read out with their distance, and the second one can be driven to."""
    done = await drive.do("find_places", what="coffee")
    assert done.sentence.startswith("I found 3: Attic Coffee (550 metres)")
    second = drive.world.nav.state.results[1]
    await drive.do("start_route", destination="the second one")
    assert drive.stops == [second.name.en]


async def test_open_now_leaves_out_what_is_closed(drive: Drive) -> None:
    """At ten at night the pharmacy next door is shut; the one with the night bell is offered."""
    drive.clock.advance(12.5 * 3600)
    done = await drive.do("find_places", what="药店", open_now=True, lang="zh")
    assert "夜铃二十四小时药房" in done.sentence
    assert "仁心大药房西园店" not in done.sentence
    bank = await drive.do("find_places", what="bank", open_now=True)
    assert bank.outcome.status == "refused"


async def test_words_that_begin_with_to_are_places_too(drive: Drive) -> None:
    """ "to the museum" loses its "to", "toilet" keeps it."""
    assert (await drive.do("find_places", what="toilet")).outcome.status == "ok"
    assert (await drive.do("find_places", what="to a toilet")).outcome.status == "ok"


async def test_stops_are_added_along_the_way_and_removed(drive: Drive) -> None:
    """A kind of place means one on the way; skipping it restores the direct route."""
    assert (await drive.do("add_waypoint", place="coffee")).outcome.status == "refused"
    await drive.do("start_route", destination="airport")
    direct = drive.car.read(SCREEN + "RemainingDistance")
    added = await drive.do("add_waypoint", place="a supermarket")
    assert added.outcome.status == "ok"
    assert len(drive.stops) == 2 and drive.stops[-1] == "Haitang International Airport"
    assert drive.car.read(SCREEN + "WaypointCount") == 1
    removed = await drive.do("remove_waypoint", place="supermarket")
    assert removed.outcome.status == "ok"
    assert drive.stops == ["Haitang International Airport"]
    assert drive.car.read(SCREEN + "RemainingDistance") == direct


async def test_only_a_stop_of_the_route_can_be_removed(drive: Drive) -> None:
    """Asked to skip what is no stop, it names the stops there are."""
    await drive.do("start_route", destination="airport")
    await drive.do("add_waypoint", place="Haitang Museum")
    done = await drive.do("remove_waypoint", place="the zoo")
    assert done.outcome.status == "refused"
    assert "Haitang Museum" in done.sentence
    assert len(drive.stops) == 2


async def test_a_route_takes_no_more_than_five_stops(drive: Drive) -> None:
    """The sixth is refused with the limit."""
    await drive.do("start_route", destination="airport")
    for place in ("Haitang Museum", "Haitang Library", "Grand Theatre", "Galaxy Mall"):
        assert (await drive.do("add_waypoint", place=place)).outcome.status == "ok"
    done = await drive.do("add_waypoint", place="Haitang Zoo")
    assert done.outcome.status == "refused"
    assert "5" in done.sentence


async def test_the_destination_is_replaced(drive: Drive) -> None:
    """ "Actually, to the railway station": named plainly it takes over, stops stay."""
    await drive.do("start_route", destination="airport")
    await drive.do("add_waypoint", place="Haitang Museum")
    done = await drive.do("replace_destination", place="海棠火车站", lang="zh")
    assert drive.stops == ["Haitang Museum", "Haitang Railway Station"]
    assert "海棠火车站" in done.sentence


async def test_a_preference_set_before_counts_for_the_next_route(drive: Drive) -> None:
    """Toll-free stays toll-free until another wish; an active route is planned anew."""
    await drive.do("set_route_preference", preference="avoid tolls")
    await drive.do("start_route", destination="Pine Hill Camp")
    assert drive.world.nav.route and drive.world.nav.route.toll == 0
    done = await drive.do("set_route_preference", preference="最快", lang="zh")
    assert drive.world.nav.route.toll == 10
    assert drive.car.read(SCREEN + "RoutePreference") == "FASTEST"
    assert "松山营地" in done.sentence


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_questions_about_the_route_are_answered(drive: Drive, lang: Lang) -> None:
    """ETA, route, traffic, next turn and position, each with its figures, in both languages."""
    await drive.do("start_route", destination="Haitang Museum", lang=lang)
    before = drive.world.snapshot(), dict(drive.car.snapshot())
    sentences = {
        name: (await drive.do(name, lang=lang)).sentence
        for name in ("get_eta", "get_route", "get_traffic", "get_next_turn", "get_location")
    }
    assert (drive.world.snapshot(), dict(drive.car.snapshot())) == before
    museum = {"en": "Haitang Museum", "zh": "海棠博物馆"}[lang]
    assert museum in sentences["get_eta"] and "10:0" in sentences["get_eta"]
    assert museum in sentences["get_route"]
    assert {"en": "turn", "zh": "转"}[lang] in sentences["get_next_turn"]
    assert {"en": "West Garden", "zh": "西园区"}[lang] in sentences["get_location"]


@pytest.mark.parametrize("name", ["get_eta", "get_route", "get_next_turn"])
async def test_without_a_route_that_is_said(drive: Drive, name: str) -> None:
    """No route, no figures."""
    assert (await drive.do(name)).sentence == "There is no active route."


async def test_a_trip_that_is_not_started_can_be_asked_about(drive: Drive) -> None:
    """ "How far is the airport?" answers without starting anything."""
    done = await drive.do("get_eta", destination="the airport")
    assert "22.5 kilometres" in done.sentence
    assert drive.stops == []


async def test_traffic_names_the_jam(drive: Drive) -> None:
    """A jam on the route is named with its road; one elsewhere is not."""
    await drive.do("start_route", destination="Haitang Museum")
    assert drive.world.nav.route
    road = drive.world.nav.route.main_road()
    assert (await drive.do("get_traffic")).sentence == "Your route is clear."
    drive.world.traffic.jam(road.en, 0.3)
    assert road.en in (await drive.do("get_traffic")).sentence


async def test_navigation_stops_and_is_silent_when_asked(drive: Drive) -> None:
    """Stop and mute change what they name, and say so when it was so already."""
    await drive.do("start_route", destination="airport")
    await drive.do("mute_guidance", on=True)
    assert drive.car.read(SCREEN + "Mute") == "MUTED"
    await drive.do("stop_route")
    assert drive.stops == []
    assert drive.car.read(SCREEN + "IsGuidanceActive") is False
    assert (await drive.do("stop_route", lang="zh")).sentence == "现在没有在导航。"
    await drive.do("mute_guidance", on=False)
    assert drive.car.read(SCREEN + "Mute") == "UNMUTED"


async def test_find_along_route_stays_on_the_way(drive: Drive) -> None:
    """Without a route there is no way to look along; with one, the results lie beside it."""
    assert (await drive.do("find_along_route", what="coffee")).outcome.status == "refused"
    await drive.do("start_route", destination="Lakeside Camp")
    done = await drive.do("find_along_route", what="charger")
    assert "West Ring Fast Charging" in done.sentence
    assert "Harbour" not in done.sentence
