"""Taking up what the last call told."""

import pytest

from car_assistant.agent.followups.again import resolve
from car_assistant.discovery import bundled, load_pack
from car_assistant.events import Lang
from car_assistant.registry import Registry
from car_assistant.text import Replies
from car_assistant.toolkit import Call

PARAMS = {name: tool.params for name, tool in Registry([load_pack(bundled("tools"))], replies=Replies()).tools.items()}

FOUND = Call(tool="find_places", args={"what": "bakery"})
CHARGERS = Call(tool="find_chargers", args={})
ALONG = Call(tool="find_along_route", args={"what": "supermarket"})
READ = Call(tool="read_messages", args={})


def follow(text: str, lang: Lang, last: Call, said: str = "") -> list[tuple[str, dict[str, object]]] | None:
    found = resolve(text, lang, [last], params=PARAMS, said=said)
    return None if found is None else [(call.tool, dict(call.args)) for call in found]


@pytest.mark.parametrize(
    ("text", "lang", "last", "destination"),
    [
        ("drive to the third one", "en", FOUND, "the third one"),
        ("the second bakery, please", "en", FOUND, "the second one"),
        ("I think the first one looks good", "en", FOUND, "the first one"),
        ("option three", "en", FOUND, "the third one"),
        ("the closest one", "en", FOUND, "the first one"),
        ("the last one then", "en", FOUND, "the last one"),
        ("那就第三家吧", "zh", FOUND, "第三个"),
        ("带我去第一个", "zh", FOUND, "第一个"),
        ("第二家不错", "zh", FOUND, "第二个"),
        ("导航到最近的那个", "zh", FOUND, "第一个"),
        ("第一个充电站", "zh", CHARGERS, "第一个"),
        ("take me to the second one", "en", ALONG, "the second one"),
        ("the second one", "en", ALONG, None),
        ("the second song", "en", FOUND, None),
        ("the second one is closed", "en", FOUND, None),
        ("second gear", "en", FOUND, None),
        ("去第二人民医院", "zh", FOUND, None),
        ("第一次来", "zh", FOUND, None),
        ("is the second one open?", "en", FOUND, None),
        ("the second one", "en", Call(tool="find_contact", args={"name": "Anna"}), None),
    ],
)
def test_one_of_the_places_found_becomes_the_destination(
    text: str, lang: Lang, last: Call, destination: str | None
) -> None:
    """An item of the last search is named by its number; other things that are counted are no items."""
    expected = None if destination is None else [("start_route", {"destination": destination})]
    assert follow(text, lang, last) == expected


def test_a_place_along_the_route_can_become_a_stop() -> None:
    """ "Stop at the first one" after a search along the route adds it."""
    assert follow("let's stop at the first one", "en", ALONG) == [("add_waypoint", {"place": "the first one"})]


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("Write back that I'm stuck in traffic", "en", "I'm stuck in traffic"),
        ("reply: See you at Lisa's", "en", "See you at Lisa's"),
        ("tell her dinner sounds lovely", "en", "dinner sounds lovely"),
        ("can you text him back that I forgot?", "en", "I forgot"),
        ("let them know we're nearly there", "en", "we're nearly there"),
        ("回她说我在停车", "zh", "我在停车"),
        ("告诉他们别等我", "zh", "别等我"),
        ("回复：收到", "zh", "收到"),
        ("跟他讲明天再说", "zh", "明天再说"),
        ("call him back", "en", None),
        ("回个电话", "zh", None),
        ("回他一个电话", "zh", None),
        ("回家", "zh", None),
        ("answer that for me", "en", None),
        ("did she reply to that?", "en", None),
        ("tell me a story", "en", None),
        ("write back", "en", None),
    ],
)
def test_the_message_just_read_is_answered_in_the_words_that_were_said(
    text: str, lang: Lang, words: str | None
) -> None:
    """The text of the answer is what follows "write back that", unchanged; calling back is something else."""
    assert follow(text, lang, READ) == (None if words is None else [("reply_message", {"text": words})])


def test_nothing_is_answered_where_nothing_was_read() -> None:
    """ "Tell her …" after anything but a message is not for this rule."""
    assert follow("tell her I'm late", "en", FOUND) is None
