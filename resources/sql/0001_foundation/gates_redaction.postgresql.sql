-- The gates of legal holds and redactions (P12.2): see gates.postgresql.sql. The server itself takes away what both have
-- confirmed, and nothing else: who redacts may update no row.
CREATE FUNCTION tocsin_legal_hold_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_incident(NEW.incident_id);
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'give the reason in words');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON legal_hold FOR EACH ROW EXECUTE FUNCTION tocsin_legal_hold_gate()
;;
-- As whom somebody asks or decides: legal, or the incident manager who holds the incident.
CREATE FUNCTION tocsin_redaction_capacity(capacity TEXT, incident BIGINT) RETURNS VOID LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  needed BIGINT := tocsin_role(CASE capacity WHEN 'legal' THEN 'legal' ELSE 'incident_manager' END);
BEGIN
  IF tocsin_person() = 0 AND tocsin_is_owner() THEN
    RETURN;
  END IF;
  IF tocsin_roles_for('confirm_redaction', incident) & needed = 0 THEN
    RAISE EXCEPTION 'this needs the role: %', tocsin_role_names(needed) USING ERRCODE = 'TC003';
  END IF;
END
$$
;;
CREATE FUNCTION tocsin_redaction_request_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_incident(NEW.incident_id);
  PERFORM tocsin_redaction_capacity(NEW.capacity, NEW.incident_id);
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'give the reason in words');
  PERFORM tocsin_must(NEW.number = (SELECT coalesce(max(x.number), 0) + 1 FROM redaction x
    WHERE x.incident_id = NEW.incident_id), 'requests are numbered one after the other');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON redaction_request FOR EACH ROW EXECUTE FUNCTION tocsin_redaction_request_gate()
;;
CREATE FUNCTION tocsin_redaction_request_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NEW.place_count > 0 AND NEW.place_count = (SELECT count(*) FROM redaction_place p
    WHERE p.redaction_id = NEW.id), 'a redaction names what it takes away');
  RETURN NULL;
END
$$
;;
CREATE CONSTRAINT TRIGGER c_whole AFTER INSERT ON redaction_request DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION tocsin_redaction_request_whole()
;;
-- A value of a column that may go, in a row of this incident which the record knows.
CREATE FUNCTION tocsin_redaction_place_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  found RECORD;
BEGIN
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM tocsin_redactable() c WHERE c.act = NEW.table_name
    AND c.act_column = NEW.column_name), 'this is kept as it is');
  EXECUTE format('SELECT encode(sha256(%s), ''hex'') AS digest, octet_length(%s) AS size, %s AS incident FROM %I t '
    'WHERE t.id = $1', tocsin_bytes(NEW.column_name), tocsin_bytes(NEW.column_name),
    CASE NEW.table_name WHEN 'incident_record' THEN 't.id' ELSE 't.incident_id' END, NEW.table_name)
  INTO found USING NEW.row_id;
  PERFORM tocsin_must(found.incident = NEW.incident_id AND found.digest = NEW.sha256 AND found.size = NEW.size
    AND found.size > 0, 'this is not there to be redacted');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON redaction_place FOR EACH ROW EXECUTE FUNCTION tocsin_redaction_place_gate()
;;
CREATE FUNCTION tocsin_redaction_decision_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  x redaction;
BEGIN
  PERFORM tocsin_incident(NEW.incident_id);
  SELECT * INTO x FROM redaction WHERE id = NEW.redaction_id FOR UPDATE;
  PERFORM tocsin_must(x.incident_id = NEW.incident_id, 'this request is of another incident');
  PERFORM tocsin_same_version(x.version, NEW.seen_version);
  PERFORM tocsin_must(NEW.attested_by IS NULL, 'each of the two confirms by log-in');
  PERFORM tocsin_redaction_capacity(NEW.capacity, NEW.incident_id);
  PERFORM tocsin_must(NEW.decision = 'confirmed' OR NOT tocsin_blank(NEW.words), 'give the decision in words');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON redaction_decision FOR EACH ROW EXECUTE FUNCTION tocsin_redaction_decision_gate()
;;
-- Who confirms adds one kind of trace: what the rows of an import are digested to now. Others are the server's own.
CREATE FUNCTION tocsin_redaction_trace_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF pg_trigger_depth() > 1 THEN
    RETURN NEW;
  END IF;
  PERFORM tocsin_must(NEW.table_name = 'bulk_act' AND EXISTS (SELECT 1 FROM redaction x WHERE x.id = NEW.redaction_id
    AND x.incident_id = NEW.incident_id AND x.state = 'done' AND x.xmin = pg_current_xact_id()::xid),
    'traces are left by a redaction');
  PERFORM tocsin_must(NEW.sha256 = (SELECT coalesce((SELECT t.left_sha256 FROM redaction_trace t
    WHERE t.table_name = 'bulk_act' AND t.row_id = b.id ORDER BY t.id DESC LIMIT 1), b.rows_sha256)
    FROM bulk_act b WHERE b.id = NEW.row_id), 'this is not what the rows were digested to');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON redaction_trace FOR EACH ROW EXECUTE FUNCTION tocsin_redaction_trace_gate()
;;
-- The JSON of a row without the value of this digest in this column; the same text if it is another.
CREATE FUNCTION tocsin_without(given TEXT, gone_column TEXT, gone TEXT) RETURNS TEXT LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  value JSON := given::json -> gone_column;
  made TEXT;
BEGIN
  IF given IS NULL OR value IS NULL THEN
    RETURN given;
  ELSIF json_typeof(value) = 'string' AND tocsin_sha256(given::json ->> gone_column) = gone THEN
    made := '""';
  ELSIF json_typeof(value) = 'array' AND value ->> 0 = gone THEN
    made := '["' || tocsin_sha256('') || '",0]';
  ELSE
    RETURN given;
  END IF;
  RETURN (SELECT '{' || string_agg(to_json(c.key)::text || ':' || CASE c.key WHEN gone_column THEN made
    ELSE c.value::text END, ',' ORDER BY c.n) || '}' FROM json_each(given::json) WITH ORDINALITY AS c (key, value, n));
END
$$
;;
CREATE FUNCTION tocsin_leave_trace(x redaction, gone_table TEXT, gone_row BIGINT, gone_column TEXT, gone TEXT,
  gone_size BIGINT, left_digest TEXT) RETURNS VOID LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO redaction_trace (incident_id, redaction_id, table_name, row_id, column_name, sha256, size, left_sha256)
  VALUES (x.incident_id, x.id, gone_table, gone_row, gone_column, gone, gone_size, left_digest)
$$
;;
-- What the entries about a row say goes too; their old digests stay in the chain, the new ones in the traces.
CREATE FUNCTION tocsin_redact_entries(x redaction, gone_table TEXT, gone_row BIGINT, gone_column TEXT, gone TEXT)
RETURNS INT LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  e RECORD;
  touched INT := 0;
BEGIN
  FOR e IN SELECT c.*, tocsin_without(c.before_json, gone_column, gone) AS new_before,
    tocsin_without(c.after_json, gone_column, gone) AS new_after FROM audit_content c
    WHERE c.table_name = gone_table AND c.row_id = gone_row ORDER BY c.seq LOOP
    CONTINUE WHEN e.new_before IS NOT DISTINCT FROM e.before_json AND e.new_after IS NOT DISTINCT FROM e.after_json;
    PERFORM tocsin_leave_trace(x, 'audit_content', e.seq, 'content',
      tocsin_content_digest(e.salt, e.person_id, e.role, e.op, e.before_json, e.after_json),
      octet_length(coalesce(e.before_json, '') || e.after_json),
      tocsin_content_digest(e.salt, e.person_id, e.role, e.op, e.new_before, e.new_after));
    UPDATE audit_content SET before_json = e.new_before, after_json = e.new_after WHERE seq = e.seq;
    touched := touched + 1;
  END LOOP;
  RETURN touched;
END
$$
;;
-- One value: the row, the head that repeats it or did, the entries about both, and drafts of whomever.
CREATE FUNCTION tocsin_redact_value(x redaction, p redaction_place) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  blank CONSTANT TEXT := tocsin_sha256('');
  kept TEXT;
  quoted TEXT;
  c RECORD;
  head_id BIGINT;
  head_value TEXT;
BEGIN
  EXECUTE format('SELECT CASE WHEN encode(sha256(%s), ''hex'') = $2 THEN t.%I::text END FROM %I t WHERE t.id = $1 FOR UPDATE',
    tocsin_bytes(p.column_name), p.column_name, p.table_name) INTO kept USING p.row_id, p.sha256;
  PERFORM tocsin_must(kept IS NOT NULL, 'it is not what was to go');
  PERFORM tocsin_leave_trace(x, p.table_name, p.row_id, p.column_name, p.sha256, p.size, blank);
  FOR c IN SELECT * FROM tocsin_redactable() r WHERE r.act = p.table_name AND r.act_column = p.column_name
    AND r.head <> '' LOOP
    EXECUTE format('SELECT h.id, h.%I FROM %I t JOIN %I h ON %s WHERE t.id = $1 FOR UPDATE OF h',
      c.head_column, p.table_name, c.head, c.its_head) INTO head_id, head_value USING p.row_id;
    CONTINUE WHEN head_id IS NULL OR EXISTS (SELECT 1 FROM redaction_trace t WHERE t.redaction_id = x.id
      AND t.table_name = c.head AND t.row_id = head_id AND t.column_name = c.head_column AND t.sha256 = p.sha256);
    IF tocsin_sha256(head_value) = p.sha256 THEN
      PERFORM tocsin_leave_trace(x, c.head, head_id, c.head_column, p.sha256, p.size, blank);
      EXECUTE format('UPDATE %I SET %I = '''' WHERE id = $1', c.head, c.head_column) USING head_id;
      PERFORM tocsin_redact_entries(x, c.head, head_id, c.head_column, p.sha256);
    ELSIF tocsin_redact_entries(x, c.head, head_id, c.head_column, p.sha256) > 0 THEN
      PERFORM tocsin_leave_trace(x, c.head, head_id, c.head_column, p.sha256, p.size, blank);
    END IF;
  END LOOP;
  EXECUTE format('UPDATE %I SET %I = '''' WHERE id = $1', p.table_name, p.column_name) USING p.row_id;
  PERFORM tocsin_redact_entries(x, p.table_name, p.row_id, p.column_name, p.sha256);
  IF p.column_name <> 'data' AND length(kept) >= 6 THEN
    quoted := to_json(kept)::text;
    quoted := substr(quoted, 2, length(quoted) - 2);
    UPDATE draft SET payload = replace(replace(payload, kept, ''), quoted, '')
    WHERE position(kept IN payload) > 0 OR position(quoted IN payload) > 0;
  END IF;
END
$$
;;
-- A redaction that both have confirmed is carried out at once, all of it or nothing; the longest value first: a draft that says
-- one which contains another would keep its rest.
CREATE FUNCTION tocsin_redaction_carry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  p redaction_place;
BEGIN
  FOR p IN SELECT * FROM redaction_place q WHERE q.redaction_id = NEW.id ORDER BY q.size DESC, q.id LOOP
    PERFORM tocsin_redact_value(NEW, p);
  END LOOP;
  INSERT INTO remnant (id, incident_id, since_ms) VALUES (NEW.id, NEW.incident_id, NEW.since_ms);
  RETURN NULL;
END
$$
;;
CREATE TRIGGER c_carry AFTER UPDATE ON redaction FOR EACH ROW WHEN (NEW.state = 'done' AND OLD.state = 'asked')
EXECUTE FUNCTION tocsin_redaction_carry()
;;
-- Rows stay but for what a trace says, whoever changes them. Arguments: the columns that may go.
CREATE FUNCTION tocsin_only_redacted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  c RECORD;
  gone INT := 0;
  digest TEXT;
BEGIN
  FOR c IN SELECT o.key, o.value #>> '{}' AS old_text, m.value #>> '{}' AS new_text FROM json_each(to_json(OLD)) o
    JOIN json_each(to_json(NEW)) m ON m.key = o.key WHERE o.value::text IS DISTINCT FROM m.value::text LOOP
    digest := CASE c.key WHEN 'data' THEN encode(sha256(c.old_text::bytea), 'hex') ELSE tocsin_sha256(c.old_text) END;
    IF c.key <> ALL (TG_ARGV) OR c.new_text NOT IN ('', '\x') OR NOT EXISTS (SELECT 1 FROM redaction_trace r
      WHERE r.table_name = TG_TABLE_NAME AND r.row_id = OLD.id AND r.column_name = c.key AND r.sha256 = digest) THEN
      RAISE EXCEPTION 'rows stay: update of % is refused', TG_TABLE_NAME USING ERRCODE = 'TC002';
    END IF;
    gone := gone + 1;
  END LOOP;
  IF gone = 0 THEN
    RAISE EXCEPTION 'rows stay: update of % is refused', TG_TABLE_NAME USING ERRCODE = 'TC002';
  END IF;
  RETURN NEW;
END
$$
;;
CREATE FUNCTION tocsin_only_redacted_content() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (NEW.seq, NEW.incident_id, NEW.table_name, NEW.row_id) IS DISTINCT FROM (OLD.seq, OLD.incident_id, OLD.table_name, OLD.row_id)
    OR NOT EXISTS (SELECT 1 FROM redaction_trace r WHERE r.table_name = 'audit_content' AND r.row_id = OLD.seq
      AND r.sha256 = tocsin_content_digest(OLD.salt, OLD.person_id, OLD.role, OLD.op, OLD.before_json, OLD.after_json)
      AND r.left_sha256 = tocsin_content_digest(NEW.salt, NEW.person_id, NEW.role, NEW.op, NEW.before_json, NEW.after_json)) THEN
    RAISE EXCEPTION 'rows stay: update of % is refused', TG_TABLE_NAME USING ERRCODE = 'TC002';
  END IF;
  RETURN NEW;
END
$$
;;
-- Whether who logged in may read what a trace is about: its digest would tell whether a guess is right.
CREATE FUNCTION tocsin_reads_trace(incident BIGINT, gone_table TEXT, gone_row BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql
STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN CASE WHEN gone_table LIKE 'postmortem%' THEN tocsin_reads_postmortem(incident)
    WHEN gone_table = 'consultation_text' THEN tocsin_reads_consultation(incident, gone_row) ELSE TRUE END;
END
$$
;;
REVOKE EXECUTE ON FUNCTION tocsin_redaction_capacity(TEXT, BIGINT) FROM PUBLIC
;;
