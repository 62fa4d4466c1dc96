"""Everything that ROA may be sent is Oracle's SQL, written out in one place, with binds that Oracle takes."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from services.ledger.sinks.roa import statements

FOLDER = Path(statements.__file__).parent
RESERVED = {"DATE", "NUMBER", "LEVEL", "ROWID", "USER", "UID", "MODE", "SIZE", "COMMENT", "FILE", "SESSION", "SHARE"}
"""Words that Oracle does not take for a bind's name (ORA-01745), as far as one might think of them."""


@pytest.mark.parametrize("statement", statements.STATEMENTS)
def test_every_statement_compiles_for_oracle_and_stays_what_it_is(statement: str) -> None:
    [parsed] = sqlglot.parse(statement, read="oracle", error_level=sqlglot.ErrorLevel.RAISE)
    assert isinstance(parsed, exp.Select | exp.Insert)
    assert re.sub(r"\s+", " ", parsed.sql(dialect="oracle")) == statement
    assert ";" not in statement


@pytest.mark.parametrize("statement", statements.STATEMENTS)
def test_binds_and_names_are_such_as_oracle_takes(statement: str) -> None:
    binds = re.findall(r":([A-Z_]+)", statement)
    assert not set(binds) & RESERVED
    for name in [*binds, *re.findall(r"[A-Z_]{3,}", statement)]:
        assert len(name) <= 30, "Oracle before 12.2 takes thirty bytes"


@pytest.mark.parametrize("name", statements.CALLS)
def test_calls_are_procedures_of_packages_with_plain_arguments(name: str) -> None:
    assert re.fullmatch(r"[A-Z_]{1,30}\.[A-Z_]{1,30}", name)
    assert all(re.fullmatch(r"[A-Z_]{1,30}", argument) for argument in statements.CALLS[name])


def test_an_insert_names_as_many_values_as_columns() -> None:
    for statement in (statements.INSERT_LINE, statements.INSERT_ATTACHMENT, statements.INSERT_REFERENCE):
        parsed = sqlglot.parse_one(statement, read="oracle")
        columns, values = parsed.this.expressions, parsed.expression.expressions[0].expressions
        assert len(columns) == len(values)


def test_no_other_module_holds_a_statement() -> None:
    written = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|MERGE INTO|BEGIN)\b [A-Z:]")
    for path in FOLDER.glob("*.py"):
        if path.name == "statements.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not written.search(node.value), f"{path.name}: {node.value}"


def test_every_argument_that_is_given_is_declared() -> None:
    source = (FOLDER / "posting.py").read_text()
    given = set(re.findall(r'"(T[NDC][A-Z_]+|ID|LOCKMODE|TIMEOUT|RELEASE_ON_COMMIT)": ', source))
    assert given == {argument for arguments in statements.CALLS.values() for argument in arguments}
