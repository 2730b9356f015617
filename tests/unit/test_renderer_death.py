"""Reasons of death, told apart."""

import os
import signal
from pathlib import Path

import pytest

from services.renderer.death import Cause, cause_of, describe, line_in, tail
from services.renderer.job import OUR_FAULT, Limits


def exited(status: int) -> int:
    return status << 8


@pytest.mark.parametrize(
    ("status", "ended_by_us", "out_of_memory", "cause"),
    [
        (signal.SIGKILL, "timeout", False, "timeout"),
        (signal.SIGKILL, "memory", False, "memory"),
        (signal.SIGKILL, "directory", True, "directory"),
        (signal.SIGKILL, None, True, "memory"),
        (signal.SIGKILL, None, False, "killed"),
        (signal.SIGXCPU, None, False, "cpu"),
        (signal.SIGSEGV, None, False, "crashed"),
        (signal.SIGABRT, None, True, "crashed"),
        (exited(0), None, False, "crashed"),
        (exited(1), None, False, "crashed"),
        (exited(OUR_FAULT), None, False, "failed"),
    ],
)
def test_a_cause_follows_from_the_status_and_from_what_we_know(
    status: int, ended_by_us: Cause | None, out_of_memory: bool, cause: Cause
) -> None:
    assert cause_of(status, ended_by_us=ended_by_us, out_of_memory=out_of_memory) == cause


@pytest.mark.parametrize(
    ("cause", "status", "text"),
    [
        ("timeout", 9, "not finished after 300 s"),
        ("cpu", 24, "more than 600 s of CPU time used"),
        ("memory", 9, "more than 2048 MB of memory used"),
        ("directory", 9, "more than 2048 MB written to disk"),
        ("crashed", 11, "the program crashed the interpreter (SIGSEGV)"),
        ("crashed", exited(3), "exit status 3"),
        ("failed", exited(70), "the render process failed: OSError: last"),
    ],
)
def test_a_death_is_described_in_one_sentence(cause: Cause, status: int, text: str) -> None:
    assert text in describe(cause, status, Limits(), "first\nOSError: last\n")


def test_the_line_is_that_of_the_most_recent_call_in_the_program() -> None:
    dump = (
        "Current thread 0x00 (most recent call first):\n"
        '  File "/site/numpy/core.py", line 99 in dot\n'
        '  File "scene.py", line 12 in helper\n'
        '  File "scene.py", line 7 in construct\n'
    )
    assert line_in(dump) == 12
    assert line_in("nothing") is None


def test_a_log_that_the_program_has_replaced_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("password")
    link, fifo = tmp_path / "link", tmp_path / "fifo"
    link.symlink_to(secret)
    os.mkfifo(fifo)
    assert tail(link) == ""
    assert tail(fifo) == ""
    assert tail(tmp_path) == ""
    assert tail(tmp_path / "missing") == ""
    assert tail(secret) == "password"
