"""Tests of what a reply written by a model may claim."""

import pytest

from car_assistant.agent.claims import find_lie
from car_assistant.events import Lang


@pytest.mark.parametrize(
    ("reply", "lang", "lie"),
    [
        ("I've opened the window for you.", "en", "action"),
        ("Opening the sunroof now.", "en", "action"),
        ("Sure, turning on the heater.", "en", "action"),
        ("The trunk has been opened.", "en", "action"),
        ("I will set the temperature to the maximum.", "en", "action"),
        ("Your battery is fully charged, the battery is full.", "en", "state"),
        ("The doors are locked.", "en", "action"),
        ("You have 3 new messages.", "en", "state"),
        ("That makes 3 in all.", "en", "number"),
        ("好的，已为您打开车窗。", "zh", "action"),
        ("正在为您导航到机场。", "zh", "action"),
        ("车窗已经关好了。", "zh", "action"),
        ("电量目前充足。", "zh", "state"),
        ("还剩80公里。", "zh", "number"),
        ("Yes, there is enough air in the wheels.", "en", "state"),
        ("The roads are quite busy today.", "en", "state"),
        ("It will rain tomorrow.", "en", "state"),
        ("You have a meeting in the afternoon.", "en", "state"),
        ("You will not need an umbrella tomorrow.", "en", "state"),
        ("好的，我会帮您捶背。", "zh", "action"),
        ("好的，四个窗户全部关上。", "zh", "action"),
        ("轮胎气压很足。", "zh", "state"),
        ("明天出门需要带伞。", "zh", "state"),
        ("您没有新消息。", "zh", "state"),
        ("add_start_point()", "zh", "call"),
        ('boil_water(cups="two").', "en", "call"),
        ("好的，我知道了。", "zh", None),
        ("我不会开车。", "zh", None),
        ("It is nice to talk to you.", "en", None),
        ("There is a lot to see in Paris.", "en", None),
        ("I can't brew coffee, sorry.", "en", None),
        ("Paris is the capital of France.", "en", None),
        ("Would you like me to open the window?", "en", None),
        ("抱歉，我没有这个功能。", "zh", None),
        ("你好，有什么可以帮你的吗？", "zh", None),
    ],
)
def test_nothing_is_claimed_that_did_not_happen(reply: str, lang: Lang, lie: str | None) -> None:
    """When no call succeeded, a reply that says otherwise is found out."""
    assert find_lie(reply, lang, acted=False, known=()) == lie


def test_numbers_from_results_and_utterance_may_be_repeated() -> None:
    """A number is fine when a result or the driver gave it, and found out otherwise."""
    known = ["how about 21 degrees", "{'range_km': 312}"]
    assert find_lie("312 km, and 21 degrees.", "en", acted=True, known=known) is None
    assert find_lie("About 400 km.", "en", acted=True, known=known) == "number"
