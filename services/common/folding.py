"""Text as searches compare it: `Ștefan`, `ŞTEFAN` and `stefan` are the same."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Lower case without diacritics, runs of white space as one space."""
    # Decomposed first: `㏆` holds a capital that only shows then.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).split())
