from django.db import migrations


class Migration(migrations.Migration):
    """The table of `CACHES`; a crash may empty it, so it needs no write-ahead log."""

    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql="""
                CREATE UNLOGGED TABLE shared_counts (
                    cache_key varchar(255) PRIMARY KEY,
                    value text NOT NULL,
                    expires timestamptz NOT NULL
                );
                CREATE INDEX shared_counts_expires ON shared_counts (expires);
            """,
            reverse_sql="DROP TABLE shared_counts;",
        ),
    ]
