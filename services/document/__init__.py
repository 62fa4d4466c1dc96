"""Documents of client companies: their files, states and reviewed extractions."""
