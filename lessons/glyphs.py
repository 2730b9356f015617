"""What the font of the house can draw, and how any text becomes such text."""

import unicodedata

# Blocks that DejaVu Sans draws one character to a glyph (right-to-left scripts included).
DRAWABLE = (
    (0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x24F), (0x250, 0x2AF), (0x386, 0x386), (0x388, 0x38A),
    (0x2CD, 0x2CD),
    (0x38C, 0x38C), (0x38E, 0x3A1), (0x3A3, 0x3E1), (0x400, 0x482), (0x48A, 0x513),
    (0x531, 0x556), (0x561, 0x587), (0x5D0, 0x5EA), (0x621, 0x63A), (0x641, 0x64A),
    (0x60C, 0x60C), (0x61B, 0x61B), (0x61F, 0x61F), (0x660, 0x66A), (0x6F0, 0x6F9),
    (0x10D0, 0x10F0), (0x1E00, 0x1E9B), (0x1EA0, 0x1EF9), (0x1F00, 0x1F15), (0x1F20, 0x1F45),
    (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x2071), (0x2074, 0x208E), (0x2090, 0x209C),
    (0x20A0, 0x20B5), (0x2100, 0x2109), (0x210B, 0x2149), (0x2150, 0x2185), (0x2190, 0x2311),
    (0x2500, 0x25FF), (0x2713, 0x2713), (0x27E8, 0x27EB), (0x27F5, 0x27FC), (0x2A7D, 0x2A7E),
)  # fmt: skip
RIGHT_TO_LEFT = (0x590, 0x8FF)


def drawable(text: str) -> str:
    """`text` with only what can be drawn: kana and hangul spelled out, the rest left out."""
    out: list[str] = []
    for mark in unicodedata.normalize("NFC", text):
        if mark.isspace() or unicodedata.category(mark) in {"Cc", "Zs", "Zl", "Zp"}:
            out.append(" ")
        elif any(low <= ord(mark) <= high for low, high in DRAWABLE):
            out.append(mark)
        else:
            out.append(_spelled(mark))
    # Double underscores are doors in Python, and forbidden in programs even as text: draw a twin.
    return " ".join("".join(out).replace("__", "\u02cd\u02cd").split())


def code_points(text: str, limit: int) -> list[str]:
    """Up to `limit` different characters by number, for a text that cannot be drawn."""
    marks = dict.fromkeys(mark for mark in text if not mark.isspace())
    return [f"U+{ord(mark):04X}" for mark in marks][:limit]


def _spelled(mark: str) -> str:
    """A letter in the Latin alphabet where its Unicode name spells it, else nothing."""
    plain = unicodedata.normalize("NFKC", mark)
    if plain != mark and all(ord(part) < 0x250 and part.isprintable() for part in plain):
        return plain
    name = unicodedata.name(mark, "")
    for script in ("HIRAGANA LETTER ", "KATAKANA LETTER ", "HANGUL SYLLABLE "):
        if name.startswith(script):
            return name.removeprefix(script).removeprefix("SMALL ").lower()
    return ""
