"""The ledger: accounting notes, the rules that build them, and the books they are posted to."""
