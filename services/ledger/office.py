"""What an office sets for its notes: values with the day they hold from, and its companies' vehicles.

Works in the transaction of its caller and never commits.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from services.common.errors import AlreadyExists, Invalid, NotFound
from services.common.ids import new_id
from services.ledger import choices
from services.ledger.models import Note, Setting, State, Vehicle
from services.ledger.rules.defaults import DEFAULTS
from services.ledger.rules.policy import Policy, bare_mark, policy_on


@dataclass(frozen=True, slots=True)
class VehicleFacts:
    """A vehicle as somebody entered it; `deductible` in percent."""

    plate: str
    card_suffix: str
    deductible: int
    valid_from: date

    @classmethod
    def read(cls, plate: str, card_suffix: str, deductible: int, valid_from: date) -> VehicleFacts:
        """Raises Invalid(plate_invalid)."""
        bare = bare_mark(plate)
        if not bare:
            raise Invalid("plate_invalid", "No plate.", {"plate": plate}, {"vehicle.plate": "plate_invalid"})
        return cls(bare, card_suffix, deductible, valid_from)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an office set for some of its companies."""

    settings: Sequence[Setting]
    vehicles: Sequence[Vehicle]

    def policy(self, client_id: UUID, day: date) -> Policy:
        """What a company's documents of a day are booked by."""
        own = (setting for setting in self.settings if setting.client_id in (None, client_id))
        cars = (vehicle for vehicle in self.vehicles if vehicle.client_id == client_id)
        return policy_on(choices.timeline(own), day, choices.fleet(cars, day))

    def accounts(self, client_id: UUID, keys: Collection[str], until: date) -> list[str]:
        """Every account that a company's notes until a day may have by these settings.

        Also the earlier ones, and those that another setting has taken the place of: notes that were built by them
        stay in the books, and a storno has the accounts of the note that it takes back.
        """
        chosen = {
            str(setting.value)
            for setting in self.settings
            if setting.key in keys and setting.client_id in (None, client_id) and setting.valid_from <= until
        }
        by_law = {str(dated.value) for key in keys for dated in DEFAULTS[key].values if dated.since <= until}
        return sorted((chosen | by_law) - {"", "None"})


async def chosen(session: AsyncSession, client_ids: Collection[UUID]) -> Chosen:
    """What holds for these companies on whatever day."""
    of_companies = or_(Setting.client_id.is_(None), Setting.client_id.in_(client_ids))
    found = await session.scalars(select(Setting).where(of_companies).order_by(Setting.id))
    cars = await session.scalars(select(Vehicle).where(Vehicle.client_id.in_(client_ids)))
    return Chosen(found.all(), cars.all())


async def settings(session: AsyncSession, client_id: UUID | None) -> Sequence[Setting]:
    """The office's settings and this company's own, in the order in which they were set."""
    return (await chosen(session, [] if client_id is None else [client_id])).settings


async def set_value(
    session: AsyncSession, tenant_id: UUID, key: str, client_id: UUID | None, valid_from: date, value: Any, by: str
) -> Setting:
    """Add a value to the settings; nothing that was set before is lost."""
    setting = Setting(
        tenant_id=tenant_id,
        id=new_id(),
        key=key,
        client_id=client_id,
        valid_from=valid_from,
        value=value,
        set_by=by,
        set_at=datetime.now(UTC),
    )
    session.add(setting)
    await session.flush()
    return setting


async def history(
    session: AsyncSession, key: str, client_id: UUID | None, before: UUID | None, size: int
) -> list[tuple[Setting, Any]]:
    """Settings, the latest first, each with what was set at its place for its day before."""
    earlier = aliased(Setting)
    old = (
        select(earlier.value)
        .where(
            earlier.key == Setting.key,
            earlier.client_id.is_not_distinct_from(Setting.client_id),
            earlier.valid_from <= Setting.valid_from,
            earlier.id < Setting.id,
        )
        .order_by(earlier.valid_from.desc(), earlier.id.desc())
        .limit(1)
        .correlate(Setting)
        .scalar_subquery()
    )
    statement = select(Setting, old).order_by(Setting.id.desc()).limit(size)
    if key:
        statement = statement.where(Setting.key == key)
    if client_id is not None:
        statement = statement.where(Setting.client_id == client_id)
    if before is not None:
        statement = statement.where(Setting.id < before)
    return [(setting, value) for setting, value in (await session.execute(statement)).all()]


async def notes_since(session: AsyncSession, client_id: UUID | None, day: date) -> int:
    """Notes in the books that are dated on a day or later, and so were built by what held before."""
    statement = select(func.count()).select_from(Note).where(Note.state == State.POSTED, Note.date >= day)
    if client_id is not None:
        statement = statement.where(Note.client_id == client_id)
    return await session.scalar(statement) or 0


async def vehicles(session: AsyncSession, client_id: UUID) -> Sequence[Vehicle]:
    """A company's vehicles by plate and day."""
    statement = select(Vehicle).where(Vehicle.client_id == client_id).order_by(Vehicle.plate, Vehicle.valid_from)
    return (await session.scalars(statement)).all()


async def vehicle(session: AsyncSession, vehicle_id: UUID) -> Vehicle:
    """Raises NotFound."""
    found = await session.scalar(select(Vehicle).where(Vehicle.id == vehicle_id).with_for_update())
    if found is None:
        raise NotFound("vehicle_unknown", "There is no such vehicle.", {"id": str(vehicle_id)})
    return found


async def add_vehicle(session: AsyncSession, tenant_id: UUID, client_id: UUID, facts: VehicleFacts, by: str) -> Vehicle:
    """Raises AlreadyExists for a plate that has values from the same day."""
    added = Vehicle(tenant_id=tenant_id, id=new_id(), client_id=client_id)
    _write(added, facts, by)
    session.add(added)
    await _flush(session, facts)
    return added


async def change_vehicle(session: AsyncSession, known: Vehicle, facts: VehicleFacts, by: str) -> None:
    """Raises AlreadyExists as `add_vehicle` does."""
    _write(known, facts, by)
    await _flush(session, facts)


def _write(target: Vehicle, facts: VehicleFacts, by: str) -> None:
    target.plate = facts.plate
    target.card_suffix = facts.card_suffix
    target.deductible = facts.deductible
    target.valid_from = facts.valid_from
    target.set_by = by
    target.set_at = datetime.now(UTC)


async def _flush(session: AsyncSession, facts: VehicleFacts) -> None:
    try:
        await session.flush()
    except IntegrityError as error:
        metadata = {"plate": facts.plate, "date": facts.valid_from.isoformat()}
        raise AlreadyExists("vehicle_exists", "The plate has values from this day.", metadata) from error
