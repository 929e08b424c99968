-- The gates of bundles for auditors (P11.5): see gates.postgresql.sql.
CREATE FUNCTION tocsin_bundle_release_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NOT tocsin_blank(NEW.recipient), 'say who it is for');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.purpose), 'say what it is for');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON bundle_release FOR EACH ROW EXECUTE FUNCTION tocsin_bundle_release_gate()
;;
CREATE FUNCTION tocsin_bundle_export_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NEW.record_hash = (SELECT a.hash FROM audit a WHERE a.seq = NEW.record_seq),
    'the record did not stand there');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON bundle_export FOR EACH ROW EXECUTE FUNCTION tocsin_bundle_export_gate()
;;
