"""Adresses de la pièce « annuaire »."""

app_name = "annuaire"
urlpatterns = []
