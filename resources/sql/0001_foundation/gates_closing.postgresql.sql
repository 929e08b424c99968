-- The gates of post-mortems and measures (P1.7, P11): see gates.postgresql.sql.
CREATE FUNCTION tocsin_postmortem_text_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must((tocsin_incident(NEW.incident_id)).closed_ms IS NULL,
    'this incident is closed, reopen it to change the post-mortem');
  PERFORM tocsin_same_version(coalesce((SELECT version FROM postmortem WHERE incident_id = NEW.incident_id), 0),
    NEW.seen_version);
  PERFORM tocsin_must(NEW.sha256 = tocsin_sha256(NEW.body), 'the hash is not the one of the text');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.remark) OR NOT EXISTS (SELECT 1 FROM postmortem p
    WHERE p.incident_id = NEW.incident_id AND p.state = 'approved'), 'say why what was approved is written anew');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON postmortem_text FOR EACH ROW EXECUTE FUNCTION tocsin_postmortem_text_gate()
;;
-- P11.2: reviewed by the incident manager, approved by the executive or legal, never by an author.
CREATE FUNCTION tocsin_postmortem_decision_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  p postmortem;
BEGIN
  SELECT * INTO p FROM postmortem WHERE incident_id = NEW.incident_id FOR UPDATE;
  PERFORM tocsin_must(p.id IS NOT NULL, 'no post-mortem was begun');
  PERFORM tocsin_same_version(p.version, NEW.seen_version);
  PERFORM tocsin_must(p.state || ' ' || NEW.step || ' ' || NEW.to_state IN ('draft submit in_review',
    'in_review review in_review', 'in_review return draft', 'in_review approve approved', 'approved disown in_review'),
    'this step does not follow on a post-mortem that is: ' || p.state);
  PERFORM tocsin_must(NEW.text_id = p.text_id AND NEW.text_sha256 = (SELECT sha256 FROM postmortem_text
    WHERE id = p.text_id), 'the text is not the current one');
  PERFORM tocsin_must(NEW.step <> 'return' OR NOT tocsin_blank(NEW.remark), 'say what is to be changed');
  PERFORM tocsin_must(NEW.step <> 'disown' OR (NEW.attested_by IS NULL AND coalesce((SELECT d.attested_by =
    NEW.person_id AND tocsin_is_disowned('postmortem_decision', d.id) FROM postmortem_decision d
    WHERE d.incident_id = NEW.incident_id AND d.step = 'approve' ORDER BY d.id DESC LIMIT 1), FALSE)), 'only what was disowned waits again');
  IF NEW.step = 'approve' THEN
    PERFORM tocsin_must((SELECT d.step FROM postmortem_decision d WHERE d.incident_id = NEW.incident_id
      AND d.text_id = p.text_id AND d.step IN ('review', 'return') ORDER BY d.id DESC LIMIT 1) = 'review',
      'the incident manager reviews it first');
    IF NEW.attested_by IS NOT NULL THEN
      PERFORM tocsin_attested(NEW.attested_by, NEW.attested_words, (tocsin_right('approve_postmortem')).roles);
      PERFORM tocsin_attested_when(NEW.attested_ms, NEW.attested_how, NEW.instant_ms);
    END IF;
    PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM postmortem_text t WHERE t.incident_id = NEW.incident_id
      AND t.person_id = coalesce(NEW.attested_by, NEW.person_id)), 'an author cannot approve it');
  END IF;
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON postmortem_decision
FOR EACH ROW EXECUTE FUNCTION tocsin_postmortem_decision_gate()
;;
CREATE FUNCTION tocsin_postmortem_comment_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NOT tocsin_blank(NEW.remark) OR NEW.suggestion IS NOT NULL, 'write the comment');
  PERFORM tocsin_must(NEW.suggestion IS NULL OR NEW.quote <> '', 'a suggestion stands in the place of a quote');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON postmortem_comment FOR EACH ROW EXECUTE FUNCTION tocsin_postmortem_comment_gate()
;;
CREATE FUNCTION tocsin_postmortem_comment_end_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NEW.outcome <> 'withdrawn' OR EXISTS (SELECT 1 FROM postmortem_comment c
    WHERE c.id = NEW.comment_id AND c.person_id = NEW.person_id), 'only who wrote it withdraws it');
  PERFORM tocsin_must(NEW.outcome <> 'declined' OR NOT tocsin_blank(NEW.remark), 'say why it is not taken up');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON postmortem_comment_end
FOR EACH ROW EXECUTE FUNCTION tocsin_postmortem_comment_end_gate()
;;
-- P11.2: who is asked has a role that can answer, and sees the incident.
CREATE FUNCTION tocsin_postmortem_question_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NOT tocsin_blank(NEW.question), 'write the question');
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM person p WHERE p.id = NEW.asked_id AND p.active = 1
    AND p.roles & (tocsin_right('add_entry')).roles <> 0), 'who is asked has to be able to answer');
  PERFORM tocsin_must((SELECT i.restricted FROM incident i WHERE i.id = NEW.incident_id) = 0
    OR EXISTS (SELECT 1 FROM incident_named n WHERE n.incident_id = NEW.incident_id AND n.subject_id = NEW.asked_id
      AND n.named = 1), 'who is asked does not see this incident');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON postmortem_question
FOR EACH ROW EXECUTE FUNCTION tocsin_postmortem_question_gate()
;;
CREATE FUNCTION tocsin_postmortem_answer_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM postmortem_question q WHERE q.id = NEW.question_id AND q.asked_id = NEW.person_id) THEN
    RAISE EXCEPTION 'this was asked of somebody else' USING ERRCODE = 'TC003';
  END IF;
  PERFORM tocsin_must(NOT tocsin_blank(NEW.answer), 'write the answer');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON postmortem_answer FOR EACH ROW EXECUTE FUNCTION tocsin_postmortem_answer_gate()
;;
CREATE FUNCTION tocsin_containment_citation_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM containment c WHERE c.id = NEW.containment_id
    AND c.person_id = NEW.person_id), 'who records a containment cites for it');
  PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM entry_strike s WHERE s.entry_id = NEW.entry_id),
    'a cited entry was struck through');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON containment_citation
FOR EACH ROW EXECUTE FUNCTION tocsin_containment_citation_gate()
;;
CREATE FUNCTION tocsin_measure_change_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  m measure;
BEGIN
  PERFORM tocsin_must(NOT tocsin_blank(NEW.what), 'say what is to be done');
  IF NEW.measure_id IS NULL THEN
    PERFORM tocsin_must(NEW.state = 'open', 'a measure begins open');
    RETURN NEW;
  END IF;
  SELECT * INTO m FROM measure WHERE id = NEW.measure_id FOR UPDATE;
  PERFORM tocsin_same_version(m.version, NEW.seen_version);
  PERFORM tocsin_must((NEW.state = 'open' AND m.state = 'open') OR NOT tocsin_blank(NEW.reason),
    'say what shows that it is done, or why it is dropped or open again');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON measure_change FOR EACH ROW EXECUTE FUNCTION tocsin_measure_change_gate()
;;
-- P1.7: each measure that is not done has an owner and a due date.
CREATE FUNCTION tocsin_closing_measures() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM measure m WHERE m.incident_id = NEW.incident_id AND m.state = 'open'
    AND (tocsin_blank(m.owner_name) OR m.due_ms IS NULL)), 'a corrective measure has no owner or due date');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER c_measures BEFORE INSERT ON closing FOR EACH ROW EXECUTE FUNCTION tocsin_closing_measures()
;;
-- P11.4: drawn from the post-mortem as it stands, looked through by its author, approved by legal like any notice.
CREATE FUNCTION tocsin_postmortem_summary_text_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must((tocsin_incident(NEW.incident_id)).closed_ms IS NULL,
    'this incident is closed, reopen it to change the summary');
  PERFORM tocsin_same_version(coalesce((SELECT version FROM postmortem_summary WHERE incident_id = NEW.incident_id), 0),
    NEW.seen_version);
  PERFORM tocsin_must(NEW.text_id IS NOT DISTINCT FROM (SELECT p.text_id FROM postmortem p
    WHERE p.incident_id = NEW.incident_id), 'the post-mortem has a newer version');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.body), 'write the summary');
  PERFORM tocsin_must(NEW.sha256 = tocsin_sha256(NEW.body), 'the hash is not the one of the text');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON postmortem_summary_text
FOR EACH ROW EXECUTE FUNCTION tocsin_postmortem_summary_text_gate()
;;
CREATE FUNCTION tocsin_postmortem_summary_check_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM postmortem_summary h WHERE h.incident_id = NEW.incident_id
    AND h.summary_id = NEW.summary_id AND h.state = 'draft'), 'only the current draft is looked through');
  PERFORM tocsin_must(NEW.words = '' OR NOT tocsin_blank(NEW.reason), 'say why the words may stay');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON postmortem_summary_check
FOR EACH ROW EXECUTE FUNCTION tocsin_postmortem_summary_check_gate()
;;
CREATE FUNCTION tocsin_postmortem_summary_decision_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  h postmortem_summary;
BEGIN
  SELECT * INTO h FROM postmortem_summary WHERE incident_id = NEW.incident_id FOR UPDATE;
  PERFORM tocsin_must(h.id IS NOT NULL, 'no summary was begun');
  PERFORM tocsin_same_version(h.version, NEW.seen_version);
  PERFORM tocsin_must(h.state || ' ' || NEW.step || ' ' || NEW.to_state IN ('draft submit in_review',
    'in_review return draft', 'in_review approve approved', 'approved disown in_review'),
    'this step does not follow on a summary that is: ' || h.state);
  PERFORM tocsin_must(NEW.summary_id = h.summary_id AND NEW.summary_sha256 = (SELECT sha256 FROM postmortem_summary_text
    WHERE id = h.summary_id), 'the text is not the current one');
  PERFORM tocsin_must(NEW.step <> 'submit' OR (SELECT count(DISTINCT c.kind) FROM postmortem_summary_check c
    WHERE c.summary_id = h.summary_id AND c.words = '') = 3, 'look it through for people, systems and customers first');
  PERFORM tocsin_must(NEW.step <> 'return' OR NOT tocsin_blank(NEW.remark), 'say what is to be changed');
  PERFORM tocsin_must(NEW.step <> 'disown' OR (NEW.attested_by IS NULL AND coalesce((SELECT d.attested_by =
    NEW.person_id AND tocsin_is_disowned('postmortem_summary_decision', d.id) FROM postmortem_summary_decision d
    WHERE d.incident_id = NEW.incident_id AND d.step = 'approve' ORDER BY d.id DESC LIMIT 1), FALSE)), 'only what was disowned waits again');
  IF NEW.step = 'approve' THEN
    IF NEW.attested_by IS NOT NULL THEN
      PERFORM tocsin_attested(NEW.attested_by, NEW.attested_words, (tocsin_right('approve_notice')).roles);
      PERFORM tocsin_attested_when(NEW.attested_ms, NEW.attested_how, NEW.instant_ms);
    END IF;
    PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM postmortem_summary_text t WHERE t.incident_id = NEW.incident_id
      AND t.person_id = coalesce(NEW.attested_by, NEW.person_id)), 'an author cannot approve it');
  END IF;
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON postmortem_summary_decision
FOR EACH ROW EXECUTE FUNCTION tocsin_postmortem_summary_decision_gate()
;;
