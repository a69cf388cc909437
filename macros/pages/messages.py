"""The messages that readers send."""

from __future__ import annotations

from macros.model import MESSAGE_GAPS
from macros.pages.templates import render
from macros.pages.view import View, record_of

# The gaps of a message that hold a date.
_DATES = frozenset({"shipped", "last_news", "delivery", "claim_day"})


def message_blanks(view: View) -> str:
    """Return the fields that fill the gaps of all messages on the page; they need a script."""
    return render(view, "message-blanks.html", gaps=MESSAGE_GAPS, dates=_DATES)


def message_list(view: View, *slugs: str) -> str:
    """Return some messages in the languages in which they are sent, that of the page first."""
    messages = {slug: record_of(view.knowledge.messages, slug, "message") for slug in slugs}
    texts = {
        slug: sorted(message.texts, key=lambda text: text.language != view.language)
        for slug, message in messages.items()
    }
    return render(view, "messages.md", messages=messages, texts=texts)
