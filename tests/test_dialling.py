"""Numbers that are dialled as they are spoken."""

import pytest

from car_assistant.agent.followups.dialling import dialled
from car_assistant.events import Lang


@pytest.mark.parametrize(
    ("text", "lang", "number"),
    [
        ("拨打幺零零八六", "zh", "10086"),
        ("帮我拨一下零五七一八八八", "zh", "0571888"),
        ("给幺三九零零零零幺幺幺幺打个电话", "zh", "13900001111"),
        ("please dial oh one seven double five, three", "en", "017553"),
        ("call triple nine", "en", "999"),
        ("ring plus four nine one seven zero", "en", "+49170"),
        ("dial star one hundred", "en", None),
        ("call me at seven", "en", None),
        ("call two", "en", None),
        ("打开三个车窗", "zh", None),
        ("打给李明", "zh", None),
        ("打一下招呼", "zh", None),
    ],
)
def test_a_number_that_is_spelt_out_is_dialled(text: str, lang: Lang, number: str | None) -> None:
    """Digits are dialled one by one, the leading zeros with them; sentences with more in them are not numbers."""
    found = dialled(text, lang, tools={"dial_number"})
    assert [dict(call.args) for call in found or ()] == ([] if number is None else [{"number": number}])


def test_a_car_that_cannot_dial_does_not() -> None:
    """Without the tool nothing is called."""
    assert dialled("dial 112", "en", tools=()) is None
