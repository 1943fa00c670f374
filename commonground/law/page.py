"""`docs/law.md`: the rules and doubts as a page for lawyers, written from the tables alone.

`python -m commonground.law.page > docs/law.md` writes it anew; a test holds the page against the tables.
"""

from collections.abc import Iterator

from commonground.law.questions import QUESTIONS, Question
from commonground.law.rulebook import Rulebook, rulebooks
from commonground.law.rules import DOUBTS, RULES, Rule

CHAPTERS = (
    ("What can be appealed, and whose right it is", 1, 10),
    ("The adviser", 11, 16),
    ("Arranging mediation", 17, 24),
    ("The meeting", 25, 32),
    ("After mediation", 33, 41),
    ("The appeal", 42, 51),
    ("Disagreement resolution", 52, 57),
    ("Someone detained", 58, 60),
)

OPENING = """\
# The law in the program

Written from the tables in `commonground/law` by `python -m commonground.law.page`; change those, not this
page. It is not legal advice. The rules are those of England for ages 0 to 25.

How sure a rule is follows from how it was seen:

| basis | seen as | certainty | a command that would break it |
|---|---|---|---|
| T | the official text | settled | is refused as unlawful |
| T2 | its words in a judgment or copy | settled | is refused as unlawful |
| E | an official note, page or form | settled | is refused as unlawful |
| S | described by others | accepted | asks a named person for a reason |
| M | known, text not seen | inference | asks a named person for a reason |
| I | inferred from other rules | inference | asks a named person for a reason |

A single answer can be less sure than its rule: it then carries the mark of its least certain step, or of the
doubt it stands under (`doubt:D9`).
"""

CONTRACT = """\
## Asking

```
commonground law QUESTION key=value ...      one answer as JSON
commonground law --batch                     JSON lines {"id", "question", "given": {...}} in, JSON lines out
GET /api/v1/law/QUESTION?key=value           the same JSON, without sign-in
```

Each reply holds `question`, `given`, `answer`, `because` (steps with rule and source), `certainty`,
`rulebook` and `calendar`. Bad input is one plain sentence: exit code 2, HTTP 422, or `{"id", "error"}` in a
batch. Every question also takes `decided`, the date of the council's decision, which chooses the rulebook;
left out, the earliest date given does.

| question | takes (in brackets: may be left out) | asks |
|---|---|---|
"""

DAYS = """\
## Days

Working days come from the `holidays` package at the locked version, from `commonground/law/days.csv`, and
from a file of the installation named by `COMMONGROUND_DAYS_FILE`. When a day is proclaimed a holiday, add a
line to that file and start the service again; it has the columns of `days.csv`:

```
day,working,what,source
2031-06-02,no,A day of national celebration,Royal Proclamation of 1 March 2031
```
"""


def as_markdown() -> str:
    """The whole page."""
    return "".join(_parts())


def _parts() -> Iterator[str]:
    yield OPENING
    for title, first, last in CHAPTERS:
        yield f"\n## {title}\n\n| rule | says | source | basis | certainty |\n|---|---|---|---|---|\n"
        yield from (_rule(RULES[f"R{number}"]) for number in range(first, last + 1))
    yield "\n## Doubts\n\n| doubt | question | what is done safely meanwhile | held by |\n|---|---|---|---|\n"
    for doubt in DOUBTS.values():
        yield f"| {doubt.id} | {doubt.doubt} | {doubt.safe} | {doubt.held_by} |\n"
    yield "\n" + CONTRACT
    yield from (_question(question) for question in QUESTIONS.values())
    yield "\n## Rulebooks\n\n| rulebook | for decisions from | to |\n|---|---|---|\n"
    yield from (_rulebook(book) for book in rulebooks())
    yield "\n" + DAYS


def _rule(rule: Rule) -> str:
    return f"| {rule.id} | {rule.says} | {rule.cite} | {rule.basis} | {rule.certainty} |\n"


def _question(question: Question) -> str:
    keys = ", ".join(f"`{key.name}`" if key.required else f"(`{key.name}`)" for key in question.keys)
    return f"| `{question.name}` | {keys} | {question.asks} |\n"


def _rulebook(book: Rulebook) -> str:
    return f"| `{book.id}` | {book.in_force_from} | {book.in_force_to or 'still in force'} |\n"


if __name__ == "__main__":
    import sys

    sys.stdout.write(as_markdown())
