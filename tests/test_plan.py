"""How utterances are cut and routed, over the worked examples of the bundled pack."""

import pytest

from car_assistant.agent.examples import ExampleBase, load_examples
from car_assistant.agent.plan import CHOICES, Planner
from car_assistant.config import Settings
from car_assistant.console.setup import bare_session
from car_assistant.discovery import bundled


@pytest.fixture(scope="module")
def base() -> ExampleBase:
    return load_examples(bare_session(Settings()).registry, [bundled("tools")])


@pytest.fixture(scope="module")
def planner(base: ExampleBase) -> Planner:
    return Planner(base)


@pytest.mark.parametrize(
    ("said", "group", "tool"),
    [
        ("could you roll my window down a little", "windows", "change_window"),
        ("车窗开条缝", "windows", "set_window"),
        ("it is too warm in here for me", "climate", "change_temperature"),
        ("空调温度调到二十三度", "climate", "set_temperature"),
        ("unlock all the doors", "doors", "unlock_doors"),
        ("帮我把后备箱打开", "doors", "open_trunk"),
        ("put the heating of my seat on", "seats", "set_seat_heating"),
        ("座椅往后调一点", "seats", "move_seat"),
        ("switch the fog lights on", "lights", "set_fog_lights"),
        ("氛围灯换成蓝色", "lights", "set_ambient_color"),
        ("play something by the Beatles", "media", "play_media"),
        ("下一首", "media", "next_track"),
        ("take me to the nearest supermarket", "navigation", "start_route"),
        ("导航到公司", "navigation", "start_route"),
        ("how much battery is left", "energy", "get_battery"),
        ("电池还剩多少电", "energy", "get_battery"),
        ("call my wife", "phone", "call_contact"),
        ("给老婆发条消息说我晚点到", "phone", "send_message"),
        ("what meetings do I have today", "day", "get_calendar"),
        ("提醒我下午三点开会", "day", "add_reminder"),
        ("make the screen brighter", "screen", "change_screen_brightness"),
        ("屏幕切换成竖屏", "screen", "rotate_screen"),
        ("are my tyres all right", "vehicle", "get_tire_pressure"),
        ("胎压正常吗", "vehicle", "get_tire_pressure"),
        ("switch to sport mode", "drive", "set_drive_mode"),
        ("打开定速巡航", "drive", "set_cruise_control"),
    ],
)
def test_a_command_goes_whole_to_its_group(
    planner: Planner, base: ExampleBase, said: str, group: str, tool: str
) -> None:
    """One command is one request, to the tools it is about, among which few remain to choose from."""
    (part,) = planner.plan(said)
    assert (part.text, part.group) == (said, group)
    assert tool in part.choices
    assert len(part.choices) <= CHOICES
    assert set(part.choices) <= {schema.name for schema in base.groups[group].tools}


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        (
            "open the sunroof and take me to the airport",
            [("open the sunroof", "windows"), ("take me to the airport", "navigation")],
        ),
        (
            "turn on the seat heating, then play some jazz",
            [("turn on the seat heating", "seats"), ("play some jazz", "media")],
        ),
        ("打开天窗然后导航去机场", [("打开天窗", "windows"), ("导航去机场", "navigation")]),
        ("给妈妈打电话播放音乐", [("给妈妈打电话", "phone"), ("播放音乐", "media")]),
    ],
)
def test_commands_of_several_groups_are_parts_in_order(
    planner: Planner, said: str, parts: list[tuple[str, str]]
) -> None:
    """Two wishes in one breath are asked one after the other, with or without a word between them."""
    assert [(part.text, part.group) for part in planner.plan(said)] == parts


def test_a_model_with_one_list_gets_the_tools_of_every_part(planner: Planner) -> None:
    """Where an utterance is asked whole, none of its commands is without its tool, and none is named twice."""
    every = planner.everything("打开天窗然后导航去机场")
    assert {"set_sunroof", "start_route"} <= set(every)
    assert len(every) == len(set(every))


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("turn the heating up and the fan down", "climate"),
        ("open the left window and the right window", "windows"),
        ("打开主驾车窗，再打开副驾车窗", "windows"),
    ],
)
def test_commands_of_one_group_stay_together(planner: Planner, said: str, group: str) -> None:
    """What one request can do is not cut: the second half may need the first one to be understood."""
    (part,) = planner.plan(said)
    assert (part.text, part.group) == (said, group)


@pytest.mark.parametrize(
    "said",
    [
        "how are you today",
        "tell me a joke",
        "what is the capital of France",
        "给我讲个笑话",
        "don't open the window",
        "别开窗",
        "不要打开车窗",
        "yesterday I opened the sunroof",
        "xyzzy",
    ],
)
def test_talk_goes_to_nobody(planner: Planner, said: str) -> None:
    """Where nothing is to be done, no tool is shown, not even after a command."""
    assert [(part.group, part.choices) for part in planner.plan(said)] == [(None, ())]


def test_vague_words_continue_where_the_conversation_is(planner: Planner, base: ExampleBase) -> None:
    """Words that are like nothing known belong to the last group, with all its tools to choose from."""
    (part,) = planner.plan("xyzzy", last_group="windows")
    assert part.group == "windows"
    assert set(part.choices) == {schema.name for schema in base.groups["windows"].tools}
    (command,) = planner.plan("call my wife", last_group="windows")
    assert command.group == "phone"


def test_what_a_pack_teaches_is_found_again(planner: Planner, base: ExampleBase) -> None:
    """A worked example reaches the group that it stands in, hardly ever another one."""
    taught = [example for example in base.examples if example.tools][::25]
    found = [example.group in {part.group for part in planner.plan(example.say)} for example in taught]
    assert sum(found) / len(found) >= 0.95
