"""A whole turn on the real embedded Qwen, from the sentence to the car. Skipped where no weights are here."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from car_assistant.events import Value
from car_assistant.models.embedded import EmbeddedQwen
from car_assistant.session import Session, open_session
from car_assistant.testing import smallest_weights

WEIGHTS = smallest_weights()

pytestmark = [
    pytest.mark.real_model,
    pytest.mark.xdist_group("real_model"),
    pytest.mark.skipif(WEIGHTS is None, reason="no weights; run 'car-assistant models pull'"),
    pytest.mark.asyncio(loop_scope="module"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def session(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Session]:
    """One model for all sentences, and no fast path: every one of them is the model's work."""
    assert WEIGHTS is not None
    info, path = WEIGHTS
    cache: Path = tmp_path_factory.mktemp("prefixes")
    model = EmbeddedQwen(path, digest=info.sha256, cache_dir=cache, name=info.name)
    async with open_session(model, fast_path=False) as opened:
        yield opened


@pytest.mark.parametrize(
    ("said", "path", "value"),
    [
        ("turn on the hazard lights", "Body.Lights.Hazard.IsSignaling", True),
        ("把双闪打开", "Body.Lights.Hazard.IsSignaling", True),
        ("switch the ambient light to blue", "Cabin.Light.AmbientLight.Row1.DriverSide.Color", "#0000FF"),
    ],
)
async def test_a_sentence_ends_in_the_state_it_asks_for(session: Session, said: str, path: str, value: Value) -> None:
    """What the driver says is what the car does, without sentence templates, in both languages."""
    start = session.save()
    result = await session.turn(said)
    session.settle()
    assert result.route != "grammar"
    ended = session.car.read(path)
    session.restore(start)
    assert ended == value


@pytest.mark.parametrize("said", ["drive us over to the airport", "带我们去机场吧"])
async def test_the_model_fills_in_what_only_a_reader_can(session: Session, said: str) -> None:
    """Which words are the destination is the model's to say, and the route leads there."""
    start = session.save()
    result = await session.turn(said)
    assert result.route == "model"
    assert result.usage.generated > 0
    destination = session.car.read("Cabin.Infotainment.Navigation.DestinationName")
    session.restore(start)
    assert destination == "Haitang International Airport"


async def test_what_is_forbidden_does_not_happen(session: Session) -> None:
    """A negated command changes nothing."""
    before = session.car.snapshot()
    result = await session.turn("please don't turn on the hazard lights")
    session.settle()
    assert session.changed(result) == {}
    assert session.car.diff(before, session.car.snapshot()) == {}
