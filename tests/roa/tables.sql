-- ROA's tables as far as a posting touches them. Types and lengths are those of docs/roa.md; lengths count bytes of the
-- database's character set, as VARCHAR2 does by default.

CREATE TABLE dual (dummy varchar(1));
INSERT INTO dual VALUES ('X');

CREATE TABLE nls_database_parameters (parameter text PRIMARY KEY, value text NOT NULL);
INSERT INTO nls_database_parameters VALUES ('NLS_CHARACTERSET', 'EE8MSWIN1250');

CREATE TABLE calendar (an int, luna int, inchisa boolean NOT NULL DEFAULT false, PRIMARY KEY (an, luna));
CREATE TABLE utilizatori (id_util numeric PRIMARY KEY);
CREATE TABLE sucursale (id_sucursala numeric PRIMARY KEY);
CREATE TABLE nom_fdoc (id_fdoc numeric PRIMARY KEY, fdoc text);
CREATE TABLE nom_valute (id_valuta numeric PRIMARY KEY, nume_val text);
CREATE TABLE jtva_coloane (id_jtva_coloana numeric PRIMARY KEY, proc_tva numeric NOT NULL);
CREATE TABLE plcont (cont text PRIMARY KEY);

CREATE SEQUENCE seq_cod;
CREATE SEQUENCE seq_nom_parteneri;
CREATE SEQUENCE seq_atas_atasamente;

CREATE TABLE nom_parteneri (
    id_part numeric PRIMARY KEY,
    denumire text NOT NULL,
    cod_fiscal text UNIQUE
);

CREATE TABLE act_temp (
    luna int NOT NULL,
    an int NOT NULL,
    cod numeric NOT NULL,
    dataireg date NOT NULL,
    dataact date NOT NULL,
    datascad date,
    nract numeric(20),
    serie_act text,
    explicatia text NOT NULL,
    scd text,
    ascd text,
    scc text,
    ascc text,
    suma numeric NOT NULL,
    proc_tva numeric,
    id_fdoc numeric NOT NULL REFERENCES nom_fdoc,
    id_partd numeric REFERENCES nom_parteneri,
    id_partc numeric REFERENCES nom_parteneri,
    id_fact numeric,
    id_valuta numeric NOT NULL REFERENCES nom_valute,
    id_sucursala numeric REFERENCES sucursale,
    tva_incasare int NOT NULL CHECK (tva_incasare IN (0, 1)),
    id_jtva_coloana numeric REFERENCES jtva_coloane,
    taxcode text CHECK (taxcode = 'TVAI')
);

CREATE TABLE act (LIKE act_temp INCLUDING CONSTRAINTS);
CREATE INDEX act_note ON act (an, luna, cod);

CREATE TABLE bal (
    an int, luna int, cont text, rulaj_d numeric NOT NULL DEFAULT 0, rulaj_c numeric NOT NULL DEFAULT 0,
    PRIMARY KEY (an, luna, cont)
);

CREATE TABLE atas_atasamente (
    id_atasament numeric PRIMARY KEY,
    denumire text NOT NULL,
    continut bytea NOT NULL CHECK (length(continut) > 0),
    id_util numeric NOT NULL REFERENCES utilizatori,
    dataora timestamp NOT NULL
);
CREATE TABLE atas_referinte (
    id_atasament numeric PRIMARY KEY REFERENCES atas_atasamente,
    tabela text NOT NULL CHECK (tabela = 'ACT'),
    an int NOT NULL,
    luna int NOT NULL,
    cod numeric NOT NULL
);
CREATE INDEX atas_referinte_note ON atas_referinte (an, luna, cod);

-- The writing session of each database session, as PACK_CONTAFIN's variables hold it.
CREATE TABLE scriere (pid int PRIMARY KEY, id_util numeric, an int, luna int, id_sucursala numeric, sterge int);

CREATE FUNCTION bytes_of(held text) RETURNS int LANGUAGE sql STABLE AS $$
    SELECT octet_length(convert_to(held, CASE p.value
        WHEN 'AL32UTF8' THEN 'UTF8' WHEN 'EE8ISO8859P2' THEN 'LATIN2' WHEN 'WE8MSWIN1252' THEN 'WIN1252'
        ELSE 'WIN1250' END))
    FROM nls_database_parameters p WHERE p.parameter = 'NLS_CHARACTERSET'
$$;

-- Arguments: column, most bytes, column, most bytes …
CREATE FUNCTION fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held jsonb;
    size int;
BEGIN
    IF TG_TABLE_NAME = 'atas_atasamente' THEN
        held := jsonb_build_object('denumire', NEW.denumire);  -- without the picture, which is large as text
    ELSE
        held := to_jsonb(NEW);
    END IF;
    FOR i IN 0 .. TG_NARGS / 2 - 1 LOOP
        size := bytes_of(held ->> TG_ARGV[2 * i]);
        IF size > TG_ARGV[2 * i + 1]::int THEN
            RAISE EXCEPTION 'ORA-12899: value too large for column "ROA"."%"."%" (actual: %, maximum: %)',
                upper(TG_TABLE_NAME), upper(TG_ARGV[2 * i]), size, TG_ARGV[2 * i + 1];
        END IF;
    END LOOP;
    RETURN NEW;
END $$;

CREATE TRIGGER fits BEFORE INSERT OR UPDATE ON act_temp FOR EACH ROW EXECUTE FUNCTION fits(
    'serie_act', '10', 'explicatia', '100', 'scd', '10', 'ascd', '20', 'scc', '10', 'ascc', '20', 'taxcode', '10');
CREATE TRIGGER fits BEFORE INSERT OR UPDATE ON nom_parteneri FOR EACH ROW EXECUTE FUNCTION fits(
    'denumire', '100', 'cod_fiscal', '30');
CREATE TRIGGER fits BEFORE INSERT OR UPDATE ON atas_atasamente FOR EACH ROW EXECUTE FUNCTION fits('denumire', '100');

-- Lines are written inside of a writing session only, and for its month.
CREATE FUNCTION in_session() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    session scriere;
BEGIN
    SELECT * INTO session FROM scriere WHERE pid = pg_backend_pid();
    IF session IS NULL THEN
        RAISE EXCEPTION 'ORA-20003: ACT_TEMP se scrie numai dupa INITIALIZEAZA_SCRIERE_ACT_RUL';
    END IF;
    IF (NEW.an, NEW.luna) <> (session.an, session.luna) THEN
        RAISE EXCEPTION 'ORA-20005: linia este din alta luna decat cea initializata';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER in_session BEFORE INSERT ON act_temp FOR EACH ROW EXECUTE FUNCTION in_session();

-- An attachment is written by the user of the writing session, and its reference is to the note that is being written.
CREATE FUNCTION attached() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    session scriere;
BEGIN
    SELECT * INTO session FROM scriere WHERE pid = pg_backend_pid();
    IF session IS NULL THEN
        RAISE EXCEPTION 'ORA-20012: atasamentele se scriu numai impreuna cu nota lor';
    END IF;
    IF TG_TABLE_NAME = 'atas_atasamente' THEN
        IF NEW.id_util <> session.id_util THEN
            RAISE EXCEPTION 'ORA-20013: atasamentul este al altui utilizator';
        END IF;
    ELSIF NOT EXISTS (SELECT FROM act_temp WHERE (an, luna, cod) = (NEW.an, NEW.luna, NEW.cod)) THEN
        RAISE EXCEPTION 'ORA-20014: referinta este la alta nota decat cea care se scrie';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER attached BEFORE INSERT ON atas_atasamente FOR EACH ROW EXECUTE FUNCTION attached();
CREATE TRIGGER attached BEFORE INSERT ON atas_referinte FOR EACH ROW EXECUTE FUNCTION attached();

-- Nobody commits an attachment without a reference, nor a reference to a note that is not in ACT.
CREATE FUNCTION attached_to_act() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM atas_referinte r JOIN act a USING (an, luna, cod) WHERE r.id_atasament = NEW.id_atasament
    ) THEN
        RAISE EXCEPTION 'ORA-20015: atasamentul % nu tine de nicio nota din ACT', NEW.id_atasament;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER attached_to_act AFTER INSERT ON atas_atasamente
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION attached_to_act();

-- Nobody commits while ACT_TEMP holds rows.
CREATE FUNCTION left_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM act_temp) THEN
        RAISE EXCEPTION 'ORA-20009: ACT_TEMP nu este goala la commit';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER left_empty AFTER INSERT ON act_temp
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION left_empty();

CREATE VIEW all_sequences AS SELECT upper(sequencename) AS sequence_name FROM pg_sequences;
CREATE VIEW all_arguments AS
    SELECT upper(n.nspname) AS package_name, upper(p.proname) AS object_name, upper(a.name) AS argument_name
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace, unnest(p.proargnames) AS a (name)
    WHERE n.nspname IN ('pack_contafin', 'pack_parteneri', 'dbms_lock');
