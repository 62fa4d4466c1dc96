"""gRPC servers and channels: mutual TLS where it is configured, health, reflection, deadlines and tracing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import grpc
from contapics.tenant.v1 import session_service_pb2, session_service_pb2_grpc
from google.protobuf.descriptor import ServiceDescriptor
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection
from opentelemetry import propagate

from services.common import identity
from services.common.config import Tls
from services.common.errors import Unavailable
from services.common.interceptors import Boundary

MAX_MESSAGE_BYTES = 32 * 1024 * 1024
DEADLINE_SECONDS = 15.0
GRACE_SECONDS = 10.0
PEER_NAME = "contapics"
"""The name that every part's certificate carries, whatever host it runs on."""

OPTIONS: Sequence[tuple[str, Any]] = (
    ("grpc.max_receive_message_length", MAX_MESSAGE_BYTES),
    ("grpc.max_send_message_length", MAX_MESSAGE_BYTES),
    ("grpc.so_reuseport", 0),
    ("grpc.enable_http_proxy", 0),
)


Registration = tuple[ServiceDescriptor, Callable[[Any, grpc.aio.Server], None], Any]
"""A servicer's descriptor, the generated function that adds it to a server, and the servicer."""


@asynccontextmanager
async def serving(
    listen: str,
    tls: Tls | None,
    verifier: identity.TokenVerifier,
    servicers: Sequence[Registration],
) -> AsyncIterator[grpc.aio.Server]:
    """Serve on `host:port` while the context lasts, then refuse new calls and let running ones end."""
    descriptors = [descriptor for descriptor, _, _ in servicers]
    server = grpc.aio.server(interceptors=[Boundary(descriptors, verifier)], options=OPTIONS)
    for _, add, servicer in servicers:
        add(servicer, server)
    status = health.aio.HealthServicer()
    health_pb2_grpc.add_HealthServicer_to_server(status, server)
    names = [descriptor.full_name for descriptor in descriptors]
    reflection.enable_server_reflection([*names, health.SERVICE_NAME, reflection.SERVICE_NAME], server)
    try:
        _ = server.add_secure_port(listen, _server_credentials(tls)) if tls else server.add_insecure_port(listen)
    except RuntimeError as error:
        raise Unavailable("port_taken", f"Can't listen on {listen}.") from error
    await server.start()
    for name in ("", *names):
        await status.set(name, health_pb2.HealthCheckResponse.SERVING)
    try:
        yield server
    finally:
        await status.enter_graceful_shutdown()
        await server.stop(GRACE_SECONDS)


def open_channel(address: str, tls: Tls | None) -> grpc.aio.Channel:
    """A channel to another part. Calls without a deadline get one, and carry the present trace along."""
    options = [
        *OPTIONS,
        ("grpc.initial_reconnect_backoff_ms", 100),
        # Despite its name the time that one attempt to connect may take: a busy machine needs more than a moment.
        ("grpc.min_reconnect_backoff_ms", 5000),
        ("grpc.max_reconnect_backoff_ms", 2000),
    ]
    interceptors = [_Unary(), _StreamUnary(), _UnaryStream()]
    if tls is None:
        return grpc.aio.insecure_channel(address, options=options, interceptors=interceptors)
    options.append(("grpc.ssl_target_name_override", PEER_NAME))
    return grpc.aio.secure_channel(address, _channel_credentials(tls), options=options, interceptors=interceptors)


def remote_verifier(channel: grpc.aio.Channel) -> identity.TokenVerifier:
    """A verifier that asks the tenant service for its public keys."""
    sessions: Any = session_service_pb2_grpc.SessionServiceStub(channel)

    async def fetch() -> list[dict[str, Any]]:
        try:
            answer = await sessions.GetKeySet(session_service_pb2.GetKeySetRequest(), wait_for_ready=True, timeout=5)
        except grpc.aio.AioRpcError as error:
            raise Unavailable("tenant_unavailable", "Sign-in can't be checked at the moment.") from error
        names = ("kty", "crv", "kid", "x", "use", "alg")
        return [{name: getattr(key, name) for name in names} for key in answer.keys]

    return identity.TokenVerifier(fetch)


def forwarded() -> list[tuple[str, str]]:
    """Metadata that calls another service in the name of the present caller."""
    return [("authorization", f"Bearer {identity.current().token}")]


def _server_credentials(tls: Tls) -> grpc.ServerCredentials:
    pair = (tls.key.read_bytes(), tls.certificate.read_bytes())
    return grpc.ssl_server_credentials([pair], tls.authority.read_bytes(), require_client_auth=True)


def _channel_credentials(tls: Tls) -> grpc.ChannelCredentials:
    return grpc.ssl_channel_credentials(tls.authority.read_bytes(), tls.key.read_bytes(), tls.certificate.read_bytes())


def _with_defaults(details: grpc.aio.ClientCallDetails) -> grpc.aio.ClientCallDetails:
    carrier: dict[str, str] = {}
    propagate.inject(carrier)
    metadata = grpc.aio.Metadata(*(details.metadata or ()), *carrier.items())
    return grpc.aio.ClientCallDetails(
        method=details.method,
        timeout=DEADLINE_SECONDS if details.timeout is None else details.timeout,
        metadata=metadata,
        credentials=details.credentials,
        wait_for_ready=details.wait_for_ready,
    )


class _Unary(grpc.aio.UnaryUnaryClientInterceptor):
    async def intercept_unary_unary(
        self, continuation: Callable[..., Awaitable[Any]], details: grpc.aio.ClientCallDetails, request: Any
    ) -> Any:
        return await continuation(_with_defaults(details), request)


class _StreamUnary(grpc.aio.StreamUnaryClientInterceptor):
    async def intercept_stream_unary(
        self, continuation: Callable[..., Awaitable[Any]], details: grpc.aio.ClientCallDetails, requests: Any
    ) -> Any:
        return await continuation(_with_defaults(details), requests)


class _UnaryStream(grpc.aio.UnaryStreamClientInterceptor):
    async def intercept_unary_stream(
        self, continuation: Callable[..., Awaitable[Any]], details: grpc.aio.ClientCallDetails, request: Any
    ) -> Any:
        return await continuation(_with_defaults(details), request)
