"""Adresses de la pièce « prestations »."""

app_name = "prestations"
urlpatterns = []
