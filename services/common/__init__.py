"""What every service stands on: configuration, database, events, RPC, telemetry, errors, money, identity."""
