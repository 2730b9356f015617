"""Who writes: decided by what is configured."""

import pytest
from pydantic import ValidationError

from authors.settings import ModelSettings
from services.coder import app as coder
from services.planner import app as planner
from services.planner.settings import Settings

NAMES = ("MODEL_BASE_URL", "OPENAI_BASE_URL", "MODEL_API_KEY", "OPENAI_API_KEY", "MODEL_AUTHOR")


@pytest.fixture(autouse=True)
def _nothing_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*NAMES, "MODEL_NAME"):
        monkeypatch.delenv(name, raising=False)


def test_without_a_model_the_offline_author_writes() -> None:
    assert not ModelSettings().uses_model


@pytest.mark.parametrize("name", NAMES[:4])
def test_a_key_or_an_address_is_enough_for_the_model(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "http://127.0.0.1:1/v1")
    assert ModelSettings().uses_model


def test_our_own_names_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://there")
    monkeypatch.setenv("MODEL_BASE_URL", "http://here")
    assert ModelSettings().base_url == "http://here"


def test_offline_is_offline_even_with_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("MODEL_AUTHOR", "offline")
    assert not ModelSettings().uses_model


def test_empty_variables_are_unset_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "")
    monkeypatch.setenv("MODEL_BASE_URL", "")
    assert not ModelSettings().uses_model


def test_a_model_without_an_endpoint_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL_AUTHOR", "model")
    with pytest.raises(ValidationError, match="needs OPENAI_API_KEY or MODEL_BASE_URL"):
        ModelSettings()


def test_the_key_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    assert "sk-secret" not in repr(ModelSettings())


@pytest.mark.parametrize("create_app", [planner.create_app, coder.create_app])
def test_the_services_can_be_put_together_with_and_without_a_model(
    create_app: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(create_app)
    assert create_app()
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    assert create_app()
    assert Settings().model.uses_model
