"""What our recognisers can say."""

from __future__ import annotations

VOCABULARY = (
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~°£€¥¢฿ăâîșțĂÂÎȘȚ "
)
"""docTR's alphabet `romanian`, in its order; the space stands last, for boxes that hold several words."""

LONGEST = 120
"""Characters of the longest line to learn from; docTR's own limit is made for words."""
