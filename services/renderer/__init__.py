"""Turns a Manim program into a video, in processes that can be killed."""
