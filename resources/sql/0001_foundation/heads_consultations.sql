-- What consultations and attestations are about: see heads.sql. None of them has a head.
CREATE TRIGGER consultation_text_whole AFTER INSERT ON consultation_text BEGIN
  SELECT RAISE(ABORT, 'this is another consultation') WHERE NOT EXISTS (SELECT 1 FROM consultation c
    WHERE c.id = NEW.consultation_id AND c.incident_id = NEW.incident_id AND c.privileged = NEW.privileged
      AND c.person_id = NEW.person_id);
END
;;
CREATE TRIGGER consultation_release_once AFTER INSERT ON consultation_release BEGIN
  SELECT RAISE(ABORT, 'only what is privileged is released') WHERE NOT EXISTS (SELECT 1 FROM consultation c
    WHERE c.id = NEW.consultation_id AND c.incident_id = NEW.incident_id AND c.privileged = 1);
END
;;
