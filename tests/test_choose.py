"""Which model answers: what was named, an Ollama that fits, weights that are here, weights that can be fetched."""

import hashlib
import threading
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from car_assistant.config import Settings
from car_assistant.errors import ConfigError, ModelError, ModelUnavailable, WeightsError
from car_assistant.models import weights
from car_assistant.models.base import ModelIdentity
from car_assistant.models.choose import Wish, best, choose, parse
from car_assistant.models.ollama_double import Answer, Installed, OllamaDouble
from car_assistant.models.ollama_server import Offer

CONTENT = b"GGUF" + bytes(range(256)) * 8
NOWHERE = "http://127.0.0.1:9"
"""An address where nothing listens."""


@dataclass
class Person:
    """Whoever sits at the terminal."""

    answer: bool = True
    asked: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    seen: list[tuple[int, int, str]] = field(default_factory=list)

    async def ask(self, question: str) -> bool:
        self.asked.append(question)
        return self.answer

    async def choose(self, settings: Settings) -> ModelIdentity:
        model = await choose(
            settings, ask=self.ask, tell=self.told.append, progress=lambda *step: self.seen.append(step)
        )
        return model.identity


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
async def server() -> AsyncIterator[OllamaDouble]:
    async with OllamaDouble() as double:
        yield double


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without weights, that knows two tiny models; returns the cache."""
    for variable in ("CAR_ASSISTANT_WEIGHTS", "OLLAMA_MODELS", "OLLAMA_HOST"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HF_ENDPOINT", NOWHERE)
    digest = hashlib.sha256(CONTENT).hexdigest()
    entry = '[models."{0}"]\nfile = "{0}.gguf"\nsize = {1}\nsha256 = "{2}"\nollama = "{3}"\n'
    source = '[[models."{0}".sources]]\nkind = "huggingface"\nrepo = "someone/tiny"\n'
    known = [("tiny", "tiny:1b"), ("other", "other:1b")]
    text = "".join(entry.format(name, len(CONTENT), digest, tag) + source.format(name) for name, tag in known)
    (tmp_path / "models.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(weights, "bundled", lambda name: tmp_path / name)
    return tmp_path / "cache"


def keep(cache: Path, name: str = "tiny", content: bytes = CONTENT) -> None:
    (cache / "models").mkdir(parents=True, exist_ok=True)
    (cache / "models" / f"{name}.gguf").write_bytes(content)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A model hub that has the tiny model."""
    folder = tmp_path / "hub" / "someone" / "tiny" / "resolve" / "main"
    folder.mkdir(parents=True)
    (folder / "tiny.gguf").write_bytes(CONTENT)

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Silent."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path / "hub")))
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{http.server_port}")
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield
    http.shutdown()
    thread.join()
    http.server_close()


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("ollama:qwen3:8b", Wish(side="ollama", name="qwen3:8b")),
        ("qwen3:4b-instruct", Wish(side="ollama", name="qwen3:4b-instruct")),
        ("ollama", Wish(side="ollama")),
        ("embedded", Wish(side="embedded")),
        ("embedded:tiny", Wish(side="embedded", name="tiny")),
        ("tiny", Wish(side="embedded", name="tiny")),
        ("tiny:1b", Wish(side="ollama", name="tiny:1b")),
        ("some/file.gguf", Wish(side="embedded", name="some/file.gguf")),
    ],
)
def test_the_forms_of_a_name(text: str, wish: Wish) -> None:
    """A model is named by its Ollama tag, by its embedded name, or by its file."""
    assert parse(text) == wish


def test_a_name_that_names_nothing_is_refused() -> None:
    """A colon with nothing behind it is a typing error, not a wish."""
    with pytest.raises(ConfigError, match="ollama:NAME"):
        parse("ollama:")


@pytest.mark.parametrize(
    ("offers", "tag"),
    [
        ([("qwen3:8b", 8.2, "tools thinking"), ("qwen3:4b-instruct", 4.0, "tools")], "qwen3:4b-instruct"),
        ([("qwen2.5:7b", 7.6, "tools"), ("qwen3:4b", 4.0, "tools thinking")], "qwen2.5:7b"),
        ([("qwen2.5:7b", 7.6, "tools"), ("qwen2.5:3b", 3.1, "tools")], "qwen2.5:3b"),
        ([("me/qwen2.5:3b", 3.1, "tools"), ("qwen2:7b", 7.6, "")], "me/qwen2.5:3b"),
        ([("qwen2.5:0.5b", 0.49, "tools"), ("llama3.2:3b", 3.2, "tools")], None),
        ([("qwen2.5-coder:7b", 7.6, "tools")], None),
        ([], None),
    ],
)
def test_the_best_of_several(offers: list[tuple[str, float, str]], tag: str | None) -> None:
    """Of what a server has, a Qwen that calls tools without thinking aloud and is neither tiny nor slow."""
    found = [Offer(tag=name, billions=size, capabilities=tuple(can.split())) for name, size, can in offers]
    assert best(found) == tag


async def test_ollama_comes_before_weights(server: OllamaDouble, person: Person, machine: Path) -> None:
    """A running Ollama with a fitting Qwen is used even where embedded weights are here."""
    keep(machine)
    chosen = await person.choose(Settings(ollama_host=server.host, cache=machine))
    assert (chosen.source, chosen.name) == ("ollama", "qwen3:4b-instruct")
    assert not person.told


@pytest.mark.parametrize("tag", ["qwen2.5-coder:1.5b", "llama3.2:3b"])
async def test_an_ollama_without_a_fitting_model_is_passed_over(
    server: OllamaDouble, person: Person, machine: Path, tag: str
) -> None:
    """Without a Qwen that Ollama can hand tools to, the embedded model answers, and nothing is asked."""
    server.models = {tag: Installed(parameter_size="3.0B")}
    keep(machine)
    assert (await person.choose(Settings(ollama_host=server.host, cache=machine))).name == "tiny"
    assert not person.asked


async def test_without_ollama_the_choice_is_quick(person: Person, machine: Path) -> None:
    """Nobody waits for a server that is not there."""
    keep(machine)
    begun = time.perf_counter()
    assert (await person.choose(Settings(ollama_host=NOWHERE, cache=machine))).source == "embedded"
    assert time.perf_counter() - begun < 2
    assert not person.told


async def test_something_else_on_the_port_is_passed_over(hub: None, person: Person, machine: Path) -> None:
    """A web server on Ollama's port is not taken for Ollama."""
    import os

    keep(machine)
    chosen = await person.choose(Settings(ollama_host=os.environ["HF_ENDPOINT"], cache=machine))
    assert chosen.source == "embedded"


async def test_missing_weights_are_fetched(hub: None, person: Person, machine: Path) -> None:
    """On a fresh machine the weights come by themselves, and the progress names where from."""
    assert (await person.choose(Settings(ollama_host=NOWHERE, cache=machine))).name == "tiny"
    assert (machine / "models" / "tiny.gguf").read_bytes() == CONTENT
    assert person.seen[-1] == (len(CONTENT), len(CONTENT), "fetching tiny from Hugging Face")


@pytest.mark.parametrize("model", [None, "embedded", "ollama", "qwen3:8b"])
async def test_nothing_reachable_is_one_sentence(person: Person, machine: Path, model: str | None) -> None:
    """Neither Ollama nor weights nor a source: the error names every source and the way out."""
    with pytest.raises(WeightsError, match=r"Hugging Face.*--weights"):
        await person.choose(Settings(model=model, ollama_host=NOWHERE, cache=machine))


async def test_a_named_tag_is_used_whatever_it_is(server: OllamaDouble, person: Person, machine: Path) -> None:
    """Who names a model gets it, also one that would not have been chosen."""
    server.models = {"qwen2.5-coder:1.5b": Installed(), "qwen3:4b-instruct": Installed()}
    chosen = await person.choose(Settings(model="qwen2.5-coder:1.5b", ollama_host=server.host, cache=machine))
    assert chosen.name == "qwen2.5-coder:1.5b"
    assert not person.asked


async def test_a_missing_tag_is_pulled_after_asking(server: OllamaDouble, person: Person, machine: Path) -> None:
    """A tag that Ollama lacks is fetched by Ollama, with progress, once the person agrees."""
    chosen = await person.choose(Settings(model="ollama:qwen3:8b", ollama_host=server.host, cache=machine))
    assert chosen.name == "qwen3:8b"
    assert len(person.asked) == 1
    assert "qwen3:8b" in person.asked[0]
    assert (50, 100, "Ollama, qwen3:8b: pulling") in person.seen


async def test_a_pull_that_is_declined_ends_with_the_command(
    server: OllamaDouble, person: Person, machine: Path
) -> None:
    """No means no: nothing is fetched, and no other model answers in place of the named one."""
    keep(machine)
    person.answer = False
    with pytest.raises(ModelUnavailable, match="ollama pull qwen3:8b"):
        await person.choose(Settings(model="qwen3:8b", ollama_host=server.host, cache=machine))
    assert "qwen3:8b" not in server.models


async def test_a_tag_that_does_not_exist_is_said(server: OllamaDouble, person: Person, machine: Path) -> None:
    """A misspelt tag fails with Ollama's own reason, not with another model."""
    keep(machine)
    server.pulls = {"qwen3:4q": Answer(lines=({"error": "pull model manifest: file does not exist"},))}
    with pytest.raises(ModelError, match="file does not exist"):
        await person.choose(Settings(model="qwen3:4q", ollama_host=server.host, cache=machine))


@pytest.mark.parametrize(("model", "instead"), [("qwen3:8b", "tiny"), ("other:1b", "other"), ("ollama", "tiny")])
async def test_a_named_tag_without_a_server_is_replaced_aloud(
    person: Person, machine: Path, model: str, instead: str
) -> None:
    """Without the server the same weights answer in this process, or the default; one sentence says so."""
    keep(machine)
    keep(machine, "other")
    chosen = await person.choose(Settings(model=model, ollama_host=NOWHERE, cache=machine))
    assert (chosen.source, chosen.name) == ("embedded", instead)
    assert len(person.told) == 1
    assert "ollama serve" in person.told[0]
    assert instead in person.told[0]


async def test_a_file_of_ones_own(person: Person, machine: Path, tmp_path: Path) -> None:
    """Any GGUF file can be named; one that is not there is said."""
    file = tmp_path / "mine.gguf"
    with pytest.raises(WeightsError, match=r"mine\.gguf does not exist"):
        await person.choose(Settings(model=str(file), cache=machine))
    file.write_bytes(CONTENT)
    assert (await person.choose(Settings(model=str(file), cache=machine))).name == "mine"


async def test_damaged_weights_are_not_used(person: Person, machine: Path) -> None:
    """A file that was cut short is never loaded: where no source answers, the error says what is wrong with it."""
    keep(machine, content=CONTENT[:100])
    with pytest.raises(WeightsError, match="100 bytes instead of"):
        await person.choose(Settings(model="embedded", cache=machine))


async def test_damaged_weights_are_fetched_anew(hub: None, person: Person, machine: Path) -> None:
    """A file that was altered is replaced by a whole one without a question."""
    keep(machine, content=CONTENT[::-1])
    assert (await person.choose(Settings(model="embedded", cache=machine))).name == "tiny"
    assert (machine / "models" / "tiny.gguf").read_bytes() == CONTENT


async def test_a_weights_file_that_was_named(person: Person, machine: Path, tmp_path: Path) -> None:
    """``--weights`` names a file of the known model: used where it lies, refused when it is another."""
    file = tmp_path / "elsewhere.gguf"
    file.write_bytes(CONTENT)
    settings = Settings(model="embedded", weights=file, cache=machine)
    assert (await person.choose(settings)).name == "tiny"
    assert not (machine / "models").exists()
    file.write_bytes(CONTENT[:100])
    with pytest.raises(WeightsError, match="is not tiny"):
        await person.choose(settings)
