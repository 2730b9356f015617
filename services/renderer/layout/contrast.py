"""How well one colour can be told from another, by the formula of WCAG 2."""

from services.renderer.layout.record import Paint

Rgb = tuple[float, float, float]

_DARK = 0.18
"""Luminance of middle grey."""


def rgb(color: str) -> Rgb:
    """`#rrggbb` as three values 0..1."""
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def over(paint: Paint, below: Rgb, strength: float = 1.0) -> Rgb:
    """The colour seen where the paint covers what is below."""
    top, opacity = rgb(paint[0]), paint[1] * strength
    red, green, blue = (t * opacity + b * (1 - opacity) for t, b in zip(top, below, strict=True))
    return red, green, blue


def ratio(one: Rgb, other: Rgb) -> float:
    """1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def needed(one: Rgb, other: Rgb) -> float:
    """The least ratio at which large letters can be read: two dark colours need more of it."""
    return 2.6 if max(luminance(one), luminance(other)) < _DARK else 1.9


def luminance(color: Rgb) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in color
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
