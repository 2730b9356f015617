"""Numbers and functions as they are written: for reading, and in Typst's math language."""

from fractions import Fraction

from lessons.functions import HIGH, Terms

POWERS = {digit: mark for mark, digit in HIGH.items()}


def number(value: float, digits: int = 4) -> str:
    """A number for reading: short, with a real minus sign, and thousands set apart."""
    value = round(value, 9) + 0.0
    if abs(value) >= 1e7 or 0 < abs(value) < 10**-digits:
        mantissa, _, exponent = f"{value:.{digits - 2}e}".partition("e")
        mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
        text = f"{mantissa} × 10{_raised(int(exponent))}"
    elif abs(value) >= 10 ** (digits - 1):
        text = f"{value:,.0f}" if abs(value) >= 1e4 else f"{value:.0f}"
    else:
        text = f"{value:.{digits}g}"
    return text.replace("-", "−").replace(",", " ")


def figure(value: float) -> str:
    """A number for a narrow cell: whole as it is, else three digits."""
    return number(value, 5 if value == int(value) else 3)


def typst_number(value: float, digits: int = 4) -> str:
    """The same number in Typst, where a space would multiply."""
    text = number(value, digits)
    mantissa, times, exponent = text.partition(" × 10")
    if times:
        low = "".join("−" if mark == "⁻" else str(HIGH[mark]) for mark in exponent)
        text = f"{mantissa} dot 10^({low})"
    else:
        text = text.replace(" ", " thin ")
    return text.replace("−", "-")


def shown(terms: Terms) -> str:
    """The function as plain text: "x² − 3x + 1"."""
    return _joined(terms, typst=False)


def typeset(terms: Terms) -> str:
    """The function in Typst's math language."""
    return _joined(terms, typst=True)


def listed(values: list[str]) -> str:
    """ "a, b and c"."""
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} and {values[-1]}"


def _raised(power: int) -> str:
    return ("⁻" if power < 0 else "") + "".join(POWERS[int(digit)] for digit in str(abs(power)))


def _joined(terms: Terms, *, typst: bool) -> str:
    text = ""
    for coefficient, kind, power in terms:
        part = _part(abs(coefficient), kind, power, typst)
        minus = "-" if typst else "−"
        if text:
            text += f" {minus if coefficient < 0 else '+'} {part}"
        else:
            text = f"{minus if coefficient < 0 else ''}{part}"
    return text or "0"


def _part(size: float, kind: str, power: float, typst: bool) -> str:
    """One term without its sign; simple fractions are written as such: x³/3."""
    if kind == "power" and power < 0:
        below = _body("power", -power, typst)
        ratio = Fraction(size).limit_denominator(12)
        if ratio.denominator > 1 and abs(float(ratio) - size) < 1e-9:
            under = f"({ratio.denominator} {below})" if typst else f"({ratio.denominator}{below})"
            return f"{ratio.numerator}/{under}"
        return f"{_number(size)}/{below}"
    body = _body(kind, power, typst)
    ratio = Fraction(size).limit_denominator(12)
    exact = abs(float(ratio) - size) < 1e-9
    if exact and ratio.denominator > 2 and body and kind == "power":
        above = body if ratio.numerator == 1 else f"{ratio.numerator}{' ' * typst}{body}"
        return f"({above})/{ratio.denominator}" if typst else f"{above}/{ratio.denominator}"
    text = _number(size)
    if text == "1" and body:
        return body
    return f"{text}{' ' * (typst or kind != 'power')}{body}".strip()


def _body(kind: str, power: float, typst: bool) -> str:
    size = {1.0: "", -1.0: "-"}.get(power, _number(power))
    if kind == "power":
        if power in (0, 1):
            return "x" * int(power)
        if power == 0.5:
            return "sqrt(x)" if typst else "√x"
        if typst:
            return f"x^({size})"
        return f"x{_raised(int(power))}" if power == int(power) else f"x^({size})"
    if kind == "exp":
        inside = f"{size} x" if typst and size not in ("", "-") else f"{size}x"
        return f"e^({inside})" if typst or power != 1 else "eˣ"
    if typst:
        return f"{kind}({size} x)" if size else f"{kind} x"
    return f"{kind} {size}x"


def _number(value: float) -> str:
    return f"{value:.4g}" if abs(value) < 1e4 else f"{value:.0f}"
