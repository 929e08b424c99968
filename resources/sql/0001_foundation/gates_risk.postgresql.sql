-- P5.6: what responders propose, and what legal alone decides, by their own log-in.
CREATE FUNCTION tocsin_data_set_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
  before data_set;
BEGIN
  IF NEW.subject_id IS NOT NULL THEN
    SELECT * INTO before FROM data_set WHERE id = NEW.subject_id FOR UPDATE;
    PERFORM tocsin_must(before.incident_id = NEW.incident_id, 'this data set is of another incident');
    PERFORM tocsin_same_version(before.version, NEW.seen_version);
  END IF;
  PERFORM tocsin_must(i.ended_ms IS NULL AND i.closed_ms IS NULL, 'this incident has ended');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.name) AND NOT tocsin_blank(NEW.kinds) AND NOT tocsin_blank(NEW.people),
    'name the data set, the kinds of data and whose it is');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'say what shows it');
  PERFORM tocsin_must(CASE NEW.people_known WHEN 'not_known' THEN NEW.people_count = 0 ELSE NEW.people_count >= 0 END
    AND CASE NEW.records_known WHEN 'not_known' THEN NEW.records_count = 0 ELSE NEW.records_count >= 0 END,
    'give a number, or say that it is not known');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON data_set_version FOR EACH ROW EXECUTE FUNCTION tocsin_data_set_gate()
;;
CREATE FUNCTION tocsin_part_decision_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  before data_set;
BEGIN
  SELECT * INTO before FROM data_set WHERE id = NEW.data_set_id FOR UPDATE;
  PERFORM tocsin_must(before.incident_id = NEW.incident_id, 'this data set is of another incident');
  PERFORM tocsin_same_version(before.version, NEW.seen_version);
  PERFORM tocsin_must(NEW.attested_by IS NULL, 'legal decides this by their own log-in');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'give legal''s reason');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON part_decision FOR EACH ROW EXECUTE FUNCTION tocsin_part_decision_gate()
;;
CREATE FUNCTION tocsin_people_score_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_must(i.ended_ms IS NULL AND i.closed_ms IS NULL, 'this incident has ended');
  PERFORM tocsin_must(NEW.band = CASE WHEN NEW.score >= 16 THEN 'very_high' WHEN NEW.score >= 12 THEN 'high'
    WHEN NEW.score >= 8 THEN 'medium' ELSE 'low' END, 'the band is not the one of the score');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON people_score FOR EACH ROW EXECUTE FUNCTION tocsin_people_score_gate()
;;
-- The truth table of Art. 33 and 34; somebody else's duty asks what part the provider has in what is affected.
CREATE FUNCTION tocsin_breach_truth(d breach_decision) RETURNS VOID LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(d.risk IN ('unlikely', 'risk', 'high_risk'), 'say how legal judges the risk to people');
  PERFORM tocsin_must(d.authority = 'others_duty'
    OR d.authority = CASE d.risk WHEN 'unlikely' THEN 'risk_unlikely' ELSE 'owed' END,
    'the authority is told where there is a risk to people, and there alone');
  PERFORM tocsin_must(d.subjects = 'others_duty'
    OR CASE d.risk WHEN 'high_risk' THEN d.subjects IN ('owed', 'article_34_3') ELSE d.subjects = 'no_high_risk' END,
    'the people are told where the risk is high, unless a ground of Art. 34(3) holds');
  PERFORM tocsin_must(CASE d.subjects WHEN 'article_34_3'
    THEN coalesce(d.ground, '') IN ('unintelligible', 'risk_removed', 'disproportionate') ELSE d.ground IS NULL END,
    'name the ground of Art. 34(3), and only where it is needed');
  PERFORM tocsin_must(d.ground IS DISTINCT FROM 'disproportionate' OR NOT tocsin_blank(d.public_reference),
    'ground (c) needs the public communication');
  PERFORM tocsin_must('others_duty' NOT IN (d.authority, d.subjects) OR (
    NOT EXISTS (SELECT 1 FROM data_set s WHERE s.incident_id = d.incident_id AND s.affected = 1 AND s.part = 'controller')
    AND EXISTS (SELECT 1 FROM data_set s WHERE s.incident_id = d.incident_id AND s.affected = 1
      AND s.part IN ('processor', 'joint'))),
    'it is somebody else''s duty where the data is handled for them');
  PERFORM tocsin_must(NOT tocsin_blank(d.facts) AND NOT tocsin_blank(d.effects) AND NOT tocsin_blank(d.measures),
    'the register names facts, effects and measures');
END
$$
;;
CREATE FUNCTION tocsin_breach_decision_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_same_version(i.version, NEW.seen_version);
  PERFORM tocsin_must(NEW.attested_by IS NULL, 'legal decides this by their own log-in');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'give legal''s reasons in words');
  IF NEW.personal_data = 'yes' THEN
    PERFORM tocsin_breach_truth(NEW);
  ELSE
    PERFORM tocsin_must(NEW.risk IS NULL AND NEW.authority IS NULL AND NEW.subjects IS NULL AND NEW.ground IS NULL,
      'without personal data nothing is owed under Art. 33 or 34');
  END IF;
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON breach_decision FOR EACH ROW EXECUTE FUNCTION tocsin_breach_decision_gate()
;;
-- Once legal decided on personal data, a classification says the same.
CREATE FUNCTION tocsin_classification_by_legal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(coalesce((SELECT d.personal_data FROM breach_decision d WHERE d.incident_id = NEW.incident_id
    ORDER BY d.id DESC LIMIT 1), NEW.personal_data) = NEW.personal_data, 'legal decided whether personal data is involved');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER c_by_legal BEFORE INSERT ON classification FOR EACH ROW EXECUTE FUNCTION tocsin_classification_by_legal()
;;
-- It sees past every policy, for triggers alone.
REVOKE EXECUTE ON FUNCTION tocsin_breach_truth(breach_decision) FROM PUBLIC
;;
