-- Which entries speak of a row. In a file nobody asks but a verification, which makes its own: kept with each act it would
-- cost a commit four more pages.
CREATE INDEX audit_content_row ON audit_content (table_name, row_id, seq)
;;
-- Search (DESIGN 11): what was typed, folded; an index over the words, no copy of the text.
CREATE INDEX entry_search ON timeline_entry USING gin (tocsin_words(text || ' ' || tags))
WHERE kind NOT IN ('stage', 'assessment', 'classification', 'declaration', 'notice', 'closing')
;;
CREATE INDEX incident_search ON incident_record USING gin (tocsin_words('inc-' || lpad(number::text,
  greatest(4, length(number::text)), '0') || ' ' || title || ' ' || description || ' ' || reported_by))
;;
CREATE FUNCTION tocsin_find_entries(term TEXT) RETURNS TABLE (id BIGINT) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  everything BOOLEAN := tocsin_is_owner();
  hidden BIGINT[] := tocsin_hidden();
BEGIN
  IF NOT everything AND NOT tocsin_reads() THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT e.id FROM timeline_entry e
  WHERE tocsin_words(e.text || ' ' || e.tags) @@ to_tsquery('simple', term)
    AND e.kind NOT IN ('stage', 'assessment', 'classification', 'declaration', 'notice', 'closing')
    AND (everything OR e.incident_id <> ALL (hidden));
END
$$
;;
CREATE FUNCTION tocsin_find_incidents(term TEXT) RETURNS TABLE (id BIGINT) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  everything BOOLEAN := tocsin_is_owner();
  hidden BIGINT[] := tocsin_hidden();
BEGIN
  IF NOT everything AND NOT tocsin_reads() THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT r.id FROM incident_record r
  WHERE tocsin_words('inc-' || lpad(r.number::text, greatest(4, length(r.number::text)), '0') || ' ' || r.title || ' '
    || r.description || ' ' || r.reported_by) @@ to_tsquery('simple', term)
    AND (everything OR r.id <> ALL (hidden));
END
$$
;;
-- Entries whose content is gone for everybody, among those that somebody may merely not read (DESIGN 3).
CREATE FUNCTION tocsin_contents_gone() RETURNS TABLE (seq BIGINT) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT a.seq FROM audit a WHERE NOT EXISTS (SELECT 1 FROM audit_content c WHERE c.seq = a.seq)
  ORDER BY a.seq LIMIT 1000;
END
$$
;;
-- Bulk acts of which rows are withheld from who logged in: what is left of them is not what they brought.
CREATE FUNCTION tocsin_bulk_withheld() RETURNS TABLE (id BIGINT) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  hidden BIGINT[] := tocsin_hidden();
BEGIN
  RETURN QUERY SELECT r.bulk_id FROM incident_record r WHERE r.bulk_id IS NOT NULL AND r.id = ANY (hidden)
  UNION SELECT e.bulk_id FROM timeline_entry e WHERE e.bulk_id IS NOT NULL AND e.incident_id = ANY (hidden)
  UNION SELECT s.bulk_id FROM scope_change s WHERE s.bulk_id IS NOT NULL AND s.incident_id = ANY (hidden)
  UNION SELECT a.bulk_id FROM addressee_change a WHERE a.bulk_id IS NOT NULL AND a.incident_id = ANY (hidden)
  UNION SELECT r.bulk_id FROM notice_recipient r WHERE r.bulk_id IS NOT NULL AND r.incident_id = ANY (hidden);
END
$$
;;
-- What the server does for itself nobody else may call: it would answer about what they may not see.
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC
;;
-- But for what defaults and indexes use, and policies and the program's own queries.
GRANT EXECUTE ON FUNCTION tocsin_now(), tocsin_person(), tocsin_fold(text), tocsin_words(text), tocsin_sha256(text) TO PUBLIC
;;
DO $$
DECLARE
  code TEXT;
BEGIN
  FOREACH code IN ARRAY tocsin_role_codes() LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION tocsin_reads(), tocsin_hides(), tocsin_named(), '
      'tocsin_sees_record(bigint, text), tocsin_reads_postmortem(bigint), tocsin_sees_exercise(bigint), '
      'tocsin_reads_consultations(bigint), tocsin_reads_consultation(bigint, bigint), '
      'tocsin_reads_trace(bigint, text, bigint), tocsin_was_kept(text, text), tocsin_find_entries(text), tocsin_find_incidents(text), '
      'tocsin_contents_gone(), tocsin_bulk_withheld() TO %I', 'tocsin_' || code);
  END LOOP;
END
$$
;;
