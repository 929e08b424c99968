-- P13.4: an incident that only who is named sees.
CREATE FUNCTION tocsin_restriction_change_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_same_version(i.version, NEW.seen_version);
  PERFORM tocsin_must(NEW.restricted = 1 OR i.restricted = 1, 'this incident is not restricted');
  PERFORM tocsin_must(NEW.restricted = 0 OR NEW.kind IN ('insider', 'law_enforcement', 'sovereign'),
    'say what kind of restriction it is');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'say why it is restricted, or no longer');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON restriction_change
FOR EACH ROW EXECUTE FUNCTION tocsin_restriction_change_gate()
;;
CREATE FUNCTION tocsin_restriction_naming_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
  before incident_named;
BEGIN
  SELECT * INTO before FROM incident_named WHERE incident_id = i.id AND subject_id = NEW.subject_id;
  PERFORM tocsin_same_version(coalesce(before.version, 0), NEW.seen_version);
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'say why this person is named, or is not');
  PERFORM tocsin_must(NEW.named = 0 OR NEW.suspected = 0, 'who is under suspicion is not named');
  PERFORM tocsin_must((NEW.named, NEW.suspected) <> (coalesce(before.named, 0), coalesce(before.suspected, 0)),
    'this is so already');
  PERFORM tocsin_must(NEW.named = 0 OR EXISTS (SELECT 1 FROM person p WHERE p.id = NEW.subject_id AND p.active = 1
    AND p.roles & (tocsin_right('read_incidents')).roles <> 0), 'this person has no role that reads incidents');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON restriction_naming
FOR EACH ROW EXECUTE FUNCTION tocsin_restriction_naming_gate()
;;
-- Somebody of these roles is named, or the suspicion is against everybody who has one.
CREATE FUNCTION tocsin_is_named(which BIGINT, needed BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM incident_named n JOIN person p ON p.id = n.subject_id WHERE n.incident_id = which
      AND n.named = 1 AND p.active = 1 AND p.roles & needed <> 0)
    OR NOT EXISTS (SELECT 1 FROM person p WHERE p.active = 1 AND p.roles & needed <> 0 AND NOT EXISTS (SELECT 1
      FROM incident_named n WHERE n.incident_id = which AND n.subject_id = p.id AND n.suspected = 1));
END
$$
;;
-- At commit: several are named, and others no longer, in one go.
CREATE FUNCTION tocsin_restriction_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident;
BEGIN
  SELECT * INTO i FROM incident WHERE id = NEW.incident_id;
  IF i.restricted = 0 THEN
    RETURN NULL;
  END IF;
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM incident_named n JOIN person p ON p.id = n.subject_id
    WHERE n.incident_id = i.id AND n.named = 1 AND p.active = 1), 'somebody has to be named');
  PERFORM tocsin_must(tocsin_is_named(i.id, tocsin_role('executive')),
    'an executive is always named, unless the suspicion is against them');
  PERFORM tocsin_must(tocsin_is_named(i.id, tocsin_role('legal')),
    'somebody from legal is always named, unless the suspicion is against them');
  PERFORM tocsin_must(i.manager_id IS NULL OR EXISTS (SELECT 1 FROM incident_named n WHERE n.incident_id = i.id
    AND n.subject_id = i.manager_id AND (n.named = 1 OR n.suspected = 1)),
    'who holds the incident is named, unless the suspicion is against them');
  IF TG_TABLE_NAME = 'restriction_change' THEN
    PERFORM tocsin_must(NEW.person_id = 0 OR EXISTS (SELECT 1 FROM incident_named n WHERE n.incident_id = i.id
      AND n.subject_id = NEW.person_id AND n.named = 1), 'who restricts an incident is named');
  END IF;
  RETURN NULL;
END
$$
;;
CREATE CONSTRAINT TRIGGER c_whole AFTER INSERT ON restriction_change DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION tocsin_restriction_whole()
;;
CREATE CONSTRAINT TRIGGER c_whole AFTER INSERT ON restriction_naming DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION tocsin_restriction_whole()
;;
-- It sees past every policy, for triggers alone.
REVOKE EXECUTE ON FUNCTION tocsin_is_named(BIGINT, BIGINT) FROM PUBLIC
;;
