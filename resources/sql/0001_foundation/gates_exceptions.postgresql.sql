-- The gates of exceptions (P8): see gates.postgresql.sql.
CREATE FUNCTION tocsin_exception(which BIGINT) RETURNS deadline_exception LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  found deadline_exception;
BEGIN
  SELECT * INTO found FROM deadline_exception WHERE id = which FOR UPDATE;
  RETURN found;
END
$$
;;
-- Whether the last decision on an exception was written down by the manager: then its consequences are too.
CREATE FUNCTION tocsin_vote_attested(which TEXT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN (SELECT v.attested_by IS NOT NULL FROM exception_vote v WHERE v.exception_id = which::bigint
    ORDER BY v.id DESC LIMIT 1);
END
$$
;;
CREATE FUNCTION tocsin_exception_request_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_must(i.ended_ms IS NULL AND i.closed_ms IS NULL, 'this incident has ended');
  PERFORM tocsin_must(NEW.number = (SELECT coalesce(max(x.number), 0) + 1 FROM deadline_exception x
    WHERE x.incident_id = NEW.incident_id), 'requests are numbered one after the other');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reasoning), 'give the ground and the reasoning');
  IF NEW.kind = 'withdrawal' THEN
    PERFORM tocsin_must(NEW.review_ms IS NULL AND NEW.renews_id IS NULL, 'a withdrawal has no review');
    PERFORM tocsin_must(NEW.ground IN ('out_of_scope', 'risk_unlikely', 'article_34_3', 'other_party'),
      'give the ground and the reasoning');
    RETURN NEW;
  END IF;
  PERFORM tocsin_must(NEW.ground IN ('risk_to_others', 'unusual'), 'give the ground and the reasoning');
  PERFORM tocsin_must(NEW.review_ms > NEW.instant_ms AND NEW.review_ms <= NEW.instant_ms + 86402000,
    'the review lies at most 24 hours ahead');
  PERFORM tocsin_must(NEW.renews_id IS NULL OR EXISTS (SELECT 1 FROM deadline_exception x WHERE x.id = NEW.renews_id
    AND x.incident_id = NEW.incident_id AND x.state IN ('in_force', 'lapsed')), 'it renews what is in force, or has lapsed');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON exception_request FOR EACH ROW EXECUTE FUNCTION tocsin_exception_request_gate()
;;
CREATE FUNCTION tocsin_exception_request_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NEW.duty_count > 0 AND NEW.duty_count = (SELECT count(*) FROM exception_duty d
    WHERE d.exception_id = NEW.id), 'a request names the duties it is for');
  RETURN NULL;
END
$$
;;
CREATE CONSTRAINT TRIGGER c_whole AFTER INSERT ON exception_request DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION tocsin_exception_request_whole()
;;
CREATE FUNCTION tocsin_exception_duty_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  x deadline_exception := tocsin_exception(NEW.exception_id);
  o obligation;
BEGIN
  SELECT * INTO o FROM obligation WHERE id = NEW.obligation_id;
  PERFORM tocsin_must(o.duty <> 'statute', 'a statutory duty has no exception');
  PERFORM tocsin_must(o.duty <> 'contract' OR EXISTS (SELECT 1 FROM duty_origin d WHERE d.obligation_id = o.id
    AND d.exceptable = 1), 'the contract allows no exception');
  PERFORM tocsin_must(o.met_ms IS NULL AND o.withdrawn_ms IS NULL AND o.confirmed = 1,
    'this obligation is settled already, or only proposed');
  PERFORM tocsin_must(x.kind = 'exception' OR coalesce(o.excepted_until_ms, 0) > NEW.instant_ms,
    'what is not excepted is withdrawn by legal alone');
  PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM exception_duty d JOIN deadline_exception y ON y.id = d.exception_id
    WHERE d.obligation_id = o.id AND y.id <> x.id AND y.kind = x.kind AND y.state = 'asked'),
    'another request for this obligation waits');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON exception_duty FOR EACH ROW EXECUTE FUNCTION tocsin_exception_duty_gate()
;;
-- P8.3: each in the role that is asked of them.
CREATE FUNCTION tocsin_exception_vote_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  x deadline_exception := tocsin_exception(NEW.exception_id);
  roles BIGINT := tocsin_roles();
BEGIN
  PERFORM tocsin_same_version(x.version, NEW.seen_version);
  IF NEW.decision = 'lapsed' THEN
    PERFORM tocsin_must(NEW.capacity = 'program' AND NEW.attested_by IS NULL, 'nobody decides that it lapses');
    RETURN NEW;
  END IF;
  PERFORM tocsin_must(NOT tocsin_blank(NEW.words), 'give the decision in words');
  IF NEW.decision = 'taken_back' THEN
    PERFORM tocsin_must(NEW.capacity = 'manager' AND NEW.attested_by IS NULL, 'nobody else takes a request back');
    RETURN NEW;
  END IF;
  PERFORM tocsin_must(NEW.capacity IN ('legal', 'executive'), 'legal and the executive decide');
  IF NEW.attested_by IS NOT NULL THEN
    PERFORM tocsin_attested(NEW.attested_by, NEW.attested_words, tocsin_role(NEW.capacity));
    PERFORM tocsin_attested_when(NEW.attested_ms, NEW.attested_how, NEW.instant_ms);
  ELSIF roles & tocsin_role(NEW.capacity) = 0 AND NOT tocsin_is_owner() THEN
    RAISE EXCEPTION 'this needs the role: %', tocsin_role_names(tocsin_role(NEW.capacity)) USING ERRCODE = 'TC003';
  END IF;
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON exception_vote FOR EACH ROW EXECUTE FUNCTION tocsin_exception_vote_gate()
;;
-- What was decided is done, in one commit: excepted, no longer, or withdrawn.
CREATE FUNCTION tocsin_exception_vote_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  x deadline_exception;
BEGIN
  SELECT * INTO x FROM deadline_exception WHERE id = NEW.exception_id;
  PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM exception_duty d JOIN obligation o ON o.id = d.obligation_id
    WHERE d.exception_id = x.id AND o.met_ms IS NULL AND o.withdrawn_ms IS NULL AND CASE x.state
      WHEN 'in_force' THEN o.excepted_until_ms IS DISTINCT FROM x.review_ms
      WHEN 'carried_out' THEN TRUE
      WHEN 'revoked' THEN o.excepted_until_ms = x.review_ms
      ELSE FALSE END), 'what was decided about an exception is done with it');
  RETURN NULL;
END
$$
;;
CREATE CONSTRAINT TRIGGER c_whole AFTER INSERT ON exception_vote DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION tocsin_exception_vote_whole()
;;
-- A duty is excepted, or withdrawn while it is, by a decision of both that names it.
CREATE FUNCTION tocsin_excepted_change_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  x deadline_exception := tocsin_exception(NEW.exception_id);
BEGIN
  PERFORM tocsin_must(x.id IS NOT NULL AND EXISTS (SELECT 1 FROM exception_duty d WHERE d.exception_id = x.id
    AND d.obligation_id = NEW.obligation_id), 'an exception needs both, legal and the executive');
  PERFORM tocsin_must(x.state = CASE NEW.change WHEN 'excepted' THEN 'in_force' WHEN 'exception_ended' THEN 'revoked'
    ELSE 'carried_out' END, 'an exception needs both, legal and the executive');
  PERFORM tocsin_must(NEW.attested_by IS NULL AND NEW.second_attested_by IS NULL, 'the decisions stand in the request');
  PERFORM tocsin_must(NEW.change = 'exception_ended' OR (NEW.until_ms IS NOT DISTINCT FROM x.review_ms
    AND (NEW.reason_code, NEW.reason) = (SELECT r.ground, r.reasoning FROM exception_request r WHERE r.id = x.id)),
    'it is what was asked for');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER c_exception BEFORE INSERT ON obligation_change FOR EACH ROW
WHEN (NEW.change IN ('excepted', 'exception_ended') OR (NEW.change = 'withdrawn' AND NEW.exception_id IS NOT NULL))
EXECUTE FUNCTION tocsin_excepted_change_gate()
;;
CREATE FUNCTION tocsin_delay_ground_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NEW.attested_by IS NULL, 'legal records this by log-in');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'give legal''s reason');
  PERFORM tocsin_must(NEW.kind <> 'authority' OR (NOT tocsin_blank(NEW.authority) AND NOT tocsin_blank(NEW.reference)
    AND NEW.until_ms > NEW.instant_ms - 2000), 'name the authority, the reference, and until when');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON delay_ground FOR EACH ROW EXECUTE FUNCTION tocsin_delay_ground_gate()
;;
REVOKE EXECUTE ON FUNCTION tocsin_exception(BIGINT), tocsin_vote_attested(TEXT) FROM PUBLIC
;;
