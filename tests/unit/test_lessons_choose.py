"""Which prompts are a lesson of the library, and which are not."""

import pytest

from lessons import library

HITS = [
    ("Explain the Pythagorean theorem", "pythagoras"),
    ("The Pythagorean Theorem", "pythagoras"),
    ("Why is a^2+b^2=c^2?", "pythagoras"),
    ("Why is a² + b² = c²?", "pythagoras"),
    ("PYTHAGORAS' THEOREM, please!", "pythagoras"),
    ("Prove Pythagoras's theorem for a right triangle", "pythagoras"),
    ("How long is the hypotenuse of a right triangle with legs 5 and 12?", "pythagoras"),
    ("What is a derivative?", "derivative"),
    ("derivatives explained", "derivative"),
    ("Show the Power Rule", "derivative"),
    ("The slope of the tangent line as a limit", "derivative"),
    ("How do I solve a quadratic equation", "quadratic"),
    ("The quadratic formula", "quadratic"),
    ("completing the square", "quadratic"),
    ("How a parabola moves", "quadratic"),
    ("What does binary search do", "binary_search"),
    ("Explain binary search in [3, 8, 12, 20] for 12", "binary_search"),
    ("Binary-search algorithm", "binary_search"),
    ("Bubble sort", "bubble_sort"),
    ("how does bubblesort work?", "bubble_sort"),
    ("Projectile motion", "projectile"),
    ("What path does a thrown ball follow?", "projectile"),
    ("The simple harmonic oscillator", "oscillator"),
    ("A mass on a spring", "oscillator"),
    ("simple harmonic motion", "oscillator"),
    ("The law of large numbers", "large_numbers"),
    ("What happens when I flip a coin 1000 times", "large_numbers"),
    ("Fourier series", "fourier"),
    ("How do sine waves make a square wave", "fourier"),
    ("Sine and cosine on the unit circle", "fourier"),
]
MISSES = [
    "The history of tea in Japan",
    "How photosynthesis works",
    "Explain Stokes theorem",
    "Isaac Newton's life",
    "Who was Pythagoras?",
    "The history of the Pythagorean school",
    "Explain Newton's method",
    "Binary search trees",
    "The French Revolution",
    "What do mitochondria do?",
    "Trading derivatives on the stock market",
    "Write a poem about the sea",
    "Gothic cathedrals",
    "Fermat's last theorem",
    "Law of quadratic reciprocity",
    "The quantum harmonic oscillator",
    "How to make bubble tea",
    "Sorting waste for recycling",
    "Compare TCP and UDP",
    "How does a search engine work?",
    "Partial derivatives and the gradient",
    "The Halting Problem",
    "光合作用的原理是什么请解释一下",
    "..........",
    "1234567890",
    "a" * 20_000,
]


@pytest.mark.parametrize(("prompt", "name"), HITS)
def test_a_prompt_about_a_lesson_finds_it(prompt: str, name: str) -> None:
    lesson = library.choose(prompt)
    assert lesson is not None
    assert lesson.name == name


@pytest.mark.parametrize("prompt", MISSES)
def test_another_prompt_finds_none(prompt: str) -> None:
    assert library.choose(prompt) is None


def test_a_word_far_down_in_a_long_text_is_no_request() -> None:
    essay = "The old town has many towers and bridges over its river. " * 30
    assert library.choose(essay + "A street is called Pythagoras.") is None


def test_the_first_phrase_of_each_lesson_chooses_it() -> None:
    for lesson in library.load():
        chosen = library.choose(f"Explain {next(iter(lesson.keywords))}")
        assert chosen is not None
        assert chosen.name == lesson.name
