"""Where notes are posted: one file per kind of books."""
