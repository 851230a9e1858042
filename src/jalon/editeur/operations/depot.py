"""Déposer un fichier sur un modèle : examiné, contrôlé, réparé, gardé tel quel et prêt à remplir."""

import hashlib
from io import BytesIO

from django.db import models, transaction

from jalon.documents.examen import Examen
from jalon.documents.rules import extension_de
from jalon.documents.stockage import magasin
from jalon.journal.operations import Changement, journaliser
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus

from ..controle import Cadre, Controle, controler
from ..enums import Acte, ContexteModele, EtatModele, FormatModele
from ..models import ModeleDocument, VersionModele
from ..queries import contenu_depose, contenu_pret, derniere_version

PUBLIE = "Ce modèle est publié : ce changement lui laisserait {nombre} à corriger. {premiere}"


def cadre_de(modele: ModeleDocument) -> Cadre:
    """Ce pour quoi ce modèle se contrôle."""
    return Cadre(
        contexte=modele.contexte,
        contexte_dit=ContexteModele(modele.contexte).label,
        destinataire=modele.destinataire,
        textes=frozenset(modele.codes_textes),
    )


def deposer_version(*, par, modele: ModeleDocument, examen: Examen) -> VersionModele:
    """Ajoute un fichier au modèle. Il ne sert qu'une fois publié : la version en vigueur reste la même.

    Les fichiers sont au magasin avant la ligne. Lève `Refus` (champ « fichiers ») : autre format, macros,
    contenu pris ailleurs, objet incorporé.
    """
    exiger(par, "admin.ecriture")
    controle = controler(examen, cadre_de(modele))
    empreinte_prete = hashlib.sha256(controle.pret).hexdigest()
    magasin().deposer(examen.flux, examen.empreinte)
    magasin().deposer(BytesIO(controle.pret), empreinte_prete)
    return _inscrire(par, modele, examen, controle, empreinte_prete)


@transaction.atomic
def _inscrire(
    par, modele: ModeleDocument, examen: Examen, controle: Controle, empreinte_prete: str
) -> VersionModele:
    modele = ModeleDocument.objects.select_for_update().get(pk=modele.pk)
    numero = (modele.versions.aggregate(haut=models.Max("numero"))["haut"] or 0) + 1
    version = VersionModele.objects.create(
        modele=modele,
        numero=numero,
        format=FormatModele(extension_de(examen.nom)),
        empreinte=examen.empreinte,
        empreinte_prete=empreinte_prete,
        nom_fichier=examen.nom,
        octets=examen.octets,
        octets_prets=len(controle.pret),
        constats=controle.constats,
        marqueurs=controle.marqueurs,
        ajoutee_par=par,
    )
    dit = Changement("version", "version", "—", f"{numero} : {examen.nom}")
    journaliser(par=par, acte=Acte.MODELE_VERSION, objet=modele, changements=[dit])
    return version


def _a_relire(version: VersionModele) -> Examen:
    """Le fichier à contrôler de nouveau : un .odt se relit déjà converti, sans rappeler LibreOffice."""
    if version.format == FormatModele.ODT:
        nom = f"{version.nom_fichier.rpartition('.')[0]}.docx"
        return Examen(nom, "", contenu_pret(version), version.empreinte_prete)
    return Examen(version.nom_fichier, "", contenu_depose(version), version.empreinte)


def recontroler(modele: ModeleDocument) -> None:
    """Relit la dernière version et celle en vigueur après un changement de contexte, de destinataire, de textes.

    Lève `Refus` si un modèle publié n'y résisterait pas : c'est à corriger avant, dans une nouvelle version.
    """
    versions = {v.pk: v for v in (derniere_version(modele), modele.en_vigueur) if v is not None}
    for version in versions.values():
        examen = _a_relire(version)
        controle = controler(examen, cadre_de(modele))
        version.constats, version.marqueurs = controle.constats, controle.marqueurs
        if version.erreurs and version.pk == modele.en_vigueur_id and modele.etat == EtatModele.PUBLIE:
            nombre = len(version.erreurs)
            dit = f"{nombre} point{'s' if nombre > 1 else ''}"
            raise Refus(PUBLIE.format(nombre=dit, premiere=version.erreurs[0]["texte"]))
        version.save()
