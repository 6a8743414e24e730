"""Reading and ledger → cited sentences. Imports records, codebook, stems, sentences."""

from vedette.brief.check import Fault, faults, unsupported
from vedette.brief.line import bottom_line
from vedette.brief.sentence import Sentence

__all__ = ["Fault", "Sentence", "bottom_line", "faults", "unsupported"]
