"""Functions of x as sums of simple terms, read from a prompt by a parser of our own.

A function is a list of terms [coefficient, kind, parameter]: [3, "power", 2] is 3x², and
[1, "sin", 2] is sin 2x. Sums of such terms can be drawn, printed, differentiated and integrated,
and they travel as data: no text of a prompt ever becomes code.
"""

import math
import re
from collections.abc import Callable

Term = tuple[float, str, float]
Terms = list[Term]

KINDS = ("sin", "cos", "exp", "ln")
MAX_TERMS = 8
MAX_POWER = 9
TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?|\.\d+)|(sin|cos|exp|sqrt|ln|log|pi|e|x)|([-+*/^()√]))")
SIGNS = str.maketrans(
    {"−": "-", "–": "-", "·": "*", "×": "*", "⋅": "*", "π": "pi", "𝑥": "x", "[": "(", "]": ")"}
)
HIGH = {"⁰": 0, "¹": 1, "²": 2, "³": 3, "⁴": 4, "⁵": 5, "⁶": 6, "⁷": 7, "⁸": 8, "⁹": 9}


class NotAFunction(ValueError):
    """The text is no function that can be drawn; the message says why."""


def read_function(text: str) -> Terms:
    """The terms of `text`, such as "x^2 - 3x + 1" or "2 sin(3x) + e^x". Raises `NotAFunction`."""
    plain = text.translate(SIGNS).casefold().replace("**", "^")
    plain = re.sub(f"[{''.join(HIGH)}]", lambda mark: f"^{HIGH[mark[0]]}", plain)
    plain = re.sub(r"^\s*(?:y|f\s*\(\s*x\s*\))\s*=", "", plain)
    return _Parser(_tokens(plain)).whole()


def value(terms: Terms, x: float) -> float:
    """The function's value at x. Raises `ValueError` where it has none."""
    return sum(coefficient * _shape(kind, number, x) for coefficient, kind, number in terms)


def coefficients(terms: Terms) -> list[float] | None:
    """The polynomial's coefficients from the constant upwards, or None for another function."""
    if any(kind != "power" or number < 0 or number != int(number) for _, kind, number in terms):
        return None
    found = [0.0] * (1 + max((int(number) for _, _, number in terms), default=0))
    for coefficient, _, number in terms:
        found[int(number)] += coefficient
    return found


def derivative(terms: Terms) -> Terms:
    """The derivative, term by term."""
    rules: dict[str, Callable[[float, float], Term]] = {
        "power": lambda c, n: (c * n, "power", n - 1),
        "sin": lambda c, k: (c * k, "cos", k),
        "cos": lambda c, k: (-c * k, "sin", k),
        "exp": lambda c, k: (c * k, "exp", k),
        "ln": lambda c, _: (c, "power", -1),
    }
    return _gathered([rules[kind](coefficient, number) for coefficient, kind, number in terms])


def primitive(terms: Terms) -> Terms | None:
    """A primitive as such a sum again; None for the logarithm, whose primitive is none."""
    found: Terms = []
    for coefficient, kind, number in terms:
        match kind:
            case "power" if number == -1:
                found.append((coefficient, "ln", 1.0))
            case "power":
                found.append((coefficient / (number + 1), "power", number + 1))
            case "sin":
                found.append((-coefficient / number, "cos", number))
            case "cos":
                found.append((coefficient / number, "sin", number))
            case "exp":
                found.append((coefficient / number, "exp", number))
            case _:
                return None
    return _gathered(found)


def _shape(kind: str, number: float, x: float) -> float:
    if kind == "power":
        if (x < 0 and number != int(number)) or (x == 0 and number < 0):
            raise ValueError(f"x to the power {number:g} is not defined at {x:g}")
        return float(x**number)
    return {"sin": math.sin, "cos": math.cos, "exp": math.exp, "ln": math.log}[kind](number * x)


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            raise NotAFunction(f"cannot read {text[at : at + 12]!r}")
        found.append(match[1] or match[2] or match[3])
        at = match.end()
    if not found or len(found) > 80:
        raise NotAFunction("a function has between 1 and 80 symbols")
    return found


class _Parser:
    """Recursive descent; every rule gives the terms of what it has read."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def whole(self) -> Terms:
        terms = self.sum()
        if self.at < len(self.tokens):
            raise NotAFunction(f"cannot read on at {self.tokens[self.at]!r}")
        if len(terms) > MAX_TERMS:
            raise NotAFunction(f"more than {MAX_TERMS} terms")
        if any(not math.isfinite(c) or abs(c) > 1e6 or abs(n) > 20 for c, _, n in terms):
            raise NotAFunction("its numbers are too large")
        return terms

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def sum(self) -> Terms:
        self.depth += 1
        if self.depth > 12:
            raise NotAFunction("too many brackets")
        terms: Terms = []
        sign = 1.0
        if self.peek() in ("+", "-"):
            sign = -1.0 if self.take() == "-" else 1.0
        terms += _times(self.product(), sign)
        while self.peek() in ("+", "-"):
            sign = -1.0 if self.take() == "-" else 1.0
            terms += _times(self.product(), sign)
        self.depth -= 1
        return _gathered(terms)

    def product(self) -> Terms:
        terms = self.power()
        while token := self.peek():
            if token in ("*", "/"):
                self.take()
            elif token in ("+", "-", ")", "^"):
                break
            other = self.power()
            terms = _quotient(terms, other) if token == "/" else _product(terms, other)
        return terms

    def power(self) -> Terms:
        base_is_e = self.peek() == "e"
        base = self.atom()
        if self.peek() != "^":
            return base
        self.take()
        sign = -1.0 if self.peek() == "-" and self.take() else 1.0
        exponent = _times(self.power(), sign)
        if base_is_e:
            return [(1.0, "exp", _slope(exponent))]
        number = _constant(exponent)
        if base == [(1.0, "power", 1.0)]:
            return [(1.0, "power", number)]
        if number != int(number) or not 0 <= number <= MAX_POWER:
            raise NotAFunction("powers of brackets are whole numbers up to 9")
        result: Terms = [(1.0, "power", 0.0)]
        for _ in range(int(number)):
            result = _product(result, base)
        return result

    def atom(self) -> Terms:
        token = self.take()
        if token == "x":
            return [(1.0, "power", 1.0)]
        if token in ("pi", "e"):
            return [(math.pi if token == "pi" else math.e, "power", 0.0)]
        if token == "(":
            terms = self.sum()
            if self.take() != ")":
                raise NotAFunction("a bracket is not closed")
            return terms
        if token in ("sqrt", "√"):
            return self.root()
        if token in ("sin", "cos", "exp", "ln", "log"):
            kind = "ln" if token == "log" else token
            return self.function(kind)
        if token[:1].isdigit() or token[:1] == ".":
            return [(float(token), "power", 0.0)]
        raise NotAFunction(f"cannot read {token or 'the end'!r}")

    def argument(self) -> Terms:
        # "sin 2x" without brackets takes all of 2x, as it is written by hand.
        if self.peek() == "(":
            return self.atom()
        terms = self.power()
        while self.peek() in ("x", "pi") or self.peek()[:1].isdigit():
            terms = _product(terms, self.power())
        return terms

    def function(self, kind: str) -> Terms:
        if self.peek() == "^":
            raise NotAFunction(f"powers of {kind} are not drawn")
        slope = _slope(self.argument())
        if kind == "ln" and slope <= 0:
            raise NotAFunction("the logarithm of a negative multiple of x")
        return [(1.0, kind, slope)]

    def root(self) -> Terms:
        inside = self.argument()
        if len(inside) == 1 and inside[0][1] == "power" and inside[0][0] > 0:
            coefficient, _, number = inside[0]
            return [(math.sqrt(coefficient), "power", number / 2)]
        raise NotAFunction("only roots of a multiple of x are drawn")


def _gathered(terms: Terms) -> Terms:
    sums: dict[tuple[str, float], float] = {}
    for coefficient, kind, number in terms:
        if kind != "power" and number == 0:
            # sin 0x is 0, cos 0x and e^0x are 1.
            coefficient, kind = (0.0 if kind == "sin" else coefficient), "power"
        if kind in ("sin", "cos") and number < 0:
            coefficient, number = (-coefficient if kind == "sin" else coefficient), -number
        sums[kind, number] = sums.get((kind, number), 0.0) + coefficient
    found = [(c, kind, number) for (kind, number), c in sums.items() if abs(c) > 1e-12]
    # Powers fall, as they are written; other kinds follow.
    found.sort(key=lambda term: (term[1] != "power", -term[2] if term[1] == "power" else 0))
    return found


def _times(terms: Terms, factor: float) -> Terms:
    return [(coefficient * factor, kind, number) for coefficient, kind, number in terms]


def _product(left: Terms, right: Terms) -> Terms:
    result: Terms = []
    for a, kind, n in left:
        for b, other, m in right:
            if kind == other == "power":
                result.append((a * b, "power", n + m))
            elif kind == "power" and n == 0:
                result.append((a * b, other, m))
            elif other == "power" and m == 0:
                result.append((a * b, kind, n))
            else:
                raise NotAFunction("products of these functions are not drawn")
    if len(result) > 100:
        raise NotAFunction("too many terms")
    return _gathered(result)


def _quotient(left: Terms, right: Terms) -> Terms:
    if len(right) != 1 or right[0][1] != "power" or abs(right[0][0]) < 1e-9:
        raise NotAFunction("only quotients by a multiple of a power of x are drawn")
    coefficient, _, number = right[0]
    return _product(left, [(1 / coefficient, "power", -number)])


def _constant(terms: Terms) -> float:
    if not terms:
        return 0.0
    if len(terms) == 1 and terms[0][1] == "power" and terms[0][2] == 0:
        return terms[0][0]
    raise NotAFunction("an exponent has to be a number")


def _slope(terms: Terms) -> float:
    if len(terms) == 1 and terms[0][1] == "power" and terms[0][2] == 1:
        return terms[0][0]
    raise NotAFunction("only multiples of x stand inside a function")
