"""Lessons on circuits, algorithms, complex numbers, chance, gases and markets."""

import ast

import pytest

from lessons import library
from lessons.lesson import SceneReference
from lessons.library import choose, program

PROMPTS = {
    "ohms_law": [
        "Ohm's law",
        "Explain Ohm’s Law with a simple circuit",
        "V = IR",
        "How are voltage, current and resistance related?",
        "What does a resistor do in an electric circuit?",
        "das ohmsche Gesetz: ohmsches Gesetz für Anfänger",
        "Ohm's Law: The voltage (V) across a conductor is directly proportional to the current (I) "
        "flowing through it, given the resistance (R) remains constant. The formula is V = IR.  "
        "This law holds for many materials, particularly metals, and components like resistors.",
    ],
    "big_o": [
        "Big O notation",
        "big-O explained for beginners",
        "What is the time complexity of an algorithm?",
        "Compare O(n log n) and O(n^2)",
        "asymptotic notation and growth of functions",
        "Landau notation",
        "Teach me algorithmic complexity",
    ],
    "breadth_first_search": [
        "Breadth-first search",
        "How does BFS work on a graph?",
        "breadth first traversal with a queue",
        "Breitensuche",
        "Find the shortest path in an unweighted graph",
        "Explain graph traversal level by level",
        "solve a maze with a graph search",
    ],
    "de_moivre": [
        "De Moivre's theorem",
        "de Moivre’s formula and complex numbers",
        "roots of unity in the complex plane",
        "How do you raise a complex number to a power?",
        "powers of complex numbers in polar form",
        "Explain the n-th roots of a complex number",
        "De Moivre's Theorem: Formula used to find the nth power or nth roots of a complex number; "
        "states that, for a positive integer n, z^n is found by raising the modulus to the nth "
        "power and multiplying the angles by n",
    ],
    "central_limit": [
        "The central limit theorem",
        "Why do sums of dice make a bell curve?",
        "Zentraler Grenzwertsatz",
        "the sum of dice tends to a Gaussian distribution",
        "normal distribution from sample means",
        "What is the sampling distribution of the mean?",
        "standard error and the normal curve",
    ],
    "ideal_gas": [
        "The ideal gas law",
        "PV = nRT",
        "P V = n R T explained",
        "Boyle's law and Charles's law",
        "kinetic theory of gases",
        "How do pressure, volume and temperature of a gas relate?",
        "The Ideal Gas Law: Relates the pressure (P), volume (V), temperature (T), and the number "
        "of moles (n) of an ideal gas: PV = nRT, where R is the ideal gas constant. It serves as a "
        "good approximation for the behavior of real gases under certain conditions.",
    ],
    "supply_demand": [
        "Supply and demand",
        "How do supply and demand set the price?",
        "Angebot und Nachfrage",
        "market equilibrium in microeconomics",
        "consumer surplus and producer surplus",
        "What happens when the demand curve shifts?",
        "the effect of a price ceiling",
    ],
    "bayes": [
        "Bayes' theorem",
        "Bayes’ rule with a medical test",
        "Bayesian reasoning",
        "What is the probability of being ill after a positive test?",
        "conditional probability",
        "false positives and the base rate fallacy",
        "Satz von Bayes",
    ],
}

# What sounds like one of these lessons and is not.
ELSEWHERE = [
    "Van der Waals Equation: The van der Waals equation is a mathematical formula that describes "
    "the behavior of real gases. It is an equation of state that relates the pressure, "
    "temperature, and molar volume in a fluid.",
    "Boltzmann machine: It is a statistical physics technique applied in the context of cognitive "
    "science. It is also classified as a Markov random field.",
    "Evidence lower bound: The evidence lower bound (ELBO) is a lower bound on the log-evidence "
    "of a model, which is a measure of how well the model fits the data.",
    "Le Chatelier's Principle: When a system at equilibrium is subjected to a change in condition "
    "(such as temperature, pressure, or concentration), the system will shift in a direction that "
    "relieves the stress and a new equilibrium will be established.",
    "Clausius-Clapeyron Equation: allows us to estimate the vapor pressure at another temperature.",
    "Poiseuille's law: the rate of laminar flow of an incompressible fluid in a tube.",
    "Hash table: A hash table uses a hash function to compute an index, also called a hash code, "
    "into an array of buckets or slots, from which the desired value can be found.",
    "The Halting Problem: There is no general algorithm that can determine, for any program and "
    "its input, whether the program will eventually halt or run forever.",
    "Dijkstra's algorithm on a weighted graph",
    "antibiotic resistance of bacteria",
    "supply chain management",
    "the greenhouse gas effect",
    "naive Bayes classifiers for spam",
    "Gaussian elimination",
    "the Mandelbrot set",
    "the Maxwell-Boltzmann distribution",
    "message queues in distributed systems",
    "how power supplies work",
    "population growth",
    "Nash equilibrium",
    "a video about tea ceremonies",
    "DNA replication",
]

PAIRS = [(name, prompt) for name, prompts in PROMPTS.items() for prompt in prompts]
SCENES = [(name, scene.key) for name in PROMPTS for scene in library.lesson_named(name).scenes]


@pytest.mark.parametrize(("name", "prompt"), PAIRS)
def test_a_natural_prompt_finds_its_lesson(name: str, prompt: str) -> None:
    lesson = choose(prompt)
    assert lesson is not None
    assert lesson.name == name


@pytest.mark.parametrize("prompt", ELSEWHERE)
def test_a_prompt_about_something_else_does_not(prompt: str) -> None:
    lesson = choose(prompt)
    assert lesson is None or lesson.name not in PROMPTS


@pytest.mark.parametrize(("name", "key"), SCENES)
def test_a_program_parses_and_has_one_scene(name: str, key: str) -> None:
    text = program(SceneReference(author="offline-lesson", lesson=name, scene=key))
    tree = ast.parse(text)
    scenes = [
        node
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "Scene" for base in node.bases)
    ]
    assert len(scenes) == 1


@pytest.mark.parametrize(("name", "key"), SCENES)
def test_every_caption_is_known_to_the_planner(name: str, key: str) -> None:
    text = program(SceneReference(author="offline-lesson", lesson=name, scene=key))
    calls = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"
    ]
    of_scene = [call for call in calls if ast.unparse(call.args[0]) == "self"]
    assert of_scene
    assert all(isinstance(call.args[1], ast.Constant | ast.Subscript) for call in of_scene)
    assert library.lesson_named(name).scene(key).narration
