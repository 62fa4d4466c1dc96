"""Indexes that lists of large offices are read in order from, and a search by trigrams.

Row-level security keeps PostgreSQL from using an index for LIKE, which is not leakproof: a condition that might tell of
a row in an error message may not see rows before the policy has. So the trigrams are asked by a function whose owner
sees nothing of documents but the text that is searched, and which gives the ids of the present office alone.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ORDERS = {
    "update_time": "updated_at",
    "issue_date": "coalesce(issue_date, '0001-01-01'::date)",
    "total": "coalesce(total, 0)",
}
OWNER = "contapics_document_search"

MATCHING = """
CREATE FUNCTION document.matching(patterns text[], most integer) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    office uuid := NULLIF(current_setting('app.tenant_id', true), '')::uuid;
    conditions text := (SELECT string_agg(format('search_text LIKE $2[%s]', i), ' AND ')
        FROM generate_subscripts(patterns, 1) AS i);
BEGIN
    -- Planned for these patterns each time, and each one asked of the index: none knows beforehand which is rare.
    RETURN QUERY EXECUTE 'SELECT id FROM document.documents WHERE tenant_id = $1 AND ' || conditions || ' LIMIT $3'
        USING office, patterns, most;
END $$
"""


def upgrade() -> None:
    for name, column in ORDERS.items():
        columns: list[str | sa.TextClause] = ["tenant_id", sa.text(column), "id"]
        op.create_index(f"documents_by_{name}", "documents", columns, schema="document")
    for statement in (
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        "CREATE INDEX documents_by_words ON document.documents USING gin (search_text gin_trgm_ops)",
        # Not granted to the service, which only calls the function.
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{OWNER}') THEN "
        f"CREATE ROLE {OWNER} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE; END IF; END $$",
        f"GRANT {OWNER} TO CURRENT_USER",
        f"CREATE POLICY searched ON document.documents FOR SELECT TO {OWNER} USING (true)",
        f"GRANT SELECT (tenant_id, id, search_text) ON document.documents TO {OWNER}",
        f"GRANT USAGE, CREATE ON SCHEMA document TO {OWNER}",
        MATCHING,
        f"ALTER FUNCTION document.matching(text[], integer) OWNER TO {OWNER}",
        f"REVOKE CREATE ON SCHEMA document FROM {OWNER}",
        "REVOKE ALL ON FUNCTION document.matching(text[], integer) FROM PUBLIC",
        "GRANT EXECUTE ON FUNCTION document.matching(text[], integer) TO contapics_document",
    ):
        op.execute(statement)


def downgrade() -> None:
    for statement in (
        "DROP FUNCTION document.matching(text[], integer)",
        "DROP POLICY searched ON document.documents",
        f"DROP OWNED BY {OWNER}",
        "DROP INDEX document.documents_by_words",
    ):
        op.execute(statement)
    for name in ORDERS:
        op.drop_index(f"documents_by_{name}", "documents", schema="document")
