"""A report as one HTML page without script and without any address outside it."""

from __future__ import annotations

from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from sim.answers.told import Answer
from sim.report.content import Content, Picture
from sim.words import words_in


def html_of(found: Content) -> str:
    """The page, the same text for the same report; whatever a user wrote in it is shown as he wrote it."""
    kept = Environment(
        loader=PackageLoader("sim.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    words = words_in(found.language)
    style = resources.files("sim.report").joinpath("report.css").read_text(encoding="utf-8")
    page = kept.get_template("report.html.jinja")
    return page.render(
        report=found,
        form=words.form,
        style=Markup(style),
        sentence=_sentence,
        svg=_svg,
    )


def _sentence(answer: Answer) -> Markup:
    """The sentence of an answer with its key in bold."""
    text, key = escape(answer.sentence), escape(answer.key)
    return text.replace(key, Markup("<strong>{}</strong>").format(answer.key), 1) if answer.key else text


def _svg(picture: Picture) -> Markup:
    """A figure as part of the page, with its words for those who do not see it."""
    opening = Markup('<svg role="img" aria-label="{}" ').format(picture.alt)
    return Markup(picture.svg.replace("<svg ", str(opening), 1))
