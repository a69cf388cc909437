"""Shipping services."""

from __future__ import annotations

from macros.model import Carrier
from macros.pages.templates import render
from macros.pages.view import View, record_of


def carrier_table(view: View, group: str) -> str:
    """Return the shipping services that the original list printed under one resolution."""
    return render(view, "carrier-table.html", carriers=_carriers_of(view, group))


def other_carriers(view: View) -> str:
    """Return the shipping services that the original list did not know, and how to name one."""
    return render(view, "other-carriers.md", carriers=_carriers_of(view, None))


def _carriers_of(view: View, group: str | None) -> dict[str, Carrier]:
    services = view.edition.services.items()
    return {slug: carrier for slug, carrier in services if carrier.original_group == group}


def carrier_page(view: View, slug: str) -> str:
    """Return everything that is known about one shipping service."""
    carrier = record_of(view.knowledge.carriers, slug, "service")
    return render(
        view,
        "carrier.md",
        carrier=carrier,
        resolution=view.knowledge.facts.get(f"original-{carrier.original_group}"),
        formats=[view.knowledge.number_formats[name] for name in carrier.number_formats],
        facts=[f for f in view.knowledge.facts.values() if slug in f.carriers],
    )
