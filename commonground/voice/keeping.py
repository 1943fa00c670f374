"""What somebody said in their own way is kept as long as their case."""

from uuid import UUID

from commonground.documents import commands as documents
from commonground.voice.models import Saying


def forget(about: UUID) -> int:
    """Delete what was said in the case with this id, with its recordings and drawings. Returns how many there were."""
    there = Saying.objects.filter(case=about)
    documents.forget(*there.values_list("pk", flat=True))
    return there.delete()[1].get(Saying._meta.label, 0)
