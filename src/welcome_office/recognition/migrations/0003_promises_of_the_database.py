"""What a constraint of one table cannot say: an open procedure's step is open, history stays."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION recognition_open_needs_open_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM recognition_procedure p
        JOIN cases_nextstep s ON s.id = p.next_step_id
        WHERE (TG_TABLE_NAME = 'recognition_procedure' AND p.id = NEW.id
               OR TG_TABLE_NAME = 'cases_nextstep' AND s.id = NEW.id)
          AND p.closed_on IS NULL AND s.done_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'An open procedure cannot lose its next step: promise the next one first.'
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = 'the_next_step_of_an_open_procedure_is_open';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER the_next_step_of_an_open_procedure_is_open
    AFTER INSERT OR UPDATE ON recognition_procedure
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION recognition_open_needs_open_step();
CREATE CONSTRAINT TRIGGER a_step_of_an_open_procedure_stays_open
    AFTER UPDATE OF done_at ON cases_nextstep
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION recognition_open_needs_open_step();

CREATE FUNCTION recognition_history_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What happened is corrected by a row of its own, never changed.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'history_is_only_added_to';
END $$;
CREATE TRIGGER history_is_only_added_to
    BEFORE UPDATE ON recognition_procedureevent
    FOR EACH ROW EXECUTE FUNCTION recognition_history_stays();
"""
BACKWARD = """
DROP TRIGGER history_is_only_added_to ON recognition_procedureevent;
DROP FUNCTION recognition_history_stays();
DROP TRIGGER a_step_of_an_open_procedure_stays_open ON cases_nextstep;
DROP TRIGGER the_next_step_of_an_open_procedure_is_open ON recognition_procedure;
DROP FUNCTION recognition_open_needs_open_step();
"""


class Migration(migrations.Migration):
    dependencies = [("recognition", "0002_procedures")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
