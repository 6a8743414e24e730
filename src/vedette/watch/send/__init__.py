"""An alarm → whoever wants to hear of it: a file, a feed, a webhook, mail.

A sender takes an alarm and says what went wrong, if anything did; it is asked again later then. The
terminal is the command's own.
"""

from __future__ import annotations

from collections.abc import Callable

from vedette.records import Alarm, Problem
from vedette.watch.plan import Delivery
from vedette.watch.send.feed import send_feed
from vedette.watch.send.file import send_file
from vedette.watch.send.mail import send_mail
from vedette.watch.send.webhook import send_webhook

Send = Callable[[Alarm, Delivery], Problem | None]
SENDERS: dict[str, Send] = {
    "file": send_file,
    "feed": send_feed,
    "webhook": send_webhook,
    "mail": send_mail,
}
"""Kind of a delivery → how it is done."""

__all__ = ["SENDERS", "Send"]
