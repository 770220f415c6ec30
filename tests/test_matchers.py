"""Matchers and expectations: each one passes what fits and catches what does not."""

from typing import TYPE_CHECKING

import pytest

from car_assistant.scenario.matchers import MISSING, mismatch
from car_assistant.scenario.timeline import explain

if TYPE_CHECKING:
    from tests.conftest import Bench


@pytest.mark.parametrize(
    ("matcher", "fits", "does_not"),
    [
        (50, 50, 51),
        (50, 50.0, True),
        (True, True, 1),
        ("PARK", "PARK", "DRIVE"),
        ({"approx": 25, "tol": 1}, 25.9, 26.1),
        ({"approx": 25}, 25.005, 25.1),
        ({"lte": 40}, 40, 40.5),
        ({"gte": 40}, 41, 39),
        ({"gte": 40}, 41, "41"),
        ({"gte": 40, "lte": 60}, 60, 61),
        ({"gte": 40, "lte": 60}, 40, 39),
        ({"lte": 60, "gte": 40}, 50, 39),
        ({"in": ["a", "b"]}, "b", "c"),
        ({"match": "^A.*z$"}, "Abcz", "abc"),
        ({"contains_any": ["Home", "家"]}, "drive home", "work"),
        ({"any": True}, "whatever", MISSING),
        ({"absent": True}, MISSING, 1),
        ({"lte": 40}, 1, MISSING),
    ],
)
def test_a_matcher_tells_what_fits_from_what_does_not(matcher: object, fits: object, does_not: object) -> None:
    """Every matcher accepts a fitting value and names both sides where a value does not fit."""
    assert mismatch(matcher, fits) is None
    problem = mismatch(matcher, does_not)
    assert problem is not None
    assert repr(does_not) in problem


@pytest.mark.parametrize(
    ("fits", "does_not", "complaint"),
    [
        ("calls: [move_window]", "calls: [set_heat]", "expected set_heat, found move_window(position=50) -> ok"),
        (
            "calls: [{tool: move_window, args: {position: 50}}]",
            "calls: [{tool: move_window, args: {position: 51}}]",
            "position: expected 51, found 50",
        ),
        (
            "calls: [{tool: move_window, args: {side: 主驾}}]",
            "calls: [{tool: move_window, args: {side: 副驾}}]",
            "side: expected '副驾', found 'driver'",
        ),
        (
            "calls: [{tool: move_window, args: {position: 'half'}}]",
            "calls: [{tool: move_window, args: {position: 'ten'}}]",
            "expected 'ten', found 50",
        ),
        (
            "calls: [{tool: move_window, args: {side: {absent: true}}}]",
            "calls: [{tool: move_window, args: {position: {absent: true}}}]",
            "expected nothing, found 50",
        ),
        (
            "calls: [{tool: move_window, args: {position: 50}, exact: true}]",
            "calls: [{tool: move_window, exact: true}]",
            "no other arguments expected, found position",
        ),
        (
            "calls: [{tool: move_window, outcome: ok}]",
            "calls: [{tool: move_window, outcome: refused}]",
            "outcome: expected refused, found ok",
        ),
        ("calls: [move_window]", "calls: []", "expected none to run"),
        ("calls: [move_window]", "calls: [move_window, move_window]", "expected move_window, found no call"),
        ("in_order: [move_window]", "in_order: [move_window, set_heat]", "in_order: expected set_heat"),
        ("never: [set_heat]", "never: [move_window]", "never: move_window(position=50) -> ok was called"),
        (
            "never: [{tool: move_window, args: {position: {gte: 60}}}]",
            "never: [{tool: move_window, args: {position: {lte: 60}}}]",
            "was called",
        ),
        ("reply: {mentions: [door, window]}", "reply: {mentions: [door]}", "expected one of ['door']"),
        ("reply: {mentions_all: [window, '50']}", "reply: {mentions_all: [window, '51']}", "['51'] missing"),
        ("reply: {not_mentions: [door]}", "reply: {not_mentions: [WINDOW]}", "expected none of ['WINDOW']"),
        ("reply: {match: 'to \\d+'}", "reply: {match: 'to [a-z]+'}", "expected a match"),
        ("reply: {asks: false}", "reply: {asks: true}", "expected it to wait for an answer"),
        ("reply: {lang: same}", "reply: {lang: zh}", "expected it in zh"),
        ("within: {first_action: 1s, turn: 2s}", "within: {first_word: 0ms, first_action: 0s, turn: 1h}", None),
        ("screen: home", "screen: {page: navigation}", "screen.page: expected navigation, found HOME"),
        (
            "state: {Cabin.Door.Row1.DriverSide.Window.Position: 0}",
            "state: {Cabin.Door.Row1.DriverSide.Window.Position: 50}",
            "expected 50, found 0",
        ),
    ],
)
def test_an_expectation_catches_what_it_is_for(bench: "Bench", fits: str, does_not: str, complaint: str | None) -> None:
    """Each kind of expectation passes on a good turn; the opposite fails and says what was expected and found."""
    assert bench.expect(fits).status == "passed"
    if complaint is not None:
        result = bench.expect(does_not)
        assert result.status == "failed"
        assert complaint in explain(result)


def test_a_turn_that_takes_too_long_fails(bench: "Bench") -> None:
    """A latency bound is held against simulated time, and an action that never comes breaks it too."""
    result = bench.expect("within: {first_action: 1s}", say="tell me a story")
    assert "first_action: expected at most 1 s, it did not happen" in explain(result)


def test_a_policy_that_did_not_decide_is_missed(bench: "Bench") -> None:
    """A scenario can name the rule that must have refused, and learns which one did or that none did."""
    fast = "world: {set: {Speed: 130}}\ntimeline:\n- say: open the window\n  expect: {policy: %s}\n"
    assert bench.play(fast % "windows_stay_shut_at_speed").status == "passed"
    slow = fast.replace("130", "100") % "windows_stay_shut_at_speed"
    assert "expected windows_stay_shut_at_speed to decide, found none" in explain(bench.play(slow))


def test_a_refused_or_waiting_call_is_not_one_that_ran(bench: "Bench") -> None:
    """``never`` forgives a call that was refused or still asks, unless its outcome is named."""
    asked = "timeline:\n- say: open the hatch\n  expect: {never: [%s], reply: {asks: true}}\n"
    assert bench.play(asked % "open_hatch").status == "passed"
    assert bench.play(asked % "{tool: open_hatch, outcome: needs_confirmation}").status == "failed"
