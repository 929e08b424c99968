-- The gates of a rescission and of the answer to why nothing was declared (P6.3, P6.5): see gates.postgresql.sql.

CREATE FUNCTION tocsin_rescission_request_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_must(i.rescission_id IS NULL, 'its rescission is asked for already');
  PERFORM tocsin_same_version(i.version, NEW.seen_version);
  PERFORM tocsin_must(i.ended_ms IS NULL AND i.closed_ms IS NULL, 'this incident has ended, reopen it before rescinding');
  PERFORM tocsin_must(i.declaration_id IS NOT NULL AND i.declaration_id = NEW.declaration_id,
    'only a declaration that stands is rescinded');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'say why the declaration is taken back');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON rescission_request FOR EACH ROW EXECUTE FUNCTION tocsin_rescission_request_gate()
;;
-- With the request comes what it rests on, in one commit.
CREATE FUNCTION tocsin_rescission_request_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM rescission_citation WHERE request_id = NEW.id),
    'cite at least one timeline entry');
  RETURN NULL;
END
$$
;;
CREATE CONSTRAINT TRIGGER c_whole AFTER INSERT ON rescission_request DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION tocsin_rescission_request_whole()
;;
CREATE FUNCTION tocsin_rescission_citation_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM rescission_request q WHERE q.id = NEW.request_id
    AND q.incident_id = NEW.incident_id AND q.person_id = NEW.person_id)
    AND NOT EXISTS (SELECT 1 FROM rescission_decision d WHERE d.request_id = NEW.request_id), 'who asks cites');
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM timeline_entry e WHERE e.id = NEW.entry_id AND e.incident_id = NEW.incident_id)
    AND NOT EXISTS (SELECT 1 FROM entry_strike s WHERE s.entry_id = NEW.entry_id),
    'a cited entry is not of this incident, or was struck through');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON rescission_citation
FOR EACH ROW EXECUTE FUNCTION tocsin_rescission_citation_gate()
;;
-- The priority of a severity, as derivePriority() in the program (P4.3).
CREATE FUNCTION tocsin_priority(severity TEXT, data_risk TEXT, recoverability TEXT) RETURNS TEXT LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  p INT := CASE WHEN severity = 'critical' OR (severity = 'high' AND coalesce(data_risk, '') IN ('imminent', 'confirmed')) THEN 1
    WHEN severity = 'high' THEN 2 WHEN severity = 'medium' THEN 3 ELSE 4 END;
BEGIN
  IF p > 1 AND coalesce(recoverability, '') IN ('extended', 'not_recoverable') THEN
    p := p - 1;
  END IF;
  RETURN CASE WHEN severity IS NULL THEN NULL ELSE 'p' || p END;
END
$$
;;
-- What an incident is when its declaration is gone: what was classified last since it last ended (P6.5).
CREATE FUNCTION tocsin_outcome_undeclared(which BIGINT) RETURNS TEXT LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT c.outcome FROM classification c WHERE c.incident_id = which AND c.outcome <> 'crsi'
    AND c.seen_version > coalesce((SELECT max(e.seen_version) FROM ending e WHERE e.incident_id = which), -1)
    ORDER BY c.seen_version DESC LIMIT 1), 'not_classified');
END
$$
;;
-- P6.5: legal, who is not the one who asked, co-signs or refuses; the manager takes it back.
CREATE FUNCTION tocsin_rescission_decision_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
  q rescission_request;
  a assessment;
BEGIN
  SELECT * INTO q FROM rescission_request WHERE id = NEW.request_id;
  PERFORM tocsin_must(q.incident_id = NEW.incident_id AND i.rescission_id = NEW.request_id,
    'this rescission is not asked for, or is decided');
  PERFORM tocsin_same_version(i.version, NEW.seen_version);
  PERFORM tocsin_must(NEW.declaration_id = q.declaration_id, 'this is another declaration');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.words), 'give the decision in words');
  PERFORM tocsin_must(NEW.decision <> 'taken_back' OR NEW.attested_by IS NULL, 'nobody else takes a request back');
  IF NEW.attested_by IS NOT NULL THEN
    PERFORM tocsin_attested(NEW.attested_by, NEW.attested_words, (tocsin_right('cosign_rescission')).roles);
    PERFORM tocsin_attested_when(NEW.attested_ms, NEW.attested_how, NEW.instant_ms);
  END IF;
  PERFORM tocsin_must(NEW.decision = 'taken_back' OR coalesce(NEW.attested_by, NEW.person_id) <> q.person_id,
    'who asks for a rescission and who co-signs it are two people');
  IF NEW.decision = 'cosigned' THEN
    SELECT * INTO a FROM assessment WHERE incident_id = NEW.incident_id ORDER BY seen_version DESC LIMIT 1;
    PERFORM tocsin_must(NEW.outcome = tocsin_outcome_undeclared(NEW.incident_id),
      'the outcome is the one that was classified last');
    PERFORM tocsin_must(NEW.overridden IN (0, i.overridden) AND NEW.priority_overridden IN (0, i.priority_overridden),
      'a rescission sets nothing by hand');
    PERFORM tocsin_must(NEW.severity IS NOT DISTINCT FROM
      CASE WHEN NEW.overridden = 1 THEN i.severity ELSE a.derived_severity END, 'the severity is the one assessed last');
    PERFORM tocsin_must(NEW.priority IS NOT DISTINCT FROM CASE WHEN NEW.priority_overridden = 1 THEN i.priority
      ELSE tocsin_priority(NEW.severity, a.data_risk, a.recoverability) END, 'the priority is the one derived of it');
    PERFORM tocsin_must(NEW.provisional = CASE WHEN a.id IS NOT NULL AND NEW.overridden = 0 AND (a.functional IS NULL
      OR a.information IS NULL OR a.recoverability IS NULL OR a.data_risk IS NULL) THEN 1 ELSE 0 END,
      'what is not known stays provisional');
  END IF;
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON rescission_decision
FOR EACH ROW EXECUTE FUNCTION tocsin_rescission_decision_gate()
;;
-- What the declaration alone started is withdrawn in the same commit; what the law asks for stays until legal decides it.
CREATE FUNCTION tocsin_rescission_decision_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NEW.decision <> 'cosigned' OR NOT EXISTS (SELECT 1 FROM obligation o
    WHERE o.declaration_id = NEW.declaration_id AND tocsin_started_by_rescinded(o) AND o.met_ms IS NULL
      AND o.withdrawn_ms IS NULL),
    'what the declaration alone started is withdrawn with it');
  RETURN NULL;
END
$$
;;
CREATE CONSTRAINT TRIGGER c_whole AFTER INSERT ON rescission_decision DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION tocsin_rescission_decision_whole()
;;
CREATE FUNCTION tocsin_is_rescinded(declaration BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM rescission_decision d WHERE d.declaration_id = declaration AND d.decision = 'cosigned');
END
$$
;;
-- The duties that a rescinded declaration alone started: none of a law, and none of a duplicate that was taken over.
CREATE FUNCTION tocsin_started_by_rescinded(o obligation) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN o.duty <> 'statute' AND tocsin_is_rescinded(o.declaration_id)
    AND (SELECT s.taken_from FROM obligation_start s WHERE s.id = o.id) IS NULL;
END
$$
;;
-- When the last declaration of an incident was rescinded; null if none was.
CREATE FUNCTION tocsin_rescinded_ms(which BIGINT) RETURNS BIGINT LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN (SELECT max(d.instant_ms) FROM rescission_decision d WHERE d.incident_id = which AND d.decision = 'cosigned');
END
$$
;;
-- A duty of a declaration that came after a rescission counts what reached its addressee since it began, no more.
CREATE FUNCTION tocsin_counts_from(o obligation) RETURNS BIGINT LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN CASE WHEN o.declaration_id > (SELECT max(d.declaration_id) FROM rescission_decision d
    WHERE d.incident_id = o.incident_id AND d.decision = 'cosigned') THEN o.trigger_ms - o.trigger_ms % 60000 ELSE 0 END;
END
$$
;;
-- P6.5: held from the first act to the second. What was made under a rescinded declaration never leaves.
CREATE FUNCTION tocsin_is_taken_back(n notice, made_ms BIGINT, customer BIGINT, recipient TEXT) RETURNS BOOLEAN
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN n.audience <> 'internal' AND made_ms <= coalesce(tocsin_rescinded_ms(n.incident_id), -1)
    AND NOT tocsin_duty_recorded(n, customer, recipient);
END
$$
;;
CREATE FUNCTION tocsin_waits_for_legal(n notice) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN n.audience <> 'internal' AND (SELECT i.rescission_id FROM incident i WHERE i.id = n.incident_id) IS NOT NULL;
END
$$
;;
-- P6.3: why no declaration followed; asked again within a day.
CREATE FUNCTION tocsin_declaration_delay_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_must(i.ended_ms IS NULL AND i.closed_ms IS NULL, 'this incident has ended');
  PERFORM tocsin_must(i.declaration_id IS NULL, 'a declaration stands already');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'say why it is not declared');
  PERFORM tocsin_must(NEW.aware_ms > 0 AND NEW.aware_ms <= NEW.instant_ms + 2000, 'awareness does not lie in the future');
  PERFORM tocsin_must(NEW.review_ms > NEW.instant_ms - 2000 AND NEW.review_ms <= NEW.instant_ms + 86402000,
    'the review lies at most 24 hours ahead');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON declaration_delay FOR EACH ROW EXECUTE FUNCTION tocsin_declaration_delay_gate()
;;
REVOKE EXECUTE ON FUNCTION tocsin_outcome_undeclared(BIGINT), tocsin_is_rescinded(BIGINT), tocsin_rescinded_ms(BIGINT),
  tocsin_started_by_rescinded(obligation),
  tocsin_counts_from(obligation), tocsin_is_taken_back(notice, BIGINT, BIGINT, TEXT), tocsin_waits_for_legal(notice) FROM PUBLIC
;;
