"""Alarms as plain-text mail, by SMTP."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate

from vedette.records import Alarm, Problem
from vedette.watch.plan import Delivery
from vedette.watch.send.text import failed, key, secret, subject, words

TIMEOUT = 30.0


def send_mail(alarm: Alarm, delivery: Delivery) -> Problem | None:
    """Send an alarm to the receivers of a delivery; an alarm's later states answer its first."""
    password = secret(delivery) if delivery.user else ""
    if isinstance(password, Problem):
        return password
    try:
        with _server(delivery) as server:
            if delivery.tls == "starttls":
                server.starttls(context=ssl.create_default_context())
            if delivery.user:
                server.login(delivery.user, password)
            server.send_message(message(alarm, delivery))
    except (OSError, smtplib.SMTPException) as fault:
        return failed(delivery, f"{delivery.host} does not take the mail: {fault}")
    return None


def message(alarm: Alarm, delivery: Delivery) -> EmailMessage:
    """The mail. Its Message-ID follows from the alarm, so that one that is sent twice is one."""
    domain = delivery.sender.rpartition("@")[2] or "localhost"
    mail = EmailMessage()
    mail["Subject"] = subject(alarm)
    mail["From"], mail["To"] = delivery.sender, ", ".join(delivery.to)
    mail["Date"] = formatdate()
    mail["Message-ID"] = f"<{key(alarm)}@{domain}>"
    if alarm.revision > 1:
        mail["In-Reply-To"] = mail["References"] = f"<{alarm.id}.1@{domain}>"
    mail.set_content(words(alarm))
    return mail


def _server(delivery: Delivery) -> smtplib.SMTP:
    if delivery.tls == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(delivery.host, delivery.port, timeout=TIMEOUT, context=context)
    return smtplib.SMTP(delivery.host, delivery.port, timeout=TIMEOUT)
