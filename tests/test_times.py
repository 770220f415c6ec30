"""Times of day inside sentences; bare ones are in ``test_numbers.py``."""

import pytest

from car_assistant.times import spoken_times


@pytest.mark.parametrize(
    ("said", "times"),
    [
        ("remind me at six tonight to buy milk and then take me home", ("18:00",)),
        ("the dog needs walking at five this afternoon", ("17:00",)),
        ("I've got an interview tomorrow at eleven, note it", ("11:00",)),
        ("dentist tomorrow at three", ("15:00",)),
        ("wake me at six", ("06:00",)),
        ("dinner tomorrow at half seven in the evening", ("19:30",)),
        ("haircut, four fifteen this afternoon", ("16:15",)),
        ("start charging at three a m", ("03:00",)),
        ("charge from quarter past midnight", ("00:15",)),
        ("the shop shuts at eight, remind me at half seven this evening", ("19:30", "08:00")),
        ("block two hours for the gym", ()),
        ("remind me in twenty minutes", ()),
        ("晚上七点提醒我交电费", ("19:00",)),
        ("明早六点半跑步，记日程", ("06:30",)),
        ("后天早上八点十分驾考", ("08:10",)),
        ("后天两点看牙", ("14:00",)),
        ("定个中午十一点半的提醒，晚了就得排队", ("11:30",)),
        ("凌晨两点开始充电", ("02:00",)),
        ("二十分钟后提醒我", ()),
    ],
)
def test_times_are_found_where_they_stand(said: str, times: tuple[str, ...]) -> None:
    """Each with the part of the day beside it; small hours without one are the afternoon's, for most things."""
    assert set(spoken_times(said)) == set(times)
