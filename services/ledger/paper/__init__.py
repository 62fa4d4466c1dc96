"""Reports on paper: a table laid out on pages, and the pages as PDF."""

from services.ledger.paper.pdf import CONTENT_TYPE, MOST_ROWS, Heading, written

__all__ = ["CONTENT_TYPE", "MOST_ROWS", "Heading", "written"]
