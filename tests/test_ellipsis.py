"""What a second command leaves out because the first one said it."""

import pytest

from car_assistant.agent.planning.ellipsis import completed, is_detail
from car_assistant.agent.planning.lights import both_sides, side_of
from car_assistant.agent.planning.wording import goes_on_telling


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("lumbar to sixty for me", "thirty for the passenger", "lumbar 30 for the passenger"),
        ("seat heating passenger three", "driver one", "seat heating driver 1"),
        ("front fogs on", "rear ones off", "fogs rear ones off"),
        ("phone volume to thirty", "navigation to twenty", "volume navigation to 20"),
        ("open my window halfway", "the passenger one all the way", "open window the passenger one all the way"),
        ("座椅加热主驾三档", "副驾一档", "座椅加热副驾1档"),
        ("左后窗开一半", "右后开三分之一", "窗右后开3分之1"),
    ],
)
def test_another_place_and_value_keep_the_device(first: str, second: str, whole: str) -> None:
    """The second place gets its own value of what was named once."""
    assert completed(first, second) == whole


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("close the windows", "turn on the AC"),
        ("温度二十三度", "风量两档"),
        ("navigate to five main street", "left side"),
        ("lights on", "music off"),
        ("steering wheel heat on high", "my seat on two"),
        ("seat heating on two", "on three"),
        ("主驾二十二度", "副驾二十五度"),
    ],
)
def test_a_command_of_its_own_is_left_alone(first: str, second: str) -> None:
    """A device of its own, no place, no value, or nothing that was named before."""
    assert completed(first, second) is None


@pytest.mark.parametrize("text", ["just a little", "all the way", "on the passenger side", "主驾三档", "再大一点"])
def test_where_and_how_much_is_a_detail(text: str) -> None:
    """Such words belong to what stands before them."""
    assert is_detail(text)


@pytest.mark.parametrize("text", ["lights off", "fan two", "锁车", "风量三档"])
def test_a_device_is_no_detail(text: str) -> None:
    """With a device it may be a command."""
    assert not is_detail(text)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("ambient light red", "brightness fifty", "ambient light brightness fifty"),
        ("turn the mood lighting on", "make it purple", "mood lighting make it purple"),
        ("氛围灯打开", "调成红色", "氛围灯调成红色"),
        ("氛围灯打开", "亮度八十", "氛围灯亮度八十"),
        ("open the window", "brightness fifty", None),
        ("氛围灯打开", "屏幕亮度八十", None),
        ("ambient light on", "music off", None),
    ],
)
def test_a_colour_or_brightness_belongs_to_the_light_before_it(first: str, second: str, whole: str | None) -> None:
    """Beside an ambient light, brightness is not the screen's."""
    assert side_of(first, second) == whole


@pytest.mark.parametrize(
    ("said", "sides"),
    [
        ("ambient light purple at forty percent", ("ambient light purple", "ambient light brightness 40 percent")),
        ("氛围灯蓝色亮度五十", ("氛围灯蓝色", "氛围灯亮度50")),
        ("氛围灯亮度五十", None),
        ("ambient light blue", None),
        ("screen at forty percent", None),
    ],
)
def test_colour_and_brightness_in_one_go_are_two_commands(said: str, sides: tuple[str, str] | None) -> None:
    """Each is a tool of its own."""
    assert both_sides(said) == sides


def test_what_a_message_says_is_no_second_command() -> None:
    """ "Tell her" after "send a message" is its text."""
    assert goes_on_telling("给我老婆发条消息", "说我七点到家")
    assert goes_on_telling("send Anna a message", "tell her I'm late")
    assert not goes_on_telling("打开空调", "说个笑话")
