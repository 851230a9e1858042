"""Adresses de la pièce « financement »."""

app_name = "financement"
urlpatterns = []
