-- What a bundle rests on: see heads.sql. Neither of the acts has a head.
CREATE TRIGGER bundle_export_released AFTER INSERT ON bundle_export BEGIN
  SELECT RAISE(ABORT, 'legal has not released this') WHERE NOT EXISTS (SELECT 1 FROM bundle_release r
    WHERE r.id = NEW.release_id AND r.incident_id = NEW.incident_id);
END
;;
