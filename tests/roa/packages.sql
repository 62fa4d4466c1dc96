-- ROA's procedures as accounting.md tells of them, with every refusal that a posting may meet.

CREATE SCHEMA pack_contafin;
CREATE SCHEMA pack_parteneri;
CREATE SCHEMA dbms_lock;

-- A package's variable outlives a rollback. So does a lock of the session.
CREATE FUNCTION pack_contafin.deschisa() RETURNS boolean LANGUAGE sql VOLATILE AS $$
    SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 4711 AND pid = pg_backend_pid())
$$;

CREATE PROCEDURE pack_contafin.initializeaza_scriere_act_rul(
    tnidutil numeric, tddataora timestamp, tnan numeric, tnluna numeric, tnsuprascrierecod numeric,
    tnsuprascriereanluna numeric, tnscriesterge numeric, tnidsucursala numeric
) LANGUAGE plpgsql AS $$
BEGIN
    IF pack_contafin.deschisa() THEN
        RAISE EXCEPTION 'ORA-20002: exista deja o scriere initializata in aceasta sesiune';
    END IF;
    IF tddataora IS NULL OR tnscriesterge NOT IN (0, 2) OR tnsuprascrierecod <> 0 OR tnsuprascriereanluna <> 0 THEN
        RAISE EXCEPTION 'ORA-20006: parametri gresiti la INITIALIZEAZA_SCRIERE_ACT_RUL';
    END IF;
    IF NOT EXISTS (SELECT FROM utilizatori WHERE id_util = tnidutil) THEN
        RAISE EXCEPTION 'ORA-20007: utilizatorul % nu exista', tnidutil;
    END IF;
    IF NOT EXISTS (SELECT FROM calendar WHERE an = tnan AND luna = tnluna) THEN
        RAISE EXCEPTION 'ORA-20010: luna %/% nu exista in calendar', tnluna, tnan;
    END IF;
    IF (SELECT inchisa FROM calendar WHERE an = tnan AND luna = tnluna) THEN
        RAISE EXCEPTION 'ORA-20001: luna %/% este inchisa', tnluna, tnan;
    END IF;
    IF EXISTS (SELECT FROM act_temp) THEN
        RAISE EXCEPTION 'ORA-20008: ACT_TEMP contine linii ramase';
    END IF;
    PERFORM pg_advisory_lock(4711, pg_backend_pid());
    INSERT INTO scriere VALUES (pg_backend_pid(), tnidutil, tnan, tnluna, tnidsucursala, tnscriesterge);
END $$;

CREATE FUNCTION pack_contafin.refuz(tncod numeric) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN count(*) = 0 THEN 'Nu exista linii de scris.'
        WHEN bool_or(t.cod <> tncod) THEN 'Liniile au alt cod de nota.'
        WHEN bool_or(t.suma = 0 OR t.suma <> round(t.suma, 2)) THEN 'Suma este zero sau are mai mult de doua zecimale.'
        WHEN sum(t.suma) FILTER (WHERE t.scd IS NOT NULL) IS DISTINCT FROM
             sum(t.suma) FILTER (WHERE t.scc IS NOT NULL) THEN 'Nota contabila nu este echilibrata.'
        WHEN bool_or(d.cont IS NULL OR c.cont IS NULL) THEN 'Un cont nu exista in planul de conturi.'
        WHEN bool_or(t.scd LIKE '401%' AND t.id_partd IS NULL OR t.scc LIKE '401%' AND t.id_partc IS NULL)
            THEN 'Lipseste partenerul.'
        WHEN bool_or((t.id_jtva_coloana IS NULL) <> (t.proc_tva IS NULL) OR t.proc_tva <> j.proc_tva)
            THEN 'Cota de TVA nu corespunde coloanei din jurnal.'
        WHEN bool_or(t.scd LIKE '442%' AND t.proc_tva IS NULL) THEN 'Lipseste cota de TVA.'
        WHEN bool_or(t.taxcode = 'TVAI' AND t.tva_incasare = 0) THEN 'TAXCODE fara TVA la incasare.'
        WHEN EXISTS (SELECT FROM act a WHERE (a.an, a.luna, a.cod) = (min(t.an), min(t.luna), tncod)) THEN 'Codul de nota exista deja.'
        ELSE '' END
    FROM act_temp t
    LEFT JOIN plcont d ON d.cont = t.scd
    LEFT JOIN plcont c ON c.cont = t.scc
    LEFT JOIN jtva_coloane j USING (id_jtva_coloana)
$$;

CREATE PROCEDURE pack_contafin.finalizeaza_scriere_act_rul(
    tnidutil numeric, tncod numeric, tnscriesterge numeric, tnmodificarenota numeric, tnscriecumpvanz numeric,
    OUT tcmesajrefacerenota text
) LANGUAGE plpgsql AS $$
DECLARE
    session scriere;
BEGIN
    SELECT * INTO session FROM scriere WHERE pid = pg_backend_pid();
    IF session IS NULL OR NOT pack_contafin.deschisa() THEN
        RAISE EXCEPTION 'ORA-20004: FINALIZEAZA_SCRIERE_ACT_RUL fara initializare';
    END IF;
    IF tnidutil <> session.id_util OR tnscriesterge <> session.sterge OR tnmodificarenota <> 0
       OR tnscriecumpvanz NOT IN (0, 1) THEN
        RAISE EXCEPTION 'ORA-20006: parametri gresiti la FINALIZEAZA_SCRIERE_ACT_RUL';
    END IF;
    tcmesajrefacerenota := nullif(pack_contafin.refuz(tncod), '');
    IF tcmesajrefacerenota IS NOT NULL THEN
        RETURN;
    END IF;
    INSERT INTO act SELECT * FROM act_temp;
    -- In one order, so that two notes of a month wait for one another instead of locking each other out.
    INSERT INTO bal AS b
        SELECT session.an, session.luna, cont, sum(debit), sum(credit)
        FROM (SELECT scd AS cont, suma AS debit, 0 AS credit FROM act_temp
              UNION ALL SELECT scc, 0, suma FROM act_temp) AS sides
        GROUP BY cont ORDER BY cont
    ON CONFLICT (an, luna, cont) DO UPDATE
        SET rulaj_d = b.rulaj_d + excluded.rulaj_d, rulaj_c = b.rulaj_c + excluded.rulaj_c;
    DELETE FROM act_temp;
    DELETE FROM scriere WHERE pid = pg_backend_pid();
    PERFORM pg_advisory_unlock(4711, pg_backend_pid());
END $$;

CREATE PROCEDURE pack_parteneri.adauga_partener(
    tcdenumire text, tccod_fiscal text, tnidutil numeric, OUT tnidpart numeric
) LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(tcdenumire, '') = '' OR coalesce(tccod_fiscal, '') = '' THEN
        RAISE EXCEPTION 'ORA-20011: partenerul nu are denumire sau cod fiscal';
    END IF;
    tnidpart := nextval('seq_nom_parteneri');
    INSERT INTO nom_parteneri VALUES (tnidpart, tcdenumire, tccod_fiscal);
END $$;

CREATE FUNCTION dbms_lock.request(id int, lockmode int, timeout int, release_on_commit boolean) RETURNS int
LANGUAGE plpgsql AS $$
BEGIN
    IF lockmode <> 6 OR NOT release_on_commit OR id NOT BETWEEN 0 AND 1073741823 THEN
        RETURN 3;
    END IF;
    PERFORM set_config('lock_timeout', timeout || 's', true);
    PERFORM pg_advisory_xact_lock(4712, id);
    PERFORM set_config('lock_timeout', '0', true);
    RETURN 0;
EXCEPTION
    WHEN lock_not_available THEN RETURN 1;
    WHEN deadlock_detected THEN RETURN 2;
END $$;
