"""Everything on screen at the end of every play, as plain data.

Lengths are frame units relative to the camera's frame, whose centre is the origin; boxes are left,
bottom, right, top. A thing that does not change is written once and named by its index.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

MAX_BYTES = 2 * 1024**2
"""Of a whole record as JSON."""

MAX_MOMENTS = 100
MAX_SHOWN = 300
"""Things in one moment."""

FILE = "layout.json"

Number = Annotated[float, Field(ge=-1e4, le=1e4, allow_inf_nan=False)]
Index = Annotated[int, Field(ge=0, le=1_000_000)]
Color = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
Opacity = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Box = tuple[Number, Number, Number, Number]
Paint = tuple[Color, Opacity]
Path = Annotated[tuple[Number, ...], Field(max_length=200)]
Short = Annotated[str, Field(max_length=80)]

Kind = Literal["text", "shape", "image", "solid"]
"""solid: the faces of one body in space, known by their common box alone."""


class Plain(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Word(Plain):
    """Letters that stand together."""

    box: Box
    ink: Paint


class Thing(Plain):
    """A text, or a shape, as it is in one or more moments.

    `unit` is the same for the same object in all moments. `groups` are those that it belongs to,
    the outermost first. A text has `words` and the size `em` of its letters; a shape has `paths`
    (x, y, x, y, ...; closed ones end where they begin), `fill` and `stroke`, whose `width` is in
    units. `letters` are the source (a text's number) and the places of its letters in that.
    """

    kind: Kind
    unit: Index
    type: Short
    name: Short = ""
    box: Box
    groups: tuple[Index, ...] = Field(default=(), max_length=12)
    text: Annotated[str, Field(max_length=120)] = ""
    words: tuple[Word, ...] = Field(default=(), max_length=120)
    em: Number = 0
    letters: tuple[Index, ...] = Field(default=(), max_length=200)
    paths: tuple[Path, ...] = Field(default=(), max_length=8)
    fill: Paint | None = None
    stroke: Paint | None = None
    width: Number = 0
    in_space: bool = False


class Group(Plain):
    """What things are parts of."""

    type: Short
    name: Short = ""


class Moment(Plain):
    """The end of a play. `at` and `seconds` (its length) in seconds of video.

    `still` when nothing has moved in it. `shown` in the order of drawing. `objects` counts all that
    is drawn, `line` is where the program plays.
    """

    play: Index
    at: Number
    seconds: Number
    still: bool = False
    line: Index | None = None
    background: Color = "#000000"
    objects: Index = 0
    shown: tuple[Index, ...] = Field(default=(), max_length=MAX_SHOWN)


class Record(Plain):
    """A scene. `frame` is its width and height in units, `pixels` those of one unit.

    Without `complete`, things or moments were left out.
    """

    frame: tuple[Number, Number]
    pixels: Number
    things: tuple[Thing, ...] = Field(default=(), max_length=6_000)
    groups: dict[Index, Group] = Field(default={}, max_length=6_000)
    moments: tuple[Moment, ...] = Field(default=(), max_length=MAX_MOMENTS)
    complete: bool = True

    def shown(self, moment: Moment) -> list[Thing]:
        """What is on screen, in the order of drawing; indices of nothing are left out."""
        count = len(self.things)
        return [self.things[index] for index in moment.shown if index < count]
