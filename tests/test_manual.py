"""The owner's manual answers what it covers and admits the rest."""

import pytest

from car_assistant.clock import ManualClock
from car_assistant.events import Bus, Lang
from car_assistant.vehicle.car import Car
from car_assistant.world.manual import Manual


@pytest.fixture
def manual() -> Manual:
    bus, clock = Bus(), ManualClock()
    return Manual(car=Car(bus=bus, clock=clock), clock=clock, bus=bus)


@pytest.mark.parametrize(
    ("question", "lang", "part"),
    [
        ("What tyre pressure should I use?", "en", "250 kilopascals"),
        ("胎压多少合适", "zh", "250千帕"),
        ("胎压报警灯亮了", "zh", "补气"),
        ("how do I change the wiper blades", "en", "service position"),
        ("怎么开前备箱", "zh", "停车"),
        ("how does V2L work", "en", "adapter"),
        ("my key battery is dead, how do I get in", "en", "B pillar"),
        ("can I tow a trailer", "en", "not approved"),
        ("冬天续航为什么变短", "zh", "预热"),
        ("what does the red light mean", "en", "stop"),
        ("how long does fast charging take", "en", "half an hour"),
        ("where is the charging port", "en", "rear right"),
        ("充电枪拔不出来怎么办", "zh", "应急拉绳"),
        ("how do I pair my phone", "en", "add device"),
        ("多久保养一次", "zh", "两万公里"),
    ],
)
def test_questions_find_their_answer(manual: Manual, question: str, lang: Lang, part: str) -> None:
    """A question in either language is answered with the entry about it."""
    answer = manual.answer(question, lang)
    assert answer is not None and part in answer


@pytest.mark.parametrize("question", ["how do I cook rice", "I'm tired", "今天天气怎么样", "who won the match", ""])
def test_what_the_manual_does_not_cover_is_not_made_up(manual: Manual, question: str) -> None:
    """A question on something else has no answer, in neither language."""
    assert manual.answer(question, "en") is None
    assert manual.answer(question, "zh") is None


def test_every_entry_is_written_in_both_languages(manual: Manual) -> None:
    """Whoever asks gets an answer in the own language."""
    assert len(manual.entries) >= 40
    for entry in manual.entries:
        assert entry.answer.en.isascii() and not entry.answer.zh.isascii()
