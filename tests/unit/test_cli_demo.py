"""What the demo sets for its services."""

import pytest

from cli.demo import demo_settings


def test_our_own_lessons_may_run_where_the_kernel_lacks_a_layer() -> None:
    assert demo_settings({}) == {"renderer:RENDERER_SANDBOX": "best-effort"}


@pytest.mark.parametrize(
    "caller",
    [
        {"OPENAI_API_KEY": "sk-test"},
        {"MODEL_BASE_URL": "http://127.0.0.1:1"},
        {"MODEL_AUTHOR": "model"},
        {"RENDERER_SANDBOX": "strict"},
    ],
)
def test_a_models_programs_and_the_callers_word_keep_the_sandbox_whole(
    caller: dict[str, str],
) -> None:
    assert demo_settings(caller) == {}
