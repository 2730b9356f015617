"""Open questions about the terms of a prompt, for when it says less than it asks for."""

import itertools

from lessons.reading import Reading

ABOUT_ONE = (
    ("Meaning", "What exactly is meant by “{a}”?", "Try to say it in one sentence of your own."),
    (
        "Friend",
        "How would you explain “{a}” to a friend?",
        "Start from something your friend knows.",
    ),
    ("Memory", "Where have you met “{a}” before?", "One remembered example makes the rest easier."),
    ("Causes", "What does “{a}” depend on?", "Change one thing at a time and see what follows."),
    ("Consequences", "What follows from “{a}”?", "Go one step further than the prompt does."),
    (
        "Without it",
        "What would be different without “{a}”?",
        "Taking a thing away shows what it does.",
    ),
    (
        "Test",
        "How could one check a claim about “{a}”?",
        "Look for something one can count or measure.",
    ),
    (
        "Simplest case",
        "What is the simplest example of “{a}”?",
        "Small cases often show the whole.",
    ),
    (
        "Blind spot",
        "Which part of “{a}” is hardest to see?",
        "Draw it: the gap in the drawing is the answer.",
    ),
    ("Use", "Who needs to know about “{a}”, and why?", "Uses tell us which details matter."),
    (
        "Misunderstanding",
        "What is often misunderstood about “{a}”?",
        "Compare what is said with what is shown.",
    ),
    (
        "Before and after",
        "What came before “{a}”, and what after?",
        "Put it on a line of time or of causes.",
    ),
    ("Opposite", "What is the opposite of “{a}”?", "Borders become clear from the other side."),
    (
        "Still open",
        "Which question about “{a}” is still open?",
        "Write it down: it is where to read on.",
    ),
    ("Picture", "What would a picture of “{a}” show?", "Choose one thing to put in the middle."),
    (
        "Change",
        "What changes about “{a}”, and what stays?",
        "What stays the same is often the law.",
    ),
    ("Measure", "Which numbers describe “{a}” best?", "Name a unit for each of them."),
    (
        "Warning signs",
        "How would you notice that “{a}” has gone wrong?",
        "Think of the first sign, then the next.",
    ),
    (
        "In short",
        "What is the shortest true sentence about “{a}”?",
        "Leave out all that can be left out.",
    ),
    (
        "Expert",
        "What would you ask an expert about “{a}”?",
        "Ask for a reason rather than for a fact.",
    ),
)
ABOUT_TWO = (
    ("Connection", "How are “{a}” and “{b}” connected?", "Look for a cause, a part or a likeness."),
    ("Order", "Which comes first, “{a}” or “{b}”?", "Ask which can be there without the other."),
    ("Likeness", "What do “{a}” and “{b}” have in common?", "Find a word that covers both."),
)


def open_questions(reading: Reading) -> list[tuple[str, str, str]]:
    """At least twenty different (title, question, hint) about the reading's terms."""
    terms = reading.terms
    pairs = list(itertools.pairwise(terms))[:6]
    asked = []
    for number, (name, question, hint) in enumerate(ABOUT_ONE):
        a = terms[number % len(terms)]
        asked.append((f"{name}: {a}", question.format(a=a), hint))
        if number < len(pairs):
            a, b = pairs[number]
            name, question, hint = ABOUT_TWO[number % len(ABOUT_TWO)]
            asked.append((f"{name}: {a}, {b}", question.format(a=a, b=b), hint))
    return asked
