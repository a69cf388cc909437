"""The small tools: what a message's address is, what to show at a counter, and proof to collect."""

from __future__ import annotations

from macros.model import AT_THE_COUNTER
from macros.pages.templates import render
from macros.pages.view import View, record_of


def address_check(view: View) -> str:
    """Return the field that compares the addresses in a message with those that are known."""
    return render(view, "address-check.html")


def counter(view: View) -> str:
    """Return the button that shows the card for a counter, in any language that there is."""
    return render(view, "counter-button.html", country="", counter=AT_THE_COUNTER)


def proof_checklist(view: View, situation: str) -> str:
    """Return the proof to collect in a situation, to be ticked off."""
    proofs = record_of(view.knowledge.checklists, situation, "checklist")
    return render(view, "proof-checklist.html", situation=situation, proofs=proofs)
