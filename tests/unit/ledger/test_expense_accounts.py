"""Which expense account a purchase goes to, in which order, and why."""

from __future__ import annotations

import time
from datetime import date

import pytest
from stdnum.ro import cui
from unit.ledger.cases import TODAY, purchase

from services.common.errors import Invalid
from services.ledger.rules import chart
from services.ledger.rules.expense import AccountReason, Basis, SupplierHistory, choose_account, teaches
from services.ledger.rules.keywords import ITEMS, SUPPLIER_CUIS, SUPPLIERS
from services.ledger.rules.policy import policy_on
from services.ledger.rules.purchase import Item, Purchase

POLICY = policy_on({}, TODAY)
UNKNOWN = {"supplier_name": "ALFA BETA SRL", "supplier_cui": "6719278"}


def bought(*descriptions: str, **changes: object) -> Purchase:
    items = tuple(Item(description) for description in descriptions)
    return purchase("10.00", **{**UNKNOWN, "items": items, **changes})


def chosen(what: Purchase, history: SupplierHistory | None = None) -> AccountReason:
    return choose_account(what, history or SupplierHistory(), POLICY)


def test_the_offices_rule_goes_before_everything() -> None:
    history = SupplierHistory(rule="623", approvals={"6024": 12})
    assert chosen(bought("MOTORINA"), history) == AccountReason("623", Basis.SUPPLIER_RULE, "6719278")


def test_earlier_approvals_go_before_keywords_and_say_how_many_they_were() -> None:
    history = SupplierHistory(approvals={"6024": 12, "611": 3})
    assert chosen(bought("MOTORINA"), history) == AccountReason("6024", Basis.LEARNED, "12/15")


def test_of_accounts_approved_equally_often_the_first_given_is_taken() -> None:
    assert chosen(bought(), SupplierHistory(approvals={"611": 2, "6024": 2})).account == "611"


def test_without_anything_known_the_default_is_taken() -> None:
    assert chosen(bought("XYZ 123")) == AccountReason("6028", Basis.DEFAULT, "")


@pytest.mark.parametrize(
    ("description", "account", "keyword"),
    [
        ("MOTORINA STANDARD L", "6022", "MOTORINA"),
        ("Benzină Efix 95", "6022", "BENZINA"),
        ("GPL AUTO", "6022", "GPL"),
        ("V-Power Diesel", "6022", "V POWER"),
        ("FILTRU MOTORINA MANN", "6024", "FILTRU MOTORINA"),
        ("Hârtie copiator A4 80g", "6021", "HARTIE COPIATOR"),
        ("TONER HP CF283A", "6021", "TONER"),
        ("Dosare plastic", "6021", "DOSARE"),
        ("Plăcuțe frână față", "6024", "PLACUTE FRANA"),
        ("ANVELOPE VARA 205/55", "6024", "ANVELOPE"),
        ("Manoperă schimb plăcuțe", "611", "MANOPERA"),
        ("SPALATORIE AUTO", "611", "SPALATORIE"),
        ("Cursă taxi", "624", "CURSA TAXI"),
        ("Cafea boabe 1kg", "623", "CAFEA"),
        ("CAZARE 2 NOPTI", "625", "CAZARE"),
        ("Reîncărcare cartelă", "626", "REINCARCARE"),
        ("Tichet parcare", "628", "TICHET PARCARE"),
        ("ROVINIETA 30 ZILE", "635", "ROVINIETA"),
        ("Energie electrică", "605", "ENERGIE ELECTRICA"),
    ],
)
def test_a_keyword_of_the_lines_names_the_account_and_itself(description: str, account: str, keyword: str) -> None:
    assert chosen(bought(description)) == AccountReason(account, Basis.KEYWORD, keyword)


@pytest.mark.parametrize("description", ["PIXEL", "SUPERMARKET", "MOLDOVA", "IMOTORINA", "GPLUS"])
def test_a_keyword_inside_of_a_word_is_none(description: str) -> None:
    assert chosen(bought(description)).basis is Basis.DEFAULT


def test_of_several_accounts_the_one_that_cost_most_is_taken() -> None:
    items = (Item("CAFEA", 1200), Item("MOTORINA", 20000), Item("TICHET PARCARE", 500))
    assert chosen(bought(items=items)).account == "6022"


@pytest.mark.parametrize(
    ("name", "account"),
    [
        ("OMV PETROM MARKETING SRL", "6022"),
        ("Librăria Humanitas", "6021"),
        ("Alfa Beta SRL", "6028"),
        ("S.C. Papetărie SRL", "6021"),
    ],
)
def test_without_lines_the_suppliers_name_is_asked(name: str, account: str) -> None:
    assert chosen(bought(supplier_name=name)).account == account


def test_a_fuel_seller_known_by_its_code_needs_no_name() -> None:
    what = bought(supplier_name=None, supplier_cui="RO11201891")
    assert chosen(what) == AccountReason("6022", Basis.KEYWORD, "11201891")


def test_what_was_bought_goes_before_who_sold_it() -> None:
    assert chosen(bought("CAFEA", supplier_name="OMV")).account == "623"


def test_an_approval_of_the_default_teaches_nothing_and_any_other_does() -> None:
    taught = {basis: teaches(AccountReason("6028", basis)) for basis in Basis}
    assert [basis for basis, teaching in taught.items() if not teaching] == [Basis.DEFAULT]


def test_every_account_that_the_rules_use_is_in_the_chart() -> None:
    used = {*ITEMS, *SUPPLIERS, *SUPPLIER_CUIS.values(), POLICY.default_expense}
    assert all(chart.takes_purchases(account) for account in used)
    others = {POLICY.supplier, POLICY.cash, POLICY.vouchers, POLICY.vat, POLICY.deferred_vat, "5125"}
    assert others <= set(chart.ACCOUNTS)


def test_the_chart_is_in_order_and_spells_romanian_with_commas_below() -> None:
    assert list(chart.ACCOUNTS) == sorted(chart.ACCOUNTS)
    assert not any(letter in name for name in chart.ACCOUNTS.values() for letter in "şţŞŢ")


@pytest.mark.parametrize("account", ["401", "4426", "5311", "9999", "", "6", "60220"])
def test_purchases_go_to_no_account_that_is_none_for_them(account: str) -> None:
    assert not chart.takes_purchases(account)


def test_every_known_suppliers_code_has_a_right_check_digit() -> None:
    assert all(cui.is_valid(code) for code in SUPPLIER_CUIS)


def test_keywords_are_written_as_they_are_compared() -> None:
    keywords = [keyword for table in (ITEMS, SUPPLIERS) for words in table.values() for keyword in words]
    assert all(keyword.removesuffix("*").replace(" ", "").isalnum() for keyword in keywords)
    assert all(keyword == keyword.upper() and keyword.isascii() for keyword in keywords)


def test_the_longest_document_that_is_taken_holds_nobody_up() -> None:
    what = bought(*(["PIX " * 125] * 2000))
    begun = time.process_time()
    assert chosen(what).account == "6021"
    assert time.process_time() - begun < 5


def test_the_word_of_who_approves_goes_before_the_offices_rule() -> None:
    history = SupplierHistory(rule="623", approvals={"6024": 12})
    assert choose_account(bought("MOTORINA"), history, POLICY, "611") == AccountReason("611", Basis.CHOSEN)


def test_a_correction_goes_before_any_number_of_earlier_approvals_and_says_of_when_it_is() -> None:
    history = SupplierHistory(approvals={"6024": 12}).with_approval("611", date(2025, 8, 7))
    assert chosen(bought("MOTORINA"), history) == AccountReason("611", Basis.CORRECTED, "2025-08-07")
    later = history.with_approval("6024").with_approval("623", date(2025, 8, 8))
    assert chosen(bought(), later) == AccountReason("623", Basis.CORRECTED, "2025-08-08")
    ruled = SupplierHistory("6021", later.approvals, later.corrected)
    assert chosen(bought(), ruled).basis is Basis.SUPPLIER_RULE


@pytest.mark.parametrize("account", ["401", "9999", "4426", "60.2", "6022."])
def test_an_account_that_takes_no_purchases_can_not_be_chosen(account: str) -> None:
    with pytest.raises(Invalid) as refusal:
        choose_account(bought(), SupplierHistory(), POLICY, account)
    assert (refusal.value.reason, refusal.value.metadata) == ("account_unknown", {"account": account})


@pytest.mark.parametrize("account", ["6022", "6022.01", "2133.B12ABC", "371.1"])
def test_purchases_go_to_accounts_of_the_chart_and_their_analytics(account: str) -> None:
    assert chart.takes_purchases(account)
