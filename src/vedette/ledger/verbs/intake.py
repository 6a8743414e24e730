"""What is in a ledger beside reports: what could not be read, and other data sets."""

from __future__ import annotations

from collections.abc import Iterable

from vedette.ledger import comparison, imports, problems
from vedette.ledger.verbs.opened import Opened
from vedette.records import Coded, Compared, Imported, Kept, Problem


class Intake(Opened):
    """Keeps problems and other data sets."""

    def keep(self, problem: Problem, *, source: str) -> int:
        """Keep what could not be read of a source, with its bytes → its number. The same again
        only counts up."""
        with self._write() as store:
            return problems.keep(store.db, problem, source, self._clock())

    def problems(self) -> tuple[Kept, ...]:
        """All that could not be read, the earliest first, without the bytes."""
        with self._read() as store:
            return tuple(problems.kept(store.db))

    def problem(self, number: int) -> Kept:
        """One of them with the bytes that are kept. Raises `KeyError` for another number."""
        with self._read() as store:
            found = problems.one(store.db, number)
        if found is None:
            raise KeyError(f"there is no problem {number}")
        return found

    def take_in(
        self, name: str, events: Iterable[Coded], *, form: str, source: str, replace: bool = False
    ) -> Imported:
        """Take in the events of another data set under a name, all or nothing. They are compared
        with, and are none of the ledger's. Raises `ValueError` with a sentence where the name is
        taken (unless they `replace` what it had), and where there is no event."""
        at = self._clock()
        with self._write() as store:
            told = Imported(name=name, form=form, source=source, at=at, events=0)
            return imports.take_in(store.db, told, events, replace=replace)

    def imports(self) -> tuple[Imported, ...]:
        """The other data sets of which events were taken in, by name."""
        with self._read() as store:
            return tuple(imports.imported(store.db))

    def compared(self, name: str, *, days: int = 1, examples: int = 3) -> Compared:
        """How many events of a data set are in the ledger, and the reverse, by events that are up
        to so many `days` apart. Raises `KeyError` where nothing was taken in under the name."""
        with self._read() as store:
            found = next((i for i in imports.imported(store.db) if i.name == name), None)
            if found is None:
                raise KeyError(f"no data set was taken in as {name}")
            return comparison.compared(store, found, days=days, examples=examples)
