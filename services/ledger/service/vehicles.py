"""The vehicles of companies."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from contapics.ledger.v1 import vehicle_pb2, vehicle_service_pb2_grpc
from contapics.ledger.v1 import vehicle_service_pb2 as pb

from services.common import identity
from services.common.clients import ClientDirectory
from services.common.db import Database
from services.common.errors import Conflict
from services.common.timestamps import as_timestamp
from services.ledger import days, office
from services.ledger.models import Vehicle
from services.ledger.office import VehicleFacts
from services.ledger.service.days import read_day


class VehicleService(vehicle_service_pb2_grpc.VehicleServiceServicer):
    def __init__(self, database: Database, clients: ClientDirectory) -> None:
        self._database = database
        self._clients = clients

    async def CreateVehicle(self, request: pb.CreateVehicleRequest, context: Any) -> pb.CreateVehicleResponse:
        caller = identity.current()
        facts = _facts(request.vehicle)
        client = await self._clients.get(UUID(request.vehicle.client_id))
        async with self._database.transaction(caller.tenant_id) as session:
            vehicle = await office.add_vehicle(session, caller.tenant_id, UUID(client.id), facts, caller.email)
        return pb.CreateVehicleResponse(vehicle=_vehicle(vehicle))

    async def GetVehicle(self, request: pb.GetVehicleRequest, context: Any) -> pb.GetVehicleResponse:
        async with self._database.transaction(identity.current().tenant_id) as session:
            vehicle = await office.vehicle(session, UUID(request.id))
        return pb.GetVehicleResponse(vehicle=_vehicle(vehicle))

    async def ListVehicles(self, request: pb.ListVehiclesRequest, context: Any) -> pb.ListVehiclesResponse:
        async with self._database.transaction(identity.current().tenant_id) as session:
            vehicles = await office.vehicles(session, UUID(request.client_id))
        return pb.ListVehiclesResponse(vehicles=[_vehicle(vehicle) for vehicle in vehicles])

    async def UpdateVehicle(self, request: pb.UpdateVehicleRequest, context: Any) -> pb.UpdateVehicleResponse:
        caller = identity.current()
        facts = _facts(request.vehicle)
        async with self._database.transaction(caller.tenant_id) as session:
            vehicle = await office.vehicle(session, UUID(request.id))
            if vehicle.client_id != UUID(request.vehicle.client_id):
                raise Conflict("vehicle_of_other_company", "A vehicle stays with its company.")
            await office.change_vehicle(session, vehicle, facts, caller.email)
        return pb.UpdateVehicleResponse(vehicle=_vehicle(vehicle))

    async def DeleteVehicle(self, request: pb.DeleteVehicleRequest, context: Any) -> pb.DeleteVehicleResponse:
        async with self._database.transaction(identity.current().tenant_id) as session:
            await session.delete(await office.vehicle(session, UUID(request.id)))
        return pb.DeleteVehicleResponse()


def _facts(vehicle: vehicle_pb2.Vehicle) -> VehicleFacts:
    day = read_day(vehicle.valid_from, "vehicle.valid_from") or days.today()
    return VehicleFacts.read(vehicle.plate, vehicle.card_suffix, vehicle.deductible, day)


def _vehicle(vehicle: Vehicle) -> vehicle_pb2.Vehicle:
    return vehicle_pb2.Vehicle(
        id=str(vehicle.id),
        client_id=str(vehicle.client_id),
        plate=vehicle.plate,
        card_suffix=vehicle.card_suffix,
        deductible=vehicle.deductible,
        valid_from=vehicle.valid_from.isoformat(),
        set_by=vehicle.set_by,
        set_time=as_timestamp(vehicle.set_at),
    )
