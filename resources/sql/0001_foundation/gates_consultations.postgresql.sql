-- The gates of consultations (P10.5) and of attested decisions (P13.5): see gates.postgresql.sql.
-- P10.5: legal, and the incident manager who holds the incident.
CREATE FUNCTION tocsin_reads_consultations(incident BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN tocsin_sees(incident) AND tocsin_roles_for('read_consultations', incident) <> 0;
END
$$
;;
-- Whether who logged in may read the text of a row of consultation_text, for the entries about it.
CREATE FUNCTION tocsin_reads_consultation(incident BIGINT, text_row BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN tocsin_reads_consultations(incident) OR (tocsin_sees(incident) AND EXISTS (SELECT 1 FROM consultation_text t
    WHERE t.id = text_row AND t.incident_id = incident AND (t.privileged = 0 OR EXISTS (SELECT 1
      FROM consultation_release r WHERE r.consultation_id = t.consultation_id))));
END
$$
;;
CREATE FUNCTION tocsin_consultation_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NOT tocsin_blank(NEW.adviser), 'name who was consulted');
  PERFORM tocsin_must(NEW.at_ms > 0 AND NEW.at_ms <= NEW.instant_ms + 2000, 'say when, not in the future');
  PERFORM tocsin_must(NEW.number = (SELECT coalesce(max(c.number), 0) + 1 FROM consultation c
    WHERE c.incident_id = NEW.incident_id), 'consultations are numbered one after the other');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON consultation FOR EACH ROW EXECUTE FUNCTION tocsin_consultation_gate()
;;
CREATE FUNCTION tocsin_consultation_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM consultation_text t WHERE t.consultation_id = NEW.id),
    'a consultation has a question and an advice');
  RETURN NULL;
END
$$
;;
CREATE CONSTRAINT TRIGGER c_whole AFTER INSERT ON consultation DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION tocsin_consultation_whole()
;;
CREATE FUNCTION tocsin_consultation_text_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NOT tocsin_blank(NEW.question) AND NOT tocsin_blank(NEW.advice),
    'a consultation has a question and an advice');
  PERFORM tocsin_must(length(NEW.salt) >= 32, 'the digest has a salt');
  PERFORM tocsin_must((SELECT c.text_sha256 FROM consultation c WHERE c.id = NEW.consultation_id)
    = tocsin_sha256(NEW.salt || E'\n' || NEW.question || E'\n' || NEW.advice), 'the digest is not the one of the text');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON consultation_text FOR EACH ROW EXECUTE FUNCTION tocsin_consultation_text_gate()
;;
CREATE FUNCTION tocsin_words_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'consultation_release' THEN
    PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'say why it is released');
  ELSE
    PERFORM tocsin_must(NOT tocsin_blank(NEW.text), 'write the question or its answer');
  END IF;
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON consultation_release FOR EACH ROW EXECUTE FUNCTION tocsin_words_gate()
;;
CREATE TRIGGER b_gate BEFORE INSERT ON request_remark FOR EACH ROW EXECUTE FUNCTION tocsin_words_gate()
;;
-- Every decision that was written down for somebody else, of one incident.
CREATE FUNCTION tocsin_attestations(which BIGINT) RETURNS TABLE (act_table TEXT, act_id BIGINT, attested_by BIGINT)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT 'exception_vote', a.id, a.attested_by FROM exception_vote a WHERE a.incident_id = which AND a.attested_by IS NOT NULL
    UNION ALL SELECT 'transfer_answer', a.id, a.attested_by FROM transfer_answer a WHERE a.incident_id = which AND a.attested_by IS NOT NULL
    UNION ALL SELECT 'notice_decision', a.id, a.attested_by FROM notice_decision a WHERE a.incident_id = which AND a.attested_by IS NOT NULL
    UNION ALL SELECT 'rescission_decision', a.id, a.attested_by FROM rescission_decision a WHERE a.incident_id = which AND a.attested_by IS NOT NULL
    UNION ALL SELECT 'obligation_change', a.id, a.attested_by FROM obligation_change a WHERE a.incident_id = which AND a.attested_by IS NOT NULL
    UNION ALL SELECT 'scope_change', a.id, a.attested_by FROM scope_change a WHERE a.incident_id = which AND a.attested_by IS NOT NULL
    UNION ALL SELECT 'postmortem_decision', a.id, a.attested_by FROM postmortem_decision a WHERE a.incident_id = which AND a.attested_by IS NOT NULL
    UNION ALL SELECT 'postmortem_summary_decision', a.id, a.attested_by FROM postmortem_summary_decision a WHERE a.incident_id = which AND a.attested_by IS NOT NULL;
END
$$
;;
CREATE FUNCTION tocsin_attestation_answer_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM tocsin_attestations(NEW.incident_id) a WHERE a.act_table = NEW.act_table
    AND a.act_id = NEW.act_id), 'nothing was written down there for somebody else');
  IF NOT EXISTS (SELECT 1 FROM tocsin_attestations(NEW.incident_id) a WHERE a.act_table = NEW.act_table
    AND a.act_id = NEW.act_id AND a.attested_by = NEW.person_id) THEN
    RAISE EXCEPTION 'who decided confirms or disowns it' USING ERRCODE = 'TC003';
  END IF;
  PERFORM tocsin_must(NEW.answer = 'confirmed' OR NOT tocsin_blank(NEW.words), 'say what is wrong about it');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON attestation_answer FOR EACH ROW EXECUTE FUNCTION tocsin_attestation_answer_gate()
;;
CREATE FUNCTION tocsin_is_disowned(act TEXT, which BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM attestation_answer a WHERE a.act_table = act AND a.act_id = which AND a.answer = 'disowned');
END
$$
;;
-- Whether legal's last answer to the checklist of a transfer was disowned: then whose it was revokes what rests on it.
CREATE FUNCTION tocsin_answer_disowned(which TEXT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT tocsin_is_disowned('transfer_answer', a.id) AND a.attested_by = tocsin_person()
    FROM transfer_answer a WHERE a.transfer_id = which::bigint ORDER BY a.id DESC LIMIT 1), FALSE);
END
$$
;;
-- What a disowned withdrawal ended begins again.
CREATE FUNCTION tocsin_reinstated_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must((SELECT tocsin_is_disowned('obligation_change', c.id) FROM obligation_change c
    WHERE c.obligation_id = NEW.obligation_id AND c.change IN ('withdrawn', 'not_deliverable', 'reinstated')
    ORDER BY c.id DESC LIMIT 1), 'only what was disowned begins again');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER c_reinstated BEFORE INSERT ON obligation_change FOR EACH ROW WHEN (NEW.change = 'reinstated')
EXECUTE FUNCTION tocsin_reinstated_gate()
;;
-- P13.5: what is not confirmed blocks closing.
CREATE FUNCTION tocsin_closing_attestations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM tocsin_attestations(NEW.incident_id) a WHERE NOT EXISTS (SELECT 1
    FROM attestation_answer b WHERE b.act_table = a.act_table AND b.act_id = a.act_id)),
    'an attested decision is not confirmed');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER c_attestations BEFORE INSERT ON closing FOR EACH ROW EXECUTE FUNCTION tocsin_closing_attestations()
;;
REVOKE EXECUTE ON FUNCTION tocsin_attestations(BIGINT), tocsin_is_disowned(TEXT, BIGINT), tocsin_answer_disowned(TEXT) FROM PUBLIC
;;
