"""A story as plain text for the terminal and as a page in Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from sim.analysis.markdown import plain
from sim.stories.round_table import HEADINGS, NOTE, Row, markdown_table
from sim.stories.story import Story


def as_text(story: Story, width: int) -> str:
    """Story in lines of at most `width` letters; each paragraph after its first line is set in."""
    lines = textwrap.TextWrapper(width, break_on_hyphens=False)
    blocks = [story.title, story.label, lines.fill(story.preface)]
    lines.subsequent_indent = "  "
    for section in story.sections:
        blocks.append("\n".join([section.heading.upper(), *(lines.fill(each) for each in section.paragraphs)]))
    return "\n\n".join(blocks)


def as_markdown(story: Story, rows: Sequence[Row], repeat: str, figure: str | None = None) -> str:
    """Page with the story, the table of its rounds and the command that repeats it.

    Parameters
    ----------
    story, rows : from `tell` and `round_rows`
    repeat : command that makes the same again
    figure : file name of the figure beside the page, where one was drawn
    """
    parts = [f"# {plain(story.title)}", plain(story.label), plain(story.preface)]
    if figure:
        parts.append(f"![Offers, provocations, public opinion and worth of waiting over time]({figure})")
    for section in story.sections:
        parts += [f"## {plain(section.heading)}", *map(plain, section.paragraphs)]
    command = textwrap.indent(repeat, "    ")
    parts += ["## Rounds", markdown_table(HEADINGS, rows), NOTE, "## To repeat it", command]
    return "\n\n".join(parts) + "\n"
