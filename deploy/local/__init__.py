"""The embedded default: PostgreSQL, NATS, the services and the gateway on one machine, by one command."""
