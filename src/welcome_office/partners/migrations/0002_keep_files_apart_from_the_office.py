import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Everything is joined with the office's row; its files weigh hundreds of kilobytes."""

    dependencies = [("partners", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="OfficeDefinition",
            fields=[
                (
                    "office",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="files",
                        serialize=False,
                        to="partners.office",
                    ),
                ),
                ("content", models.JSONField()),
            ],
        ),
        migrations.RunSQL(
            sql="""
                INSERT INTO partners_officedefinition (office_id, content)
                SELECT id, definition FROM partners_office;
            """,
            reverse_sql="""
                UPDATE partners_office SET definition = content
                FROM partners_officedefinition WHERE office_id = id;
            """,
        ),
        migrations.RemoveField(model_name="office", name="definition"),
    ]
