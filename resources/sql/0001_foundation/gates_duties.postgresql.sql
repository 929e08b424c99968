-- P7.6, P7.7: awareness and duties are legal's, by their own log-in on a server.
CREATE FUNCTION tocsin_awareness_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_same_version((SELECT count(*) FROM awareness WHERE incident_id = i.id), NEW.seen_version);
  PERFORM tocsin_must(NEW.at_ms >= least(i.detected_ms, (SELECT min(d.detected_ms) FROM incident d
    WHERE d.id = ANY (tocsin_duplicates(i.id)))), 'nobody was aware before the first indication was detected');
  PERFORM tocsin_must(NEW.at_ms <= NEW.instant_ms + 2000, 'awareness cannot lie in the future');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'give legal''s reason');
  PERFORM tocsin_must(NEW.attested_by IS NULL, 'legal records this by log-in');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON awareness FOR EACH ROW EXECUTE FUNCTION tocsin_awareness_gate()
;;
CREATE FUNCTION tocsin_duty_facts_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_same_version((SELECT count(*) FROM duty_facts WHERE incident_id = i.id), NEW.seen_version);
  PERFORM tocsin_must(json_typeof(NEW.facts::json) = 'object', 'the facts are one object');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON duty_facts FOR EACH ROW EXECUTE FUNCTION tocsin_duty_facts_gate()
;;
-- Made with its obligation, by the same person, in one commit; the commitment needs none.
CREATE FUNCTION tocsin_duty_origin_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  o obligation;
BEGIN
  SELECT * INTO o FROM obligation WHERE id = NEW.obligation_id;
  PERFORM tocsin_must(o.duty <> 'commitment', 'the commitment comes with the declaration');
  PERFORM tocsin_must(o.version = 1 AND EXISTS (SELECT 1 FROM obligation_start s WHERE s.id = o.id
    AND s.person_id = NEW.person_id AND s.instant_ms >= NEW.instant_ms - 60000), 'this obligation is somebody else''s');
  PERFORM tocsin_must(NEW.starts_at IN ('declaration', 'awareness', 'detection', 'named'), 'say where its clock starts');
  PERFORM tocsin_must(CASE WHEN NEW.period_unit = 'without_undue_delay' THEN NEW.period_value = 0 ELSE NEW.period_value > 0
    AND NEW.period_unit IN ('hours', 'calendar_days', 'business_days', 'months', 'years') END, 'there is no such period');
  PERFORM tocsin_must(NEW.cap_hours = 0 OR NEW.period_unit = 'hours', 'what has a cap is counted in hours');
  PERFORM tocsin_must(o.duty = 'contract' OR NEW.exceptable = 0, 'a statutory duty has no exception');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'say which facts led to it');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON duty_origin FOR EACH ROW EXECUTE FUNCTION tocsin_duty_origin_gate()
;;
CREATE FUNCTION tocsin_customer_term_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NEW.starts_at IN ('declaration', 'awareness', 'detection'), 'say where its clock starts');
  PERFORM tocsin_must(CASE WHEN NEW.period_unit = 'without_undue_delay' THEN NEW.period_value = 0 ELSE NEW.period_value > 0
    AND NEW.period_unit IN ('hours', 'calendar_days', 'business_days', 'months', 'years') END, 'there is no such period');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.addressee) AND NOT tocsin_blank(NEW.channel) AND NOT tocsin_blank(NEW.source),
    'name who is told, the channel and the source');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON customer_term_version FOR EACH ROW EXECUTE FUNCTION tocsin_customer_term_gate()
;;
-- P7.6: an obligation's clock is set by what it comes from: not the commitment's, and not on a second person's word.
CREATE FUNCTION tocsin_duty_clock_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  o obligation;
BEGIN
  SELECT * INTO o FROM obligation WHERE id = NEW.obligation_id;
  PERFORM tocsin_must(NEW.attested_by IS NULL, 'legal records this by log-in');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'give legal''s reason');
  IF NEW.change = 'recomputed' THEN
    PERFORM tocsin_must(o.duty <> 'commitment', 'the commitment is 72 hours from its start');
    PERFORM tocsin_must(NEW.until_ms IS NULL OR NEW.until_ms > NEW.at_ms, 'a deadline comes after its trigger');
  END IF;
  RETURN NEW;
END
$$
;;
CREATE TRIGGER c_duty_clock BEFORE INSERT ON obligation_change FOR EACH ROW
WHEN (NEW.change IN ('confirmed', 'recomputed')) EXECUTE FUNCTION tocsin_duty_clock_gate()
;;
-- P8.2: of contracts, only those that allow it are excepted.
CREATE FUNCTION tocsin_duty_exception_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must((SELECT duty FROM obligation WHERE id = NEW.obligation_id) <> 'contract'
    OR EXISTS (SELECT 1 FROM duty_origin d WHERE d.obligation_id = NEW.obligation_id AND d.exceptable = 1),
    'the contract allows no exception');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER c_duty_exception BEFORE INSERT ON obligation_change FOR EACH ROW
WHEN (NEW.change = 'excepted') EXECUTE FUNCTION tocsin_duty_exception_gate()
;;
-- P1.8: no clock runs on for an incident that has ended; a duplicate's duties go to the one that goes on.
CREATE FUNCTION tocsin_ending_duties_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM obligation o WHERE o.incident_id = NEW.incident_id
    AND o.confirmed = 1 AND o.met_ms IS NULL AND o.withdrawn_ms IS NULL AND o.undeliverable_ms IS NULL), 'a duty to notify is open');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER c_duties BEFORE INSERT ON ending FOR EACH ROW
WHEN (NEW.kind <> 'duplicate') EXECUTE FUNCTION tocsin_ending_duties_gate()
;;
