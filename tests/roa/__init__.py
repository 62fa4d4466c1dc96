"""A strict double of ROA on PostgreSQL. `docs/roa.md` says what it holds the adapter to, and what it can't know."""
