"""``car-assistant bench`` at the terminal: opens the model twice, shows progress, prints what was found."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from car_assistant.bench.chats import chat_beside
from car_assistant.bench.figures import FAST, NAIVE, OURS
from car_assistant.bench.meter import Metered
from car_assistant.bench.naive import NaiveAgent
from car_assistant.bench.run import SENTENCES, Bench, limited, report
from car_assistant.config import Settings
from car_assistant.console.listings import print_table
from car_assistant.console.progress import Reporter
from car_assistant.console.setup import bare_session, open_model, pack_folders
from car_assistant.evaluation.corpus import load
from car_assistant.models.embedded import EmbeddedQwen
from car_assistant.session import Session

_AGENTS = {OURS: "ours, model only", FAST: "ours", NAIVE: "naive"}
_HEAD = ("agent", "right", "first action p50", "p95", "first word p50", "total p50", "tokens read", "tokens written")


async def bench(settings: Settings, *, file: Path | None, rounds: int, tools: int | None, as_json: bool) -> int:
    """Measure and print. Returns the exit code."""
    reporter = Reporter()
    labels = load([file or SENTENCES])
    bare = bare_session(settings)
    remove = () if tools is None else limited(bare.registry, labels, tools)
    model = await open_model(settings)
    packs = pack_folders(settings)

    def reading(done: int, total: int) -> None:
        reporter.progress(done, total, "reading the naive agent's tools")

    async with Metered(model) as metered:
        ours = Session(model=metered, packs=packs, remove=remove, fast_path=False)
        fast = Session(model=metered, packs=packs, remove=remove, fast_path=True)
        beside = Session(model=metered, packs=packs, remove=remove, fast_path=False)
        shown = len(beside.registry.tools)
        reporter.tell(f"Both agents read {shown} tools first: minutes on a slow machine; --tools N takes fewer.")
        async with chat_beside(model, settings, beside.registry.schemas(), reading) as chat:
            measured = Bench(
                model=metered,
                ours=ours,
                fast=fast,
                naive=NaiveAgent(beside, chat),
                blocks=not isinstance(model, EmbeddedQwen),
                told=lambda done, total: reporter.progress(done, total, "measuring"),
            )
            rows = await measured.run(labels, rounds)
    threads = model.threads if isinstance(model, EmbeddedQwen) else None
    found = report(measured, rows, rounds=rounds, threads=threads)
    if as_json:
        print(json.dumps(found, ensure_ascii=False))  # noqa: T201
    else:
        show(found)
    return 0


def show(found: Mapping[str, Any]) -> None:
    """Print a report for people."""
    machine, model = found["machine"], found["model"]
    print(  # noqa: T201
        f"{model['name']} {model['quantisation']} ({model['runtime']}); {machine['cores']} cores, "
        f"{machine['threads'] or 'unknown'} threads, load {machine['load']}; {found['sentences']} sentences, "
        f"{found['rounds']} round(s), {found['turns']}; both agents have {found['tools'][OURS]} tools.\n"
        f"Made warm before measuring: ours in {found['warm_s'][OURS]:.1f} s, naive in {found['warm_s'][NAIVE]:.1f} s.\n"
    )
    print_table(_HEAD, [_cells(agent, found["agents"][agent]) for agent in (OURS, FAST, NAIVE)])
    print("\nNaive by ours (model only), median over the sentences and the middle half:")  # noqa: T201
    lines = [
        (figure.replace("_", " "), f"{one['median']:.2f}", f"{one['q1']:.2f} to {one['q3']:.2f}", f"{one['count']}")
        for figure, one in found["spread"].items()
    ]
    print_table(("figure", "times", "middle half", "sentences"), lines)
    print(f"\n{_floor(found['floor'])}")  # noqa: T201


def _cells(agent: str, figures: Mapping[str, Any]) -> tuple[str, ...]:
    action, word, total = (figures[f"{name}_ms"] for name in ("first_action", "first_word", "total"))
    new = figures["new_tokens"]
    return (
        _AGENTS[agent],
        f"{figures['right']}/{figures['count']}",
        _seconds(action, "p50"),
        _seconds(action, "p95"),
        _seconds(word, "p50"),
        _seconds(total, "p50"),
        "-" if new is None else f"{new:g}",
        f"{figures['generated_tokens']:g}",
    )


def _seconds(times: Mapping[str, float] | None, key: str) -> str:
    return "-" if times is None else f"{times[key] / 1000:.3f} s"


def _floor(floor: Mapping[str, Any]) -> str:
    least, ours = floor["first_action_ms"], floor["ours_by_floor"]
    if least is None or ours is None:
        return "No floor: the runtime tells no durations, or nothing was called."
    reads = "" if floor["prefill_tokens_per_s"] is None else f"reads {floor['prefill_tokens_per_s']:.0f} and "
    return (
        f"Floor: the model {reads}writes {floor['decode_tokens_per_s']:.1f} tokens a second, so a first action takes "
        f"{least['median'] / 1000:.3f} s at least (middle half {least['q1'] / 1000:.3f} to {least['q3'] / 1000:.3f}); "
        f"ours takes {ours['median']:.2f} times as long (middle half {ours['q1']:.2f} to {ours['q3']:.2f})."
    )
