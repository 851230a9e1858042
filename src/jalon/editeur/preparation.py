"""Préparer un document : ses valeurs, ce qui manque, ce que la loi exige ; puis le remplir. Rien ne s'écrit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from jalon.dossiers.models import Dossier
from jalon.socle.erreurs import Refus
from jalon.structure.models import Reglages

from . import moteur
from .contexte import contexte_de
from .habillage import aux_couleurs, logo_de
from .manques import Manque, Ou, adresse_de, manques_de
from .mentions import Mention, mentions_absentes, phrase_mentions
from .models import ModeleDocument, VersionModele
from .queries import contenu_pret
from .registres import CONTEXTES, Contexte

JOUR = 24 * 3600  # secondes
NON_PROPOSE = "Ce modèle n’est pas publié, ou ne convient pas à cette prestation."
TEXTE_EXIGE = "Écrivez : {libelle}."


@dataclass(frozen=True)
class Preparation:
    """Un modèle et ses valeurs pour un objet : dossier, participation, convention.

    `dossier` : celui qui range le document, ou None. `absentes` : les mentions légales qui le font refuser.
    """

    modele: ModeleDocument
    version: VersionModele
    objet: Any
    dossier: Dossier | None
    contexte: dict[str, Any]
    manques: list[Manque]
    absentes: list[Mention]
    absentes_ou: list[Manque]  # les mêmes, chacune avec l'écran où elle se remplit

    @property
    def precision(self) -> str:
        """De quoi le document parle, hors du dossier entier : « séance du 12/01/2027 à 9 h 30 »."""
        return contexte_du(self.modele).dire(self.objet)

    @property
    def qui(self) -> str:
        """Pour qui, quand un même geste en prépare plusieurs."""
        return str(self.dossier.beneficiaire) if self.dossier else self.precision


def contexte_du(modele: ModeleDocument) -> Contexte:
    """Ce sur quoi ce modèle se remplit."""
    return CONTEXTES.obtenir(modele.contexte)


def proposes_a(contexte: Contexte, objet: Any) -> Any:
    """Les modèles publiés qui conviennent à cet objet et à ses prestations."""
    return ModeleDocument.objects.proposes(contexte.code, contexte.prestations_de(objet))


def preparer(
    *, par: Any, objet: Any, modele: ModeleDocument, textes: Mapping[str, str] | None = None
) -> Preparation:
    """Lit tout ce que le modèle emploie. Lève `Refus` : modèle non proposé, marqueur confidentiel interdit."""
    quoi = contexte_du(modele)
    if not proposes_a(quoi, objet).filter(pk=modele.pk).exists():
        raise Refus(NON_PROPOSE)
    version = modele.en_vigueur
    codes = [code for code in version.marqueurs if not code.startswith("texte.")]
    saisis = dict.fromkeys(modele.codes_textes, "") | dict(textes or {})
    contexte = contexte_de(
        objet, contexte=modele.contexte, destinataire=modele.destinataire, codes=codes, textes=saisis
    )
    absentes = mentions_absentes(modele.code, codes, contexte)
    ou = Ou(par, quoi.dossier_de(objet), quoi.fil(objet)[-1][1])
    manques = manques_de(codes, facultatifs_de(version), contexte, ou)
    mentions = [Manque(f"mention:{m.libelle}", m.libelle, adresse_de(m.marqueurs[0], ou)) for m in absentes]
    return Preparation(modele, version, objet, ou.dossier, contexte, manques, absentes, mentions)


def verifier(preparation: Preparation) -> None:
    """Lève `Refus` : une mention légale manque, un texte exigé n'est pas écrit."""
    if preparation.absentes:
        raise Refus(phrase_mentions(preparation.absentes))
    for texte in preparation.modele.textes_libres:
        if texte.get("is_exige") and not preparation.contexte["texte"].get(texte["code"], "").strip():
            raise Refus(TEXTE_EXIGE.format(libelle=texte["libelle"]), champ=f"texte_{texte['code']}")


def remplir(preparations: list[Preparation]) -> list[bytes | Refus]:
    """Un .docx, ou son refus, par préparation d'une même version ; un seul processus du moteur."""
    reglages = Reglages.courants()
    pret = aux_couleurs(contenu_pret(preparations[0].version), reglages.couleur_principale)
    logo = logo_de(reglages)
    return moteur.rendre_plusieurs(pret, [_habiller(p.contexte, logo) for p in preparations])


def _habiller(contexte: dict[str, Any], logo: Any) -> dict[str, Any]:
    """Le logo, que le contexte nomme par son empreinte, devient son image."""
    structure = contexte.get("structure", {})
    return {**contexte, "structure": {**structure, "logo": logo}} if "logo" in structure else contexte


def facultatifs_de(version: VersionModele) -> set[str]:
    """Les marqueurs que ce fichier sait laisser vides (condition, « ou », valeur par défaut)."""
    return cache.get_or_set(
        f"editeur.facultatifs.{version.empreinte_prete}",
        lambda: moteur.facultatifs_du(contenu_pret(version)),
        JOUR,
    )
