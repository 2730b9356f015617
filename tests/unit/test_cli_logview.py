"""Log files as one stream of lines."""

import io
import os
from pathlib import Path

from rich.console import Console

from cli.logview import LogView


def append(log: Path, text: str) -> None:
    with log.open("a") as file:
        file.write(text)


def test_lines_are_shown_whole_with_their_service_and_old_ones_are_not(tmp_path: Path) -> None:
    log, other = tmp_path / "a.log", tmp_path / "renderer.log"
    log.write_text("of the run before\n")
    output = io.StringIO()
    with LogView({"a": log, "renderer": other}, Console(file=output, width=20)) as view:
        append(log, "one [bold]\ntw")
        view.rest()
        append(log, "o " + "x" * 40 + "\n")
        other.write_text("hello\n")
    assert output.getvalue().splitlines() == [
        "a        | one [bold]",
        "a        | two " + "x" * 40,
        "renderer | hello",
    ]


def test_a_log_that_is_replaced_is_followed(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    log.write_text("old\n")
    output = io.StringIO()
    with LogView({"a": log}, Console(file=output)):
        append(log, "last words\n")
        os.replace(log, tmp_path / "a.log.old")
        log.write_text("new\n")
    assert output.getvalue().splitlines() == ["a | last words", "a | new"]
