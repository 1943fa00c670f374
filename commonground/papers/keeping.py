"""Papers are kept as long as their case."""

from uuid import UUID

from commonground.papers.models import Paper


def forget(about: UUID) -> int:
    """Delete the papers of the case with this id and with whom each was shared. Returns how many there were.

    Their files lie with documents, about the case, and go by `documents.commands.forget`.
    """
    return Paper.objects.filter(case=about).delete()[1].get(Paper._meta.label, 0)
