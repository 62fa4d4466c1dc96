"""Public facts that are no office's: ANAF's about companies, BNR's exchange rates; clients, store and upkeep."""
