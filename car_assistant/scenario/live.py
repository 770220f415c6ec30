"""Live models for scenarios: by the names that ``--models`` takes. The only place here that knows real models."""

from collections.abc import Iterable, Mapping

from car_assistant.config import Settings
from car_assistant.errors import ModelUnavailable, WeightsError
from car_assistant.models.base import ChatModel
from car_assistant.models.choose import choose, parse
from car_assistant.models.weights import load_models, named
from car_assistant.scenario.results import Mode

DEFAULT = "embedded"


def canonical(name: str) -> str:
    """One name for each model, under which recordings are kept: ``embedded`` becomes the name of its weights."""
    wish = parse(name)
    if name.endswith(".gguf"):
        return name  # a file of the person's own has no other name that leads back to it
    return named(wish.name).name if wish.side == "embedded" else wish.name or name


def chosen(names: Iterable[str], mode: Mode) -> tuple[str, ...]:
    """The models of a run: those named; else the default one, or in replay none, which means all recorded ones."""
    given = tuple(dict.fromkeys(canonical(name.strip()) for name in names if name.strip()))
    return given if given or mode == "replay" else (canonical(DEFAULT),)


def digests() -> Mapping[str, str]:
    """The weights that count, by model name, from ``models.toml``."""
    return {info.name: info.sha256 for info in load_models().values()}


async def open_model(name: str) -> ChatModel:
    """The model of that name, not yet entered. Raises ``ModelUnavailable`` when it cannot be had."""
    try:
        model = await choose(Settings(model=name), ask=_no, tell=_nobody, progress=_nobody)
    except WeightsError as error:
        raise ModelUnavailable(str(error)) from error
    side = parse(name).side
    if model.identity.source != side:  # a result must not carry another model's name
        raise ModelUnavailable(f"model '{name}' cannot be reached; start Ollama, or choose --models embedded")
    return model


async def _no(_question: str) -> bool:
    """A run of scenarios fetches nothing that somebody has to be asked about."""
    return False


def _nobody(*_news: object) -> None:
    """Nobody listens while scenarios run."""
