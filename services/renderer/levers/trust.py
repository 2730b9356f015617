"""Which classes are as Manim made them."""

from collections.abc import Iterable
from inspect import getattr_static


class Trust(dict[type, bool]):
    """Judges a class when it is first met: does it override one of these names of its base?

    The base is remembered as it was, so that a program that changes the base itself is not
    trusted either.
    """

    def __init__(self, base: type, names: Iterable[str]) -> None:
        super().__init__()
        self._base = base
        self._originals = {name: getattr_static(base, name, None) for name in names}

    def __missing__(self, cls: type) -> bool:
        self[cls] = issubclass(cls, self._base) and all(
            getattr_static(cls, name, None) is original
            for name, original in self._originals.items()
        )
        return self[cls]

    def holds(self, instance: object) -> bool:
        """Also for an object on which the program has hung a method of its own."""
        return self[type(instance)] and self._originals.keys().isdisjoint(vars(instance))
