"""Links to the pages that answer a question."""

from __future__ import annotations

from macros.pages.templates import render
from macros.pages.view import View, record_of


def question_list(view: View, *slugs: str) -> str:
    """Return links to the pages of some questions, each with what the page holds."""
    questions = view.edition.questions
    pages = {slug: record_of(questions, slug, "question") for slug in slugs}
    return render(view, "question-list.html", pages=pages)
