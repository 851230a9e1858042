"""Créer, déposer, publier, retirer un modèle : un acte, une entrée au journal (issue 8, « Templates »)."""

from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from jalon.documents.examen import examiner
from jalon.documents.operations import retirer_orphelins
from jalon.documents.stockage import magasin
from jalon.editeur.enums import EtatModele
from jalon.editeur.models import ModeleDocument, VersionModele
from jalon.editeur.operations import (
    creer_modele,
    deposer_version,
    modifier_modele,
    publier_modele,
    remettre_modele,
    retirer_modele,
)
from jalon.editeur.queries import contenu_depose, contenu_pret
from jalon.editeur.textes import ecrire_textes, lire_textes
from jalon.journal.models import Entree
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.versions import Conflit
from tests import fabriques

from . import modeles_docx
from .modeles_docx import modele

pytestmark = pytest.mark.lent


def deposer(par, objet: ModeleDocument, *paragraphes: str) -> VersionModele:
    examen = examiner(BytesIO(modeles_docx.docx(*paragraphes)), "courrier.docx")
    return deposer_version(par=par, modele=objet, examen=examen)


def actes(objet: ModeleDocument) -> list[str]:
    return [e.acte for e in Entree.objects.du_sujet(objet).order_by("pk")]


def test_un_modele_se_cree_se_depose_se_publie_et_le_journal_le_dit(maison):
    objet = modele(maison.admin)
    assert objet.etat == EtatModele.PUBLIE
    assert objet.en_vigueur.numero == 1
    assert objet.en_vigueur.publiee_par == maison.admin
    assert objet.en_vigueur.marqueurs == ["beneficiaire.nom_complet", "dossier.numero"]
    assert actes(objet) == ["modele_cree", "modele_version", "modele_publie"]


def test_une_nouvelle_version_ne_sert_qu_une_fois_publiee(maison):
    objet = modele(maison.admin)
    deposer(maison.admin, objet, "{{ dossier.numero }}")
    assert ModeleDocument.objects.get(pk=objet.pk).en_vigueur.numero == 1
    assert publier_modele(par=maison.admin, modele=objet).en_vigueur.numero == 2


def test_un_modele_a_corriger_ne_se_publie_pas(maison):
    objet = modele(maison.admin, "{{ dossier.numro }}", is_publie=False)
    with pytest.raises(Refus, match="1 point reste à corriger"):
        publier_modele(par=maison.admin, modele=objet)
    deposer(maison.admin, objet, "{{ dossier.numero }}")
    assert publier_modele(par=maison.admin, modele=objet).etat == EtatModele.PUBLIE


def test_sans_fichier_un_modele_ne_se_publie_pas(maison):
    vide = creer_modele(par=maison.admin, donnees={"code": "vide", "intitule": "Vide"})
    with pytest.raises(Refus, match="Déposez d’abord un fichier"):
        publier_modele(par=maison.admin, modele=vide)


def test_publier_deux_fois_la_meme_version_se_refuse(maison):
    with pytest.raises(Refus, match="déjà publiée"):
        publier_modele(par=maison.admin, modele=modele(maison.admin))


def test_retire_il_ne_se_propose_plus_puis_revient(maison):
    objet = modele(maison.admin)
    retirer_modele(par=maison.admin, modele=objet, motif="remplacé")
    assert not ModeleDocument.objects.proposes("dossier").exists()
    for acte in (retirer_modele, publier_modele):
        with pytest.raises(Refus, match="retiré"):
            acte(par=maison.admin, modele=objet)
    assert remettre_modele(par=maison.admin, modele=objet).etat == EtatModele.PUBLIE
    assert ModeleDocument.objects.proposes("dossier").get() == objet
    with pytest.raises(Refus, match="pas retiré"):
        remettre_modele(par=maison.admin, modele=objet)


def test_un_modele_se_propose_pour_les_prestations_qu_il_couvre(maison):
    autre = fabriques.prestation("AUTRE")
    bilan = maison.prestations["bilan"]
    objet = modele(maison.admin)
    modifier_modele(par=maison.admin, modele=objet, version=objet.version, donnees={}, prestations=[bilan])
    assert ModeleDocument.objects.proposes("dossier", [bilan.pk]).exists()
    assert not ModeleDocument.objects.proposes("dossier", [autre.pk]).exists()
    assert not ModeleDocument.objects.proposes("seance", [bilan.pk]).exists()


def test_changer_de_destinataire_recontrole_et_protege_le_publie(maison):
    boucle = "{% for o in objectifs_professionnels %}{{ o.objectif }}{% endfor %}"
    objet = modele(maison.admin, boucle)
    with pytest.raises(Refus, match="confidentiel"):
        modifier_modele(
            par=maison.admin, modele=objet, version=objet.version, donnees={"destinataire": "employeur"}
        )
    brouillon = modele(maison.admin, boucle, is_publie=False, code="autre")
    modifier_modele(
        par=maison.admin, modele=brouillon, version=brouillon.version, donnees={"destinataire": "employeur"}
    )
    assert brouillon.versions.get().erreurs


def test_le_code_est_unique_et_la_version_lue_compte(maison):
    objet = modele(maison.admin)
    with pytest.raises(Refus) as refus:
        creer_modele(par=maison.admin, donnees={"code": "attestation", "intitule": "Autre"})
    assert refus.value.champ == "code"
    with pytest.raises(Conflit):
        modifier_modele(par=maison.admin, modele=objet, version=99, donnees={"intitule": "Autre"})


def test_qui_n_administre_pas_ne_touche_a_rien(maison):
    conseiller, objet = maison.utilisateurs["conseiller"], modele(maison.admin)
    for acte in (publier_modele, retirer_modele, remettre_modele):
        with pytest.raises(AccesRefuse):
            acte(par=conseiller, modele=objet)
    with pytest.raises(AccesRefuse):
        deposer(conseiller, objet, "x")


def test_le_magasin_garde_les_fichiers_des_modeles(maison):
    version = modele(maison.admin, "{d.benef.nom}").en_vigueur
    assert contenu_depose(version) != contenu_pret(version)
    assert b"word/document.xml" in contenu_pret(version)
    assert retirer_orphelins(avant=timezone.now() + timedelta(hours=2)) == 0
    sortie = StringIO()
    call_command("verifier", "documents", stdout=sortie)
    assert magasin().taille(version.empreinte_prete) == version.octets_prets


def test_les_textes_demandes_se_lisent_un_par_ligne():
    saisie = "objet = Objet du courrier *\n\ncorps = Texte"
    lus = lire_textes(saisie)
    assert lus == [
        {"code": "objet", "libelle": "Objet du courrier", "is_exige": True},
        {"code": "corps", "libelle": "Texte", "is_exige": False},
    ]
    assert lire_textes(ecrire_textes(lus)) == lus


@pytest.mark.parametrize("saisie", ["Objet", "objet =", "a = b\na = c", "É = x"])
def test_un_texte_mal_ecrit_se_refuse(saisie):
    with pytest.raises(ValueError, match="«"):
        lire_textes(saisie)


def test_vingt_textes_au_plus():
    with pytest.raises(ValueError, match="20 textes"):
        lire_textes("\n".join(f"t{n} = Texte" for n in range(21)))
