"""How utterances are cut and routed, over the worked examples of the bundled pack."""

import pytest

from car_assistant.agent.examples import ExampleBase, load_examples
from car_assistant.agent.planning.plan import CHOICES, Planner
from car_assistant.config import Settings
from car_assistant.console.setup import bare_session
from car_assistant.discovery import bundled
from car_assistant.models.scripted import ScriptedModel
from car_assistant.models.syntax import only_answer
from car_assistant.session import Session
from car_assistant.toolkit import Call


@pytest.fixture(scope="module")
def base() -> ExampleBase:
    return load_examples(bare_session(Settings()).registry, [bundled("tools")])


@pytest.fixture(scope="module")
def planner() -> Planner:
    return bare_session(Settings()).agent.planner


@pytest.mark.parametrize(
    ("said", "group", "tool"),
    [
        ("could you roll my window down a little", "windows", "set_window"),
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
        ("close the windows turn on the AC", [("close the windows", "windows"), ("turn on the AC", "climate")]),
        ("风量三档座椅加热打开", [("风量三档", "climate"), ("座椅加热打开", "seats")]),
    ],
)
def test_commands_of_several_groups_are_parts_in_order(
    planner: Planner, said: str, parts: list[tuple[str, str]]
) -> None:
    """Two wishes in one breath are asked one after the other, with or without a word between them."""
    assert [(part.text, part.group) for part in planner.plan(said)] == parts


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("make it warmer and turn the fan down", ["make it warmer", "turn the fan down"]),
        ("打开主驾车窗，再打开副驾车窗", ["打开主驾车窗", "打开副驾车窗"]),
        ("把空调调到22度打开座椅加热", ["把空调调到22度", "打开座椅加热"]),
    ],
)
def test_every_command_is_asked_by_itself(planner: Planner, said: str, parts: list[str]) -> None:
    """What several commands mean is found out one by one, in one group as well."""
    assert [part.text for part in planner.plan(said)] == parts


@pytest.mark.parametrize(
    "said",
    [
        "only the rear windows, all the way down",
        "close my window, it's so loud out there",
        "heat the passenger seat, low level",
        "AC先给我关掉吧",
        "窗户关一下，外面太吵了",
    ],
)
def test_a_reason_or_a_detail_is_no_command(planner: Planner, said: str) -> None:
    """A clause that says why or how much stays with the command that it belongs to."""
    assert len(planner.plan(said)) == 1


@pytest.mark.parametrize(
    ("said", "tool", "values"),
    [
        ("open the passenger's window halfway", "set_window", {"position": (50,), "window": ("passenger",)}),
        ("副驾车窗关上", "set_window", {"position": (0,), "window": ("passenger",)}),
        ("make it three degrees colder", "change_temperature", {"by": (-3,), "zone": (None,)}),
        ("后排温度调到24度", "set_temperature", {"celsius": (24,), "zone": ("rear",)}),
        ("充电上限提高十个百分点", "change_charge_limit", {"by": (10,)}),
    ],
)
def test_what_is_plain_is_not_left_to_the_model(
    planner: Planner, said: str, tool: str, values: dict[str, tuple[object, ...]]
) -> None:
    """Numbers, places and directions are read from the words; what is wrong there moves the wrong thing."""
    (part,) = planner.plan(said)
    assert part.choices[0] == tool
    assert dict(part.values[tool]) == values


def test_a_tool_that_the_car_lacks_is_not_replaced_by_another() -> None:
    """Who asks for the sunroof of a car without one gets no open window."""
    planner = Session(model=ScriptedModel(), remove=("set_sunroof", "change_sunroof", "tilt_sunroof")).agent.planner
    assert [part.group for part in planner.plan("open the sunroof")] == [None]


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
    ],
)
def test_talk_goes_to_nobody(planner: Planner, said: str) -> None:
    """Where nothing is to be done, no tool is shown, not even after a command."""
    assert [(part.group, part.choices) for part in planner.plan(said)] == [(None, ())]


def test_a_place_is_carried_on(planner: Planner) -> None:
    """What points back at the passenger's seat is about that seat; who speaks of the own one means the own one."""
    _, back = planner.plan("passenger seat five centimeters back and recline it another twenty degrees")
    assert back.values["recline_seat"]["seat"] == ("passenger",)
    _, mine = planner.plan("heat the passenger seat and then warm mine up")
    assert "passenger" not in mine.values[mine.choices[0]]["seat"]


def test_words_that_leave_the_device_open_are_about_the_last_one(planner: Planner) -> None:
    """ "Ten more" after the cruise speed is ten kilometres an hour; a plain command is what it says."""
    (part,) = planner.plan("ten more", before=["set_cruise_speed"])
    assert part.choices[0] == "change_cruise_speed"
    (command,) = planner.plan("turn on the fog lights", before=["set_cruise_speed"])
    assert command.choices[0] == "set_fog_lights"


def test_a_clear_wish_in_unclear_words_is_acted_on(planner: Planner) -> None:
    """Several tools are near and doing nothing is not: the model chooses among the tools."""
    (part,) = planner.plan("everyone in the back is boiling, do something")
    assert part.choices[0] == "change_temperature"
    assert part.sure


def test_do_not_disturb_forbids_nothing(planner: Planner) -> None:
    """It begins like a prohibition and is a command."""
    (part,) = planner.plan("do not disturb on")
    assert part.choices == ("set_do_not_disturb",)


def test_vague_words_continue_where_the_conversation_is(planner: Planner, base: ExampleBase) -> None:
    """Words that are like nothing known belong to the last group, with all its tools to choose from."""
    (part,) = planner.plan("xyzzy", before=["set_window"])
    assert part.group == "windows"
    assert set(part.choices) == {schema.name for schema in base.groups["windows"].tools}
    (command,) = planner.plan("call my wife", before=["set_window"])
    assert command.group == "phone"


def test_what_a_pack_teaches_is_found_again(planner: Planner, base: ExampleBase) -> None:
    """A worked example of one call reaches its tool, hardly ever another one."""
    taught = [example for example in base.examples if len(example.tools) == 1][::25]
    found = [example.tools[0] in planner.plan(example.say)[0].choices for example in taught]
    assert sum(found) / len(found) >= 0.95


def test_learning_is_told_and_done_once() -> None:
    """Ten silent seconds would look like a fault; what is known already is not told again."""
    steps: list[tuple[int, int]] = []
    planner = Planner(ExampleBase(groups={}, examples=()), {})
    planner.told = lambda done, total: steps.append((done, total))
    planner.plan("open the window")
    told = list(steps)
    planner.plan("close the window")
    assert told[-1][0] == told[-1][1] > 0
    assert steps == told


@pytest.mark.parametrize(
    ("said", "tool"),
    [
        ("把温度降到二十度", "set_temperature"),
        ("temperature down to twenty", "set_temperature"),
        ("temperature down by two degrees", "change_temperature"),
        ("屏幕调暗到三十", "set_screen_brightness"),
        ("氛围灯亮度降三成", "change_ambient_brightness"),
    ],
)
def test_to_a_number_is_set_and_by_a_number_is_changed(planner: Planner, said: str, tool: str) -> None:
    """A direction beside a target is no amount."""
    (part,) = planner.plan(said)
    assert part.choices[0] == tool


@pytest.mark.parametrize(
    ("said", "tools"),
    [
        ("don't open the trunk", []),
        ("别开后备箱，外面下雨呢", []),
        ("充电口盖别打开", []),
        ("leave the AC on, just close the windows", ["set_window"]),
        ("don't open the window, open the sunroof", ["set_sunroof"]),
        ("音乐别停，声音小一点", ["change_volume"]),
        ("不用导航了", ["stop_route"]),
        ("他冲我来了句“把双闪打开”，我当时都愣住了", []),
        ('he goes "open the window" and I just stared at him', []),
        ('play the song "Open Windows"', ["play_media"]),
        ("别放了", ["pause_media"]),
    ],
)
def test_what_is_forbidden_is_not_done(planner: Planner, said: str, tools: list[str]) -> None:
    """The rest of the sentence is; and "no more" of something that runs stops it."""
    assert [part.choices[0] for part in planner.plan(said) if part.group is not None] == tools


def test_what_the_templates_understand_is_plain_beside_other_words(planner: Planner) -> None:
    """A plain command keeps its arguments, whatever stands next to it."""
    call = Call(tool="set_fan", args={"speed": 3})
    first, second = planner.plan(
        "blow like mad, take me to the zoo", plain=lambda text: call if text == "blow like mad" else None
    )
    assert (first.choices, first.values["set_fan"]["speed"], first.sure) == (("set_fan",), (3,), True)
    assert second.choices[0] == "start_route"


async def test_a_template_beside_other_words_needs_no_model() -> None:
    """In a whole turn as well: neither part is asked of anybody."""
    session = Session(model=ScriptedModel(lambda request: only_answer(request) or "asked"))
    result = await session.turn("turn the heating up, that wind is nasty, and lock the doors")
    assert [done.call.tool for done in result.done] == ["change_temperature", "lock_doors"]
    assert result.route == "examples"


def test_what_goes_on_stays_where_the_last_call_was(planner: Planner) -> None:
    """Unless another place is named."""
    (part,) = planner.plan("all the way actually", before=("set_window",), place="passenger")
    assert part.values["set_window"] == {"position": (100,), "window": ("passenger",)}
    (part,) = planner.plan("back left one all the way", before=("set_window",), place="passenger")
    assert part.values["set_window"]["window"] == ("rear_left",)


def test_what_goes_on_is_about_the_same_thing(planner: Planner) -> None:
    """Of tools that the words leave open, those of the last thing are meant."""
    (part,) = planner.plan("呃风灌得厉害，收回来一半得了", before=("set_sunroof",))
    assert all("sunroof" in tool for tool in part.choices)


@pytest.mark.parametrize(
    ("said", "tools"),
    [
        ("open the trunk, thanks", ["open_trunk"]),
        ("open the windows, honey", ["set_window"]),
        ("seat heating passenger three, driver one", ["set_seat_heating", "set_seat_heating"]),
        ("ambient light purple at forty percent", ["set_ambient_color", "set_ambient_brightness"]),
        ("close the windows, sunroof and trunk", ["set_window", "set_sunroof", "close_trunk"]),
        ("把车窗、天窗都关了", ["set_window", "set_sunroof"]),
        ("给我老婆发条消息，说我七点到家", ["send_message"]),
        ("remind me at six to buy milk and then take me home", ["add_reminder", "start_route"]),
    ],
)
def test_what_a_part_leaves_out_it_gets_from_the_one_before(planner: Planner, said: str, tools: list[str]) -> None:
    """A device, a verb, a light; and politeness is no part."""
    assert [part.choices[0] for part in planner.plan(said) if part.group is not None] == tools


def test_a_person_keeps_the_seat_named_before(planner: Planner) -> None:
    """Who is cold on the passenger seat gets warm there, in another group of tools as well."""
    *_, heating = planner.plan("副驾温度调到二十六，她怕冷，座椅加热也给她开二档")
    assert heating.values["set_seat_heating"]["seat"] == ("passenger",)
