-- P1.8, P1.10: links, and what has to be there before a duplicate ends.

-- The incidents that are duplicates of this one, and of these, in turn.
CREATE FUNCTION tocsin_duplicates(which BIGINT) RETURNS BIGINT[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN ARRAY(WITH RECURSIVE d (id) AS (
    SELECT l.incident_id FROM incident_link l WHERE l.other_id = which AND l.kind = 'duplicate_of'
      AND NOT EXISTS (SELECT 1 FROM incident_unlink u WHERE u.link_id = l.id)
    UNION SELECT l.incident_id FROM d JOIN incident_link l ON l.other_id = d.id AND l.kind = 'duplicate_of'
      AND NOT EXISTS (SELECT 1 FROM incident_unlink u WHERE u.link_id = l.id)) SELECT id FROM d);
END
$$
;;
CREATE FUNCTION tocsin_is_duplicate_of(one BIGINT, survivor BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM incident_link l WHERE l.incident_id = one AND l.other_id = survivor
    AND l.kind = 'duplicate_of' AND NOT EXISTS (SELECT 1 FROM incident_unlink u WHERE u.link_id = l.id));
END
$$
;;
CREATE FUNCTION tocsin_incident_link_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NEW.incident_id <> NEW.other_id, 'an incident is not linked with itself');
  PERFORM pg_advisory_xact_lock(1952412531, 3);
  PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM incident_link l WHERE l.kind = NEW.kind
    AND ((l.incident_id = NEW.incident_id AND l.other_id = NEW.other_id)
      OR (l.kind = 'related' AND l.incident_id = NEW.other_id AND l.other_id = NEW.incident_id))
    AND NOT EXISTS (SELECT 1 FROM incident_unlink u WHERE u.link_id = l.id)), 'this link is there already');
  IF NEW.kind = 'duplicate_of' THEN
    PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM incident_link l WHERE l.kind = 'duplicate_of'
      AND l.incident_id = NEW.incident_id AND NOT EXISTS (SELECT 1 FROM incident_unlink u WHERE u.link_id = l.id)),
      'it is a duplicate of another incident already');
    PERFORM tocsin_must(NEW.other_id <> ALL (tocsin_duplicates(NEW.incident_id)), 'duplicates may not go round');
  END IF;
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON incident_link FOR EACH ROW EXECUTE FUNCTION tocsin_incident_link_gate()
;;
CREATE FUNCTION tocsin_incident_unlink_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  l incident_link;
BEGIN
  SELECT * INTO l FROM incident_link WHERE id = NEW.link_id;
  PERFORM tocsin_must((l.incident_id, l.other_id) IN ((NEW.incident_id, NEW.other_id), (NEW.other_id, NEW.incident_id)),
    'this link is of other incidents');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.reason), 'say why they do not belong together');
  PERFORM tocsin_must(l.kind <> 'duplicate_of' OR NOT EXISTS (SELECT 1 FROM incident i WHERE i.id = l.incident_id
    AND i.ended_ms IS NOT NULL AND i.outcome = 'duplicate'), 'it ended as this duplicate: reopen it first');
  PERFORM tocsin_must(l.kind <> 'duplicate_of' OR NOT EXISTS (SELECT 1 FROM obligation_start s
    JOIN obligation o ON o.id = s.taken_from WHERE s.incident_id = l.other_id AND o.incident_id = l.incident_id),
    'its obligations were taken over: the link stays');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON incident_unlink FOR EACH ROW EXECUTE FUNCTION tocsin_incident_unlink_gate()
;;
-- Each equal to the one it takes over, at its original deadline.
CREATE FUNCTION tocsin_taken_start_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
  o obligation;
  d incident;
BEGIN
  SELECT * INTO o FROM obligation WHERE id = NEW.taken_from FOR UPDATE;
  PERFORM tocsin_must(tocsin_is_duplicate_of(o.incident_id, NEW.incident_id),
    'obligations are taken over from a duplicate of this incident');
  SELECT * INTO d FROM incident WHERE id = o.incident_id;
  PERFORM tocsin_must(i.declaration_id IS NOT NULL OR (d.declaration_id IS NULL AND i.track_open = 1),
    'the incident that goes on has to be declared first');
  PERFORM tocsin_must(i.ended_ms IS NULL AND i.closed_ms IS NULL, 'this incident has ended');
  PERFORM tocsin_must(o.met_ms IS NULL AND o.withdrawn_ms IS NULL AND o.undeliverable_ms IS NULL,
    'this obligation is settled already');
  PERFORM tocsin_must((NEW.duty, NEW.addressee, NEW.trigger_ms, NEW.confirmed, NEW.citation, NEW.addressee_name)
    = (o.duty, o.addressee, o.trigger_ms, o.confirmed, o.citation, o.addressee_name)
    AND NEW.deadline_ms IS NOT DISTINCT FROM o.deadline_ms AND NEW.customer_id IS NOT DISTINCT FROM o.customer_id
    AND NEW.declaration_id IS NOT DISTINCT FROM i.declaration_id,
    'an obligation is taken over as it is, with its original deadline');
  PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM obligation_start s WHERE s.taken_from = NEW.taken_from),
    'this obligation was taken over already');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate_taken BEFORE INSERT ON obligation_start FOR EACH ROW WHEN (NEW.taken_from IS NOT NULL)
EXECUTE FUNCTION tocsin_taken_start_gate()
;;
-- What was taken over is withdrawn where it came from, by who took it over.
CREATE FUNCTION tocsin_taken_change_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NEW.change = 'withdrawn' AND EXISTS (SELECT 1 FROM obligation_start s
    JOIN incident i ON i.id = s.incident_id WHERE s.taken_from = NEW.obligation_id
    AND (i.manager_id = tocsin_person() OR tocsin_person() = 0)), 'the incident that goes on takes it over first');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate_taken BEFORE INSERT ON obligation_change FOR EACH ROW WHEN (NEW.reason_code = 'taken_over')
EXECUTE FUNCTION tocsin_taken_change_gate()
;;
-- At commit: what was taken over runs in one place.
CREATE FUNCTION tocsin_taken_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must((SELECT withdrawn_ms FROM obligation WHERE id = NEW.taken_from) IS NOT NULL,
    'what is taken over is withdrawn where it came from');
  PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM duty_origin f WHERE f.obligation_id = NEW.taken_from AND NOT EXISTS (
    SELECT 1 FROM duty_origin g WHERE g.obligation_id = NEW.id AND (g.rule, g.starts_at, g.period_value, g.period_unit,
      g.cap_hours) = (f.rule, f.starts_at, f.period_value, f.period_unit, f.cap_hours))),
    'what is taken over is counted as it was');
  RETURN NULL;
END
$$
;;
CREATE CONSTRAINT TRIGGER c_taken AFTER INSERT ON obligation_start DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (NEW.taken_from IS NOT NULL) EXECUTE FUNCTION tocsin_taken_whole()
;;
CREATE FUNCTION tocsin_duplicate_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM incident_link l WHERE l.incident_id = NEW.incident_id
    AND l.other_id = coalesce(NEW.duplicate_of, l.other_id) AND l.kind = 'duplicate_of'
    AND NOT EXISTS (SELECT 1 FROM incident_unlink u WHERE u.link_id = l.id)
    AND EXISTS (SELECT 1 FROM incident s WHERE s.id = l.other_id AND s.ended_ms IS NULL AND s.closed_ms IS NULL)),
    'a duplicate is linked with the incident that goes on');
  PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM obligation o WHERE o.incident_id = NEW.incident_id
    AND o.met_ms IS NULL AND o.withdrawn_ms IS NULL AND o.undeliverable_ms IS NULL),
    'the incident that goes on takes the obligations over first');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate_duplicate BEFORE INSERT ON ending FOR EACH ROW WHEN (NEW.kind = 'duplicate')
EXECUTE FUNCTION tocsin_duplicate_gate()
;;
CREATE FUNCTION tocsin_situation_text_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_incident(NEW.incident_id);
  PERFORM tocsin_same_version((SELECT count(*) FROM situation_text WHERE incident_id = NEW.incident_id), NEW.seen_version);
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON situation_text FOR EACH ROW EXECUTE FUNCTION tocsin_situation_text_gate()
;;
CREATE FUNCTION tocsin_task_change_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  t incident_task;
BEGIN
  PERFORM tocsin_must(NOT tocsin_blank(NEW.what), 'say what is to be done');
  IF NEW.task_id IS NULL THEN
    PERFORM tocsin_must(NEW.state = 'open', 'a task begins open');
    RETURN NEW;
  END IF;
  SELECT * INTO t FROM incident_task WHERE id = NEW.task_id FOR UPDATE;
  PERFORM tocsin_same_version(t.version, NEW.seen_version);
  PERFORM tocsin_must(NEW.state = 'done' OR (NEW.state = 'open' AND t.state = 'open') OR NOT tocsin_blank(NEW.reason),
    'say why the task is dropped, or open again');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON task_change FOR EACH ROW EXECUTE FUNCTION tocsin_task_change_gate()
;;
-- They see past every policy, for triggers alone.
REVOKE EXECUTE ON FUNCTION tocsin_duplicates(BIGINT), tocsin_is_duplicate_of(BIGINT, BIGINT) FROM PUBLIC
;;
