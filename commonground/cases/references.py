"""References that people read out on the telephone: no letters that look or sound alike."""

import secrets

from django.db import models

ALPHABET = "23456789BCDFGHJKMNPQRTVWXY"
"""Digits and capitals without 0, 1, and without vowels, so that no words appear by chance."""


def new_reference(model: type[models.Model]) -> str:
    """A reference such as `CG-4F7K-2MXR` that no row of `model` has. Twenty-six letters, eight places: 38 bits."""
    while True:
        letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
        reference = f"CG-{letters[:4]}-{letters[4:]}"
        if not model._default_manager.filter(reference=reference).exists():
            return reference
