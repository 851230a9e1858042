"""Formulaires d'une personne : la fiche entière, la création à la volée, la recherche de doublons."""

from typing import Any

from django.db.models import Q

from jalon.ui.formulaires import (
    ChampCases,
    ChampChoixBascule,
    ChampCourriel,
    ChampDate,
    ChampTelephone,
    ChampTexte,
    ChampTexteLong,
    FormulaireJalon,
)

from ..champs import ChampSociete
from ..enums import Civilite, RolePersonne
from ..models import Etiquette, Personne
from ..rules import Identite
from .commun import CACHES, ChampCentre, FormulaireFiche

COMPARES = ("nom", "prenom", "date_naissance", "courriel", "telephone_mobile", "telephone_fixe")
# Les champs du bloc de chaque rôle (domaine, « Annuaire »).
CHAMPS_SUIVI = ("situation_professionnelle", "identifiant_france_travail")
CHAMPS_EQUIPE = ("diplomes", "titres", "references")
CREER_ETIQUETTE = "admin.ecriture"
CIVILITES = [("", "—"), *Civilite.choices]


class PersonneRapideForm(FormulaireFiche):
    """Le nécessaire pour désigner quelqu'un et le joindre, depuis un autre écran."""

    compares = COMPARES
    civilite = ChampChoixBascule(label="Civilité", choices=CIVILITES, required=False, largeur=12)
    nom = ChampTexte(label="Nom", max_length=100)
    prenom = ChampTexte(label="Prénom", max_length=100)
    courriel = ChampCourriel(label="Courriel", required=False)
    telephone_mobile = ChampTelephone(label="Téléphone mobile", required=False)
    employeur = ChampSociete(type="employeur", label="Société", required=False, creation=False)
    fonction = ChampTexte(label="Fonction", max_length=120, required=False)


class PersonneForm(FormulaireFiche):
    """Toute la fiche. Les rôles se cumulent."""

    hors_fiche = ("roles", "etiquettes", "nouvelle_etiquette")
    compares = COMPARES
    civilite = ChampChoixBascule(label="Civilité", choices=CIVILITES, required=False, largeur=4)
    nom = ChampTexte(label="Nom", max_length=100, largeur=4)
    prenom = ChampTexte(label="Prénom", max_length=100, largeur=4)
    nom_naissance = ChampTexte(
        label="Nom de naissance", max_length=100, required=False, largeur=4, help_text="S’il est différent."
    )
    date_naissance = ChampDate(label="Date de naissance", required=False, largeur=4)
    lieu_naissance = ChampTexte(label="Lieu de naissance", max_length=120, required=False, largeur=4)
    nationalite = ChampTexte(label="Nationalité", max_length=80, required=False, largeur=4)
    roles = ChampCases(label="Rôles", choices=RolePersonne.choices, required=False)
    courriel = ChampCourriel(label="Courriel", required=False, largeur=4)
    telephone_mobile = ChampTelephone(label="Téléphone mobile", required=False, largeur=4)
    telephone_fixe = ChampTelephone(label="Téléphone fixe", required=False, largeur=4)
    adresse = ChampTexte(label="Adresse", max_length=200, required=False)
    complement_adresse = ChampTexte(label="Complément d’adresse", max_length=200, required=False)
    code_postal = ChampTexte(label="Code postal", max_length=10, required=False, largeur=3)
    ville = ChampTexte(label="Ville", max_length=120, required=False, largeur=5)
    pays = ChampTexte(
        label="Pays", max_length=80, required=False, largeur=4, help_text="Laissez vide pour la France."
    )
    employeur = ChampSociete(type="employeur", label="Employeur", required=False)
    fonction = ChampTexte(label="Fonction", max_length=120, required=False)
    situation_professionnelle = ChampTexte(label="Situation professionnelle", max_length=200, required=False)
    identifiant_france_travail = ChampTexte(label="Identifiant France Travail", max_length=20, required=False)
    diplomes = ChampTexteLong(label="Diplômes", required=False, lignes=2)
    titres = ChampTexteLong(label="Titres et certifications", required=False, lignes=2)
    references = ChampTexteLong(
        label="Références", required=False, lignes=2, help_text="Expériences, publications, habilitations."
    )
    etiquettes = ChampCases(label="Étiquettes", required=False)
    nouvelle_etiquette = ChampTexte(
        label="Nouvelle étiquette", max_length=60, required=False, help_text="S’ajoute à la liste de la maison."
    )
    centre = ChampCentre()
    commentaire = ChampTexteLong(label="Commentaire", required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        posees = self.initial.get("etiquettes") or []
        proposees = Etiquette.objects.filter(Q(is_active=True) | Q(pk__in=posees))
        self.fields["etiquettes"].choices = [(str(e.pk), e.libelle) for e in proposees]
        if not self.fields["etiquettes"].choices:
            del self.fields["etiquettes"]
        if not self.par.a_le_droit(CREER_ETIQUETTE):
            del self.fields["nouvelle_etiquette"]

    @property
    def a_part(self) -> dict[str, Any]:
        """Ce que l'acte reçoit à côté des champs de la fiche : rôles et étiquettes."""
        net = self.cleaned_data
        etiquettes = [int(cle) for cle in net.get("etiquettes", ())]
        nouvelle = net.get("nouvelle_etiquette", "")
        return {"roles": net["roles"], "etiquettes": etiquettes, "nouvelle_etiquette": nouvelle}

    @property
    def is_suivi_rempli(self) -> bool:
        """Le bloc du bénéficiaire se montre même sans ce rôle : il porte une valeur, ou une erreur."""
        return self._porte(CHAMPS_SUIVI)

    @property
    def is_equipe_rempli(self) -> bool:
        return self._porte(CHAMPS_EQUIPE)

    def _porte(self, champs: tuple[str, ...]) -> bool:
        return any(self[nom].value() or nom in self.errors for nom in champs)


def valeurs_personne(personne: Personne) -> dict[str, Any]:
    """Les valeurs enregistrées, par champ du formulaire."""
    noms = [nom for nom in PersonneForm.base_fields if nom not in (*CACHES, *PersonneForm.hors_fiche)]
    valeurs = {nom: getattr(personne, nom) for nom in noms}
    cumuls = {
        "roles": [r.role for r in personne.roles.all()],
        "etiquettes": [e.pk for e in personne.etiquettes.all()],
    }
    return valeurs | cumuls | {"version": personne.version}


class DoublonsPersonneForm(FormulaireJalon):
    """Ce que l'on compare pendant la saisie. Une valeur pas encore juste ne compte pas."""

    nom = ChampTexte(required=False)
    prenom = ChampTexte(required=False)
    date_naissance = ChampDate(required=False)
    courriel = ChampCourriel(required=False)
    telephone_mobile = ChampTelephone(required=False)
    telephone_fixe = ChampTelephone(required=False)

    @property
    def identite(self) -> Identite:
        """Les valeurs déjà justes."""
        self.is_valid()
        net = self.cleaned_data
        telephones = frozenset(t for nom in ("telephone_mobile", "telephone_fixe") if (t := net.get(nom)))
        return Identite(
            net.get("nom", ""),
            net.get("prenom", ""),
            net.get("date_naissance"),
            net.get("courriel", ""),
            telephones,
        )
