-- P5.5: runs of the classification wizard. The incident's head is locked first, so that two cannot pass each other.
CREATE FUNCTION tocsin_classification_run_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_must(i.ended_ms IS NULL AND i.closed_ms IS NULL, 'this incident has ended');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON classification_run FOR EACH ROW EXECUTE FUNCTION tocsin_classification_run_gate()
;;
CREATE FUNCTION tocsin_run_answer_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_must(i.ended_ms IS NULL AND i.closed_ms IS NULL, 'this incident has ended');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.fact) AND NOT tocsin_blank(NEW.answers), 'choose an answer');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON run_answer FOR EACH ROW EXECUTE FUNCTION tocsin_run_answer_gate()
;;
CREATE FUNCTION tocsin_run_citation_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM run_answer a WHERE a.id = NEW.answer_id AND a.person_id = NEW.person_id
    AND NOT EXISTS (SELECT 1 FROM run_finish f WHERE f.run_id = a.run_id)
    AND NOT EXISTS (SELECT 1 FROM run_answer l WHERE l.run_id = a.run_id AND l.fact = a.fact AND l.id > a.id)),
    'who answers cites, while the answer stands');
  PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM entry_strike s WHERE s.entry_id = NEW.entry_id),
    'a cited entry was struck through');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON run_citation FOR EACH ROW EXECUTE FUNCTION tocsin_run_citation_gate()
;;
CREATE FUNCTION tocsin_run_participant_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_must(i.ended_ms IS NULL AND i.closed_ms IS NULL, 'this incident has ended');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.name), 'say who took part');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON run_participant FOR EACH ROW EXECUTE FUNCTION tocsin_run_participant_gate()
;;
-- A run ends in a classification, in an ending, or is set aside with a reason.
CREATE FUNCTION tocsin_run_finish_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_must(NEW.classification_id IS NULL OR NEW.ending_id IS NULL, 'a run has one result');
  PERFORM tocsin_must(NEW.classification_id IS NOT NULL OR NEW.ending_id IS NOT NULL OR NOT tocsin_blank(NEW.chosen_reason),
    'say why the run is set aside');
  PERFORM tocsin_must(NEW.classification_id IS NULL OR EXISTS (SELECT 1 FROM classification c
    WHERE c.id = NEW.classification_id AND c.person_id = NEW.person_id AND c.outcome = NEW.chosen
    AND c.personal_data = NEW.personal_data AND c.seen_version = i.version - 1), 'the classification is another');
  PERFORM tocsin_must(NEW.ending_id IS NULL OR EXISTS (SELECT 1 FROM ending e WHERE e.id = NEW.ending_id
    AND e.person_id = NEW.person_id AND e.kind = NEW.chosen AND e.seen_version = i.version - 1), 'the ending is another');
  PERFORM tocsin_must(NEW.classification_id IS NULL AND NEW.ending_id IS NULL OR coalesce((SELECT sum(p.took_part)
    FROM run_participant p WHERE p.run_id = NEW.run_id AND p.id = (SELECT max(l.id) FROM run_participant l
      WHERE l.run_id = NEW.run_id AND l.name = p.name AND l.subject_id IS NOT DISTINCT FROM p.subject_id)), 0) > 0,
    'say who took part in the decision');
  PERFORM tocsin_must(NEW.chosen = NEW.proposed OR (NEW.proposed = 'crsi' AND NEW.chosen = 'security_incident')
    OR NOT tocsin_blank(NEW.chosen_reason), 'say why another outcome was chosen');
  -- P5.5: each answer that counts cites an entry, says why it cites none, or is not known yet.
  PERFORM tocsin_must(NEW.classification_id IS NULL AND NEW.ending_id IS NULL OR (NOT tocsin_blank(NEW.counted)
    AND NOT EXISTS (SELECT 1 FROM unnest(string_to_array(NEW.counted, ' ')) AS asked (fact)
      WHERE NOT EXISTS (SELECT 1 FROM run_answer a WHERE a.run_id = NEW.run_id AND a.fact = asked.fact
        AND NOT EXISTS (SELECT 1 FROM run_answer l WHERE l.run_id = a.run_id AND l.fact = a.fact AND l.id > a.id)
        AND (a.answers = 'not_known' OR NOT tocsin_blank(a.note)
          OR EXISTS (SELECT 1 FROM run_citation c WHERE c.answer_id = a.id))))),
    'each answer cites an entry or says why it cites none');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON run_finish FOR EACH ROW EXECUTE FUNCTION tocsin_run_finish_gate()
;;
