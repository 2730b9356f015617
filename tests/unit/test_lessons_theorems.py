"""24 theorems of TheoremExplainBench: each gets a plan, labelled as what it is.

The texts are in tests/data/theorems.json, with their source and licence.
"""

import json
from pathlib import Path

import pytest

from lessons import library
from shared import policy
from tests.unit.test_lessons_programs import assert_whole

DATA = json.loads((Path(__file__).parents[1] / "data/theorems.json").read_text(encoding="utf-8"))
LESSONS = {
    "The Pythagorean Theorem": "pythagoras",
    "De Moivre's Theorem": "de_moivre",
    "Ohm's Law": "ohms_law",
    "The Ideal Gas Law": "ideal_gas",
    "Balance Chemical Equation": "balancing",
    "Hash table": "hash_table",
    "Power Rule": "derivative",
    "Taylor's theorem": "taylor",
    "The Henderson-Hasselbalch Equation": "ph",
}
ITEMS = [(item["theorem"], item["description"]) for item in DATA["items"]]


def test_all_of_them_are_here() -> None:
    assert "MIT" in DATA["source"]
    assert len(ITEMS) == 24
    assert set(LESSONS) <= {theorem for theorem, _ in ITEMS}


@pytest.mark.parametrize(("theorem", "description"), ITEMS)
def test_a_theorem_gets_its_lesson_or_an_honest_outline(theorem: str, description: str) -> None:
    for prompt in (f"{theorem}: {description}", f"{theorem}. {description}"):
        plan = library.plan(prompt, 4)
        expected = LESSONS.get(theorem)
        assert plan.lesson == expected
        assert plan.author == ("offline-lesson" if expected else "offline-outline")
        assert {scene.reference.author for scene in plan.scenes} == {plan.author}
        assert len({scene.title for scene in plan.scenes}) == 4
        for scene in plan.scenes:
            if expected:
                assert "note" not in scene.reference.data
            assert not policy.violations(assert_whole(library.program(scene.reference)))
        if expected is None:
            assert plan.title == theorem.rstrip(".")
            first = plan.scenes[0].reference.data
            assert first["kicker"] == "An outline of your prompt"
            # What is shown twice is shown once too often.
            told = [scene.narration for scene in plan.scenes[1:-1]]
            assert len(set(told)) == len(told)
