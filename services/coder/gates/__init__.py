"""What can be known of a program without running it, at no cost: program text -> findings.

Only what is certain is said: a finding sends the program back, so a false one costs a repair.
"""

from collections.abc import Callable, Collection, Iterator

from authors.reference.index import Index, index
from services.coder.gates import members, names, policy, signatures, syntax
from services.coder.gates.finding import Finding
from services.coder.gates.view import View

Check = Callable[[View], Iterator[Finding]]

GATES: dict[str, Check] = {
    "syntax": syntax.check,
    "policy": policy.check,
    "names": names.check,
    "signatures": signatures.check,
    "members": members.check,
}


def parses(text: str) -> bool:
    """Whether it is Python at all."""
    return not isinstance(syntax.parsed(text), Finding)


def findings(
    code: str, *, gates: Collection[str] = GATES, against: Index | None = None
) -> list[Finding]:
    """By line; of a program that does not parse, only that. `gates` names those of `GATES`."""
    tree = syntax.parsed(code)
    if isinstance(tree, Finding):
        return [tree] if "syntax" in gates else []
    view = View(code, tree, against or index())
    found = {each for name, check in GATES.items() if name in gates for each in check(view)}
    return sorted(each for each in found if each.kind == "policy" or not view.is_guarded(each.line))
