"""Copies of objects share what nobody changes, and copy the rest with less ado."""

from copy import deepcopy
from types import BuiltinFunctionType, FunctionType, NoneType
from typing import Any

import numpy as np
from manim.constants import CapStyleType, LineJointType
from manim.mobject.mobject import Mobject
from manim.utils.color import ManimColor
from svgelements import Path  # type: ignore[import-untyped]

_SHARED = frozenset(
    {
        *(NoneType, bool, int, float, complex, str, bytes, type, FunctionType, BuiltinFunctionType),
        *(CapStyleType, LineJointType, ManimColor, Path),
    }
)


def install() -> None:
    """Take the place of `Mobject.__deepcopy__`, and answer for letters' paths and for colours.

    Each letter remembers the path that it was made of, hundreds of small objects that are only
    read; copying them was most of the time of a scene of text. A colour has no way to change.
    """
    for shared in (Path, ManimColor):
        vars_of: Any = shared
        vars_of.__deepcopy__ = _itself_if(shared)
    Mobject.__deepcopy__ = _deepcopy  # type: ignore[assignment,method-assign]


def _deepcopy(self: Mobject, clone_from_id: dict[int, Any]) -> Mobject:
    cls = type(self)
    result = cls.__new__(cls)
    clone_from_id[id(self)] = result
    for name, value in vars(self).items():
        kind = type(value)
        if kind in _SHARED:
            copy = value
        elif kind is np.ndarray and not value.dtype.hasobject:
            copy = clone_from_id.get(id(value))
            if copy is None:
                copy = clone_from_id[id(value)] = value.copy(order="K")
        else:
            copy = deepcopy(value, clone_from_id)
        setattr(result, name, copy)
    result.original_id = str(id(self))
    return result


def _itself_if(shared: type) -> Any:
    def __deepcopy__(self: Any, memo: dict[int, Any]) -> Any:
        if type(self) is shared:
            return self
        cls: Any = type(self)
        copy = memo[id(self)] = cls.__new__(cls)
        vars(copy).update(deepcopy(vars(self), memo))
        return copy

    return __deepcopy__
