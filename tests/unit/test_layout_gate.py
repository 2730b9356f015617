"""The layout gate finds what spoils a picture, says how to mend it, and leaves the rest alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from services.renderer.layout.contrast import over, ratio, rgb
from services.renderer.layout.geometry import in_area, length_in
from services.renderer.layout.judge import judge, report
from services.renderer.layout.read import read
from services.renderer.layout.record import FILE, MAX_BYTES, Box, Moment, Record, Thing, Word
from shared.contracts.finding import Finding

WHITE = ("#ffffff", 1.0)


def text(unit: int, box: Box, **changes: Any) -> Thing:
    values: dict[str, Any] = {
        "kind": "text",
        "unit": unit,
        "type": "Text",
        "name": f"text_{unit}",
        "text": f"words {unit}",
        "box": box,
        "words": (Word(box=box, ink=changes.pop("ink", WHITE)),),
        "em": 0.6,
        "letters": (unit, 0, 1),
    }
    return Thing(**values | changes)


def rectangle(unit: int, box: Box, **changes: Any) -> Thing:
    left, bottom, right, top = box
    path = (left, bottom, right, bottom, right, top, left, top, left, bottom)
    values = {"kind": "shape", "unit": unit, "type": "Rectangle", "box": box, "paths": (path,)}
    return Thing(**values | {"stroke": WHITE, "width": 0.04} | changes)


def line(unit: int, *path: float) -> Thing:
    xs, ys = path[::2], path[1::2]
    box = (min(xs), min(ys), max(xs), max(ys))
    return Thing(
        kind="shape", unit=unit, type="Line", box=box, paths=(path,), stroke=WHITE, width=0.04
    )


def shown(*things: Thing, seconds: float = 2.0, more: tuple[Moment, ...] = ()) -> Record:
    """These things come in one play and stay for a wait."""
    everything = tuple(range(len(things)))
    moments = (
        Moment(play=1, at=1, seconds=1, shown=everything, line=7),
        Moment(play=2, at=1 + seconds, seconds=seconds, still=True, shown=everything, line=8),
    )
    return Record(frame=(14.222, 8), pixels=60, things=things, moments=(*moments, *more))


def found(record: Record) -> list[tuple[str, bool]]:
    return [(finding.kind, finding.severe) for finding in judge(record)]


LEFT: Box = (-3, 0, -1, 0.5)
RIGHT: Box = (1, 0, 3, 0.5)
MIDDLE: Box = (-1, 0, 1, 0.5)


def test_texts_beside_each_other_are_in_order() -> None:
    assert judge(shown(text(1, LEFT), text(2, RIGHT))) == ()


def test_a_finding_says_what_when_where_and_by_how_much() -> None:
    (finding,) = judge(shown(text(1, MIDDLE), text(2, (0.5, 0.1, 2.5, 0.6))))
    assert finding == Finding(
        kind="text_over_text",
        message=(
            'from 1.0 s to 3.0 s (play 1 to 2): `text_1` (Text "words 1") and `text_2` '
            '(Text "words 2") overlap by 0.50 x 0.40 units at (0.8, 0.3): move one of them by 0.50 '
            "units up or down, or remove one before the other comes"
        ),
        objects=("text_1", "text_2"),
        play=1,
        at=1,
        line=7,
    )


def test_what_is_over_at_once_costs_no_repair() -> None:
    things = (text(1, MIDDLE), text(2, MIDDLE, words=(Word(box=(-1, 0.1, 1, 0.6), ink=WHITE),)))
    moments = (
        Moment(play=1, at=1, seconds=1, shown=(0,)),
        Moment(play=2, at=2, seconds=1, shown=(0, 1)),
        Moment(play=3, at=3, seconds=1, shown=(1,)),
    )
    record = Record(frame=(14.222, 8), pixels=60, things=things, moments=moments)
    assert found(record) == [("text_over_text", False)]


def test_a_copy_on_its_original_is_no_overlap() -> None:
    assert judge(shown(text(1, MIDDLE), text(2, MIDDLE, text="words 1"))) == ()


def test_parts_of_one_text_belong_together() -> None:
    parts = text(1, MIDDLE, letters=(9, 0, 1)), text(2, (0.5, 0, 1.5, 0.5), letters=(9, 2, 3))
    assert judge(shown(*parts)) == ()


@pytest.mark.parametrize(
    ("box", "kinds"),
    [
        ((5, 0, 7.5, 0.5), [("off_frame", True)]),
        ((5, 3.6, 6, 4.2), [("off_frame", True)]),
        ((5, 0, 7.08, 0.5), [("margin", True)]),
        ((8, 0, 9, 0.5), [("off_frame", True)]),
        ((5, 0, 6.9, 0.5), []),
    ],
)
def test_texts_stay_within_the_frame(box: Box, kinds: list[tuple[str, bool]]) -> None:
    assert found(shown(text(1, box), text(2, LEFT))) == kinds


def test_bodies_stay_within_the_frame_and_lines_need_not() -> None:
    assert found(shown(rectangle(1, (6, -1, 8, 1)))) == [("off_frame", True)]
    assert judge(shown(line(1, -9, -5, 9, 5))) == ()
    assert judge(shown(rectangle(1, (-9, -5, 9, 5)))) == ()


def test_a_label_within_its_box_belongs_there() -> None:
    box = rectangle(1, (-2, -1, 2, 1), fill=("#1b2436", 1.0))
    assert judge(shown(box, text(2, MIDDLE))) == ()


def test_a_label_too_wide_for_its_box_is_told_by_how_much() -> None:
    box = rectangle(1, (-0.7, -1, 0.7, 1), fill=("#1b2436", 1.0))
    (finding,) = judge(shown(box, text(2, MIDDLE)))
    assert finding.kind == "text_over_object"
    assert "does not fit into the Rectangle at (0.0, 0.0): it sticks out by 0.30" in finding.message


def test_a_line_through_a_text_spoils_it_and_a_strike_is_meant() -> None:
    assert found(shown(line(1, -3, -1, 3, 1.5), text(2, MIDDLE))) == [("text_over_object", True)]
    assert judge(shown(text(2, MIDDLE), line(1, -1.05, 0.25, 1.05, 0.25))) == ()


def test_a_background_keeps_lines_from_a_text() -> None:
    back = rectangle(3, (-1.1, -0.1, 1.1, 0.6), fill=("#000000", 0.75), stroke=None)
    assert judge(shown(line(1, -3, -1, 3, 1.5), back, text(2, MIDDLE))) == ()


def test_a_text_under_its_box_is_never_seen() -> None:
    box = rectangle(1, (-2, -1, 2, 1), fill=("#1b2436", 1.0))
    kinds = found(shown(text(2, MIDDLE), box))
    assert kinds
    assert {kind for kind, _ in kinds} == {"hidden"}


def test_small_letters_are_told_in_pixels() -> None:
    (finding,) = judge(shown(text(1, MIDDLE, em=0.15)))
    assert finding.kind == "too_small"
    assert "its letters are 9 pixels, at least 11 are needed" in finding.message


def test_dark_on_dark_is_hard_to_read_and_dimming_later_is_meant() -> None:
    dark = text(1, MIDDLE, ink=("#222233", 1.0))
    assert found(shown(dark)) == [("contrast", True)]
    dimmed = text(1, MIDDLE, ink=("#ffffff", 0.2))
    record = shown(text(1, MIDDLE))
    later = Moment(play=3, at=9, seconds=6, shown=(1,))
    record = record.model_copy(
        update={"things": (*record.things, dimmed), "moments": (*record.moments, later)}
    )
    assert judge(record) == ()


def test_empty_and_still_scenes_are_told() -> None:
    empty = Moment(play=3, at=8, seconds=5, still=True)
    assert found(shown(text(1, MIDDLE), more=(empty,))) == [("empty", True)]
    moments = (Moment(play=1, at=4, seconds=4, still=True, shown=(0,)),)
    slide = Record(frame=(14.222, 8), pixels=60, things=(text(1, MIDDLE),), moments=moments)
    assert found(slide) == [("static", True)]


def test_many_faults_of_one_kind_are_counted() -> None:
    texts = [text(n, (-1, 0.1 * n, 1, 0.1 * n + 0.5)) for n in range(6)]
    findings = judge(shown(*texts))
    assert len(findings) == 3
    assert findings[-1].message.endswith("more like this)")
    assert report(findings).startswith("the layout of the scene has 3 faults:\n- from 1.0 s")


def test_areas_and_lines_are_measured() -> None:
    square = (0.0, 0.0, 2.0, 0.0, 2.0, 2.0, 0.0, 2.0, 0.0, 0.0)
    assert in_area((1, 1), [square])
    assert not in_area((3, 1), [square])
    assert length_in((0, 0, 1, 1), [(-1.0, 0.5, 5.0, 0.5)]) == pytest.approx(1)


def test_contrast_is_that_of_wcag() -> None:
    assert ratio(rgb("#ffffff"), rgb("#000000")) == pytest.approx(21)
    assert ratio(rgb("#777777"), rgb("#ffffff")) == pytest.approx(4.48, abs=0.01)
    assert over(("#ffffff", 0.5), rgb("#000000")) == pytest.approx((0.5, 0.5, 0.5))


@pytest.mark.parametrize(
    "forged",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        json.dumps({"frame": [1e300, 1], "pixels": 60}).encode(),
        json.dumps({"frame": [14, 8], "pixels": 60, "surprise": 1}).encode(),
        json.dumps({"frame": [14, 8], "pixels": 60, "moments": [{}] * 999}).encode(),
        b'{"frame": [14, 8], "pixels": NaN}',
        b" " * (MAX_BYTES + 1),
    ],
)
def test_a_forged_record_is_no_record(tmp_path: Path, forged: bytes) -> None:
    (tmp_path / FILE).write_bytes(forged)
    assert read(tmp_path) is None


def test_a_record_is_a_plain_file_of_the_directory(tmp_path: Path) -> None:
    record = shown(text(1, MIDDLE))
    (tmp_path / "elsewhere").write_text(record.model_dump_json(exclude_defaults=True))
    (tmp_path / FILE).symlink_to(tmp_path / "elsewhere")
    assert read(tmp_path) is None
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    assert read(tmp_path) is None
    (tmp_path / FILE).rmdir()
    (tmp_path / "elsewhere").rename(tmp_path / FILE)
    assert read(tmp_path) == record


def test_judging_ends_when_it_is_enough() -> None:
    assert judge(shown(text(1, MIDDLE), text(2, (0.5, 0.1, 2.5, 0.6))), enough=lambda: True) == ()


def test_indices_of_nothing_are_left_out() -> None:
    record = shown(text(1, MIDDLE), more=(Moment(play=3, at=4, seconds=1, shown=(0, 77)),))
    assert judge(record) == ()
