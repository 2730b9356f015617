"""The stories: one file for each lesson with parameters, computing what it says and shows."""

from lessons.stories import (
    balancing,
    bayes,
    binary_search,
    bubble_sort,
    compound_interest,
    doppler,
    hanoi,
    hash_table,
    integral,
    matrix,
    ohms_law,
    ph,
    projectile,
    pythagoras,
    quadratic,
    regression,
    taylor,
)
from lessons.story import Story

STORIES: dict[str, Story] = {
    "balancing": balancing.story,
    "bayes": bayes.story,
    "binary_search": binary_search.story,
    "bubble_sort": bubble_sort.story,
    "compound_interest": compound_interest.story,
    "doppler": doppler.story,
    "hanoi": hanoi.story,
    "hash_table": hash_table.story,
    "integral": integral.story,
    "matrix": matrix.story,
    "ohms_law": ohms_law.story,
    "ph": ph.story,
    "projectile": projectile.story,
    "pythagoras": pythagoras.story,
    "quadratic": quadratic.story,
    "regression": regression.story,
    "taylor": taylor.story,
}
