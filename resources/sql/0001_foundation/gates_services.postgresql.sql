-- The gates of services, hand-over, tuning and exercises (P2.7, P2.8, P3): see gates.postgresql.sql.
CREATE FUNCTION tocsin_service_version_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NOT tocsin_blank(NEW.name), 'a service has a name');
  PERFORM tocsin_must(NEW.active = 0 OR NOT tocsin_blank(NEW.owner), 'a service has an owner');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON service_version FOR EACH ROW EXECUTE FUNCTION tocsin_service_version_gate()
;;
-- P3.2.
-- Whose the touched layers are by the matrix (P3.2), as resources/rules/responsibility.json says it.
CREATE FUNCTION tocsin_responsible(model TEXT, layers TEXT) RETURNS TEXT LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  touched TEXT[] := string_to_array(layers, ',');
  customers TEXT[] := CASE model
    WHEN 'on_premises' THEN ARRAY['applications', 'data', 'runtime', 'middleware', 'operating_system', 'virtualization',
      'servers', 'storage', 'networking']
    WHEN 'iaas' THEN ARRAY['applications', 'data', 'runtime', 'middleware', 'operating_system']
    WHEN 'paas' THEN ARRAY['applications', 'data'] ELSE ARRAY[]::TEXT[] END;
BEGIN
  RETURN CASE WHEN NOT touched && customers THEN 'provider' WHEN touched <@ customers THEN 'customer' ELSE 'both' END;
END
$$
;;
CREATE FUNCTION tocsin_service_impact_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
  before incident_service;
BEGIN
  SELECT * INTO before FROM incident_service WHERE incident_id = NEW.incident_id AND service_id = NEW.service_id FOR UPDATE;
  PERFORM tocsin_same_version(coalesce(before.version, 0), NEW.seen_version);
  PERFORM tocsin_must(i.ended_ms IS NULL AND i.closed_ms IS NULL, 'this incident has ended');
  PERFORM tocsin_must(NEW.affected = 0 OR NOT tocsin_blank(NEW.layers), 'name the layers it touches');
  PERFORM tocsin_must(NEW.affected = 0 OR NEW.responsible = tocsin_responsible(NEW.model, NEW.layers),
    'whose the layers are follows from the matrix');
  PERFORM tocsin_must(NEW.affected = 1 OR before.affected = 1, 'this service is not affected');
  PERFORM tocsin_must(NEW.affected = 1 OR NOT tocsin_blank(NEW.reason), 'say why this service is not affected');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON service_impact FOR EACH ROW EXECUTE FUNCTION tocsin_service_impact_gate()
;;
-- P3.4: what is the customer's alone is handed over; what is not, with the manager's reason.
CREATE FUNCTION tocsin_hand_over_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NOT tocsin_blank(NEW.referred_to) AND NOT tocsin_blank(NEW.referred_said),
    'say to whom it was handed over, and what was said');
  PERFORM tocsin_must(NEW.referred_ms > 0 AND NEW.referred_ms <= NEW.instant_ms + 2000,
    'say when it was handed over, not in the future');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.referred_nevertheless)
    OR (EXISTS (SELECT 1 FROM incident_service s WHERE s.incident_id = NEW.incident_id AND s.affected = 1)
      AND NOT EXISTS (SELECT 1 FROM incident_service s WHERE s.incident_id = NEW.incident_id AND s.affected = 1
        AND s.responsible <> 'customer')), 'it is not the customer''s alone: say why it is handed over nevertheless');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER c_hand_over BEFORE INSERT ON ending FOR EACH ROW WHEN (NEW.kind = 'referred')
EXECUTE FUNCTION tocsin_hand_over_gate()
;;
-- P2.7.
CREATE FUNCTION tocsin_tuning_change_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  t tuning_action;
BEGIN
  SELECT * INTO t FROM tuning_action WHERE id = NEW.tuning_id FOR UPDATE;
  PERFORM tocsin_same_version(t.version, NEW.seen_version);
  PERFORM tocsin_must((t.state = 'open') <> (NEW.state = 'open'), 'this tuning action is so already');
  PERFORM tocsin_must(NEW.state = 'done' OR NOT tocsin_blank(NEW.remark), 'say why');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON tuning_change FOR EACH ROW EXECUTE FUNCTION tocsin_tuning_change_gate()
;;
-- P2.8: who sees the mark of an exercise that was not announced.
CREATE FUNCTION tocsin_sees_exercise(incident BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN tocsin_sees(incident) AND (tocsin_is_owner()
    OR EXISTS (SELECT 1 FROM exercise_lead l WHERE l.incident_id = incident AND l.subject_id = tocsin_person())
    OR EXISTS (SELECT 1 FROM exercise_lifting l WHERE l.incident_id = incident));
END
$$
;;
CREATE FUNCTION tocsin_exercise_lead_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM person p WHERE p.id = NEW.subject_id AND p.active = 1
    AND p.roles & (tocsin_right('read_incidents')).roles <> 0), 'this person has no role that reads incidents');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON exercise_lead FOR EACH ROW EXECUTE FUNCTION tocsin_exercise_lead_gate()
;;
-- A lead lifts it; who tries to declare or to send has it lifted by the program.
CREATE FUNCTION tocsin_exercise_lifting_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  may BOOLEAN;
BEGIN
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'say why the mark is lifted');
  may := CASE NEW.cause
    WHEN 'lead' THEN EXISTS (SELECT 1 FROM exercise_lead l WHERE l.incident_id = NEW.incident_id
      AND l.subject_id = NEW.person_id)
    WHEN 'declare' THEN tocsin_roles_for('declare', NEW.incident_id) <> 0
    WHEN 'send' THEN tocsin_roles_for('send', NEW.incident_id) <> 0
      OR tocsin_roles_for('record_hand_delivery', NEW.incident_id) <> 0
    WHEN 'transfer' THEN tocsin_roles_for('add_entry', NEW.incident_id) <> 0
    ELSE FALSE END;
  IF NOT may THEN
    RAISE EXCEPTION 'a lead of the exercise lifts its mark' USING ERRCODE = 'TC003';
  END IF;
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON exercise_lifting FOR EACH ROW EXECUTE FUNCTION tocsin_exercise_lifting_gate()
;;
