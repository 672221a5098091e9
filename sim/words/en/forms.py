"""All sentence forms of the language, a table for each kind of text."""

from __future__ import annotations

from sim.words.en.answers import ANSWERS
from sim.words.language import Forms

FORMS: Forms = {**ANSWERS}
