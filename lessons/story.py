"""What a lesson says and shows for given parameters: plain facts, computed before any drawing."""

from collections.abc import Callable
from typing import Any

Facts = dict[str, Any]
Story = Callable[[dict[str, Any]], Facts]
"""Facts for the lesson's texts ("{a}") and for its scenes' DATA. `note` is told to the viewer."""


class Impossible(ValueError):
    """The parameters are each in their range, and contradict each other; the message says how."""
