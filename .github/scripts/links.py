"""Read what linkchecker found: what to try once more, and what failed twice, as Markdown."""

from __future__ import annotations

import argparse
import csv
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

# Answers of a server that is there but does not talk to machines; a person has to look.
_REFUSALS = re.compile(r"\b(401|403|405|406|429|503|999)\b|robots\.txt")
# linkchecker ends its list with this remark; without it, the list is not whole.
_END = "# Stopped checking"

# The pages on which each link stands, and what was answered.
Failed = dict[str, tuple[set[str], str]]


def failed(text: str) -> Failed:
    """Return the outside links that failed, from linkchecker's CSV.

    Raises ValueError when the list was cut off.
    """
    if _END not in text:
        raise ValueError("The list of links is not whole.")
    rows = [line for line in text.splitlines() if not line.startswith("#")]
    found: Failed = {}
    for row in csv.DictReader(rows, delimiter=";"):
        if row["valid"] != "True" and row["urlname"].startswith(("http://", "https://")):
            pages, _ = found.setdefault(row["urlname"], (set(), row["result"]))
            pages.add(urlsplit(row["parentname"] or "").path)
    return found


def report(first: Failed, second: Failed) -> str:
    """Return the links that failed both times as Markdown.

    Those whose server only refuses machines are no items of the list.
    """
    twice = {url: (first[url][0], second[url][1]) for url in sorted(first) if url in second}
    refused = [url for url in twice if _REFUSALS.search(twice[url][1])]
    gone = [url for url in twice if url not in refused]
    head = f"{len(gone)} outside links did not answer, twice in a row.\n\n"
    items = "".join(
        f"- [ ] <{url}> ({_plain(twice[url][1])}) on {_on(twice[url][0])}\n" for url in gone
    )
    return head + items + _look_by_hand(refused)


def _look_by_hand(refused: list[str]) -> str:
    if not refused:
        return ""
    head = f"\n{len(refused)} more answered that they do not talk to a machine:\n\n"
    return head + "".join(f"<{url}><br>\n" for url in refused)


def _on(pages: set[str]) -> str:
    """Return the pages on which a link stands; one is enough to find it, three are plenty."""
    return ", ".join(f"`{page}`" for page in sorted(pages)[:3]) + (" …" if len(pages) > 3 else "")


def _plain(answer: str) -> str:
    """Return a server's answer as one short line without markup and details."""
    short = " ".join(answer.split()).partition("(")[0]
    return re.sub(r"[^\w .,:/'-]", "", short).strip(" :")[:100]


def main(lists: list[Path]) -> str:
    """Return what to try once more after one run, and the report after two.

    Raises ValueError or OSError when a list is missing or was cut off.
    """
    read = [failed(path.read_text("utf-8")) for path in lists]
    return report(read[0], read[1]) if len(read) > 1 else "".join(f"{url}\n" for url in read[0])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", type=Path, nargs="+", help="linkchecker's CSV, of one or two runs")
    try:
        sys.stdout.write(main(parser.parse_args().lists))
    except (OSError, ValueError) as why:
        sys.exit(f"::warning::{why}")
