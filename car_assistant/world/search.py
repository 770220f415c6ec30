"""Finding places by what people call them. Owns the matching of words to places; asks nobody and remembers nothing."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from car_assistant.world.categories import bare, category_of
from car_assistant.world.city import City, Place, Point

_PARTICULAR = frozenset(
    {"railway", "university", "school", "museum", "beach", "lake", "campsite", "stadium", "theatre", "office"}
    | {"residence", "attraction"}
)
"""Categories whose places are no substitutes for one another: "the museum" is one museum, not any."""

_NEAREST = ("nearest", "closest", "nearby", "close by", "最近", "附近")
_GOOD_MATCH = 0.62
_AS_GOOD = 0.04
"""Names whose score is this close to the best are as good."""

_ORDINALS = (
    ("first", "1st", "one", "1", "第一", "第1", "一"),
    ("second", "2nd", "two", "2", "第二", "第2", "二"),
    ("third", "3rd", "three", "3", "第三", "第3", "三"),
    ("fourth", "4th", "four", "4", "第四", "第4", "四"),
    ("fifth", "5th", "five", "5", "第五", "第5", "五"),
)
_LAST = ("last", "最后")
_THERE = frozenset(
    {"there", "it", "that", "that one", "that place", "那里", "那儿", "那", "那个", "这个", "这家", "那家", "就那个"}
)
_COUNTED = re.compile(r"^the (\w+) (.+)$", re.ASCII)
_ITEM = re.compile(r"^(?:the |number |no\. ?|option )*(\w+?)(?: one| option| place| result)?$", re.ASCII)


def find(city: City, text: str, near: Point) -> list[Place]:
    """Places that fit ``text``, a category or a name, the nearest (or best named) first."""
    tag = category_of(text)
    if tag is not None:
        return by_distance((place for place in city.places.values() if tag in place.tags), near)
    likeness, named = _best_named(city, text)
    district = city.district_named(text)
    if district is not None and likeness < 1:
        tag = category_of(_without(text, district.en, district.zh))
        fitting = [place for place in city.places.values() if tag in place.tags]
        named = [place for place in fitting if place.district == district] or fitting or named
    return by_distance(named, near)


def by_distance(places: Iterable[Place], near: Point) -> list[Place]:
    return sorted(places, key=lambda place: near.metres_to(place.point))


def candidates(city: City, text: str, near: Point) -> list[Place]:
    """The places that ``text`` may mean as a destination: one when it is plain, several when one must ask."""
    found = find(city, text, near)
    if any(word in text.casefold() for word in _NEAREST):
        return by_distance(found, near)[:1]
    tag = category_of(text)
    if tag is not None and tag not in _PARTICULAR:
        return found[:1]
    return found


def item_of(text: str, results: Sequence[Place]) -> Place | None:
    """The item of the last search that ``text`` points at: "the second one", "第二个", "there"."""
    folded = text.casefold().strip(" .,!?。，！？")
    if not results:
        return None
    if folded in _THERE:
        return results[0]
    chinese = re.sub(r"(?<=最后)一?(个|家|项|条)$|(个|家|项|条)$", "", folded)
    match = _ITEM.match(folded)
    word = match[1] if match else chinese
    if word in _LAST or chinese in _LAST:
        return results[-1]
    for index, words in enumerate(_ORDINALS[: len(results)]):
        if word in words or chinese in words:
            return results[index]
        counted = _COUNTED.match(folded)
        if counted and counted[1] in words and category_of(counted[2]) in results[index].tags:
            return results[index]
    return None


def _best_named(city: City, text: str) -> tuple[float, list[Place]]:
    """How well the best name fits (1 is exact), and all places that fit about as well; none below a fair likeness."""
    wanted = bare(text)
    scored = [(_likeness(wanted, place), place) for place in city.places.values()]
    best = max((likeness for likeness, _ in scored), default=0.0)
    if best < _GOOD_MATCH:
        return best, []
    return best, [place for likeness, place in scored if likeness >= best - _AS_GOOD]


def _without(text: str, *parts: str) -> str:
    for part in parts:
        text = re.sub(re.escape(part), "", text, flags=re.IGNORECASE)
    return text.strip()


def _likeness(wanted: str, place: Place) -> float:
    """How well ``wanted`` (lower case) names ``place``: 1 is exact, containment beats spelling likeness.

    What belongs to a place (its charger, its car park) comes after the place of the same name.
    """
    likeness = max(_alike(wanted, bare(place.name.en), words=True), _alike(wanted, place.name.zh, words=False))
    return likeness - 0.1 if place.category in ("charger", "parking") and likeness < 1 else likeness


def _in_order(wanted: str, name: str) -> bool:
    """Whether ``name`` has all characters of ``wanted`` in this order, as in 第一医院 for 第一人民医院."""
    rest = iter(name)
    return all(char in rest for char in wanted)


def _alike(wanted: str, name: str, *, words: bool) -> float:
    if wanted == name:
        return 1.0
    if words:
        # One short word is too little: "the moon" is no wish for the Moon Izakaya.
        inside = len(wanted) > 4 and set(wanted.split()) <= set(name.split())
    else:
        inside = len(wanted) > 1 and wanted in name
        if not inside and len(wanted) > 2 and _in_order(wanted, name):
            return 0.85
    if inside:
        return 0.9
    if len(name) > 2 and name in wanted:
        return 0.85
    matcher = SequenceMatcher(None, wanted, name)
    if matcher.real_quick_ratio() < 0.7 or matcher.quick_ratio() < 0.7:
        return 0.0
    return 0.84 * matcher.ratio()
