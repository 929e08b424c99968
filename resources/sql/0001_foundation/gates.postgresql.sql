-- What must have happened before an act of legal weight (P6, P8, P9.7, P11.2, P1.7): the rules of models/domain and of the
-- services, held by the server against everybody. They fire after tocsin_guard() and tocsin_check_right(). A stale
-- version comes first: who saw something else is told that, not what follows from it.

CREATE FUNCTION tocsin_must(holds BOOLEAN, otherwise TEXT) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  IF holds IS NOT TRUE THEN
    RAISE EXCEPTION '%', otherwise USING ERRCODE = 'TC004';
  END IF;
END
$$
;;
CREATE FUNCTION tocsin_same_version(now_version BIGINT, seen_version BIGINT) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  IF now_version IS DISTINCT FROM seen_version THEN
    RAISE EXCEPTION 'conflict' USING ERRCODE = 'TC001';
  END IF;
END
$$
;;
CREATE FUNCTION tocsin_blank(given TEXT) RETURNS BOOLEAN LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(given, '') !~ '[^[:space:]]'
$$
;;
-- The head of an incident, locked to the end of the act.
CREATE FUNCTION tocsin_incident(which BIGINT) RETURNS incident LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  found incident;
BEGIN
  SELECT * INTO found FROM incident WHERE id = which FOR UPDATE;
  RETURN found;
END
$$
;;
-- P13.5: a decision entered for somebody else. `needed` are the roles of which the person holds one.
CREATE FUNCTION tocsin_attested(who BIGINT, words TEXT, needed BIGINT) RETURNS VOID LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  decider person;
BEGIN
  SELECT * INTO decider FROM person WHERE id = who;
  PERFORM tocsin_must(decider.active = 1, 'name who decided');
  PERFORM tocsin_must(who <> tocsin_person(), 'the second person cannot be yourself');
  PERFORM tocsin_must(decider.roles & needed <> 0,
    'who decided does not hold the role this needs: ' || tocsin_role_names(needed));
  PERFORM tocsin_must(NOT tocsin_blank(words), 'write down the words of the decision');
END
$$
;;
CREATE FUNCTION tocsin_attested_when(at_ms BIGINT, how TEXT, now_ms BIGINT) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tocsin_must(NOT tocsin_blank(how), 'say how the decision was given');
  PERFORM tocsin_must(at_ms > 0 AND at_ms <= now_ms + 2000, 'say when it was decided, not in the future');
END
$$
;;
-- P13.2, P13.3: an administrator keeps people, but never his own roles; and nobody logs in as the server's own.
CREATE FUNCTION tocsin_person_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  before person;
  account RECORD;
BEGIN
  IF NEW.subject_id IS NOT NULL THEN
    SELECT * INTO before FROM person WHERE id = NEW.subject_id FOR UPDATE;
    PERFORM tocsin_same_version(before.version, NEW.seen_version);
    IF NEW.subject_id = tocsin_person() AND (before.roles, before.login, before.active)
      IS DISTINCT FROM (NEW.roles, NEW.login, NEW.active) THEN
      RAISE EXCEPTION 'nobody changes their own roles or log-in' USING ERRCODE = 'TC003';
    END IF;
  END IF;
  PERFORM tocsin_must(NOT tocsin_blank(NEW.name), 'a person has a name');
  PERFORM tocsin_must(NEW.roles >= 0 AND NEW.roles & ~tocsin_all_roles() = 0, 'there is no such role');
  IF NEW.login = '' THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(1952412531, 2);
  PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM person p WHERE p.login = NEW.login
    AND p.id IS DISTINCT FROM NEW.subject_id), 'this log-in belongs to somebody else');
  IF NEW.login LIKE 'tocsin\_%' OR NEW.login LIKE 'pg\_%' THEN
    RAISE EXCEPTION 'the log-in % is a role of the server itself', NEW.login USING ERRCODE = 'TC003';
  END IF;
  SELECT * INTO account FROM pg_roles WHERE rolname = NEW.login;
  IF FOUND AND (account.rolsuper OR account.rolcreaterole OR account.rolbypassrls OR account.rolreplication
    OR pg_has_role(account.oid, (SELECT relowner FROM pg_class WHERE oid = 'public.audit'::regclass), 'MEMBER')
    OR pg_has_role(account.oid, 'pg_execute_server_program', 'MEMBER')
    OR pg_has_role(account.oid, 'pg_write_server_files', 'MEMBER')
    OR pg_has_role(account.oid, 'pg_read_server_files', 'MEMBER')) THEN
    RAISE EXCEPTION 'the log-in % is above the rules of the server: take one that is not', NEW.login
      USING ERRCODE = 'TC003';
  END IF;
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON person_version FOR EACH ROW EXECUTE FUNCTION tocsin_person_gate()
;;
CREATE FUNCTION tocsin_stage_move_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
  step INT := tocsin_stage(NEW.to_stage) - tocsin_stage(NEW.from_stage);
  kind TEXT;
BEGIN
  PERFORM tocsin_same_version(i.version, NEW.seen_version);
  PERFORM tocsin_must(i.ended_ms IS NULL AND i.closed_ms IS NULL, 'this incident has ended, reopen it before moving it');
  kind := CASE WHEN step = -1 AND NEW.to_stage = 'diagnose' THEN 'alternation' WHEN step < 0 THEN 'reopening'
    WHEN step = 1 AND NEW.from_stage = 'diagnose' THEN 'alternation' WHEN step = 1 THEN 'forward' END;
  PERFORM tocsin_must(kind IS NOT NULL, 'no stage may be skipped');
  PERFORM tocsin_must(NEW.kind = kind, 'this move is of another kind: ' || kind);
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'say why the incident moves');
  PERFORM tocsin_must(NEW.from_stage <> 'assess' OR NEW.to_stage <> 'diagnose' OR i.severity IS NOT NULL,
    'assess impact and severity before escalating');
  PERFORM tocsin_must(NEW.to_stage <> 'close_out'
    OR (i.customer_contained_ms IS NOT NULL AND i.business_contained_ms IS NOT NULL),
    'verify first that the customer risk and the business risk are contained');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON stage_move FOR EACH ROW EXECUTE FUNCTION tocsin_stage_move_gate()
;;
-- P13.2: any holder of the role takes an incident over; nobody is made manager by somebody else.
CREATE FUNCTION tocsin_manager_change_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_same_version((tocsin_incident(NEW.incident_id)).version, NEW.seen_version);
  PERFORM tocsin_must(NEW.manager_id = NEW.person_id OR NEW.person_id = 0, 'an incident is taken over, not given');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'say why you take the incident over');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON manager_change FOR EACH ROW EXECUTE FUNCTION tocsin_manager_change_gate()
;;
CREATE FUNCTION tocsin_assessment_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_same_version(i.version, NEW.seen_version);
  PERFORM tocsin_must(i.ended_ms IS NULL AND i.closed_ms IS NULL, 'this incident has ended');
  PERFORM tocsin_must(NEW.severity IN ('high', 'critical')
    OR (i.declaration_id IS NULL AND coalesce(NEW.data_risk, '') NOT IN ('imminent', 'confirmed')),
    'the severity stays high while a declaration stands or customer data is at risk');
  PERFORM tocsin_must(NEW.overridden = 0 OR NOT tocsin_blank(NEW.override_reason), 'say why the severity is set by hand');
  PERFORM tocsin_must(NEW.priority_overridden = 0 OR NOT tocsin_blank(NEW.priority_reason),
    'say why the priority is set by hand');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON assessment FOR EACH ROW EXECUTE FUNCTION tocsin_assessment_gate()
;;
CREATE FUNCTION tocsin_classification_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_same_version(i.version, NEW.seen_version);
  PERFORM tocsin_must(i.ended_ms IS NULL AND i.closed_ms IS NULL, 'this incident has ended');
  PERFORM tocsin_must(i.declaration_id IS NULL OR NEW.outcome = 'crsi', 'while a declaration stands the outcome stays CRSI');
  PERFORM tocsin_must(i.declaration_id IS NOT NULL OR NEW.outcome IN ('not_classified', 'security_incident'),
    'a CRSI comes by declaration alone, other outcomes by ending the incident');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON classification FOR EACH ROW EXECUTE FUNCTION tocsin_classification_gate()
;;
CREATE FUNCTION tocsin_containment_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_same_version(i.version, NEW.seen_version);
  PERFORM tocsin_must(i.ended_ms IS NULL AND i.closed_ms IS NULL, 'this incident has ended');
  PERFORM tocsin_must(NEW.at_ms > 0 AND NEW.at_ms <= NEW.instant_ms + 2000, 'say when, not in the future');
  IF NEW.kind IN ('customer_risk', 'business_risk') THEN
    PERFORM tocsin_must(i.stage IN ('diagnose', 'stabilize'), 'containment is verified in Diagnose or in Stabilize & Recover');
    PERFORM tocsin_must(NOT tocsin_blank(NEW.what) AND NOT tocsin_blank(NEW.verified_by), 'say how and by whom it was verified');
  END IF;
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON containment FOR EACH ROW EXECUTE FUNCTION tocsin_containment_gate()
;;
-- P6: declaring.
CREATE FUNCTION tocsin_declaration_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_must(i.declaration_id IS NULL, 'a declaration stands already');
  PERFORM tocsin_same_version(i.version, NEW.seen_version);
  PERFORM tocsin_must(i.ended_ms IS NULL AND i.closed_ms IS NULL, 'this incident has ended, reopen it before declaring');
  PERFORM tocsin_must(i.stage <> 'detect', 'an incident can be declared from the stage Assess on');
  PERFORM tocsin_must(NEW.ground IN ('access_occurred', 'access_very_likely', 'legal_or_contractual'), 'name the ground');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.statement), 'sign the statement that the ground is met');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.consulted_who) AND NEW.consulted_ms > 0
    AND NEW.consulted_ms <= NEW.instant_ms + 2000, 'name the consultation with legal: who, and when');
  PERFORM tocsin_must(NEW.effective_ms > 0 AND NEW.effective_ms <= NEW.instant_ms + 2000,
    'the declaration cannot lie in the future');
  PERFORM tocsin_must(NEW.effective_ms >= NEW.instant_ms - 2000 OR NOT tocsin_blank(NEW.earlier_reason),
    'say why the declaration counts from an earlier instant');
  PERFORM tocsin_must(NEW.effective_ms >= coalesce(tocsin_rescinded_ms(NEW.incident_id), 0),
    'a new declaration counts from after the rescission of the one before');
  PERFORM tocsin_must(NEW.severity = 'critical' OR (NEW.severity = 'high' AND i.severity IS DISTINCT FROM 'critical'),
    'a declared incident is of high severity at least');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON declaration FOR EACH ROW EXECUTE FUNCTION tocsin_declaration_gate()
;;
-- P6.1, P7.1: with the declaration come what it cites and the clock it starts, in one commit.
CREATE FUNCTION tocsin_declaration_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM declaration_citation WHERE declaration_id = NEW.id),
    'cite at least one timeline entry');
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM obligation WHERE declaration_id = NEW.id AND duty = 'commitment'
    AND trigger_ms = NEW.effective_ms), 'a declaration starts the clock of 72 hours');
  RETURN NULL;
END
$$
;;
CREATE CONSTRAINT TRIGGER c_whole AFTER INSERT ON declaration DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION tocsin_declaration_whole()
;;
CREATE FUNCTION tocsin_declaration_citation_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM declaration d WHERE d.id = NEW.declaration_id
    AND d.incident_id = NEW.incident_id AND d.person_id = NEW.person_id), 'who declares cites');
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM timeline_entry e WHERE e.id = NEW.entry_id AND e.incident_id = NEW.incident_id)
    AND NOT EXISTS (SELECT 1 FROM entry_strike s WHERE s.entry_id = NEW.entry_id),
    'a cited entry is not of this incident, or was struck through');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON declaration_citation
FOR EACH ROW EXECUTE FUNCTION tocsin_declaration_citation_gate()
;;
-- P7.8: after the declaration taking out is legal's, by log-in (which its right says) or attested by the manager.
CREATE FUNCTION tocsin_scope_change_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
  before incident_scope;
BEGIN
  SELECT * INTO before FROM incident_scope WHERE incident_id = NEW.incident_id AND subscription_id = NEW.subscription_id
  FOR UPDATE;
  PERFORM tocsin_same_version(coalesce(before.version, 0), NEW.seen_version);
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'say what shows that this customer is affected, or is not');
  PERFORM tocsin_must(NEW.in_scope = 1 OR before.in_scope = 1, 'it is not in scope');
  IF NEW.attested_by IS NOT NULL THEN
    PERFORM tocsin_attested(NEW.attested_by, NEW.attested_words, (tocsin_right('withdraw_obligation')).roles);
    PERFORM tocsin_attested_when(NEW.attested_ms, NEW.attested_how, NEW.instant_ms);
  END IF;
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM subscription s WHERE s.id = NEW.subscription_id
    AND s.customer_id = NEW.customer_id), 'this subscription is not the customer''s');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON scope_change FOR EACH ROW EXECUTE FUNCTION tocsin_scope_change_gate()
;;
-- P7.8: whoever is found after the declaration has 72 hours too.
CREATE FUNCTION tocsin_scope_change_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NEW.in_scope = 0
    OR (SELECT declaration_id FROM incident WHERE id = NEW.incident_id) IS NULL
    OR EXISTS (SELECT 1 FROM obligation o WHERE o.incident_id = NEW.incident_id AND o.duty = 'commitment'
      AND o.addressee = 'customer' AND o.customer_id = NEW.customer_id), 'putting a customer in scope starts a clock of 72 hours');
  RETURN NULL;
END
$$
;;
CREATE CONSTRAINT TRIGGER c_whole AFTER INSERT ON scope_change DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION tocsin_scope_change_whole()
;;
-- P7.1, P7.6, P7.8: the commitment is 259,200 seconds from the declaration, or from the extension of the scope.
CREATE FUNCTION tocsin_obligation_start_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_must(NEW.duty IN ('commitment', 'statute', 'contract'), 'there is no such duty');
  PERFORM tocsin_must(NEW.addressee IN ('customer', 'authority', 'data_subjects'), 'there is no such addressee');
  PERFORM tocsin_must(NEW.trigger_ms > 0 AND NEW.trigger_ms <= NEW.instant_ms + 2000, 'no clock starts in the future');
  IF NEW.duty = 'commitment' AND NEW.taken_from IS NULL THEN
    PERFORM tocsin_must(NEW.declaration_id IS NOT NULL AND NEW.declaration_id = i.declaration_id,
      'the commitment starts with a declaration that stands');
    PERFORM tocsin_must(NEW.deadline_ms = NEW.trigger_ms + 259200000, 'the commitment is 72 hours to the millisecond');
    PERFORM tocsin_must(NEW.trigger_ms = i.declared_ms OR abs(NEW.trigger_ms - NEW.instant_ms) <= 2000,
      'the clock starts with the declaration, or when the scope is extended');
    PERFORM tocsin_must(NEW.confirmed = 1, 'the commitment needs no confirmation');
    PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM obligation o WHERE o.incident_id = NEW.incident_id
      AND o.duty = 'commitment' AND o.addressee = NEW.addressee AND o.met_ms IS NULL AND o.withdrawn_ms IS NULL
      AND o.undeliverable_ms IS NULL AND o.addressee_name = NEW.addressee_name AND o.customer_id IS NOT DISTINCT FROM NEW.customer_id
      AND NOT tocsin_started_by_rescinded(o)), 'this clock is running already');
  ELSE
    PERFORM tocsin_must(NEW.deadline_ms IS NULL OR NEW.deadline_ms > NEW.trigger_ms, 'a deadline comes after its trigger');
  END IF;
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON obligation_start FOR EACH ROW EXECUTE FUNCTION tocsin_obligation_start_gate()
;;
-- P7.2, P8, P9.2: what becomes of an obligation.
CREATE FUNCTION tocsin_obligation_change_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  o obligation;
  is_open BOOLEAN;
BEGIN
  SELECT * INTO o FROM obligation WHERE id = NEW.obligation_id FOR UPDATE;
  PERFORM tocsin_must(o.incident_id = NEW.incident_id, 'this obligation is of another incident');
  PERFORM tocsin_same_version(o.version, NEW.seen_version);
  PERFORM tocsin_must(NEW.at_ms > 0 AND NEW.at_ms <= NEW.instant_ms + 2000, 'nothing happens in the future');
  is_open := o.withdrawn_ms IS NULL AND o.met_ms IS NULL;
  PERFORM tocsin_must(o.withdrawn_ms IS NULL OR NEW.change = 'reinstated', 'this obligation is settled already');
  IF NEW.change = 'withdrawn' THEN
    PERFORM tocsin_must(is_open, 'this obligation is settled already');
    PERFORM tocsin_must(NEW.reason_code <> 'rescinded' OR tocsin_rescinded_ms(NEW.incident_id) IS NOT NULL,
      'no declaration of this incident was rescinded');
    PERFORM tocsin_must(coalesce(o.excepted_until_ms, 0) <= NEW.instant_ms OR NEW.exception_id IS NOT NULL
      OR (NEW.reason_code = 'rescinded' AND tocsin_started_by_rescinded(o)),
      'while an exception is in force, legal alone cannot withdraw the obligation');
    PERFORM tocsin_must(NEW.reason_code IN ('rescinded', 'out_of_scope', 'risk_unlikely', 'article_34_3', 'other_party',
      'taken_over') AND NOT tocsin_blank(NEW.reason), 'give legal''s reason');
    IF NEW.attested_by IS NOT NULL THEN
      PERFORM tocsin_attested(NEW.attested_by, NEW.attested_words, (tocsin_right('withdraw_obligation')).roles);
      PERFORM tocsin_attested_when(NEW.attested_ms, NEW.attested_how, NEW.instant_ms);
    END IF;
  ELSIF NEW.change = 'excepted' THEN
    PERFORM tocsin_must(o.duty <> 'statute', 'a statutory duty has no exception');
    PERFORM tocsin_must(is_open AND o.confirmed = 1, 'this obligation is settled already, or only proposed');
    PERFORM tocsin_must(NEW.reason_code IN ('risk_to_others', 'unusual') AND NOT tocsin_blank(NEW.reason),
      'give the ground and the reasoning');
    PERFORM tocsin_must(NEW.until_ms > NEW.instant_ms - 2000 AND NEW.until_ms <= NEW.instant_ms + 86402000,
      'the review lies at most 24 hours ahead');
  ELSIF NEW.change = 'exception_ended' THEN
    PERFORM tocsin_must(o.excepted_until_ms IS NOT NULL, 'no exception is in force');
  ELSIF NEW.change = 'confirmed' THEN
    PERFORM tocsin_must(o.confirmed = 0, 'this obligation is confirmed already');
  ELSIF NEW.change = 'met' THEN
    PERFORM tocsin_must(is_open AND o.confirmed = 1, 'this obligation is settled already, or only proposed');
    PERFORM tocsin_must(tocsin_fulfilled_ms(o) > 0, 'an obligation is met when everybody it is to was reached');
    PERFORM tocsin_must(tocsin_fulfilled_ms(o) = NEW.at_ms, 'an obligation is met when the last of them was reached');
  ELSIF NEW.change = 'not_deliverable' THEN
    PERFORM tocsin_must(is_open AND o.confirmed = 1 AND o.undeliverable_ms IS NULL AND o.addressee = 'customer',
      'this obligation is settled already, or is not to a customer');
    PERFORM tocsin_must(coalesce(o.excepted_until_ms, 0) <= NEW.instant_ms,
      'while an exception is in force, nothing has to be delivered');
    PERFORM tocsin_must(tocsin_is_undeliverable(o), 'two different means have to be recorded first');
    PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'give legal''s reason');
    IF NEW.attested_by IS NOT NULL THEN
      PERFORM tocsin_attested(NEW.attested_by, NEW.attested_words, (tocsin_right('withdraw_obligation')).roles);
      PERFORM tocsin_attested_when(NEW.attested_ms, NEW.attested_how, NEW.instant_ms);
    END IF;
  ELSIF NEW.change = 'reinstated' THEN
    PERFORM tocsin_must(o.met_ms IS NULL AND (o.withdrawn_ms IS NOT NULL OR o.undeliverable_ms IS NOT NULL),
      'nothing ended this obligation');
  ELSIF NEW.change = 'recomputed' THEN
    PERFORM tocsin_must(o.duty <> 'commitment', 'the commitment is 72 hours from its start');
  ELSE
    PERFORM tocsin_must(o.met_ms IS NOT NULL AND tocsin_fulfilled_ms(o) = 0, 'everybody it is to was reached');
  END IF;
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON obligation_change FOR EACH ROW EXECUTE FUNCTION tocsin_obligation_change_gate()
;;
-- A file is what was added at once by one person: nothing is appended to it later.
CREATE FUNCTION tocsin_attachment_chunk_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  a attachment;
  kept BIGINT;
  chunks BIGINT;
BEGIN
  SELECT * INTO a FROM attachment WHERE id = NEW.attachment_id;
  SELECT coalesce(sum(octet_length(data)), 0), count(*) INTO kept, chunks FROM attachment_chunk
  WHERE attachment_id = NEW.attachment_id;
  PERFORM tocsin_must(a.incident_id = NEW.incident_id AND a.person_id = NEW.person_id, 'this file is somebody else''s');
  PERFORM tocsin_must(NEW.n = chunks AND kept + octet_length(NEW.data) <= a.size, 'this file is whole already');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON attachment_chunk FOR EACH ROW EXECUTE FUNCTION tocsin_attachment_chunk_gate()
;;
-- P1.7: closing.
CREATE FUNCTION tocsin_closing_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_same_version(i.version, NEW.seen_version);
  PERFORM tocsin_must(i.ended_ms IS NULL AND i.closed_ms IS NULL, 'the incident has already ended');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.summary), 'close with a sentence on how it ended');
  PERFORM tocsin_must(i.rescission_id IS NULL, 'a rescission waits for legal');
  PERFORM tocsin_must(i.stage = 'close_out', 'it has not reached Close & Post-mortem');
  PERFORM tocsin_must(i.customer_contained_ms IS NOT NULL AND i.business_contained_ms IS NOT NULL,
    'the customer risk and the business risk are not both verified as contained');
  PERFORM tocsin_must(i.outcome <> 'not_classified', 'it is not classified');
  PERFORM tocsin_must(i.functional IS NOT NULL AND i.information IS NOT NULL AND i.recoverability IS NOT NULL
    AND i.data_risk IS NOT NULL, 'not every impact is known');
  PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM obligation o WHERE o.incident_id = i.id AND o.withdrawn_ms IS NULL
    AND (o.confirmed = 0 OR (o.met_ms IS NULL
      AND (o.undeliverable_ms IS NULL OR coalesce(o.excepted_until_ms, 0) > NEW.instant_ms)))),
    'an obligation is neither met nor withdrawn');
  PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM message m WHERE m.incident_id = i.id
    AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = m.id)
    AND NOT EXISTS (SELECT 1 FROM message_end e WHERE e.message_id = m.id)
    AND NOT (NOT EXISTS (SELECT 1 FROM send_attempt t WHERE t.message_id = m.id)
      AND EXISTS (SELECT 1 FROM notice n WHERE n.id = m.notice_id
        AND (tocsin_is_taken_back(n, m.instant_ms, m.customer_id, m.recipient)
          OR NOT tocsin_may_leave(n, m.customer_id, m.recipient))))),
    'a message is queued, failed without a decision, or unsure');
  PERFORM tocsin_must(NOT tocsin_owes_rescinded(i.id) AND NOT tocsin_owes_removed(i.id), 'a correction is owed');
  PERFORM tocsin_must(NOT tocsin_owes_answers(i.id), 'what was said to be not known yet is still unanswered');
  PERFORM tocsin_must(NOT (i.outcome = 'crsi' OR (i.outcome = 'security_incident' AND i.information <> 'none'))
    OR EXISTS (SELECT 1 FROM postmortem p WHERE p.incident_id = i.id AND p.state = 'approved'),
    'a data breach needs a finished post-mortem');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON closing FOR EACH ROW EXECUTE FUNCTION tocsin_closing_gate()
;;
CREATE FUNCTION tocsin_ending_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_same_version(i.version, NEW.seen_version);
  PERFORM tocsin_must(i.ended_ms IS NULL AND i.closed_ms IS NULL, 'the incident has already ended');
  PERFORM tocsin_must(i.declaration_id IS NULL OR NEW.kind = 'duplicate', 'a declaration stands');
  PERFORM tocsin_must(i.rescission_id IS NULL, 'a rescission waits for legal');
  PERFORM tocsin_must(NEW.kind IN ('false_positive', 'no_data_compromise', 'referred', 'duplicate', 'exercise_ended'),
    'there is no such ending');
  PERFORM tocsin_must(NEW.kind <> 'exercise_ended' OR i.exercise = 1, 'only an exercise ends as an exercise');
  PERFORM tocsin_must(NEW.kind NOT IN ('no_data_compromise', 'exercise_ended') OR NOT tocsin_blank(NEW.reason),
    'say why it ends so');
  PERFORM tocsin_must(NEW.kind <> 'false_positive' OR NOT tocsin_blank(NEW.root_cause), 'the root cause is missing');
  PERFORM tocsin_must(NEW.kind <> 'false_positive'
    OR (tocsin_blank(NEW.tuning_action) AND NOT tocsin_blank(NEW.no_tuning_reason))
    OR (NOT tocsin_blank(NEW.tuning_action) AND NOT tocsin_blank(NEW.tuning_owner) AND NEW.tuning_due_ms > 0),
    'a tuning action with owner and due date, or why none is needed');
  PERFORM tocsin_must(NEW.kind <> 'no_data_compromise'
    OR (coalesce(i.information, 'none') = 'none' AND coalesce(i.data_risk, 'none') NOT IN ('imminent', 'confirmed')),
    'the assessment says that data was compromised');
  PERFORM tocsin_must(NEW.kind <> 'no_data_compromise' OR i.personal_data <> 'yes'
    OR EXISTS (SELECT 1 FROM breach_decision d WHERE d.incident_id = i.id), 'legal decides first on the personal data');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON ending FOR EACH ROW EXECUTE FUNCTION tocsin_ending_gate()
;;
CREATE FUNCTION tocsin_reopening_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_same_version(i.version, NEW.seen_version);
  PERFORM tocsin_must(i.ended_ms IS NOT NULL OR i.closed_ms IS NOT NULL, 'this incident is open');
  PERFORM tocsin_must(tocsin_stage(NEW.to_stage) <= tocsin_stage(i.stage),
    'an incident reopens in the stage it ended in, or an earlier one');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'say why the incident is reopened');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON reopening FOR EACH ROW EXECUTE FUNCTION tocsin_reopening_gate()
;;
-- These see past every policy, for triggers alone: nobody asks them.
REVOKE EXECUTE ON FUNCTION tocsin_incident(BIGINT), tocsin_attested(BIGINT, TEXT, BIGINT), tocsin_reached(BIGINT),
  tocsin_duty_reach(obligation), tocsin_fulfilled_ms(obligation), tocsin_is_undeliverable(obligation),
  tocsin_is_founded(notice), tocsin_may_leave(notice, BIGINT, TEXT), tocsin_duty_recorded(notice),
  tocsin_duty_recorded(notice, BIGINT, TEXT), tocsin_is_held(notice, BIGINT, TEXT, BIGINT), tocsin_is_declared(TEXT), tocsin_is_internal(TEXT),
  tocsin_right_of(TEXT, JSON), tocsin_acting_role(TEXT, JSON, BIGINT) FROM PUBLIC
;;
