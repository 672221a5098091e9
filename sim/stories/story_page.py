"""A story as plain text for the terminal and as a page in Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from rich.cells import cell_len

from sim.analysis.markdown import plain
from sim.stories.round_table import Row, markdown_table
from sim.stories.story import Story


def as_text(story: Story, width: int) -> str:
    """Story in lines of at most `width` letters; each paragraph after its first line is set in."""
    blocks = [story.title, story.label, folded(story.preface, width)]
    for section in story.sections:
        blocks.append("\n".join([section.heading.upper(), *(folded(each, width, "  ") for each in section.texts)]))
    return "\n\n".join(blocks)


def folded(text: str, width: int, indent: str = "") -> str:
    """Text in lines as wide as fits, a letter of Hangul as two; lines after the first begin with an indent.

    >>> folded("one two three", 9, "  "), folded("하나 둘 셋", 8)
    ('one two\\n  three', '하나 둘\\n셋')
    """
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines[-1].strip() else f"{lines[-1]}{word}"
        if cell_len(longer) > width and lines[-1].strip():
            lines.append(indent + word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def as_markdown(story: Story, rows: Sequence[Row], repeat: str, figure: str | None = None) -> str:
    """Page with the story, the table of its rounds and the command that repeats it.

    Parameters
    ----------
    story, rows : from `tell` and `round_rows`
    repeat : command that makes the same again
    figure : file name of the figure beside the page, where one was drawn
    """
    words = story.words
    parts = [f"# {plain(story.title)}", plain(story.label), plain(story.preface)]
    if figure:
        parts.append(f"![{words.form('stories.figure')}]({figure})")
    for section in story.sections:
        parts += [f"## {plain(section.heading)}", *map(plain, section.texts)]
    command = textwrap.indent(repeat, "    ")
    parts += [f"## {words.form('stories.page.rounds')}", markdown_table(words, rows), words.form("rounds_table.note")]
    parts += [f"## {words.form('stories.page.repeat')}", command]
    return "\n\n".join(parts) + "\n"
