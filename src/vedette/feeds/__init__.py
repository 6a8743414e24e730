"""sources.toml → Reports, and how each source is. Imports records, plans, ingest, ledger."""

from vedette.feeds.clock import Clock, Stop, SystemClock
from vedette.feeds.desk import Means, Tally
from vedette.feeds.plan import Plan, Source, plan_of
from vedette.feeds.watch import Watch

__all__ = [
    "Clock",
    "Means",
    "Plan",
    "Source",
    "Stop",
    "SystemClock",
    "Tally",
    "Watch",
    "plan_of",
]
