from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("events", "0004_enter_venues")]

    operations = [migrations.RemoveField(model_name="festival", name="venue_text")]
