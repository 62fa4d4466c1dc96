"""Romanian double entry and VAT as pure functions: no clock, no database, no network, integer bani only."""
