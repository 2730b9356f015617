"""Builds `_brush`; where it cannot be built, an empty package, and the renderer does without."""

import subprocess

from setuptools import Extension, setup


def flags(option: str) -> list[str]:
    """What pkg-config says of Cairo; nothing where there is none."""
    try:
        answer = subprocess.run(
            ["pkg-config", option, "cairo"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return []
    return answer.stdout.split()


setup(
    ext_modules=[
        Extension(
            "_brush",
            [
                "blend.c",
                "boxes.c",
                "families.c",
                "module.c",
                "paths.c",
                "rows.c",
                "shapes.c",
                "solid.c",
            ],
            depends=["brush.h", "shapes.h"],
            # Sums must be rounded as numpy rounds them: never contracted into one instruction.
            extra_compile_args=[
                "-O2",
                "-ffp-contract=off",
                "-Wall",
                "-Wno-unused-parameter",
                *flags("--cflags"),
            ],
            extra_link_args=[*flags("--libs")],
            optional=True,
        )
    ],
)
