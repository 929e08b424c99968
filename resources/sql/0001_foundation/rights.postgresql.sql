-- Who may see and do what on a shared database (P13, DESIGN 9, 10). tocsin_role(), tocsin_role_code(), tocsin_role_names(),
-- tocsin_right() and tocsin_right_of() are made from the tables of the program, and so are grants, policies and the
-- triggers that ask tocsin_check_right(): see PostgresRights.

-- The roles of who logged in, a bit each; 0 for somebody who is not, or no longer, among the people.
CREATE FUNCTION tocsin_roles() RETURNS BIGINT LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT roles FROM person WHERE login = session_user AND active = 1 ORDER BY id LIMIT 1), 0);
END
$$
;;
-- Of the roles of who logged in, those that give the right; an incident manager has some for the incident he holds alone.
CREATE FUNCTION tocsin_roles_for(code TEXT, incident BIGINT) RETURNS BIGINT LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  needed RECORD := tocsin_right(code);
  mine BIGINT := tocsin_roles() & needed.roles;
  manager BIGINT := tocsin_role('incident_manager');
BEGIN
  IF needed.holder AND mine & manager <> 0
    AND (SELECT i.manager_id FROM incident i WHERE i.id = incident) IS DISTINCT FROM tocsin_person() THEN
    mine := mine & ~manager;
  END IF;
  RETURN mine;
END
$$
;;
CREATE FUNCTION tocsin_reads() RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN tocsin_roles_for('read_incidents', NULL) <> 0;
END
$$
;;
-- The incidents that do not exist for who logged in (P13.4). For the server's own functions alone: nobody may ask which
-- they are.
CREATE FUNCTION tocsin_hidden() RETURNS BIGINT[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF tocsin_is_owner() THEN
    RETURN ARRAY[]::bigint[];
  END IF;
  RETURN ARRAY(SELECT i.id FROM incident i WHERE i.restricted = 1 AND NOT EXISTS (SELECT 1 FROM incident_named n
    WHERE n.incident_id = i.id AND n.subject_id = tocsin_person() AND n.named = 1));
END
$$
;;
-- Whether there is any; without one no row need be looked at.
CREATE FUNCTION tocsin_hides() RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN tocsin_hidden() <> ARRAY[]::bigint[];
END
$$
;;
-- The restricted incidents in which who logged in is named.
CREATE FUNCTION tocsin_named() RETURNS BIGINT[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT n.incident_id FROM incident_named n JOIN incident i ON i.id = n.incident_id
    WHERE n.subject_id = tocsin_person() AND n.named = 1 AND i.restricted = 1);
END
$$
;;
-- Whether there is such an incident for who logged in. The answer is the same for one that is hidden and for one that is
-- not there.
CREATE FUNCTION tocsin_sees(incident BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM incident i WHERE i.id = $1 AND (i.restricted = 0 OR EXISTS (SELECT 1
    FROM incident_named n WHERE n.incident_id = i.id AND n.subject_id = tocsin_person() AND n.named = 1)
    OR tocsin_is_owner()));
END
$$
;;
-- The same for its first row, which is there before its head is. Who does not know the row's key learns nothing.
CREATE FUNCTION tocsin_sees_record(record BIGINT, record_uuid TEXT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN NOT EXISTS (SELECT 1 FROM incident_record r JOIN incident i ON i.id = r.id
    WHERE r.id = record AND r.uuid = record_uuid AND i.restricted = 1 AND NOT tocsin_sees(i.id));
END
$$
;;
CREATE FUNCTION tocsin_is_declared(incident TEXT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM incident i WHERE i.id = incident::bigint AND i.declaration_id IS NOT NULL);
END
$$
;;
-- P9.1: what goes to the provider's own people is the incident manager's alone to decide.
CREATE FUNCTION tocsin_is_internal(notice TEXT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM notice n WHERE n.id = notice::bigint AND n.audience = 'internal');
END
$$
;;
-- P11.3: its authors, the manager who holds the incident, legal, the executive and auditors.
CREATE FUNCTION tocsin_reads_postmortem(incident BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN tocsin_sees(incident) AND (tocsin_roles_for('read_postmortem', incident) <> 0
    OR EXISTS (SELECT 1 FROM postmortem_text t WHERE t.incident_id = incident AND t.person_id = tocsin_person()));
END
$$
;;
-- Before a row of an act or of reference data. Arguments: the right it needs ("" if that depends on the row), and the
-- column that names the incident ("" without one).
CREATE FUNCTION tocsin_check_right() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  code TEXT := TG_ARGV[0];
  incident BIGINT;
  needed RECORD;
BEGIN
  IF tocsin_person() = 0 AND tocsin_is_owner() THEN
    RETURN NEW;
  END IF;
  IF TG_ARGV[1] <> '' THEN
    incident := NEW.incident_id;
    IF incident IS NOT NULL AND NOT tocsin_sees(incident) THEN
      RAISE EXCEPTION 'there is no such incident' USING ERRCODE = 'TC005';
    END IF;
  END IF;
  IF code = '' THEN
    code := tocsin_right_of(TG_TABLE_NAME, to_json(NEW));
  END IF;
  IF tocsin_roles_for(code, incident) = 0 THEN
    needed := tocsin_right(code);
    IF needed.holder AND tocsin_roles() & needed.roles <> 0 THEN
      RAISE EXCEPTION 'only the incident manager who holds this incident may do this' USING ERRCODE = 'TC003';
    END IF;
    RAISE EXCEPTION 'this needs the role: %', coalesce(tocsin_role_names(needed.roles), 'none has it')
      USING ERRCODE = 'TC003';
  END IF;
  RETURN NEW;
END
$$
;;
-- Before an act that refers to other rows: they are of the same incident, so nothing is learned about those of another.
-- Arguments: column and table, by pairs.
CREATE FUNCTION tocsin_check_place() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  act JSON := to_json(NEW);
  other BIGINT;
  place BIGINT;
BEGIN
  FOR n IN 0 .. TG_NARGS / 2 - 1 LOOP
    other := (act ->> TG_ARGV[2 * n])::bigint;
    CONTINUE WHEN other IS NULL;
    IF TG_ARGV[2 * n + 1] = 'incident' THEN
      IF NOT tocsin_sees(other) AND tocsin_person() <> 0 THEN
        RAISE EXCEPTION 'there is no such incident' USING ERRCODE = 'TC005';
      END IF;
    ELSE
      EXECUTE format('SELECT incident_id FROM %I WHERE id = $1', TG_ARGV[2 * n + 1]) INTO place USING other;
      IF place IS DISTINCT FROM NEW.incident_id THEN
        RAISE EXCEPTION 'what it refers to is not of this incident' USING ERRCODE = 'TC004';
      END IF;
    END IF;
  END LOOP;
  RETURN NEW;
END
$$
;;
-- The role an entry names: of the person's roles that have the right to the act, the first in the order of P13. The
-- entries about heads follow their act at once and name the same.
CREATE FUNCTION tocsin_acting_role(act TEXT, act_row JSON, person BIGINT) RETURNS TEXT LANGUAGE plpgsql VOLATILE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  code TEXT := tocsin_right_of(act, act_row);
  mine BIGINT := (SELECT p.roles FROM person p WHERE p.id = person);
  acting TEXT;
BEGIN
  IF person = 0 THEN
    acting := 'program';
  ELSIF code IS NOT NULL THEN
    acting := coalesce(tocsin_role_code(mine & (tocsin_right(code)).roles), 'program');
  ELSE
    acting := current_setting('tocsin.acting_role', true);
    IF acting IS NULL OR tocsin_role(acting) & mine = 0 THEN
      acting := coalesce(tocsin_role_code(mine), 'program');
    END IF;
    RETURN acting;
  END IF;
  PERFORM set_config('tocsin.acting_role', acting, true);
  RETURN acting;
END
$$
;;
-- Group roles of the server follow the roles of the people: who has none left, or is no longer active, cannot even connect.
CREATE FUNCTION tocsin_groups() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mine BIGINT := CASE NEW.active WHEN 1 THEN NEW.roles ELSE 0 END;
  code TEXT;
BEGIN
  FOREACH code IN ARRAY tocsin_role_codes() LOOP
    IF TG_OP = 'UPDATE' AND OLD.login <> NEW.login AND EXISTS (SELECT 1 FROM pg_roles WHERE rolname = OLD.login) THEN
      EXECUTE format('REVOKE %I FROM %I', 'tocsin_' || code, OLD.login);
    END IF;
    CONTINUE WHEN NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = NEW.login);
    IF tocsin_role(code) & mine <> 0 THEN
      EXECUTE format('GRANT %I TO %I', 'tocsin_' || code, NEW.login);
    ELSIF TG_OP = 'UPDATE' THEN
      EXECUTE format('REVOKE %I FROM %I', 'tocsin_' || code, NEW.login);
    END IF;
  END LOOP;
  RETURN NULL;
END
$$
;;
CREATE TRIGGER c_groups AFTER INSERT OR UPDATE ON person FOR EACH ROW EXECUTE FUNCTION tocsin_groups()
;;
