-- The gates of data transfers (P10): see gates.postgresql.sql.
CREATE FUNCTION tocsin_transfer(which BIGINT) RETURNS transfer LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  found transfer;
BEGIN
  SELECT * INTO found FROM transfer WHERE id = which FOR UPDATE;
  RETURN found;
END
$$
;;
CREATE FUNCTION tocsin_transfer_request_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  i incident := tocsin_incident(NEW.incident_id);
BEGIN
  PERFORM tocsin_must(i.ended_ms IS NULL AND i.closed_ms IS NULL, 'this incident has ended');
  PERFORM tocsin_must(NEW.number = (SELECT coalesce(max(t.number), 0) + 1 FROM transfer t
    WHERE t.incident_id = NEW.incident_id), 'transfers are numbered one after the other');
  PERFORM tocsin_must(NEW.requester_id = NEW.person_id OR tocsin_is_owner(), 'who asks for a transfer logs in');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.title) AND NOT tocsin_blank(NEW.what) AND NOT tocsin_blank(NEW.source)
    AND NOT tocsin_blank(NEW.destination), 'say what leaves, from where and to where');
  IF NEW.kind = 'breach' THEN
    PERFORM tocsin_must(NOT tocsin_blank(NEW.found), 'say how it was found');
    RETURN NEW;
  END IF;
  PERFORM tocsin_must(NOT tocsin_blank(NEW.amount) AND NOT tocsin_blank(NEW.whose), 'say how much it is, and whose');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.purpose), 'say why the data is needed');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.handlers) AND NOT tocsin_blank(NEW.protection)
    AND NOT tocsin_blank(NEW.destruction), 'say who handles it, how it is protected, and how it is destroyed');
  PERFORM tocsin_must(NEW.keep_until_ms > NEW.instant_ms, 'say until when it is kept, not in the past');
  PERFORM tocsin_must(json_typeof(NEW.checklist_items::json) = 'array'
    AND json_array_length(NEW.checklist_items::json) > 0, 'a request names the checklist it is asked under');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON transfer_request FOR EACH ROW EXECUTE FUNCTION tocsin_transfer_request_gate()
;;
-- A breach of procedure is the record of something that left: it comes with it, in one commit.
CREATE FUNCTION tocsin_transfer_request_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NEW.kind <> 'breach' OR EXISTS (SELECT 1 FROM transfer_move m WHERE m.transfer_id = NEW.id),
    'a breach of procedure names what left');
  RETURN NULL;
END
$$
;;
CREATE CONSTRAINT TRIGGER c_whole AFTER INSERT ON transfer_request DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION tocsin_transfer_request_whole()
;;
-- P10.2: each item of the list of the request is answered; "no" blocks, unless legal says why it may go ahead.
CREATE FUNCTION tocsin_transfer_answer_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  t transfer := tocsin_transfer(NEW.transfer_id);
BEGIN
  PERFORM tocsin_same_version(t.version, NEW.seen_version);
  IF NEW.attested_by IS NOT NULL THEN
    PERFORM tocsin_attested(NEW.attested_by, NEW.attested_words, (tocsin_right('answer_checklist')).roles);
    PERFORM tocsin_attested_when(NEW.attested_ms, NEW.attested_how, NEW.instant_ms);
  END IF;
  IF NEW.verdict = 'noted' THEN
    PERFORM tocsin_must(NOT tocsin_blank(NEW.remark), 'give legal''s words on it');
    RETURN NEW;
  END IF;
  PERFORM tocsin_must((SELECT array_agg(x ->> 'code' ORDER BY x ->> 'code') FROM json_array_elements(NEW.items::json) x)
    = (SELECT array_agg(x ->> 'code' ORDER BY x ->> 'code') FROM transfer_request r,
      json_array_elements(r.checklist_items::json) x WHERE r.id = NEW.transfer_id),
    'each item of the list it was asked under is answered');
  PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM json_array_elements(NEW.items::json) x
    WHERE coalesce(x ->> 'answer', '') NOT IN ('yes', 'no', 'not_applicable')), 'each item is answered: yes, no, or not applicable');
  PERFORM tocsin_must(NEW.verdict = 'stop' OR NOT tocsin_blank(NEW.go_ahead)
    OR NOT EXISTS (SELECT 1 FROM json_array_elements(NEW.items::json) x WHERE x ->> 'answer' = 'no'),
    'an item answered no blocks it, unless legal says why it may go ahead');
  PERFORM tocsin_must(NEW.verdict = 'go' OR NOT tocsin_blank(NEW.remark), 'say what it needs before it may go ahead');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON transfer_answer FOR EACH ROW EXECUTE FUNCTION tocsin_transfer_answer_gate()
;;
-- P10.3: whose decision it is follows from who asked: another holder of the role decides on the manager's own request.
CREATE FUNCTION tocsin_asked_by_manager(which TEXT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM transfer t JOIN incident i ON i.id = t.incident_id
    WHERE t.id = which::bigint AND t.requester_id = i.manager_id);
END
$$
;;
CREATE FUNCTION tocsin_transfer_decision_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  t transfer := tocsin_transfer(NEW.transfer_id);
BEGIN
  PERFORM tocsin_same_version(t.version, NEW.seen_version);
  PERFORM tocsin_must(NOT tocsin_blank(NEW.words), 'decide in writing, in your own words');
  IF NEW.decision = 'withdrawn' AND t.requester_id <> NEW.person_id AND NOT tocsin_is_owner() THEN
    RAISE EXCEPTION 'who asked takes the request back' USING ERRCODE = 'TC003';
  END IF;
  IF NEW.decision IN ('approved', 'refused') AND t.requester_id = NEW.person_id THEN
    RAISE EXCEPTION 'nobody decides on their own request' USING ERRCODE = 'TC003';
  END IF;
  PERFORM tocsin_must(NEW.decision = 'approved' OR NEW.valid_until_ms IS NULL, 'only an approval has an end');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON transfer_decision FOR EACH ROW EXECUTE FUNCTION tocsin_transfer_decision_gate()
;;
CREATE FUNCTION tocsin_transfer_remark_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NOT tocsin_blank(NEW.text), 'write the question or its answer');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON transfer_remark FOR EACH ROW EXECUTE FUNCTION tocsin_transfer_remark_gate()
;;
CREATE FUNCTION tocsin_transfer_move_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  t transfer := tocsin_transfer(NEW.transfer_id);
BEGIN
  PERFORM tocsin_same_version(t.version, NEW.seen_version);
  PERFORM tocsin_must(NOT tocsin_blank(NEW.carrier) AND NOT tocsin_blank(NEW.how), 'say who moved it, and how');
  PERFORM tocsin_must(NEW.at_ms > 0 AND NEW.at_ms <= NEW.instant_ms + 2000, 'say when it left, not in the future');
  PERFORM tocsin_must(NEW.item_count > 0, 'a transfer names what left');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON transfer_move FOR EACH ROW EXECUTE FUNCTION tocsin_transfer_move_gate()
;;
-- With the move comes every item, in one commit, and nothing comes later.
CREATE FUNCTION tocsin_transfer_move_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must((SELECT count(*) FROM transfer_item i WHERE i.move_id = NEW.id) = NEW.item_count
    AND (SELECT sum(i.size) FROM transfer_item i WHERE i.move_id = NEW.id) = NEW.total_bytes,
    'the items of a move are those it says');
  RETURN NULL;
END
$$
;;
CREATE CONSTRAINT TRIGGER c_whole AFTER INSERT ON transfer_move DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION tocsin_transfer_move_whole()
;;
CREATE FUNCTION tocsin_transfer_item_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM transfer_move m WHERE m.id = NEW.move_id AND m.person_id = NEW.person_id),
    'who records a move names its items');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.name), 'an item has a name');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON transfer_item FOR EACH ROW EXECUTE FUNCTION tocsin_transfer_item_gate()
;;
CREATE FUNCTION tocsin_transfer_end_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  t transfer := tocsin_transfer(NEW.transfer_id);
BEGIN
  PERFORM tocsin_same_version(t.version, NEW.seen_version);
  PERFORM tocsin_must(NEW.at_ms <= NEW.instant_ms + 2000
    AND NEW.at_ms >= (SELECT m.at_ms FROM transfer_move m WHERE m.id = NEW.move_id), 'say when: after it left, not in the future');
  PERFORM tocsin_must(NOT tocsin_blank(NEW.by_whom) AND NOT tocsin_blank(NEW.how), 'say who did it, and how');
  PERFORM tocsin_must(NEW.outcome <> 'kept' OR (NOT tocsin_blank(NEW.owner) AND NEW.until_ms > NEW.instant_ms),
    'what is kept has an owner and a date');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER b_gate BEFORE INSERT ON transfer_end FOR EACH ROW EXECUTE FUNCTION tocsin_transfer_end_gate()
;;
-- P1.7: no transfer undecided, and each recorded one returned, destroyed, or kept with owner and date.
CREATE FUNCTION tocsin_closing_transfers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(NOT EXISTS (SELECT 1 FROM transfer t WHERE t.incident_id = NEW.incident_id
    AND (t.state IN ('asked', 'blocked', 'answered', 'breach') OR t.open_moves > 0)),
    'a data transfer is undecided, or neither returned, destroyed, nor kept with owner and date');
  RETURN NEW;
END
$$
;;
CREATE TRIGGER c_transfers BEFORE INSERT ON closing FOR EACH ROW EXECUTE FUNCTION tocsin_closing_transfers()
;;
-- P2.8: who asks for a transfer in an exercise that was not announced lifts its mark by the request itself.
CREATE FUNCTION tocsin_exercise_lifting_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM tocsin_must(EXISTS (SELECT 1 FROM transfer_request r WHERE r.incident_id = NEW.incident_id
    AND r.person_id = NEW.person_id AND r.instant_ms >= NEW.instant_ms), 'no transfer was asked for');
  RETURN NULL;
END
$$
;;
CREATE CONSTRAINT TRIGGER c_whole AFTER INSERT ON exercise_lifting DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (NEW.cause = 'transfer') EXECUTE FUNCTION tocsin_exercise_lifting_whole()
;;
-- It sees past every policy, for triggers alone.
REVOKE EXECUTE ON FUNCTION tocsin_transfer(BIGINT) FROM PUBLIC
;;
