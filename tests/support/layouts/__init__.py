"""Scenes with seeded faults of layout, and scenes that only look as if they had some."""
