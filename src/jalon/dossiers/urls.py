"""Adresses de la pièce « dossiers »."""

app_name = "dossiers"
urlpatterns = []
