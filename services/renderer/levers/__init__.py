"""What makes drawing faster and changes no pixel. Each lever is one file, with its own switch.

A lever takes the place of a part of Manim in a render process, by the same name, and steps back
where a program overrides what it replaces. `tests/integration/test_renderer_pixels.py` holds every
frame of a corpus of scenes against plain Manim's.
"""
