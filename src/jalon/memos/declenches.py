"""Ce qu'un événement peut déclencher chez les mémos : un mémo, ou une relance (F8)."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Model
from django.utils import timezone

from jalon.comptes.models import Utilisateur
from jalon.dossiers.forms.acte import FormulaireActe
from jalon.dossiers.registres import ActeDeclenche
from jalon.ui.formulaires import ChampAutocomplete, ChampDate, ChampTexteLong

from .enums import NatureMemo, Visibilite
from .forms import QUI
from .operations import ajouter_memo
from .registres import PORTEURS

UNE_SEMAINE = timedelta(days=7)


class FormulaireMemo(FormulaireActe):
    contenu = ChampTexteLong(label="Mémo pour l’équipe", max_length=5000, lignes=3)

    def resume(self) -> str:
        return "Un mémo d’équipe sera ajouté au dossier."


class FormulaireRelance(FormulaireActe):
    contenu = ChampTexteLong(label="Que relancer", max_length=5000, lignes=2)
    date_relance = ChampDate(label="Relancer le", largeur=6)
    assigne = ChampAutocomplete(None, label="Confier à", required=False, help_text="Vide : à moi.", **QUI)

    def preparer(self) -> None:
        self.fields["assigne"].queryset = Utilisateur.objects.pour_connexion().actifs()
        self.fields["date_relance"].initial = timezone.localdate() + UNE_SEMAINE

    def resume(self) -> str:
        qui = self.cleaned_data["assigne"] or self.par
        return f"Une relance sera posée pour {qui}, le {self.cleaned_data['date_relance']:%d/%m/%Y}."


def _ajouter_memo(*, dossier: Model, evenement: Model, valeurs: dict[str, Any], par: Utilisateur) -> str:
    _ecrire(dossier, par, nature=NatureMemo.ECHANGE, contenu=valeurs["contenu"])
    return "Mémo d’équipe ajouté"


def _poser_relance(*, dossier: Model, evenement: Model, valeurs: dict[str, Any], par: Utilisateur) -> str:
    """Un jour déjà passé quand l'événement prend effet devient ce jour-là."""
    qui, jour = valeurs.get("assigne") or par, max(valeurs["date_relance"], timezone.localdate())
    _ecrire(dossier, par, nature=NatureMemo.RELANCE, contenu=valeurs["contenu"], date_relance=jour, assigne=qui)
    return f"Relance pour {qui}, le {jour:%d/%m/%Y}"


def _ecrire(dossier: Model, par: Utilisateur, **donnees: str | date | Utilisateur) -> None:
    donnees["visibilite"] = Visibilite.EQUIPE
    ajouter_memo(par=par, porteur=PORTEURS.obtenir("dossier"), objet=dossier, donnees=donnees)


DECLENCHES = (
    ActeDeclenche("memo", "Ajouter un mémo", _ajouter_memo, FormulaireMemo, "memos.ecriture", "message-plus", 10),
    ActeDeclenche("relance", "Poser une relance", _poser_relance, FormulaireRelance, "memos.ecriture", "bell", 20),
)
