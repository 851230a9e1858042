"""Adresses de la pièce « accueil »."""

app_name = "accueil"
urlpatterns = []
