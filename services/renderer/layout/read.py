"""The record that a rehearsal has left, read as the work of a stranger."""

import os
import stat
from pathlib import Path

from pydantic import ValidationError

from services.renderer.layout.record import FILE, MAX_BYTES, Record


def read(directory: Path) -> Record | None:
    """None for a record that is not there, is no plain file, is too large or has another shape."""
    try:
        descriptor = os.open(
            directory / FILE, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        )
    except OSError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        return None
    finally:
        os.close(descriptor)
    if len(data) > MAX_BYTES:
        return None
    try:
        return Record.model_validate_json(data)
    except ValidationError:
        return None
