"""What the service and the render processes say to each other.

Both ends run the same release, so these are plain values: a `Job` goes down, a result or a
`Rejection` comes up. What comes up is written by a process that has run generated
code: the reader believes nothing but its shape.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal, Self

from shared.contracts.code import RejectionKind
from shared.contracts.finding import LayoutGate

MAX_LINE = 65_536
"""Bytes of one message."""

MAX_TEXT = 4_000
"""Characters of an error or of its context."""

MEDIA = "media"
"""Where Manim keeps shaped text and formulae: made in the rehearsal, used in the performance."""

LOG = "log.txt"
TRACEBACK = "traceback.txt"
"""Where the interpreter writes the line it was at when it crashed or was asked."""

OUR_FAULT = 70
"""Exit status of a process that our own code in it has failed."""

Writer = Literal["streaming", "stock"]
Lever = Literal[
    "copying",
    "families",
    "turning",
    "updaters",
    "blending",
    "boxes",
    "depths",
    "drawing",
    "rows",
]
"""What makes drawing faster: the files in `levers`, in the order in which they are installed."""

Preset = Literal["ultrafast", "superfast", "veryfast", "faster", "medium"]


class Spoken:
    """A value that travels as a JSON object."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)  # type: ignore[call-overload,no-any-return]

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Raises `TypeError` or `ValueError` for a value of another shape."""
        known = {f.name for f in fields(cls)}  # type: ignore[arg-type]
        if not set(value) <= known:
            raise ValueError(f"unknown fields: {sorted(set(value) - known)}")
        return cls(**value)


@dataclass(frozen=True)
class Limits(Spoken):
    """What one process may use. Seconds and bytes.

    `wall`, `memory` (resident, whole process group) and `directory` are watched by the service;
    `cpu`, `file` and the address space are the kernel's to enforce.
    """

    wall: float = 300
    cpu: float = 600
    memory: int = 2 * 1024**3
    directory: int = 2 * 1024**3
    file: int = 1024**3
    descriptors: int = 256


@dataclass(frozen=True)
class RenderJob(Spoken):
    """Render `code` into the working directory at exactly this size and rate.

    `max_duration` in seconds of video; `preset` and `qp` are x264's; `without` names levers that
    are not pulled; `frames` is how many there will be, where a rehearsal has told. Without
    `policy` the static check is left out, as by the tests of what lies beneath it.
    """

    code: str
    width: int
    height: int
    fps: int
    max_duration: float = 30
    preset: Preset = "superfast"
    qp: int = 23
    writer: Writer = "streaming"
    without: tuple[Lever, ...] = ()
    policy: bool = True
    frames: int | None = None
    layout: LayoutGate = "off"


@dataclass(frozen=True)
class RehearseJob(Spoken):
    """Run a render's program without drawing, in a directory below the render's own.

    Without `step` each play is one jump to its end: fast, but a program whose own updaters decide
    what happens may go another way. A scene that needs more than `memory` bytes is not shown.
    """

    render: RenderJob
    step: bool = False
    memory: int | None = None

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        return cls(RenderJob.from_json(value["render"]), value["step"], value["memory"])


@dataclass(frozen=True)
class Part(Spoken):
    """One input of a combination: an mp4, its title, and its captions where it has any."""

    path: str
    title: str
    captions: str | None = None


@dataclass(frozen=True)
class CombineJob(Spoken):
    parts: tuple[Part, ...]

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        return cls(tuple(Part.from_json(part) for part in value["parts"]))


@dataclass(frozen=True)
class ProbeJob(Spoken):
    """Look at what a render left behind."""


@dataclass(frozen=True)
class TypesetJob(Spoken):
    """Set a whole TeX document's first page: formula.svg. `format` is what the compilers write."""

    compilers: tuple[str, ...]
    format: str
    source: str

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        compilers, kind, source = value["compilers"], value["format"], value["source"]
        return cls(tuple(map(str, compilers)), str(kind), str(source))

    @property
    def key(self) -> str:
        """The name under which its outcome is kept."""
        return hashlib.sha256(json.dumps(self.as_json()).encode()).hexdigest()


Job = RenderJob | RehearseJob | CombineJob | ProbeJob | TypesetJob

KINDS: dict[str, type[Job]] = {
    "render": RenderJob,
    "rehearse": RehearseJob,
    "combine": CombineJob,
    "probe": ProbeJob,
    "typeset": TypesetJob,
}


def kind_of(job: Job) -> str:
    return next(kind for kind, cls in KINDS.items() if isinstance(job, cls))


@dataclass(frozen=True)
class Progress(Spoken):
    """Frames written so far; `frames_total` is None where it could not be foreseen."""

    frames_done: int
    frames_total: int | None = None
    current_animation: str | None = None
    seconds_left: float | None = None

    @property
    def fraction(self) -> float:
        """0..1, and 1 only when every foreseen frame is written."""
        if not self.frames_total:
            return 0.0
        return min(1.0, self.frames_done / self.frames_total)


@dataclass(frozen=True)
class Rejection(Spoken):
    """The program is at fault. `line` is of its own text, `context` the lines around it."""

    kind: RejectionKind
    error: str
    line: int | None = None
    context: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "error", self.error[:MAX_TEXT])
        object.__setattr__(self, "context", self.context[:MAX_TEXT])


@dataclass(frozen=True)
class Planned(Spoken):
    """What a scene will be: `frames` of video in `plays` plays.

    `objects` are those of its fullest play, `memory` an estimate in bytes of what drawing takes.
    """

    frames: int
    plays: int
    objects: int = 0
    memory: int = 0


@dataclass(frozen=True)
class Rendered(Spoken):
    """The directory holds video.mp4, thumbnail.png and, with captions, captions.vtt and .srt.

    `duration` in seconds.
    """

    duration: float
    frames: int
    width: int
    height: int
    fps: int
    has_audio: bool = False
    has_captions: bool = False
    plays: int = 0


@dataclass(frozen=True)
class Joined(Spoken):
    """combined.mp4 and, where a part has captions, captions.vtt and .srt. Seconds."""

    duration: float
    frames: int
    reencoded: bool
    has_captions: bool = False
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Typeset(Spoken):
    """The directory holds formula.svg."""


Result = Planned | Rendered | Rejection | Joined | Typeset
RESULT_OF: dict[type[Job], type[Result]] = {
    RehearseJob: Planned,
    RenderJob: Rendered,
    ProbeJob: Rendered,
    CombineJob: Joined,
    TypesetJob: Typeset,
}
RESULTS: dict[str, type[Result]] = {
    "planned": Planned,
    "rendered": Rendered,
    "rejected": Rejection,
    "joined": Joined,
    "typeset": Typeset,
}
