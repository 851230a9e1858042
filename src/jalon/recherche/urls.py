"""Adresses de la pièce « recherche »."""

app_name = "recherche"
urlpatterns = []
