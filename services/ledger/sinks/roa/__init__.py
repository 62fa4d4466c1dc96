"""Books in ROA on Oracle: what is sent is decided in `rows`, how in `posting`, over which connection in `pool`."""
