"""The offline author's library: lessons and outlines as data, their Manim programs as text."""
