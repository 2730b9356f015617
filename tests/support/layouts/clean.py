"""Scenes in order, most of them with something that a simple rule would take for a fault."""

from tests.support.layouts.clean_pictures import PICTURES
from tests.support.layouts.clean_texts import TEXTS

CLEAN = [*TEXTS, *PICTURES]
