"""A report as PDF, made by WeasyPrint from the same page."""

from __future__ import annotations

import hashlib
import importlib
import logging
from typing import Any

from sim.errors import SimError
from sim.plots.fonts import families_for, script_of

WITHOUT = "or leave --pdf out, open the HTML in a browser, and print it to a file from there."


def check_pdf() -> None:
    """Refuse before any work where WeasyPrint or a library under it is missing."""
    _weasyprint()


def pdf_of(html: str) -> bytes:
    """The page as PDF, with its fonts in it; the same bytes for the same page, fonts and libraries.

    Raises
    ------
    SimError : WeasyPrint is not there, or no installed font has the letters of the page, which would be boxes
    """
    missing = families_for(html)[1]
    if missing:
        scripts = ", ".join(sorted({script_of(letter) for letter in missing}))
        raise SimError(
            f"--pdf: no installed font has the letters of these scripts: {scripts}. They would be boxes. Install a font"
            f" that has them, such as Noto Sans CJK KR (Debian: fonts-noto-cjk), {WITHOUT}"
        )
    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # else a warning of each property that is for browsers
    identifier = hashlib.sha256(html.encode("utf-8")).digest()[:16]
    library = _weasyprint()
    fetcher = library.urls.URLFetcher(allowed_protocols={"data"})  # a report has no address outside itself
    document = library.HTML(string=html, url_fetcher=fetcher)
    made: bytes = document.write_pdf(pdf_identifier=identifier, pdf_tags=True)
    return made


def _weasyprint() -> Any:
    try:
        importlib.import_module("weasyprint.urls")
        return importlib.import_module("weasyprint")
    except (ImportError, OSError) as fault:  # the package, or Pango under it
        raise SimError(
            f"--pdf: WeasyPrint cannot be used: {str(fault).splitlines()[0]}. Install the extra, as in"
            f" pip install 'sma-sim[report]' (and Pango: Debian: libpango-1.0-0 libpangoft2-1.0-0), {WITHOUT}"
        ) from fault
