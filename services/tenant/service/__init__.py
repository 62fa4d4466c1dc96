"""The gRPC side: one servicer a file. Each translates, opens the transactions and calls the operations."""

from services.tenant.service.clients import ClientService
from services.tenant.service.sessions import SessionService
from services.tenant.service.users import UserService

__all__ = ["ClientService", "SessionService", "UserService"]
