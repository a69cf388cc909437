"""Phone numbers by libphonenumber: validity, home country, display and `tel:` links."""

from __future__ import annotations

import re

import phonenumbers as lib
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, timezone

NORTH_AMERICA = 1


def is_valid(number: str, country: str) -> bool:
    """Return whether `number` can be dialled in `country`: possible and valid there, or short.

    Short codes such as 3631 are only known to libphonenumber's short-number data.
    """
    parsed = _parsed(number, country)
    if parsed is None:
        return False
    full = lib.is_possible_number(parsed) and lib.is_valid_number_for_region(parsed, country)
    return full or _is_short_code(number, country)


def suggestion(number: str, country: str) -> str | None:
    """Return the valid number of `country` that was probably meant, in international form."""
    digits = re.sub(r"\D", "", lib.convert_alpha_characters_in_number(number))
    code = str(dialling_code(country))
    for reading in (number, digits, f"+{digits}", digits.removeprefix(code), f"0{digits}"):
        if number != reading and is_valid(reading, country):
            return display(reading, country, international=True)
    return None


def home_of(number: str, country: str) -> str | None:
    """Return the country that a number belongs to when dialled in `country`; None if unknown."""
    if is_valid(number, country):
        return country
    parsed = _parsed(number, country)
    return lib.region_code_for_number(parsed) if parsed else None


def dialling_code(country: str) -> int:
    """Return the country calling code, such as 33 for FR (ITU-T E.164)."""
    return int(lib.country_code_for_region(country))


def canonical(number: str, country: str | None) -> str:
    """Return one form for all ways to write a number: E.164 where it has it, else its digits."""
    parsed = _parsed(number, country or "ZZ")
    if parsed and lib.is_valid_number(parsed):
        return str(lib.format_number(parsed, PhoneNumberFormat.E164))
    return re.sub(r"\D", "", number)


def display(number: str, country: str, *, international: bool) -> str:
    """Return a number as libphonenumber spaces it; a short code stays as it is."""
    parsed = _parsed(number, country)
    if parsed is None or not lib.is_valid_number(parsed):
        return number
    if not international and parsed.country_code == NORTH_AMERICA:
        # Its national format leaves out the 1 that is dialled from a landline.
        return str(lib.format_out_of_country_calling_number(parsed, country))
    style = PhoneNumberFormat.INTERNATIONAL if international else PhoneNumberFormat.NATIONAL
    return str(lib.format_number(parsed, style))


def tel_link(number: str, country: str) -> str:
    """Return the `tel:` address of a number by RFC 3966.

    A short code is a local number there: its context is the country calling code.
    """
    parsed = _parsed(number, country)
    if parsed and lib.is_valid_number(parsed):
        return str(lib.format_number(parsed, PhoneNumberFormat.RFC3966))
    return f"tel:{re.sub(r'[^0-9]', '', number)};phone-context=+{dialling_code(country)}"


def whatsapp_link(number: str, country: str) -> str:
    """Return WhatsApp's click-to-chat address: the number in E.164 without its plus sign."""
    return f"https://wa.me/{canonical(number, country).removeprefix('+')}"


def time_zones(number: str, country: str) -> tuple[str, ...]:
    """Return the time zones of the places that a number belongs to, by their IANA names."""
    parsed = _parsed(number, country)
    return tuple(timezone.time_zones_for_number(parsed)) if parsed else ()


def _parsed(number: str, country: str) -> PhoneNumber | None:
    """Return the number in its numbering plan, or None for what is no number at all."""
    if re.search(r"[^0-9\s()+./-]", number):
        return None
    try:
        return lib.parse(number, country)
    except NumberParseException:
        return None


def _is_short_code(number: str, country: str) -> bool:
    parsed = _parsed(number, country)
    return parsed is not None and bool(lib.is_valid_short_number_for_region(parsed, country))
