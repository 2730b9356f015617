"""Boxes, words, lines and areas of the plane."""

from collections.abc import Iterator, Sequence

from services.renderer.layout.record import Box

Path = Sequence[float]
Point = tuple[float, float]


def width(box: Box) -> float:
    return box[2] - box[0]


def height(box: Box) -> float:
    return box[3] - box[1]


def area(box: Box) -> float:
    return max(0.0, width(box)) * max(0.0, height(box))


def center(box: Box) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def common(one: Box, other: Box) -> Box:
    """Of negative width or height where they do not meet."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def meet(one: Box, other: Box, *, within: float = 0.0) -> bool:
    return (
        one[0] - within < other[2]
        and other[0] - within < one[2]
        and one[1] - within < other[3]
        and other[1] - within < one[3]
    )


def holds(box: Box, point: Point) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def shrunk(box: Box, across: float, along: float) -> Box:
    """Without these shares of its width and height at each end."""
    dx, dy = width(box) * across, height(box) * along
    return box[0] + dx, box[1] + dy, box[2] - dx, box[3] - dy


def alike(one: Box, other: Box, tolerance: float) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(one, other, strict=True))


def protrusion(inner: Box, outer: Box) -> float:
    """How far the inner one looks out of the outer one, at most."""
    return max(
        outer[0] - inner[0], outer[1] - inner[1], inner[2] - outer[2], inner[3] - outer[3], 0.0
    )


def grid(box: Box, columns: int = 5, rows: int = 3) -> list[Point]:
    """Points spread over a box, none on its border."""
    return [
        (
            box[0] + width(box) * (column + 0.5) / columns,
            box[1] + height(box) * (row + 0.5) / rows,
        )
        for row in range(rows)
        for column in range(columns)
    ]


def segments(path: Path) -> Iterator[tuple[Point, Point]]:
    for i in range(0, len(path) - 3, 2):
        yield (path[i], path[i + 1]), (path[i + 2], path[i + 3])


def is_closed(path: Path) -> bool:
    ends = abs(path[0] - path[-2]), abs(path[1] - path[-1])
    return len(path) >= 8 and max(ends) < 0.02


def in_area(point: Point, paths: Sequence[Path]) -> bool:
    """Whether a fill of these paths covers the point (nonzero winding, as Cairo fills)."""
    x, y = point
    winding = 0
    for path in paths:
        if len(path) < 6:
            continue
        corners = [*path, path[0], path[1]]
        for (x0, y0), (x1, y1) in segments(corners):
            if (y0 <= y) == (y1 <= y):
                continue
            if x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                winding += 1 if y1 > y0 else -1
    return winding != 0


def length_in(box: Box, paths: Sequence[Path]) -> float:
    """How much of the lines lies in the box."""
    return sum(_clipped(box, start, end) for path in paths for start, end in segments(path))


def _clipped(box: Box, start: Point, end: Point) -> float:
    """Length of the part of a segment in a box, by Liang and Barsky."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    enter, leave = 0.0, 1.0
    for delta, room in (
        (-dx, start[0] - box[0]),
        (dx, box[2] - start[0]),
        (-dy, start[1] - box[1]),
        (dy, box[3] - start[1]),
    ):
        if delta == 0:
            if room < 0:
                return 0.0
            continue
        share = room / delta
        if delta < 0:
            enter = max(enter, share)
        else:
            leave = min(leave, share)
    return max(0.0, leave - enter) * float((dx * dx + dy * dy) ** 0.5)
