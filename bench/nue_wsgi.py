"""L'application de l'étalon : la même base, les mêmes processus, sans intergiciels ni adresses du produit."""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

django.setup()
settings.MIDDLEWARE = ["compteur.Compteur"]
settings.ROOT_URLCONF = "vue_nue"
application = WSGIHandler()
