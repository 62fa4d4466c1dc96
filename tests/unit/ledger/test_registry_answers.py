"""What ANAF and BNR answer is read strictly: a fact that is not plainly there is none."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from services.ledger.registry.anaf import CompanyFacts, read_answer
from services.ledger.registry.bnr import Rate, complete_through, read_rates
from services.ledger.registry.public_service import Unexpected
from services.ledger.registry.rates import format_rate, parse_rate

DAY = date(2024, 3, 15)
ASKED = {"14399840": DAY, "11201891": DAY}


def company(**changes: Any) -> dict[str, Any]:
    general = {"cui": 14399840, "data": "2024-03-15", "denumire": " ŞTEFAN  ŢARĂ SRL "}
    return {
        "date_generale": {**general, **changes.pop("date_generale", {})},
        "inregistrare_scop_Tva": {"scpTVA": True, "perioade_TVA": []},
        "inregistrare_RTVAI": {"statusTvaIncasare": False},
        "stare_inactiv": {"statusInactivi": False},
        **changes,
    }


def answer(*found: Any, missing: list[Any] | None = None, **envelope: Any) -> bytes:
    return json.dumps({"cod": 200, "found": list(found), "notFound": missing or [], **envelope}).encode()


def test_a_companys_facts_are_what_the_answer_says() -> None:
    [facts] = read_answer(answer(company()), ASKED)
    assert facts == CompanyFacts("14399840", DAY, True, "ȘTEFAN ȚARĂ SRL", True, False, False)
    both = company(inregistrare_RTVAI={"statusTvaIncasare": True}, stare_inactiv={"statusInactivi": True})
    [facts] = read_answer(answer(both), ASKED)
    assert (facts.vat_on_collection, facts.inactive) == (True, True)


@pytest.mark.parametrize("missing", [[11201891], ["11201891"], [{"cui": 11201891}]])
def test_a_code_that_anaf_does_not_know_is_told_apart_from_one_it_left_out(missing: list[Any]) -> None:
    facts = read_answer(answer(missing=missing), ASKED)
    assert facts == [CompanyFacts("11201891", DAY, registered=False)]
    assert read_answer(answer(), ASKED) == []


@pytest.mark.parametrize(
    "odd",
    [
        company(inregistrare_scop_Tva={"scpTVA": "true"}),
        company(inregistrare_scop_Tva={"scpTVA": 1}),
        company(inregistrare_RTVAI={}),
        company(stare_inactiv=None),
        company(date_generale={"data": "2024-03-14"}),
        company(date_generale={"data": "15.03.2024"}),
        company(date_generale={"cui": 6719278}),
        company(date_generale={"cui": True}),
        company(date_generale={"cui": 14399840.0}),
        "a company",
        None,
    ],
)
def test_a_company_that_lacks_a_fact_or_was_not_asked_about_is_left_out_and_the_others_stay(odd: Any) -> None:
    other = company(date_generale={"cui": "11201891"})
    assert [facts.cui for facts in read_answer(answer(odd, other), ASKED)] == ["11201891"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>mentenanta</html>",
        b"[]",
        b"null",
        b'{"found": {}}',
        b'{"cod": 200}',
        b'{"cod": 500, "found": []}',
        b'{"found": [], "notFound": {}}',
    ],
)
def test_what_is_no_answer_is_refused(body: bytes) -> None:
    with pytest.raises(Unexpected):
        read_answer(body, ASKED)


def file(*days: str, head: str = "", origin: str = "RON") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}<DataSet xmlns="http://www.bnr.ro/xsd"><Header/>'
        f"<Body><OrigCurrency>{origin}</OrigCurrency>{''.join(days)}</Body></DataSet>"
    ).encode()


def cube(day: str, *rates: str) -> str:
    return f'<Cube date="{day}">{"".join(rates)}</Cube>'


EUR = '<Rate currency="EUR">4.9731</Rate>'
HUF = '<Rate currency="HUF" multiplier="100">1.3054</Rate>'


def test_rates_are_ten_thousandths_for_so_many_units() -> None:
    rates = read_rates(file(cube("2024-01-03", EUR, HUF, '<Rate currency="XAU">297.45</Rate>')))
    assert rates == [
        Rate("EUR", date(2024, 1, 3), 49731, 1),
        Rate("HUF", date(2024, 1, 3), 13054, 100),
        Rate("XAU", date(2024, 1, 3), 2974500, 1),
    ]


def test_a_currency_without_a_rate_on_a_day_is_left_out() -> None:
    assert len(read_rates(file(cube("2024-01-03", EUR, '<Rate currency="RUB">-</Rate>')))) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html/>",
        b"<DataSet/>",
        file(),
        file(cube("2024-01-03")),
        file(cube("2024-01-03", EUR), origin="EUR"),
        file(cube("03.01.2024", EUR)),
        file(cube("2024-01-03", EUR, EUR)),
        file(cube("2024-01-03", '<Rate currency="EUR">4,9731</Rate>')),
        file(cube("2024-01-03", '<Rate currency="EUR">4.97315</Rate>')),
        file(cube("2024-01-03", '<Rate currency="EUR">-4.97</Rate>')),
        file(cube("2024-01-03", '<Rate currency="EUR">0.0000</Rate>')),
        file(cube("2024-01-03", '<Rate currency="euro">4.9731</Rate>')),
        file(cube("2024-01-03", '<Rate currency="HUF" multiplier="7">1.3054</Rate>')),
        file(cube("2024-01-03", EUR))[:-20],
        file(cube("2024-01-03", EUR), head="<!DOCTYPE DataSet>"),
        file(cube("2024-01-03", EUR), head='<!DOCTYPE DataSet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        file(
            cube("2024-01-03", '<Rate currency="EUR">&a;</Rate>'),
            head='<!DOCTYPE DataSet [<!ENTITY a "1"><!ENTITY b "&a;&a;&a;">]>',
        ),
    ],
)
def test_a_file_that_is_not_plainly_bnrs_is_refused(body: bytes) -> None:
    with pytest.raises(Unexpected):
        read_rates(body)


@pytest.mark.parametrize(
    ("last", "today", "through"),
    [
        ("2024-01-23", "2024-01-23", "2024-01-23"),
        ("2024-01-19", "2024-01-22", "2024-01-21"),  # over a weekend nothing is published
        ("2023-12-29", "2024-01-02", "2023-12-31"),
        ("2023-12-29", "2024-06-30", "2023-12-31"),
        ("2024-01-23", "2024-06-30", "2024-01-23"),  # cut short
    ],
)
def test_a_file_completes_the_days_before_it_was_fetched_unless_it_is_cut_short(
    last: str, today: str, through: str
) -> None:
    rates = [Rate("EUR", date.fromisoformat(last), 49731, 1)]
    assert complete_through(rates, date.fromisoformat(today)) == date.fromisoformat(through)


@pytest.mark.parametrize(("text", "rate"), [("4.9731", 49731), ("5", 50000), ("0.0425", 425), ("4.97", 49700)])
def test_a_rate_is_read_exactly(text: str, rate: int) -> None:
    assert parse_rate(text) == rate
    assert parse_rate(format_rate(rate)) == rate


@pytest.mark.parametrize("text", ["", "0", "0.0000", "4,97", "4.97310", "-1", "1e3", " 4.97", "٤.٩٧", "1234567.0"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an exchange rate"):
        parse_rate(text)
