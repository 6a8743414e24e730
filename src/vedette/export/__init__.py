"""Readings → files and pages. Imports records, codebook, brief."""

from vedette.export.contract import schema, to_contract
from vedette.export.explain import explain
from vedette.export.formats import FORMATS, written
from vedette.export.markdown import to_markdown
from vedette.export.page import to_html
from vedette.export.picture import to_svg
from vedette.export.table import print_table

__all__ = [
    "FORMATS",
    "explain",
    "print_table",
    "schema",
    "to_contract",
    "to_html",
    "to_markdown",
    "to_svg",
    "written",
]
