"""``doctor`` and ``models``: what works here, said in lines that name the way out."""

import hashlib
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from car_assistant.config import Settings
from car_assistant.console import models
from car_assistant.console.doctor import doctor
from car_assistant.console.progress import Reporter
from car_assistant.errors import ModelError, WeightsError
from car_assistant.models import weights
from car_assistant.models.ollama_double import Answer, Installed, OllamaDouble

CONTENT = b"GGUF" + bytes(range(256))
NOWHERE = "http://127.0.0.1:9"
"""An address where nothing listens."""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without weights, that knows one tiny model without a source; returns the cache."""
    for variable in ("CAR_ASSISTANT_WEIGHTS", "OLLAMA_MODELS", "OLLAMA_HOST"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    digest = hashlib.sha256(CONTENT).hexdigest()
    text = f'[models.tiny]\nfile = "tiny.gguf"\nsize = {len(CONTENT)}\nsha256 = "{digest}"\nsources = []\n'
    (tmp_path / "models.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(weights, "bundled", lambda name: tmp_path / name)
    return tmp_path / "cache"


@pytest.fixture
async def server() -> AsyncIterator[OllamaDouble]:
    async with OllamaDouble() as double:
        yield double


def keep(cache: Path, content: bytes = CONTENT) -> None:
    (cache / "models").mkdir(parents=True, exist_ok=True)
    (cache / "models" / "tiny.gguf").write_bytes(content)


async def report(settings: Settings, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, tuple[str, str]]]:
    """The exit code, and for each topic its verdict and everything that is said about it."""
    code = await doctor(settings, as_json=True)
    checks: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return code, {one["topic"]: (one["verdict"], f"{one['found']}; {one['way_out']}") for one in checks}


async def test_a_machine_on_which_all_is_well(
    server: OllamaDouble, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A running Ollama, whole weights: every line about models is OK, and the model that answers is named."""
    keep(cache)
    code, lines = await report(Settings(ollama_host=server.host, cache=cache), capsys)
    assert code == 0
    for topic in ("python", "ollama", "models", "context", "runtime", "weights", "prefixes", "disk", "answers"):
        assert lines[topic][0] == "OK", (topic, lines[topic])
    assert "0.24.0" in lines["ollama"][1]
    assert "completion/tools" in lines["models"][1]
    assert "qwen3:4b-instruct" in lines["answers"][1]


async def test_a_fresh_machine_can_converse(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither Ollama nor weights is no failure: the weights come at the first start, and the lines say so."""
    code, lines = await report(Settings(ollama_host=NOWHERE, cache=cache), capsys)
    assert code == 0
    assert lines["ollama"][0] == "WARN"
    assert "ollama serve" in lines["ollama"][1]
    assert lines["weights"][0] == "WARN"
    assert "models pull" in lines["weights"][1]
    assert lines["answers"][0] == "OK"


async def test_nothing_that_could_answer(
    cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Ollama and without the runtime no conversation can run: exit code 1, and what to install."""
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    code, lines = await report(Settings(ollama_host=NOWHERE, cache=cache), capsys)
    assert code == 1
    assert lines["answers"][0] == "FAIL"
    assert "pip install" in lines["runtime"][1]


async def test_damaged_weights_are_named(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that was cut short is found before a conversation starts with it."""
    keep(cache, CONTENT[:50])
    _, lines = await report(Settings(ollama_host=NOWHERE, cache=cache), capsys)
    assert lines["weights"][0] == "WARN"
    assert "50 bytes instead of" in lines["weights"][1]
    assert "models pull" in lines["weights"][1]


@pytest.mark.parametrize(
    ("installed", "num_ctx", "words"),
    [
        (Installed(context_length=4096), 8192, "loaded with 4096"),
        (Installed(context_length=4096), 4096, "set num_ctx"),
        (Installed(context_length=8192), 8192, None),
        (Installed(loaded=False), 8192, None),
    ],
)
async def test_a_context_that_is_too_short(
    server: OllamaDouble,
    cache: Path,
    capsys: pytest.CaptureFixture[str],
    installed: Installed,
    num_ctx: int,
    words: str | None,
) -> None:
    """Ollama cuts a long prompt without a word, so the report compares what is loaded with what is wanted."""
    server.models = {"qwen3:4b-instruct": installed}
    _, lines = await report(Settings(ollama_host=server.host, num_ctx=num_ctx, cache=cache), capsys)
    verdict, said = lines["context"]
    assert verdict == ("WARN" if words else "OK")
    assert (words or "") in said


async def test_an_ollama_without_a_fitting_qwen(
    server: OllamaDouble, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Models that cannot be handed tools are listed with what they can do, and a better one is named."""
    server.models = {"qwen2.5-coder:1.5b": Installed(parameter_size="1.8B")}
    _, lines = await report(Settings(ollama_host=server.host, cache=cache), capsys)
    assert lines["models"][0] == "WARN"
    assert "ollama pull qwen3:4b-instruct" in lines["models"][1]
    assert "tiny" in lines["answers"][1]
    server.models = {}
    _, lines = await report(Settings(ollama_host=server.host, cache=cache), capsys)
    assert lines["ollama"][0] == "WARN"


async def test_something_else_on_the_port(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A server that is not Ollama is not taken for one, nor is a host that is no address."""
    async with OllamaDouble(version="") as double:
        double.models = {}
        double.paths.clear()
        _, lines = await report(Settings(ollama_host=f"{double.host}/elsewhere", cache=cache), capsys)
    assert lines["ollama"][0] == "WARN"
    _, lines = await report(Settings(ollama_host="box:eleven", cache=cache), capsys)
    assert "box:eleven" in lines["ollama"][1]


async def test_the_report_for_people(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line a topic, its verdict first."""
    await doctor(Settings(ollama_host=NOWHERE, cache=cache), as_json=False)
    lines = capsys.readouterr().out.splitlines()
    assert {line.split()[0] for line in lines} <= {"OK", "WARN", "FAIL"}
    assert {line.split()[1] for line in lines} >= {"python", "ollama", "weights", "speech", "player", "terminal"}


async def test_models_are_listed(server: OllamaDouble, cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both sides in one list, each with its state; the one that would be chosen is marked."""
    keep(cache)
    await models.list_models(Settings(ollama_host=server.host, cache=cache), as_json=True)
    rows = json.loads(capsys.readouterr().out)
    assert [(row["model"], row["state"]) for row in rows] == [
        ("tiny", "here"),
        ("ollama:qwen3:4b-instruct", "completion, tools; chosen when none is named"),
    ]


async def test_models_are_listed_without_ollama(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A server that is not there is said beside the list, and JSON stays JSON."""
    await models.list_models(Settings(ollama_host=NOWHERE, cache=cache), as_json=False)
    shown = capsys.readouterr()
    assert "models pull tiny" in shown.out
    assert "ollama serve" in shown.err
    await models.list_models(Settings(ollama_host=NOWHERE, cache=cache), as_json=True)
    assert len(json.loads(capsys.readouterr().out)) == 1


async def test_a_tag_is_pulled_by_ollama(server: OllamaDouble, cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``models pull ollama:TAG`` lets the server fetch it, with progress on standard error."""
    settings = Settings(ollama_host=server.host, cache=cache)
    assert await models.pull(settings, "ollama:qwen3:8b") == 0
    shown = capsys.readouterr()
    assert "qwen3:8b" in server.models
    assert "pulling: 50 %" in shown.err
    assert not shown.out
    server.pulls = {"qwen9": Answer(lines=({"error": "file does not exist"},))}
    with pytest.raises(ModelError, match="file does not exist"):
        await models.pull(settings, "ollama:qwen9")


@pytest.mark.parametrize("name", [None, "tiny", "embedded:tiny"])
async def test_weights_are_pulled(cache: Path, capsys: pytest.CaptureFixture[str], name: str | None) -> None:
    """``models pull`` says where the whole file is, or why no source has it."""
    settings = Settings(cache=cache)
    with pytest.raises(WeightsError, match="could not be fetched"):
        await models.pull(settings, name)
    keep(cache)
    assert await models.pull(settings, name) == 0
    assert str(cache) in capsys.readouterr().err


def test_progress_in_a_pipe_is_a_line_for_each_tenth(capsys: pytest.CaptureFixture[str]) -> None:
    """A log file does not fill up with a line for every block."""
    reporter = Reporter()
    for done in range(1001):
        reporter.progress(done, 1000, "fetching")
    assert capsys.readouterr().err.splitlines() == [f"fetching: {percent} %" for percent in range(0, 101, 10)]


def test_progress_on_a_terminal_stays_on_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bar grows in place, goes away when it is full, and a total of nothing shows nothing."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    reporter = Reporter()
    for done in (0, 50, 100):
        reporter.progress(done, 100, "fetching")
    reporter.progress(0, 0, "waiting")
    shown = capsys.readouterr().err
    assert "fetching" in shown
    assert "50 %" in shown
    assert "\n" not in shown
    assert shown.endswith("\r\x1b[2K")
