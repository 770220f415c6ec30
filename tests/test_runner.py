"""A scenario plays on virtual time: every stimulus acts at its moment, and what went wrong is shown where it did."""

from typing import TYPE_CHECKING

import pytest

from car_assistant.scenario.timeline import explain

if TYPE_CHECKING:
    from tests.conftest import Bench

WINDOW = "Cabin.Door.Row1.DriverSide.Window.Position"
HEAT = "Cabin.HVAC.Station.Row1.Driver.Temperature"


def test_the_car_comes_to_rest_before_the_end_is_judged(bench: "Bench") -> None:
    """A window under way has arrived when the end state is held against what was expected."""
    result = bench.play(f"timeline:\n- say: open the window\nfinal: {{state: {{{WINDOW}: 50}}, others: unchanged}}\n")
    assert result.status == "passed", explain(result)
    assert result.trials[0].simulated_s >= 2


def test_a_wrong_end_state_shows_what_differs_and_who_did_it(bench: "Bench") -> None:
    """The failure has the line in the file, the state as it was, is and should be, the marker and a way to replay."""
    result = bench.play(f"timeline:\n- say: open the window\nfinal: {{state: {{{WINDOW}: 80}}, others: unchanged}}\n")
    told = explain(result)
    assert "drive.scenario.yaml:5: final.state" in told
    assert "expected 80, before 0, found 50 (by turn:1@driver)" in told
    assert told.count(">>>") == 1
    assert "again: car-assistant run" in told


def test_another_signal_that_changed_is_caught(bench: "Bench") -> None:
    """The whole car is compared: what nobody expected to change is named with its cause, at the line of the call."""
    body = f"""
        timeline:
        - say: make it warm
        - say: open the window
        final: {{state: {{{WINDOW}: 50}}, others: unchanged}}
        """
    told = explain(bench.play(body))
    assert f"final.others: Vehicle.{HEAT} was 22.0 and is 24.0, changed by turn:1@driver" in told
    marked = next(line for line in told.splitlines() if ">>>" in line)
    assert HEAT in marked


def test_consequences_of_what_is_expected_need_not_be_listed(bench: "Bench") -> None:
    """A window that stands open is open: its IsOpen follows from its position and is no surprise."""
    body = f"timeline:\n- tap: {{{WINDOW}: 30}}\nfinal: {{state: {{{WINDOW}: 30}}, others: unchanged}}\n"
    assert bench.play(body).status == "passed"


def test_what_the_world_did_is_not_held_against_the_assistant(bench: "Bench") -> None:
    """Signals that the scenario itself sets and their effects are not "other" changes."""
    cable = "Powertrain.TractionBattery.Charging.ChargingPort.RearRight.IsChargingCableConnected"
    body = f"timeline:\n- signal: {{{cable}: true}}\nfinal: {{others: unchanged}}\n"
    assert bench.play(body).status == "passed"


def test_steps_follow_one_another_or_come_at_their_moment(bench: "Bench") -> None:
    """``at`` is a moment since the start, ``after`` one relative to a step, and without both a step waits its turn."""
    result = bench.play(
        """
        timeline:
        - {id: late, at: 90s, signal: {Speed: 30}}
        - {id: first, at: 10s, say: open the window}
        - id: then
          after: {step: first, event: said, delay: 400ms}
          tap: {Cabin.HVAC.Station.Row1.Driver.Temperature: 20}
        - id: settled
          after: {step: first, event: settled}
          wait: 1s
          expect: {state: {Cabin.Door.Row1.DriverSide.Window.Position: 50}}
        - {id: last, wait: 2s, expect: {state: {Speed: 0}}}
        """
    )
    assert result.status == "passed", explain(result)
    acted = {entry.step: entry.at for entry in reversed(result.trials[0].entries)}
    assert acted["first"] == pytest.approx(10)
    assert acted["then"] == pytest.approx(10.4)
    assert acted["late"] == pytest.approx(90)


def test_an_interruption_cuts_the_running_turn_short(bench: "Bench") -> None:
    """Speaking over a slow answer ends it: what was to come is not done, and the new words count, in replay as well."""
    body = """
        timeline:
        - {id: slow, say: open the window, expect: {calls: []}}
        - {id: over, after: {step: slow, event: heard, delay: 200ms}, say: make it warm, interrupts: true}
        final: {state: {%s: 24}, others: unchanged}
        """
    path = bench.write(body.replace("%s", HEAT))
    bench.delay_s = 0.5
    for mode in ("record", "replay"):
        result = bench.run(path, mode=mode)
        assert result.status == "passed", explain(result)
        assert [turn.interrupted for turn in result.trials[0].turns] == [True, False]


def test_a_jammed_window_is_told_of_and_stays_where_it_is(bench: "Bench") -> None:
    """A part that sticks does not arrive; the car says so by itself, and the scenario sees both."""
    body = f"""
        timeline:
        - say: open the window
          fault: {{jam: {WINDOW}, at: 20}}
        - wait: 5s
          expect: {{notice: {{mentions: [window]}}, state: {{{WINDOW}: {{approx: 20, tol: 1}}}}}}
        final: {{state: {{{WINDOW}: {{approx: 20, tol: 1}}}}}}
        """
    assert bench.play(body).status == "passed"
    missed = bench.play(body.replace("fault:", "# fault:"))
    assert "notice: expected one, found nothing" in explain(missed)


def test_a_fault_strikes_the_use_it_names(bench: "Bench") -> None:
    """The first call fails and changes nothing, the second works; without the fault the scenario notices."""
    body = f"""
        timeline:
        - say: open the window
          fault: {{tool: move_window, nth: 1, raise: timeout}}
          expect: {{calls: [{{tool: move_window, outcome: failed}}], state: {{{WINDOW}: 0}}}}
        - say: open the window
          expect: {{calls: [{{tool: move_window, outcome: ok}}]}}
        """
    assert bench.play(body).status == "passed"
    assert "outcome: expected failed, found ok" in explain(bench.play(body.replace("fault:", "# fault:")))


def test_a_model_can_go_and_come_back(bench: "Bench") -> None:
    """While the model is gone nothing is called; when the fault is cleared the same words work again."""
    body = """
        timeline:
        - say: open the window
          fault: {model: any, raise: error}
          expect: {calls: [], reply: {mentions: [language model]}}
        - say: open the window
          fault: {clear: true}
          expect: {calls: [move_window]}
        """
    assert bench.play(body).status == "passed"


def test_a_removed_tool_is_really_gone(bench: "Bench") -> None:
    """What is taken away cannot be called, and an expectation of it fails."""
    body = "tools: {remove: [move_window]}\ntimeline:\n- say: open the window\n  expect: {calls: []}\n"
    assert bench.play(body).status == "passed"


def test_messages_and_calls_come_in(bench: "Bench") -> None:
    """A message arrives in the phone and is announced; a caller rings."""
    body = """
        timeline:
        - {message: {from: Anna Schmidt, text: hello}, expect: {notice: {mentions: [Anna Schmidt], lang: en}}}
        - {world: {caller: Ben Carter}, expect: {state: {Cabin.Infotainment.Phone.CallState: RINGING}}}
        - {wait: 40s, expect: {state: {Cabin.Infotainment.Phone.CallState: IDLE}}}
        """
    result = bench.play(body)
    assert result.status == "passed", explain(result)
    assert "notice" in explain(bench.play(body.replace("[Anna Schmidt]", "[Tom]")))


def test_a_touch_is_bound_by_the_vehicle_too(bench: "Bench") -> None:
    """A tap on the dashboard meets the same interlocks, and a scenario can expect the one that refused."""
    body = """
        world: {set: {Powertrain.Transmission.SelectedGear: 127, Speed: 50}}
        timeline:
        - {tap: {Body.Trunk.Rear.IsOpen: true}, expect: {policy: [trunk-while-moving]}}
        final: {state: {Body.Trunk.Rear.IsOpen: false}, others: unchanged}
        """
    assert bench.play(body).status == "passed"


def test_the_speaker_sits_where_the_scenario_says(bench: "Bench") -> None:
    """Seat and language of a step reach the turn."""
    result = bench.play("timeline:\n- {say: open the window, seat: rear_left, lang: zh, expect: {reply: {lang: zh}}}\n")
    assert result.status == "passed", explain(result)
    assert result.trials[0].turns[0].seat == "rear_left"


def test_each_variant_is_its_own_run_with_the_same_end(bench: "Bench") -> None:
    """A second wording must reach the same end; one that does not is red by itself."""
    path = bench.write(
        "timeline:\n- {say: open the window, variants: [打开车窗, {say: sing, lang: en}]}\n"
        f"final: {{state: {{{WINDOW}: 50}}}}\n"
    )
    assert [bench.run(path, variant=number).status for number in range(3)] == ["passed", "passed", "failed"]


@pytest.mark.parametrize(("budget", "complaint"), [("tool_rounds: 0", "found 1"), ("tool_rounds: 1", "")])
def test_a_budget_is_held(bench: "Bench", budget: str, complaint: str) -> None:
    """A scenario that asks the model more often than it may fails and says how often."""
    result = bench.play(
        f"timeline:\n- say: open the window\nfinal: {{state: {{{WINDOW}: 50}}}}\nbudget: {{{budget}}}\n"
    )
    assert (result.status == "failed") == bool(complaint)
    assert complaint in explain(result)


def test_a_known_failing_scenario_must_fail_for_its_reason(bench: "Bench") -> None:
    """It is set apart while it fails, turns red when it passes, and when it fails in another way."""
    failing = (
        f"timeline:\n- say: open the window\nfinal: {{state: {{{WINDOW}: 80}}}}\n"
        "status: known_failing\nreason: too weak\n"
    )
    assert bench.play(failing).status == "known_failing"
    assert bench.play(failing + "fails_with: expected 80\n").status == "known_failing"
    other = bench.play(failing + "fails_with: expected 90\n")
    assert other.status == "failed"
    assert "fails in another way" in other.message
    healed = bench.play(failing.replace("80", "50"))
    assert healed.status == "failed"
    assert "it passes; set 'status: active'" in healed.message


def test_a_world_that_cannot_be_set_up_is_an_error_of_ours(bench: "Bench") -> None:
    """What is no fault of the assistant is called an error, not a failure."""
    result = bench.play("world: {place: Atlantis}\ntimeline:\n- say: open the window\nfinal: {others: unchanged}\n")
    assert result.status == "error"
    assert "no 'Atlantis' in the city" in result.message


def test_half_an_hour_is_simulated(bench: "Bench") -> None:
    """A long drive is simulated, not waited for."""
    body = """
        world: {set: {Powertrain.Transmission.SelectedGear: 127, Speed: 60}}
        timeline:
        - {say: open the window, at: 60s}
        - {at: 30min, wait: 1s, expect: {state: {TraveledDistance: {gte: 20000}}}}
        """
    result = bench.play(body)
    assert result.status == "passed"
    assert result.trials[0].simulated_s > 1800
