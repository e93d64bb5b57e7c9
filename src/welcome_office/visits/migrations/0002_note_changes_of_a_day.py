from django.db import migrations

# Deferred: the day's row is locked only while the transaction commits, so that bookings of one day
# do not queue. The version is a time, not a counter, so that a restored backup never repeats one
# that a process remembers.
CREATE = """
CREATE FUNCTION visits_note_change(changed_office bigint, changed_day date) RETURNS void AS $$
    INSERT INTO visits_calendarday AS known (office_id, day, version)
    VALUES (changed_office, changed_day, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint)
    ON CONFLICT (office_id, day)
    DO UPDATE SET version = greatest(known.version + 1, excluded.version);
$$ LANGUAGE sql;

CREATE FUNCTION visits_occupation_changed() RETURNS trigger AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM visits_note_change(OLD.office_id, OLD.day);
    END IF;
    IF TG_OP = 'INSERT' OR (
        TG_OP = 'UPDATE' AND (NEW.office_id, NEW.day) <> (OLD.office_id, OLD.day)
    ) THEN
        PERFORM visits_note_change(NEW.office_id, NEW.day);
    END IF;
    RETURN NULL;
END
$$ LANGUAGE plpgsql;

CREATE CONSTRAINT TRIGGER every_change_of_an_occupation_is_noted
AFTER INSERT OR UPDATE OR DELETE ON visits_occupation
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION visits_occupation_changed();
"""
DROP = """
DROP TRIGGER every_change_of_an_occupation_is_noted ON visits_occupation;
DROP FUNCTION visits_occupation_changed();
DROP FUNCTION visits_note_change(bigint, date);
"""


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
