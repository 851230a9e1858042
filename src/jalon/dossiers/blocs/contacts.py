"""Bloc « Contacts » (C1 à C5) : chacun est une fiche de l'annuaire, créée à la volée s'il le faut."""

from dataclasses import dataclass

from django.urls import reverse

from jalon.annuaire.champs import ChampPersonne, ChampSociete
from jalon.annuaire.models import Personne, Rattachement, Societe
from jalon.annuaire.queries import personnes_aux_details_visibles

from ..operations import modifier_contacts
from .base import Bloc
from .formulaire import FormulaireBloc

NOMS = ("prescripteur", "prescripteur_societe", "employeur", "tuteur", "contact_gestionnaire", "donneur_ordre")


class ContactsForm(FormulaireBloc):
    prescripteur = ChampPersonne(
        role="prescripteur", label="Prescripteur", required=False, help_text="Qui a orienté le bénéficiaire."
    )
    prescripteur_societe = ChampSociete(
        type="prescripteur",
        label="Organisme prescripteur",
        required=False,
        help_text="Si personne n’est nommé.",
    )
    employeur = ChampSociete(
        type="employeur", label="Employeur", required=False, help_text="Si le bénéficiaire est salarié."
    )
    tuteur = ChampPersonne(role="tuteur", label="Tuteur", required=False, help_text="Le référent en entreprise.")
    contact_gestionnaire = ChampPersonne(
        role="gestionnaire",
        label="Gestionnaire chez le client",
        required=False,
        help_text="Le contact administratif.",
    )
    donneur_ordre = ChampSociete(
        type="donneur_ordre",
        strict=True,
        label="Donneur d’ordre",
        required=False,
        help_text="Qui commande la prestation ; une société typée « Donneur d’ordre ».",
    )

    def preparer(self) -> None:
        for nom in NOMS:
            self.fields[nom].pour(self.par)
        employeur = getattr(self.dossier.beneficiaire, "employeur", None)
        if employeur and not self.dossier.employeur:
            self.fields["employeur"].help_text = f"D’après sa fiche : {employeur}."


@dataclass(frozen=True)
class LigneContact:
    """Un contact montré : son rôle, sa fiche, ce qu'on en dit, et comment le joindre."""

    role: str
    fiche: Personne | Societe
    detail: str = ""
    telephone: str = ""
    courriel: str = ""
    avertissement: str = ""

    @property
    def url(self) -> str:
        """L'adresse de la fiche."""
        ecran = "annuaire:societe" if isinstance(self.fiche, Societe) else "annuaire:personne"
        return reverse(ecran, args=[self.fiche.pk])


class BlocContacts(Bloc):
    code = "contacts"
    libelle = "Contacts principaux"
    onglets = ("informations", "contacts")
    ordre = 30
    formulaire = ContactsForm

    def contexte(self, dossier, par) -> dict:
        personnes = [p for p in (dossier.prescripteur, dossier.tuteur, dossier.contact_gestionnaire) if p]
        visibles = personnes_aux_details_visibles(personnes, par)
        return {"contacts": list(_lignes(dossier, visibles))}

    def enregistrer(self, formulaire, *, dossier, par) -> None:
        donnees = formulaire.cleaned_data
        modifier_contacts(
            par=par,
            dossier=dossier,
            version=formulaire.version_lue,
            donnees={nom: donnees[nom] for nom in NOMS},
        )


def _lignes(dossier, visibles: set[int]):
    roles = {
        "prescripteur": "Prescripteur",
        "prescripteur_societe": "Organisme prescripteur",
        "employeur": "Employeur",
        "tuteur": "Tuteur",
        "contact_gestionnaire": "Gestionnaire chez le client",
        "donneur_ordre": "Donneur d’ordre",
    }
    for nom, role in roles.items():
        fiche = getattr(dossier, nom)
        if fiche is not None:
            yield _ligne(role, fiche, visibles, _avertir(nom, dossier))


def _ligne(role: str, fiche: Personne | Societe, visibles: set[int], avertissement: str) -> LigneContact:
    if isinstance(fiche, Societe):
        return LigneContact(role, fiche, fiche.ville, fiche.telephone, fiche.courriel)
    joignable = fiche.pk in visibles
    detail = " · ".join(str(p) for p in (fiche.fonction if joignable else "", fiche.employeur) if p)
    return LigneContact(
        role,
        fiche,
        detail,
        fiche.telephone if joignable else "",
        fiche.courriel if joignable else "",
        avertissement,
    )


def _avertir(nom: str, dossier) -> str:
    """C3 : un tuteur qui n'est pas rattaché à l'employeur est signalé, jamais refusé."""
    if nom != "tuteur" or not dossier.employeur:
        return ""
    if dossier.tuteur.employeur_id == dossier.employeur_id:
        return ""
    lien = Rattachement.objects.filter(personne=dossier.tuteur, societe=dossier.employeur)
    return "" if lien.exists() else f"n’est pas rattaché à {dossier.employeur}"
