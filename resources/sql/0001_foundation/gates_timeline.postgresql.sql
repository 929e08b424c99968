-- Lines that tell of an act stand beside their act: a stage, assessment, classification, declaration, notice or closing
-- that nobody recorded is not told of (P12). At commit, when everything the transaction did has its entry in the record.
CREATE FUNCTION tocsin_timeline_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NEW.bulk_id IS NULL AND EXISTS (SELECT 1 FROM audit a
    WHERE a.seq > (SELECT max(b.seq) - 5000 FROM audit b) AND a.xmin = pg_current_xact_id()::xid
      AND a.table_name NOT IN ('timeline_entry', 'entry_mark', 'entry_strike', 'attachment')),
    'a line of this kind is written by its act alone');
  RETURN NULL;
END
$$
;;
CREATE CONSTRAINT TRIGGER b_act AFTER INSERT ON timeline_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN (NEW.kind IN ('stage', 'assessment', 'classification', 'declaration', 'notice', 'closing'))
EXECUTE FUNCTION tocsin_timeline_gate()
;;
