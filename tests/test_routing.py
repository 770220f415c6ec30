"""Routes over the city's roads. Ends, totals and promises are asserted, never an exact line."""

from itertools import pairwise

import pytest

from car_assistant.world.city import TOLL_YUAN, City, Place
from car_assistant.world.routing import Preference, Route, plan

CITY = City()


def place(name: str) -> Place:
    return next(place for place in CITY.places.values() if place.name.en == name)


def free_flow(_kind: str, _name: str) -> float:
    return 1.0


def route(*stops: str, preference: Preference = "FASTEST") -> Route:
    return plan(
        CITY, start=CITY.home.point, stops=[place(stop) for stop in stops], preference=preference, flow=free_flow
    )


FAR = ["Pine Hill Camp", "Lakeside Camp", "Golden Sand Beach", "Haitang International Airport", "Planetarium"]


@pytest.mark.parametrize("goal", [*FAR, "Haitang Software Park", "Haitang Museum"])
def test_a_route_is_one_unbroken_way_from_the_car_to_the_place(goal: str) -> None:
    """Every piece begins where the one before ends; the first at the car, the last at the destination."""
    legs = route(goal).legs
    assert legs[0].start.metres_to(CITY.home.point) < 1
    assert legs[-1].end == place(goal).point
    assert all(one.end == other.start for one, other in pairwise(legs))


@pytest.mark.parametrize("goal", FAR)
def test_each_preference_keeps_its_promise(goal: str) -> None:
    """The fastest is not slower, the shortest not longer, and the toll-free one costs nothing."""
    fastest, shortest, free = (route(goal, preference=kind) for kind in ("FASTEST", "SHORTEST", "NO_TOLLS"))
    assert fastest.duration_s <= min(shortest.duration_s, free.duration_s) + 1
    assert shortest.length_m <= min(fastest.length_m, free.length_m) + 1
    assert free.toll == 0
    assert not any(leg.road.toll for leg in free.legs)


def test_the_toll_is_told() -> None:
    """The fastest way to the camp in the hills takes the toll section, once paid."""
    assert route("Pine Hill Camp").toll == TOLL_YUAN
    assert route("Lakeside Camp").toll == 0


def test_stops_are_visited_in_order() -> None:
    """A route over stops passes each, and is as long as its parts."""
    both = route("Haitang Museum", "Haitang International Airport")
    assert [stop.name.en for stop in both.stops] == ["Haitang Museum", "Haitang International Airport"]
    assert both.point_at(both.stop_m[0]).metres_to(place("Haitang Museum").point) < 1
    assert both.stop_m[0] == pytest.approx(route("Haitang Museum").length_m)
    assert both.stop_m[1] == pytest.approx(both.length_m)


def test_what_is_left_shrinks_to_nothing() -> None:
    """Remaining way, time and energy fall along the route and end at zero."""
    way = route("Lakeside Camp")
    left = [way.left(way.length_m * share / 10) for share in range(11)]
    assert left[0].metres == pytest.approx(way.length_m)
    assert left[0].seconds == pytest.approx(way.duration_s)
    for before, after in pairwise(left):
        assert (after.metres, after.seconds, after.kwh) < (before.metres, before.seconds, before.kwh)
    assert (left[-1].metres, left[-1].seconds, left[-1].kwh) == pytest.approx((0, 0, 0))


def test_energy_is_plausible() -> None:
    """A mixed drive takes 12 to 25 kWh for 100 km."""
    way = route("Lakeside Camp")
    assert 12 < way.energy_kwh / way.length_m * 100_000 < 25


def test_a_jam_is_avoided() -> None:
    """With the main road of a route blocked, another way is found, and it is said to take longer."""
    before = route("Haitang Museum")
    blocked = before.main_road().en
    after = plan(
        CITY,
        start=CITY.home.point,
        stops=[place("Haitang Museum")],
        preference="FASTEST",
        flow=lambda _kind, name: 0.05 if name == blocked else 1.0,
    )
    assert after.main_road().en != blocked
    assert after.duration_s > before.duration_s


def test_guidance_comes_in_both_languages_and_ends_with_the_arrival() -> None:
    """Every manoeuvre has an English and a Chinese sentence, in order of the way."""
    todo = route("Haitang Museum", "Pine Hill Camp").manoeuvres
    assert [one.at_m for one in todo] == sorted(one.at_m for one in todo)
    assert all(one.text.en.isascii() and not one.text.zh.isascii() for one in todo)
    assert any("turn left onto" in one.text.en or "turn right onto" in one.text.en for one in todo)
    assert any("Haitang Museum" in one.text.en and "海棠博物馆" in one.text.zh for one in todo)
    assert any(one.text.zh == "汇入环城高速" for one in route("Golden Sand Beach").manoeuvres)
    assert todo[-1].text.en == "you arrive at Pine Hill Camp"
    assert todo[-1].text.zh == "到达松山营地"


def test_a_moving_car_is_not_turned_on_the_spot() -> None:
    """A new route begins with the rest of the road the car is on."""
    old = route("Haitang Museum")
    middle = old.legs[2]
    again = plan(
        CITY,
        start=middle.start.towards(middle.end, 0.5),
        stops=[CITY.home],
        preference="FASTEST",
        flow=free_flow,
        ahead=middle,
    )
    assert again.legs[0] == middle
