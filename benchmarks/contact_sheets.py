"""Render lessons with Manim at low quality and put the end of every play on one PNG per lesson.

python -m benchmarks.contact_sheets OUT_DIR [LESSON ...] [--prompt TEXT --scenes N] [--small]
Without a lesson or a prompt it does the whole library. Small sheets, as in docs/gallery, show four
moments of every scene in few colours.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import av
from PIL import Image, ImageDraw, ImageFont

from lessons import library
from lessons.lesson import PlannedScene

WIDTH, HEIGHT, COLUMNS = 427, 240, 4
SMALL_WIDTH, SMALL_COLORS = 1280, 40


def main() -> None:
    """Read the command line and write the sheets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("lessons", nargs="*")
    parser.add_argument("--prompt", help="plan this prompt instead of whole lessons")
    parser.add_argument("--scenes", type=int, default=3)
    parser.add_argument("--small", action="store_true", help="few moments in few colours")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    if arguments.prompt:
        plan = library.plan(arguments.prompt, arguments.scenes)
        name = re.sub(r"\W+", "_", plan.title.casefold())[:40] or "prompt"
        write_sheet(arguments.out / f"{name}.png", plan.scenes, small=arguments.small)
        return
    for lesson in library.load():
        if not arguments.lessons or lesson.name in arguments.lessons:
            scenes = library.plan(next(iter(lesson.keywords)), len(lesson.scenes)).scenes
            write_sheet(arguments.out / f"{lesson.name}.png", scenes, small=arguments.small)


def write_sheet(target: Path, scenes: list[PlannedScene], *, small: bool) -> None:
    """Render the scenes one by one and write their play ends to `target`."""
    cells: list[Image.Image] = []
    for scene in scenes:
        with tempfile.TemporaryDirectory() as folder:
            shots = list(play_ends(render(library.program(scene.reference), Path(folder))))
        print(f"{target.stem}/{scene.key}: {shots[-1][0]:.1f} s, {len(shots)} plays", flush=True)
        if small:
            shots = [shots[(len(shots) * part - 1) // COLUMNS] for part in range(1, COLUMNS + 1)]
        cells += [labelled(image, f"{scene.key}  {at:.1f} s") for at, image in shots]
    rows = -(-len(cells) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * WIDTH, rows * HEIGHT))
    for number, cell in enumerate(cells):
        sheet.paste(cell, (number % COLUMNS * WIDTH, number // COLUMNS * HEIGHT))
    if small:
        sheet = sheet.resize((SMALL_WIDTH, SMALL_WIDTH * sheet.height // sheet.width))
        sheet = sheet.quantize(SMALL_COLORS, dither=Image.Dither.NONE)
    sheet.save(target, optimize=True)


def render(program: str, folder: Path) -> list[Path]:
    """The partial movies of the program's scene, in the order of its plays."""
    source = folder / "scene.py"
    source.write_text(program, encoding="utf-8")
    command = [sys.executable, "-m", "manim", "render", "-ql", "--disable_caching", "-a"]
    done = subprocess.run(
        [*command, "--media_dir", str(folder / "media"), str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return sorted(folder.glob("media/videos/**/partial_movie_files/**/*.mp4"))


def play_ends(movies: list[Path]) -> Iterator[tuple[float, Image.Image]]:
    """The time at which each play ends, and its last frame."""
    seconds = 0.0
    for movie in movies:
        last = None
        with av.open(str(movie)) as container:
            for frame in container.decode(video=0):
                last = frame
                seconds += 1 / 15
        if last is not None:
            image = Image.fromarray(last.to_ndarray(format="rgb24"))
            yield seconds, image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def labelled(image: Image.Image, text: str) -> Image.Image:
    """`image` with a small text at its lower left."""
    font = ImageFont.load_default(11)
    ImageDraw.Draw(image).text((4, HEIGHT - 15), text, fill=(150, 160, 180), font=font)
    return image


if __name__ == "__main__":
    main()
