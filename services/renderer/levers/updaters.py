"""Only objects with updaters are visited, and an updater's parameters are looked at once."""

import inspect
from collections.abc import Callable
from types import FunctionType, MethodType
from typing import Any

from manim.mobject.mobject import Mobject

from services.renderer.levers.brush import helper
from services.renderer.levers.trust import Trust

_UPDATED = ("__getattribute__", "submobjects", "update", "updaters", "updating_suspended")


def install() -> None:
    """Take the place of `Mobject.update`."""

    def update(self: Mobject, dt: float = 0, recursive: bool = True) -> Mobject:
        if recursive and helper is not None:
            helper.update(self, trusted, dt, visit)
        elif not self.updating_suspended:
            _run(self, dt)
            if recursive:
                for submobject in self.submobjects:
                    submobject.update(dt, recursive=True)
        return self

    def visit(mobject: Mobject, dt: float) -> None:
        """One that has updaters, or whose class has an `update` of its own."""
        if not trusted[type(mobject)]:
            mobject.update(dt, recursive=True)
            return
        _run(mobject, dt)
        for submobject in mobject.submobjects:
            submobject.update(dt, recursive=True)

    Mobject.update = update  # type: ignore[assignment,method-assign]
    trusted = Trust(Mobject, _UPDATED)


def _run(mobject: Mobject, dt: float) -> None:
    if mobject.updating_suspended:
        return
    for updater in mobject.updaters:
        call: Callable[..., Any] = updater
        if _takes_time(call):
            call(mobject, dt)
        else:
            call(mobject)


def _takes_time(updater: Callable[..., Any]) -> bool:
    """Whether it has a parameter `dt`, as `inspect.signature` would say, but at once."""
    function = updater.__func__ if isinstance(updater, MethodType) else updater
    if not isinstance(function, FunctionType) or function.__dict__:
        return "dt" in inspect.signature(updater).parameters
    code = function.__code__
    count = code.co_argcount + code.co_kwonlyargcount
    count += bool(code.co_flags & inspect.CO_VARARGS) + bool(code.co_flags & inspect.CO_VARKEYWORDS)
    # A method's first parameter is taken already.
    return "dt" in code.co_varnames[isinstance(updater, MethodType) : count]
