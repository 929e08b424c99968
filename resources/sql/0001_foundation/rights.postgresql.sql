-- Who may see and do what on a shared database (P13, DESIGN 9, 10).
CREATE FUNCTION tocsin_sees(incident BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN TRUE;
END
$$
;;
-- The role an entry names: of the person's roles that have the right to the act, the first in the order of P13.
CREATE FUNCTION tocsin_acting_role(act TEXT, act_row JSON, person BIGINT) RETURNS TEXT LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN 'program';
END
$$
;;
