"""Reading → cited sentences. Imports records, codebook."""

from vedette.brief.check import unsupported
from vedette.brief.line import bottom_line
from vedette.brief.sentence import Sentence

__all__ = ["Sentence", "bottom_line", "unsupported"]
