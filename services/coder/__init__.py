"""Scene plan -> Manim program."""
