"""What the installed Manim offers, as data: `manim.json`, written by the renderer's side."""
