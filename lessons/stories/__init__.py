"""The stories: one file for each lesson with parameters, computing what it says and shows."""

from lessons.stories import (
    bayes,
    binary_search,
    bubble_sort,
    ohms_law,
    projectile,
    pythagoras,
    quadratic,
)
from lessons.story import Story

STORIES: dict[str, Story] = {
    "bayes": bayes.story,
    "binary_search": binary_search.story,
    "bubble_sort": bubble_sort.story,
    "ohms_law": ohms_law.story,
    "projectile": projectile.story,
    "pythagoras": pythagoras.story,
    "quadratic": quadratic.story,
}
