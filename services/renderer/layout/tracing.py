"""Bezier curves as few straight pieces."""

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]

_PIECES = 4
"""Straight pieces of one curve, at most."""

_CORNERS = 48
"""Of one path."""

_PATHS = 8
_NEAR = 1e-3
_SHARP = 0.35
"""Radians."""

_STEPS = np.linspace(0, 1, _PIECES + 1)[:-1]
_WEIGHTS = np.stack(
    [
        (1 - _STEPS) ** 3,
        3 * _STEPS * (1 - _STEPS) ** 2,
        3 * _STEPS**2 * (1 - _STEPS),
        _STEPS**3,
    ],
    axis=1,
)


def trace(points: Points) -> tuple[tuple[float, ...], ...]:
    """The paths of Manim's points (4 per curve), the longest ones only."""
    count = len(points) // 4
    if count == 0:
        return ()
    curves = points[: 4 * count, :2].reshape(count, 4, 2)
    gaps = np.abs(curves[1:, 0] - curves[:-1, 3]).max(axis=1) > _NEAR if count > 1 else []
    pieces = np.split(np.arange(count), np.flatnonzero(gaps) + 1)
    if len(pieces) > _PATHS:
        pieces = sorted(pieces, key=len, reverse=True)[:_PATHS]
    return tuple(_path(curves[piece]) for piece in pieces)


def chain(paths: list[tuple[float, ...]]) -> tuple[float, ...]:
    """One path through the ends of many: a dashed line is a line."""
    ends = [end for path in paths for end in (path[:2], path[-2:])]
    if len(ends) > _CORNERS:
        ends = [ends[i] for i in np.linspace(0, len(ends) - 1, _CORNERS).astype(int)]
    return tuple(value for end in ends for value in end)


def _path(curves: Points) -> tuple[float, ...]:
    last = curves[-1:, 3]
    if _is_straight(curves):
        corners = np.concatenate([curves[:, 0], last])
    else:
        corners = np.concatenate([np.matmul(_WEIGHTS, curves).reshape(-1, 2), last])
    if len(corners) > _CORNERS:
        corners = corners[_kept(corners)]
    return tuple(np.round(corners, 3).ravel().tolist())


def _kept(corners: Points) -> npt.NDArray[np.intp]:
    """The sharp corners, and of the others as many as there is room for."""
    steps = np.diff(corners, axis=0)
    angles = np.arctan2(steps[:, 1], steps[:, 0])
    turns = np.abs((np.diff(angles) + np.pi) % (2 * np.pi) - np.pi)
    sharp = np.flatnonzero(turns > _SHARP)[: _CORNERS // 2] + 1
    even = np.linspace(0, len(corners) - 1, _CORNERS - len(sharp)).round().astype(np.intp)
    return np.union1d(sharp, even)


def _is_straight(curves: Points) -> bool:
    """Whether every curve is a straight piece."""
    chord = curves[:, 3] - curves[:, 0]
    for handle in (1, 2):
        arm = curves[:, handle] - curves[:, 0]
        if np.abs(chord[:, 0] * arm[:, 1] - chord[:, 1] * arm[:, 0]).max() > _NEAR:
            return False
    return True
