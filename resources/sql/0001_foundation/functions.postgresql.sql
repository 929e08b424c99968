-- What every act on a shared database goes through (DESIGN 3, 9). These functions belong to the owner and run with the
-- owner's rights; who acts is session_user, whatever role a session has taken on.

-- Now, in milliseconds since 1970 UTC: the time of every act, also within one transaction.
CREATE FUNCTION tocsin_now() RETURNS BIGINT LANGUAGE sql VOLATILE PARALLEL SAFE
SET search_path = pg_catalog AS $$
  SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint
$$
;;
-- The person who logged in; 0 for somebody who is not, or no longer, among the people of this database.
CREATE FUNCTION tocsin_person() RETURNS BIGINT LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT id FROM person WHERE login = session_user AND active = 1 ORDER BY id LIMIT 1), 0);
END
$$
;;
-- True for who owns the database or may become its owner: sets it up and moves one over, as the program itself.
CREATE FUNCTION tocsin_is_owner() RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = 'public.audit'::regclass), 'MEMBER');
END
$$
;;
CREATE FUNCTION tocsin_sha256(given TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog AS $$
  SELECT encode(sha256(convert_to(given, 'UTF8')), 'hex')
$$
;;
-- The digest of what an entry says (DESIGN 3); as contentDigest() in the program.
CREATE FUNCTION tocsin_content_digest(salt TEXT, person BIGINT, role TEXT, op TEXT, before_text TEXT, after_text TEXT)
RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
  SELECT public.tocsin_sha256(salt || E'\n' || person || E'\n' || role || E'\n' || op || E'\n'
    || coalesce(octet_length(before_text)::text, '-') || E'\n' || coalesce(before_text, '') || E'\n'
    || octet_length(after_text) || E'\n' || after_text)
$$
;;
-- The bytes of a column `t.name`, as an expression: a file's are bytes, everything else is text.
CREATE FUNCTION tocsin_bytes(name TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  SELECT CASE name WHEN 'data' THEN 't.data' ELSE format('convert_to(t.%I, ''UTF8'')', name) END
$$
;;
-- Words as they are looked for: without marks and case, letters and digits alone; as foldText() in the program.
CREATE FUNCTION tocsin_fold(given TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog AS $$
  SELECT regexp_replace(replace(replace(replace(translate(lower(regexp_replace(normalize(given, NFKD),
    '[\u0300-\u036f]', '', 'g')), 'łøđðı', 'loddi'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), '[^[:alnum:]]+', ' ', 'g')
$$
;;
CREATE FUNCTION tocsin_words(given TEXT) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, public AS $$
  SELECT to_tsvector('simple', public.tocsin_fold(given))
$$
;;
-- Whether an act is there, for the client that made its key and lost the answer; also where it may not read the row.
CREATE FUNCTION tocsin_was_kept(act TEXT, act_uuid TEXT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  kept BOOLEAN;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I WHERE uuid = $1)', act) INTO kept USING act_uuid;
  RETURN kept;
END
$$
;;
-- Before an act: person and instant are the database's, whatever the client says; rows stay. Arguments: "stamped" if the
-- table has person and instant, "bulk" if its rows may belong to a bulk act, "number" if it counts incidents.
CREATE FUNCTION tocsin_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  flags TEXT := ' ' || coalesce(TG_ARGV[0], '') || ' ';
BEGIN
  IF flags LIKE '% stamped %' THEN
    NEW.person_id := tocsin_person();
    NEW.instant_ms := tocsin_now();
    IF NEW.person_id = 0 AND NOT tocsin_is_owner() THEN
      RAISE EXCEPTION 'you are not among the people of this database' USING ERRCODE = 'TC003';
    END IF;
  END IF;
  IF flags LIKE '% bulk %' THEN
    IF NEW.bulk_id IS NOT NULL AND EXISTS (SELECT 1 FROM bulk_act WHERE id = NEW.bulk_id) THEN
      RAISE EXCEPTION 'its bulk act is not open' USING ERRCODE = 'TC002';
    END IF;
  END IF;
  IF flags LIKE '% number %' THEN
    PERFORM pg_advisory_xact_lock(1952412531, 1);
    NEW.number := (SELECT coalesce(max(number), 0) + 1 FROM incident);
  END IF;
  RETURN NEW;
END
$$
;;
CREATE FUNCTION tocsin_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows stay: % of % is refused', lower(TG_OP), TG_TABLE_NAME USING ERRCODE = 'TC002';
END
$$
;;
-- Heads and the record are written by triggers alone.
CREATE FUNCTION tocsin_by_trigger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'only acts change %', TG_TABLE_NAME USING ERRCODE = 'TC002';
  END IF;
  RETURN NEW;
END
$$
;;
-- At commit: the entry about one row, and its link in the chain (DESIGN 3). Arguments: the column that names the incident
-- ("" without one), and the column that holds bytes, if one does.
CREATE FUNCTION tocsin_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  changes CONSTANT TEXT := 'SELECT ''{'' || string_agg(to_json(o.key)::text || '':'' || o.value::text, '','' ORDER BY o.n) || ''}'' '
    'FROM json_each(row_to_json($1)) WITH ORDINALITY AS o (key, value, n) '
    'JOIN json_each(row_to_json($2)) AS m (key, value) ON m.key = o.key WHERE m.value::text IS DISTINCT FROM o.value::text';
  whole JSON := row_to_json(NEW);
  before_text TEXT;
  after_text TEXT;
  person BIGINT := tocsin_person();
  acting TEXT;
  operation TEXT := lower(TG_OP);
  salt_text TEXT := replace(gen_random_uuid()::text, '-', '');
  digest_text TEXT;
  number BIGINT;
  previous TEXT;
  now_ms BIGINT;
BEGIN
  acting := tocsin_acting_role(TG_TABLE_NAME, whole, person);
  IF TG_OP = 'UPDATE' THEN
    EXECUTE changes INTO before_text USING OLD, NEW;
    EXECUTE changes INTO after_text USING NEW, OLD;
    before_text := coalesce(before_text, '{}');
    after_text := coalesce(after_text, '{}');
    -- What a redaction took from a head stands in its traces, and must not come back here.
    IF EXISTS (SELECT 1 FROM redaction_trace r WHERE r.table_name = TG_TABLE_NAME AND r.row_id = NEW.id)
      AND (SELECT count(*) > 0 AND bool_and(EXISTS (SELECT 1 FROM redaction_trace r WHERE r.table_name = TG_TABLE_NAME
      AND r.row_id = NEW.id AND r.column_name = b.key AND r.sha256 = tocsin_sha256(b.value)))
      FROM json_each_text(before_text::json) b) THEN
      RETURN NULL;
    END IF;
  ELSIF TG_ARGV[1] <> '' THEN
    SELECT '{' || string_agg(to_json(c.key)::text || ':' || CASE c.key WHEN TG_ARGV[1] THEN
      '["' || encode(sha256((c.value #>> '{}')::bytea), 'hex') || '",' || octet_length((c.value #>> '{}')::bytea) || ']'
      ELSE c.value::text END, ',' ORDER BY c.n) || '}'
    INTO after_text FROM json_each(whole) WITH ORDINALITY AS c (key, value, n);
  ELSE
    after_text := whole::text;
  END IF;
  digest_text := tocsin_content_digest(salt_text, person, acting, operation, before_text, after_text);
  -- From here to the end of the commit one after the other: what has a lower number is visible earlier.
  PERFORM pg_advisory_xact_lock(1952412531, 0);
  SELECT a.seq, a.hash INTO number, previous FROM audit a ORDER BY a.seq DESC LIMIT 1;
  number := coalesce(number, 0) + 1;
  previous := coalesce(previous, '');
  now_ms := tocsin_now();
  INSERT INTO audit_content (seq, incident_id, table_name, row_id, person_id, role, op, before_json, after_json, salt)
  VALUES (number, CASE TG_ARGV[0] WHEN '' THEN NULL ELSE (whole ->> TG_ARGV[0])::bigint END, TG_TABLE_NAME, NEW.id,
    person, acting, operation, before_text, after_text, salt_text);
  INSERT INTO audit (seq, instant_ms, table_name, row_id, digest, prev_hash, hash)
  VALUES (number, now_ms, TG_TABLE_NAME, NEW.id, digest_text, previous,
    tocsin_sha256(previous || E'\n' || number || E'\n' || now_ms || E'\n' || TG_TABLE_NAME || E'\n' || NEW.id || E'\n'
      || digest_text));
  PERFORM pg_notify('tocsin', '');
  RETURN NULL;
END
$$
;;
-- After a change of who has what open: those who look at it follow at once.
CREATE FUNCTION tocsin_tell_presence() RETURNS TRIGGER LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM pg_notify('tocsin', 'presence');
  RETURN NULL;
END
$$
;;
