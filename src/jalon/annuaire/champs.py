"""Champs de formulaire prêts : choisir une personne, une société, un financeur en tapant.

Chacun se déclare dans le formulaire et reçoit l'utilisateur à l'ouverture : `champ.pour(utilisateur)` pose ce qui
est permis (la porte `visibles_par`). Choisir quelqu'un qui n'a pas le rôle est permis : l'acte le lui donne.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Model, QuerySet
from django.urls import reverse

from jalon.ui.formulaires import ChampAutocomplete
from jalon.ui.formulaires.autocomplete import OptionsCourantes, SaisieAutocomplete, TexteCherche
from jalon.ui.formulaires.champs import Presentation

from .enums import RolePersonne, TypeSociete
from .models import Personne, Societe
from .numeros import lire_naf, lire_tva, montrer_tva
from .rules import lire_siret, montrer_siret

INVITE = "Tapez deux lettres"
PROPOSITIONS_SANS_SCRIPT = 20
FICHE_ABSENTE = "Cette fiche n’existe pas, ou n’est pas dans votre périmètre."


class ChampPersonne(ChampAutocomplete):
    """Une personne de l'annuaire. Avec un `role`, celles qui l'ont viennent d'abord, et créer le pose d'office."""

    def __init__(self, *, role: str = "", creation: bool = True, **kwargs) -> None:
        self.role = RolePersonne(role).value if role else ""
        super().__init__(
            None,
            url_name="annuaire:personnes_json",
            creer_url="annuaire:personne_creer" if creation else None,
            etiquette_creation="Créer la fiche de",
            invite=kwargs.pop("invite", INVITE),
            **kwargs,
        )

    def pour(self, utilisateur) -> None:
        """Pose ce que cette personne peut choisir ; sans le droit d'écrire, pas de création à la volée."""
        self.queryset = Personne.objects.visibles_par(utilisateur)
        self.chercher = lambda fiches, texte: _secours(fiches.actives().cherchees_par(utilisateur, texte))
        if not utilisateur.a_le_droit("annuaire.ecriture"):
            self.creer_url = None

    def attributs_script(self) -> dict[str, str]:
        return _avec(super().attributs_script(), {"role": self.role})


class ChampSociete(ChampAutocomplete):
    """Une société de l'annuaire. `strict` ne permet que celles du `type` (C5) ; sinon elles viennent d'abord."""

    def __init__(self, *, type: str = "", strict: bool = False, creation: bool = True, **kwargs) -> None:
        self.type, self.strict = TypeSociete(type).value if type else "", strict
        super().__init__(
            None,
            url_name="annuaire:societes_json",
            creer_url="annuaire:societe_creer" if creation else None,
            etiquette_creation="Créer la société",
            invite=kwargs.pop("invite", INVITE),
            **kwargs,
        )

    def pour(self, utilisateur) -> None:
        """Pose ce que cette personne peut choisir ; sans le droit d'écrire, pas de création à la volée."""
        visibles = Societe.objects.visibles_par(utilisateur)
        self.queryset = visibles.de_type(self.type) if self.strict else visibles
        self.chercher = lambda fiches, texte: _secours(fiches.actives().cherchees(texte))
        if not utilisateur.a_le_droit("annuaire.ecriture"):
            self.creer_url = None

    def attributs_script(self) -> dict[str, str]:
        return _avec(super().attributs_script(), {"type": self.type, "strict": "1" if self.strict else ""})


def _secours(fiches: QuerySet) -> QuerySet:
    return fiches.order_by("cle_tri", "pk")


def _avec(attributs: dict[str, str], parametres: dict[str, str]) -> dict[str, str]:
    """Ajoute les paramètres non vides aux adresses que le script appelle."""
    requete = urlencode({nom: valeur for nom, valeur in parametres.items() if valeur})
    adresses = ("data-autocomplete", "data-creer")
    return {n: f"{v}?{requete}" if requete and n in adresses else v for n, v in attributs.items()}


# ── Financeur : une société ou un particulier (B5) ──


class _Options(OptionsCourantes):
    """Les financeurs que la page doit porter : valeurs « s12 », « p7 »."""

    def options(self, valeurs: list[Any]) -> list[tuple[str, str]]:
        utiles = [v for v in valeurs if v not in (None, "")]
        if utiles and isinstance(utiles[0], TexteCherche):
            fiches = self.champ.correspondances(utiles[0])
        else:
            fiches = [
                f for valeur in utiles if (f := self.champ.connues.get(str(valeur)) or self.champ.fiche(valeur))
            ]
        return [(f.cle_financeur, self.champ.label_from_instance(f)) for f in fiches]


class ChampFinanceur(Presentation, forms.Field):
    """Un financeur : rend une `Societe`, une `Personne` ou None ; la page porte « s12 » ou « p7 ».

    Sans `pour(utilisateur)`, rien n'est permis. Créer à la volée crée une société financeur.
    """

    widget = SaisieAutocomplete

    def __init__(self, *, libelle: Callable[[Model], str] = str, invite: str = INVITE, **kwargs) -> None:
        super().__init__(error_messages={"invalid_choice": FICHE_ABSENTE}, **kwargs)
        self.libelle, self.invite = libelle, invite
        self.utilisateur = None
        self.connues: dict[str, Societe | Personne] = {}  # déjà lues avec l'objet : les montrer ne coûte rien
        self.widget.choices = _Options(self)

    def __deepcopy__(self, memo: dict) -> "ChampFinanceur":
        copie = super().__deepcopy__(memo)
        copie.widget.choices = _Options(copie)
        copie.connues = {}
        return copie

    def pour(self, utilisateur) -> None:
        """Pose les portes de cette personne."""
        self.utilisateur = utilisateur

    def attributs_script(self) -> dict[str, str]:
        """Ce que le script lit pour chercher et créer."""
        attributs = {"data-autocomplete": reverse("annuaire:financeurs_json"), "data-invite": self.invite}
        if self.utilisateur is not None and self.utilisateur.a_le_droit("annuaire.ecriture"):
            requete = urlencode({"type": TypeSociete.FINANCEUR.value, "pour": "financeur"})
            adresse = f"{reverse('annuaire:societe_creer')}?{requete}"
            attributs |= {"data-creer": adresse, "data-creer-libelle": "Créer la société"}
        return attributs

    def label_from_instance(self, fiche: Model) -> str:
        return self.libelle(fiche)

    def fiche(self, valeur: Any) -> Societe | Personne | None:
        """La fiche de cette valeur, ou None (illisible, absente, hors périmètre)."""
        if isinstance(valeur, Model):
            return valeur
        texte = str(valeur)
        portes = {"s": Societe, "p": Personne}
        if texte[:1] not in portes or not (texte[1:].isascii() and texte[1:].isdigit()) or len(texte) > 19:
            return None
        return self._permises(portes[texte[0]]).filter(pk=int(texte[1:])).first()

    def _permises(self, modele: type[Societe] | type[Personne]) -> QuerySet:
        # Verrouillé : la valeur vient de la base, elle se montre même hors de la liste permise.
        if self.disabled:
            return modele.objects.all()
        return modele.objects.visibles_par(self.utilisateur) if self.utilisateur else modele.objects.none()

    def correspondances(self, texte: str) -> list[Societe | Personne]:
        """Fiches que la recherche de secours trouve, sans script."""
        societes = _secours(self._permises(Societe).actives().cherchees(texte))
        personnes = _secours(self._permises(Personne).actives().cherchees_par(self.utilisateur, texte))
        return [*societes[:PROPOSITIONS_SANS_SCRIPT], *personnes[:PROPOSITIONS_SANS_SCRIPT]]

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Model):
            return value
        self.connues[value.cle_financeur] = value
        return value.cle_financeur

    def to_python(self, value: Any) -> Societe | Personne | None:
        if value in self.empty_values:
            return None
        if isinstance(value, TexteCherche):
            return self._seule_correspondance(value)
        fiche = self.fiche(value)
        if fiche is None:
            raise forms.ValidationError(FICHE_ABSENTE, code="invalid_choice")
        return fiche

    def _seule_correspondance(self, texte: TexteCherche) -> Societe | Personne:
        trouvees = self.correspondances(texte)
        if len(trouvees) == 1:
            return trouvees[0]
        phrase = (
            f"{len(trouvees)} fiches correspondent à « {texte} » : choisissez-en une."
            if trouvees
            else f"Aucune fiche ne correspond à « {texte} »."
        )
        raise forms.ValidationError(phrase, code="invalid_choice")

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        return isinstance(data, TexteCherche) or str(self.prepare_value(initial) or "") != str(data or "")


# ── Numéros ──


class ChampNumero(Presentation, forms.Field):
    """Un numéro vérifié : `lire(texte)` le rend sans ornement ou lève la phrase, `montrer` le rend lisible."""

    widget = forms.TextInput
    lire: Callable[[str], str]
    montrer: Callable[[str], str] = str
    attributs = {"autocomplete": "off"}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return self.attributs

    def to_python(self, value: Any) -> str:
        texte = str(value or "").replace("\x00", "").strip()
        if not texte:
            return ""
        try:
            return type(self).lire(texte)
        except ValueError as erreur:
            raise forms.ValidationError(str(erreur), code="invalid") from None

    def prepare_value(self, value: Any) -> str:
        """La valeur enregistrée se lit par groupes ; ce qui est tapé reste tel quel."""
        texte = str(value or "")
        try:
            return type(self).montrer(texte) if texte and type(self).lire(texte) == texte else texte
        except ValueError:
            return texte


class ChampSiret(ChampNumero):
    """Un SIRET (14 chiffres) ou un SIREN (9 chiffres), clé vérifiée ; rend les chiffres, ou ""."""

    lire, montrer = lire_siret, montrer_siret
    attributs = {"inputmode": "numeric", "autocomplete": "off"}


class ChampTva(ChampNumero):
    """Un numéro de TVA de l'Union, clé vérifiée."""

    lire, montrer = lire_tva, montrer_tva


class ChampNaf(ChampNumero):
    """Un code NAF : « 85.59A »."""

    lire = lire_naf
