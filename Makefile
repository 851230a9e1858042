# Les commandes de Jalon. « make » seul les liste.
PYTHON ?= python3

.DEFAULT_GOAL := aide
.PHONY: aide python demo test test-rapide eprouver-curieux lint fix captures verrous bench-seances bench-donnees bench-generation bench

aide: ## liste les commandes
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 ou plus récent est nécessaire.")'

demo: python ## la démonstration, sur http://localhost:8000/ (PORT=…, DONNEES=… pour changer de port, de dossier)
	@exec $(PYTHON) scripts/demo.py

test: python ## tout : qualité, unités, deux bases, parcours au navigateur, accessibilité
	@exec $(PYTHON) scripts/essais.py

test-rapide: python ## les unités sur SQLite, sans navigateur (moins de 90 secondes)
	@exec $(PYTHON) scripts/essais.py rapide

eprouver-curieux: python ## 20 000 requêtes hostiles sur chaque base : aucune panne (N=… pour moins, GRAINE=… pour d’autres)
	@CURIEUX_REQUETES=$(or $(N),20000) CURIEUX_GRAINE=$(or $(GRAINE),9) $(PYTHON) scripts/essais.py curieux curieux-postgresql

lint: python ## qualité seulement : mise en forme, fautes, sens des imports, migrations, réglages de production
	@exec $(PYTHON) scripts/essais.py qualite

fix: python ## remet en forme Python et gabarits
	@exec $(PYTHON) scripts/remettre_en_forme.py

captures: python ## refait les images de la documentation : démonstration neuve, navigateur, docs/images
	@exec $(PYTHON) scripts/captures.py

verrous: ## recalcule requirements/*.txt et package-lock.json (demande uv et npm)
	@exec sh scripts/verrous.sh

bench-seances: python ## un million de séances sur les deux moteurs : plans et temps des écrans (N=… pour moins)
	@exec $(PYTHON) bench/seances.py $(N)

bench-generation: python ## un document à chaud et un lot (N=200), sur la démonstration ; écrit docs/performances.md
	@exec $(PYTHON) bench/generation.py $(N)

bench-donnees: python ## remplit une base de N dossiers (N=100000, DOSSIER=…, DATABASE_URL=…) pour mesurer
	@exec $(PYTHON) bench/donnees.py $(or $(N),100000) $(DOSSIER)

bench: python ## joue les gestes sur le serveur de production et écrit docs/performances.md (BASES="dossier … postgres://…")
	@exec $(PYTHON) bench/mesurer.py $(BASES)
