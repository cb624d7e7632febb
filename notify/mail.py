"""E-mail by the office's own server."""

import smtplib
import ssl
from email.message import EmailMessage

from core.errors import InputError
from core.operations import Mail

SECONDS = 30.0


def send_mail(mail: Mail, password: str | None, *, subject: str, text: str, html: str | None = None) -> None:
    """Send a text to everybody the configuration names; raises InputError that says why it was refused."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = mail.sender, ", ".join(mail.to), subject
    # Old mail servers take only seven bits.
    message.set_content(text, cte="base64")
    if html is not None:
        message.add_alternative(html, subtype="html", cte="base64")
    try:
        with smtplib.SMTP(mail.host, mail.port, timeout=SECONDS) as server:
            if mail.start_tls:
                server.starttls(context=ssl.create_default_context())
            if mail.user and password:
                server.login(mail.user, password)
            server.send_message(message)
    except (smtplib.SMTPException, OSError) as error:
        code = getattr(error, "smtp_code", "")
        raise InputError(
            f"the mail server {mail.host}:{mail.port} did not take the message: "
            f"{type(error).__name__} {code}; see host, port, user and the password's file".replace(" ;", ";")
        ) from None
