"""What a program may name. The renderer checks the same before it runs anything."""

from collections.abc import Iterator

from services.coder.gates.finding import Finding
from services.coder.gates.view import View
from shared.policy import violations


def check(view: View) -> Iterator[Finding]:
    for violation in violations(view.tree):
        yield Finding(violation.line, "policy", violation.message)
