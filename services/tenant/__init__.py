"""Offices, their users and sessions, and the client companies that they keep the books of."""
