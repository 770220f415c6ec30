"""The commands. Each reads its arguments and hands over at once; nothing is decided here but exit codes.

Exit codes: 0 done, 1 something did not end as it should, 2 could not start (bad input, no model).
"""

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer

from car_assistant import __version__
from car_assistant.errors import CarAssistantError

app = typer.Typer(
    help="Talk to a simulated car: a local Qwen, tool functions, standard signals.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
models_app = typer.Typer(help="The models: list them, or fetch one.", invoke_without_command=True)
app.add_typer(models_app, name="models")

Model = Annotated[
    str | None,
    typer.Option("--model", help="ollama:TAG, embedded, embedded:NAME or a .gguf file; chosen when left out."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Config = Annotated[Path | None, typer.Option("--config", help="Settings file (TOML).")]


def main() -> None:
    """Run the command line; errors are one sentence on standard error."""
    try:
        app(standalone_mode=True)
    except CarAssistantError as error:
        print(f"car-assistant: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(2)
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)


def _run(work: Coroutine[Any, Any, int | None]) -> None:
    raise typer.Exit(asyncio.run(work) or 0)


@app.callback(invoke_without_command=True)
def _default(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        print(f"car-assistant {__version__}")  # noqa: T201
        raise typer.Exit
    if context.invoked_subcommand is None:
        _chat()


def _chat(
    model: str | None = None,
    config: Path | None = None,
    speak: bool = False,
    record: Path | None = None,
    seat: str = "driver",
    lang: str | None = None,
) -> None:
    from car_assistant.console.chat import chat
    from car_assistant.console.setup import settings_from

    _run(chat(settings_from(config, model=model, seat=seat, lang=lang), speak=speak, record=record))


@app.command("chat")
def chat_command(
    model: Model = None,
    config: Config = None,
    speak: Annotated[bool, typer.Option("--speak", help="Speak the replies.")] = False,
    record: Annotated[Path | None, typer.Option("--record", help="Write the drive as a scenario.")] = None,
    seat: Annotated[str, typer.Option("--seat", help="Where the speaker sits.")] = "driver",
    lang: Annotated[str | None, typer.Option("--lang", help="en or zh; detected when left out.")] = None,
) -> None:
    """A conversation with the car (also what a bare 'car-assistant' starts)."""
    _chat(model, config, speak, record, seat, lang)


@app.command()
def demo(model: Model = None, config: Config = None) -> None:
    """About ten sentences through the real model; fails unless each ends as expected."""
    from car_assistant.console.demo import demo as show
    from car_assistant.console.setup import settings_from

    _run(show(settings_from(config, model=model)))


@app.command()
def say(
    texts: Annotated[list[str] | None, typer.Argument(metavar="TEXT", help="What to say; one turn each.")] = None,
    file: Annotated[Path | None, typer.Option("--file", help="One utterance a line, text or JSON.")] = None,
    json: Json = False,
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="PATH=VALUE", help="A signal to start with.")
    ] = None,
    reset_each: Annotated[bool, typer.Option("--reset-each", help="Start every utterance with the same car.")] = False,
    model: Model = None,
    lang: Annotated[str | None, typer.Option("--lang", help="en or zh; detected when left out.")] = None,
    seat: Annotated[str, typer.Option("--seat", help="Where the speaker sits.")] = "driver",
    config: Config = None,
) -> None:
    """Say something and see what the car does; the car settles before the answer is printed."""
    from car_assistant.console.say import run
    from car_assistant.console.setup import settings_from

    settings = settings_from(config, model=model, seat=seat, lang=lang)
    _run(run(settings, texts or [], file=file, as_json=json, pairs=set_ or [], reset_each=reset_each))


@app.command()
def tools(json: Json = False, config: Config = None) -> None:
    """What the car can do."""
    from car_assistant.console import listings
    from car_assistant.console.setup import bare_session, settings_from

    session = bare_session(settings_from(config))
    listings.print_json(listings.tools_as_objects(session)) if json else listings.print_tools(session)


@app.command()
def signals(json: Json = False) -> None:
    """Every signal of the car: path, kind, type, unit, bounds, present value."""
    from car_assistant.console import listings
    from car_assistant.console.setup import bare_session, settings_from

    session = bare_session(settings_from(None))
    listings.print_json(listings.signals_as_objects(session)) if json else listings.print_signals(session)


@models_app.callback()
def models_list(context: typer.Context, json: Json = False) -> None:
    """The models that can be used here, or could be fetched."""
    if context.invoked_subcommand is None:
        from car_assistant.console.models import list_models
        from car_assistant.console.setup import settings_from

        _run(list_models(settings_from(None), as_json=json))


@models_app.command("pull")
def models_pull(
    name: Annotated[str | None, typer.Argument(help="A name that 'models' lists, or ollama:TAG.")] = None,
) -> None:
    """Fetch a model's weights; goes on where an interrupted fetch stopped."""
    from car_assistant.console.models import pull
    from car_assistant.console.setup import settings_from

    _run(pull(settings_from(None), name))


@app.command()
def doctor(json: Json = False, config: Config = None) -> None:
    """What works on this machine, and how to mend what doesn't."""
    from car_assistant.console.doctor import doctor as examine
    from car_assistant.console.setup import settings_from

    _run(examine(settings_from(config), as_json=json))


@app.command("eval")
def eval_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Labelled utterances, .jsonl files or folders.")],
    model: Model = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write one JSON line an utterance here.")] = None,
    compare: Annotated[bool, typer.Option("--compare", help="Compare two files that --out wrote instead.")] = False,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Only every n-th utterance, this many.")] = None,
    json: Json = False,
    config: Config = None,
) -> None:
    """Accuracy by group with 95 % intervals, latency, and the share answered without a model."""
    from car_assistant.console.evaluate import compare_files, evaluate_files
    from car_assistant.console.setup import settings_from

    if compare:
        _run(compare_files(files))
    _run(evaluate_files(settings_from(config, model=model), files, out=out, limit=limit, as_json=json))


@app.command("bench")
def bench_command(
    model: Model = None,
    json: Json = False,
    sentences: Annotated[
        Path | None, typer.Option("--sentences", metavar="FILE", help="Labelled utterances instead of the built-in 22.")
    ] = None,
    rounds: Annotated[int, typer.Option("--rounds", min=1, help="How often each sentence is said.")] = 1,
    tools: Annotated[
        int | None, typer.Option("--tools", min=1, help="Only this many tools, for both agents; all when left out.")
    ] = None,
    config: Config = None,
) -> None:
    """This assistant beside a plain agent: same sentences, same model, same run; speed, tokens, accuracy."""
    from car_assistant.bench.command import bench
    from car_assistant.console.setup import settings_from

    _run(bench(settings_from(config, model=model), file=sentences, rounds=rounds, tools=tools, as_json=json))


Paths = Annotated[list[Path] | None, typer.Argument(metavar="PATH", help="Scenario files or folders.")]
Models = Annotated[str, typer.Option("--models", help="Models, separated by commas; in replay all recorded ones.")]
Trials = Annotated[int | None, typer.Option("--trials", min=1, help="Trials of each case instead of its own number.")]


@app.command("run")
def run_command(
    paths: Paths = None,
    mode: Annotated[str, typer.Option("--mode", help="replay, record or live.")] = "replay",
    models: Models = "",
    trials: Trials = None,
    variant: Annotated[int | None, typer.Option("--variant", min=0, help="Only this wording.")] = None,
    report: Annotated[Path | None, typer.Option("--report", help="Folder for results.jsonl and report.html.")] = None,
    only_failed: Annotated[bool, typer.Option("--only-failed", help="Only what was not good in --report.")] = False,
) -> None:
    """Run scenarios: replayed without a model, or live on one. Exit codes: 0 passed, 1 failed, 2 could not run."""
    from car_assistant.console import drives
    from car_assistant.discovery import bundled

    full = not paths and variant is None
    how = drives.options(
        mode=mode, models=models, trials=trials, variant=variant, report=report, only_failed=only_failed, full=full
    )
    raise typer.Exit(drives.run(paths or [bundled("scenarios")], how))


@app.command()
def record(paths: Paths = None, models: Models = "", trials: Trials = None) -> None:
    """Run scenarios on a live model and keep its answers beside them, to be replayed without it."""
    run_command(paths, mode="record", models=models, trials=trials)


@app.command()
def watch(paths: Paths = None, models: Models = "") -> None:
    """Replay scenarios whenever one is saved."""
    from car_assistant.console import drives
    from car_assistant.discovery import bundled

    _run(drives.watch(paths or [bundled("scenarios")], drives.options(mode="replay", models=models)))


@app.command()
def gate(
    results: Annotated[Path, typer.Argument(help="results.jsonl, or the folder that --report wrote.")],
    thresholds: Annotated[Path, typer.Argument(help="Thresholds (TOML).")],
) -> None:
    """Hold results against thresholds."""
    from car_assistant.console import drives

    raise typer.Exit(drives.check(results, thresholds))


@app.command("new")
def new_command(
    name: Annotated[str, typer.Argument(help="area/name of the scenario.")],
    root: Annotated[Path, typer.Option("--root", help="Folder of the scenarios.")] = Path("scenarios"),
) -> None:
    """Write a commented scenario to fill in."""
    from car_assistant.console import drives

    raise typer.Exit(drives.new(name, root))


@app.command("export")
def export_command(
    path: Annotated[Path, typer.Argument(help="--sft: results.jsonl; --pipecat: scenario file or folder.")],
    sft: Annotated[bool, typer.Option("--sft", help="Passed turns as chat JSONL in Qwen's format.")] = False,
    pipecat: Annotated[bool, typer.Option("--pipecat", help="What pipecat's own evals understand.")] = False,
    out: Annotated[Path | None, typer.Option("--out", help="File (--sft) or folder (--pipecat).")] = None,
) -> None:
    """Turn results or scenarios into other people's formats."""
    from car_assistant.console import drives
    from car_assistant.console.setup import settings_from
    from car_assistant.errors import ConfigError

    if sft == pipecat:
        raise ConfigError("export needs exactly one of --sft and --pipecat")
    if sft:
        raise typer.Exit(drives.export_sft(settings_from(None), path, out))
    raise typer.Exit(drives.export_pipecat([path], out or Path("pipecat-evals")))
