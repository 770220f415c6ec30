"""Turning round what was just done."""

import pytest

from car_assistant.agent.followups.again import resolve
from car_assistant.discovery import bundled, load_pack
from car_assistant.events import Lang
from car_assistant.registry import Registry
from car_assistant.text import Replies
from car_assistant.toolkit import Call

PARAMS = {name: tool.params for name, tool in Registry([load_pack(bundled("tools"))], replies=Replies()).tools.items()}

ROOF = Call(tool="set_sunroof", args={"position": 100})
AC = Call(tool="set_ac", args={"on": False})
TRUNK = Call(tool="open_trunk", args={})
DOORS = Call(tool="unlock_doors", args={"door": "rear"})
PAUSED = Call(tool="pause_media", args={})
STOP = Call(tool="add_waypoint", args={"place": "the pharmacy"})
ROUTE = Call(tool="start_route", args={"destination": "the lake"})
CAMERA = Call(tool="show_camera", args={"view": "left"})


def follow(text: str, lang: Lang, last: Call, said: str = "") -> list[tuple[str, dict[str, object]]] | None:
    found = resolve(text, lang, [last], params=PARAMS, said=said)
    return None if found is None else [(call.tool, dict(call.args)) for call in found]


@pytest.mark.parametrize(
    ("text", "lang", "last", "call"),
    [
        ("OK, now shut it again", "en", ROOF, ("set_sunroof", {"position": 0})),
        ("还是关上吧", "zh", ROOF, ("set_sunroof", {"position": 0})),
        ("turn it back on", "en", AC, ("set_ac", {"on": True})),
        ("重新打开", "zh", AC, ("set_ac", {"on": True})),
        ("close it again", "en", TRUNK, ("close_trunk", {})),
        ("lock them again please", "en", DOORS, ("lock_doors", {"door": "rear"})),
        ("再锁上", "zh", DOORS, ("lock_doors", {"door": "rear"})),
        ("go on", "en", PAUSED, ("resume_media", {})),
        ("接着播吧", "zh", PAUSED, ("resume_media", {})),
        ("drop that stop", "en", STOP, ("remove_waypoint", {"place": "the pharmacy"})),
        ("we don't need to stop there after all", "en", STOP, ("remove_waypoint", {"place": "the pharmacy"})),
        ("还是别去那里了", "zh", STOP, ("remove_waypoint", {"place": "the pharmacy"})),
        ("把那一站删掉", "zh", STOP, None),
        ("那一站取消掉", "zh", STOP, ("remove_waypoint", {"place": "the pharmacy"})),
        ("we're not going there after all", "en", ROUTE, ("stop_route", {})),
        ("还是不去了", "zh", ROUTE, ("stop_route", {})),
        ("turn that off", "en", CAMERA, ("show_camera", {"view": "off"})),
        ("don't stop", "en", STOP, None),
        ("别停", "zh", STOP, None),
        ("skip this song", "en", STOP, None),
        ("close the deal", "en", ROOF, None),
        ("open it", "en", ROOF, None),
        ("continue", "en", ROOF, None),
        ("继续导航", "zh", PAUSED, None),
        ("is it closed again?", "en", TRUNK, None),
    ],
)
def test_the_last_call_is_turned_round(
    text: str, lang: Lang, last: Call, call: tuple[str, dict[str, object]] | None
) -> None:
    """A switch is set the other way, or the opposite tool is called with the same arguments; other words do nothing."""
    assert follow(text, lang, last) == (None if call is None else [call])
