"""Les actes des documents : ajouter, modifier, remplacer, corbeille, classer (F5, F6, H1)."""

import time
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from jalon.documents.enums import Genre, Sort
from jalon.documents.models import Document
from jalon.documents.operations import (
    ajouter_document,
    classer_message,
    modifier_document,
    remplacer_document,
    restaurer_document,
    supprimer_document,
)
from jalon.documents.operations.commun import Doublon
from jalon.dossiers.operations import annuler_dossier, passer_a_la_version
from jalon.journal.models import Entree
from jalon.prestations.enums import Porte
from jalon.prestations.models import PieceExigee, TypeDocument, VersionPrestation
from jalon.socle.courriels import envoyer_courriel
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.versions import Conflit

from . import fichiers

JOUR = date(2026, 11, 24)


def ajouter(maison, contenu: bytes = b"Bonjour", nom: str = "note.txt", par="conseiller", porteur=None, **options):
    donnees = {"genre": Genre.PIECE, **options.pop("donnees", {})}
    return ajouter_document(
        par=maison.utilisateurs[par],
        porteur=porteur or maison.dossier,
        examen=fichiers.examen(contenu, nom),
        donnees=donnees,
        **options,
    )


def exiger_piece(maison, libelle: str = "Pièce d’identité", porte=Porte.DEMARRER) -> TypeDocument:
    """La prestation de Claire exige cette pièce ; son dossier suit cette version."""
    piece = TypeDocument.objects.get_or_create(libelle=libelle)[0]
    prestation = maison.prestations["bilan"]
    version = VersionPrestation.objects.create(prestation=prestation, numero=9, date_publication=JOUR)
    PieceExigee.objects.create(version=version, type_document=piece, porte=porte)
    passer_a_la_version(par=maison.admin, dossier=maison.dossier)
    return piece


def manques(maison) -> list[str]:
    return maison.relire().manques[Porte.DEMARRER]


@pytest.mark.deux_moteurs
def test_un_document_s_ajoute_avec_son_fichier(maison, place):  # F6
    document = ajouter(maison, donnees={"titre": "Contrat", "commentaire": "signé"})
    assert document.porteur == maison.dossier
    assert document.derniere.nom_fichier == "note.txt"
    with place.ouvrir(document.derniere.empreinte) as flux:
        assert flux.read() == b"Bonjour"
    entree = Entree.objects.du_sujet(maison.dossier).first()
    assert (entree.libelle, entree.changements[0]["apres"]) == ("Document ajouté", "Contrat")


def test_le_titre_vient_du_fichier_quand_on_n_en_donne_pas(maison):
    assert ajouter(maison, nom="bilan_de_mi_parcours.txt").titre == "bilan de mi parcours"


def test_un_courriel_donne_son_objet_sa_date_et_son_texte(maison):  # F5
    document = ajouter(maison, fichiers.courriel(), "message.eml")
    assert (document.titre, document.genre) == ("Accord de l’OPCO", Genre.COURRIER)
    assert document.date_document == date(2026, 11, 23)
    courriel = document.derniere.courriel
    assert (courriel.texte, courriel.sort) == ("Bonjour,\nVoici l’accord.", Sort.DEPOSE)
    assert Document.objects.filter(texte_recherche__contient_mot="opco garnier").get() == document


@pytest.mark.parametrize("cle", ["claire", "duval"])
def test_une_personne_et_une_societe_ont_leurs_documents(maison, cle):
    porteur = maison.personnes.get(cle) or maison.societes[cle]
    assert ajouter(maison, porteur=porteur).porteur == porteur


def test_un_document_n_a_qu_un_porteur(maison):
    document = ajouter(maison)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(societe=maison.societes["duval"])


def test_le_meme_fichier_deux_fois_se_dit_puis_s_accepte(maison):
    ajouter(maison, donnees={"titre": "Contrat"})
    with pytest.raises(Doublon) as leve:
        ajouter(maison, nom="autre nom.txt")
    assert "Contrat" in leve.value.message
    ajouter(maison, nom="autre nom.txt", accepter_doublon=True)
    ajouter(maison, porteur=maison.dossiers["elodie"])
    assert Document.objects.count() == 3


def test_un_doublon_confidentiel_ne_se_devine_pas(maison):
    ajouter(maison, donnees={"is_confidentiel": True})
    assert ajouter(maison, par="gestionnaire").pk


def test_un_envoi_repris_ne_fait_pas_de_double(maison):
    cle = uuid4()
    assert ajouter(maison, cle_creation=cle) == ajouter(maison, cle_creation=cle)
    assert Document.objects.count() == 1


def test_sans_le_droit_on_n_ecrit_rien(maison):
    document = ajouter(maison)
    consultation = maison.utilisateurs["consultation"]
    actes = (
        lambda: ajouter(maison, par="consultation"),
        lambda: modifier_document(par=consultation, document=document, version=1, donnees={}),
        lambda: remplacer_document(par=consultation, document=document, version=1, examen=fichiers.examen(b"x")),
        lambda: supprimer_document(par=consultation, document=document),
        lambda: restaurer_document(par=consultation, document=document),
    )
    for acte in actes:
        with pytest.raises(AccesRefuse):
            acte()


def test_un_dossier_annule_pendant_l_envoi_refuse_et_ne_laisse_ni_ligne_ni_trou(maison, monkeypatch):
    """L'annulation tombe entre le dépôt du fichier et l'écriture de la ligne."""
    from jalon.documents.operations import ajout

    vrai = ajout.magasin

    class Lent:
        def deposer(self, flux, empreinte):
            vrai().deposer(flux, empreinte)
            annuler_dossier(par=maison.admin, dossier=maison.dossier, motif="erreur")

    monkeypatch.setattr(ajout, "magasin", Lent)
    with pytest.raises(Refus, match="annulé"):
        ajouter(maison)
    assert not Document.objects.exists()


def test_un_dossier_annule_refuse_avant_le_depot(maison, place):
    annuler_dossier(par=maison.admin, dossier=maison.dossier, motif="erreur")
    with pytest.raises(Refus, match="annulé"):
        ajouter(maison)
    assert list(place.lister()) == []


# ── Modifier, remplacer ──


def test_modifier_dit_avant_et_apres(maison):
    document = ajouter(maison, donnees={"titre": "Contrat"})
    modifier_document(par=maison.admin, document=document, version=1, donnees={"titre": "Convention"})
    dits = Entree.objects.du_sujet(maison.dossier).first().changements
    assert ("titre", "Contrat", "Convention") in [(c["champ"], c["avant"], c["apres"]) for c in dits]
    assert Document.objects.filter(texte_recherche__contient_mot="convention").exists()


def test_deux_personnes_qui_modifient_ne_s_ecrasent_pas(maison):
    document = ajouter(maison)
    modifier_document(par=maison.admin, document=document, version=1, donnees={"titre": "Un"})
    with pytest.raises(Conflit):
        modifier_document(par=maison.admin, document=document, version=1, donnees={"titre": "Deux"})
    with pytest.raises(Conflit):
        remplacer_document(par=maison.admin, document=document, version=1, examen=fichiers.examen(b"neuf"))


def test_remplacer_garde_l_ancienne_version(maison, place):  # F6
    document = ajouter(maison, fichiers.courriel(), "message.eml")
    remplace = remplacer_document(
        par=maison.admin, document=document, version=1, examen=fichiers.examen(b"neuf", "neuf.txt")
    )
    assert [v.numero for v in remplace.versions.all()] == [2, 1]
    assert remplace.derniere.nom_fichier == "neuf.txt"
    assert place.taille(remplace.versions.get(numero=1).empreinte)
    assert not Document.objects.filter(texte_recherche__contient_mot="garnier").exists()
    with pytest.raises(Refus, match="déjà ce fichier"):
        remplacer_document(
            par=maison.admin, document=document, version=2, examen=fichiers.examen(b"neuf", "neuf.txt")
        )


def test_l_auteur_seul_decide_du_confidentiel(maison):
    document = ajouter(maison)
    with pytest.raises(Refus) as leve:
        modifier_document(par=maison.admin, document=document, version=1, donnees={"is_confidentiel": True})
    assert leve.value.champ == "is_confidentiel"
    sophie = maison.utilisateurs["gestionnaire"]
    modifier_document(
        par=maison.utilisateurs["conseiller"],
        document=document,
        version=1,
        donnees={"is_confidentiel": True},
        lecteurs=[sophie],
    )
    assert Document.objects.visibles_par(sophie).filter(pk=document.pk).exists()
    assert not Document.objects.visibles_par(maison.admin).filter(pk=document.pk).exists()


# ── Pièces exigées ──


@pytest.mark.deux_moteurs
def test_une_piece_recue_ne_manque_plus(maison):  # H1
    piece = exiger_piece(maison)
    assert f"piece_{piece.pk}" in manques(maison)
    document = ajouter(maison, donnees={"type_document": piece})
    assert f"piece_{piece.pk}" in manques(maison), "déposée n'est pas reçue"
    modifier_document(par=maison.admin, document=document, version=1, donnees={"date_reception": JOUR})
    assert f"piece_{piece.pk}" not in manques(maison)
    supprimer_document(par=maison.admin, document=document)
    assert f"piece_{piece.pk}" in manques(maison)
    restaurer_document(par=maison.admin, document=document)
    assert f"piece_{piece.pk}" not in manques(maison)


def test_un_document_restaure_dont_la_piece_a_ete_recue_autrement_revient_sans_date(maison):
    piece = exiger_piece(maison)
    recue = {"type_document": piece, "date_reception": JOUR}
    premier = ajouter(maison, donnees=recue)
    supprimer_document(par=maison.admin, document=premier)
    ajouter(maison, b"autre", donnees=recue)
    assert restaurer_document(par=maison.admin, document=premier).date_reception is None
    assert f"piece_{piece.pk}" not in manques(maison)


def test_la_corbeille_dit_qui_et_pourquoi_et_ne_se_vide_pas_deux_fois(maison):
    document = ajouter(maison)
    supprime = supprimer_document(par=maison.admin, document=document, motif="doublon")
    assert (supprime.supprime_par, supprime.motif_suppression) == (maison.admin, "doublon")
    assert Entree.objects.du_sujet(maison.dossier).first().motif == "doublon"
    with pytest.raises(Refus, match="corbeille"):
        supprimer_document(par=maison.admin, document=document)
    with pytest.raises(Refus, match="corbeille"):
        modifier_document(par=maison.admin, document=document, version=2, donnees={})
    restaurer_document(par=maison.admin, document=document)
    with pytest.raises(Refus, match="plus à la corbeille"):
        restaurer_document(par=maison.admin, document=document)


# ── Messages ──


@pytest.mark.deux_moteurs
def test_un_message_classe_garde_texte_destinataire_et_sort(maison, place):  # F5
    document = classer_message(
        par=maison.admin,
        porteur=maison.dossier,
        destinataires="claire@exemple.fr",
        objet="Votre rendez-vous : mardi",
        texte="À mardi.",
        sort=Sort.ECHEC,
        erreur="Non remis.",
    )
    assert document.genre == Genre.COURRIER
    courriel = document.derniere.courriel
    assert (courriel.destinataires, courriel.texte) == ("claire@exemple.fr", "À mardi.")
    assert (courriel.sort, courriel.erreur) == (Sort.ECHEC, "Non remis.")
    assert place.taille(document.derniere.empreinte) == document.derniere.octets


def test_ce_qui_part_de_jalon_se_classe_seul(maison, django_capture_on_commit_callbacks):  # F5
    with django_capture_on_commit_callbacks(execute=True):
        envoyer_courriel(
            destinataires=["claire@exemple.fr"], objet="Bonjour", texte="Texte", par=None, sujet=maison.dossier
        )
        envoyer_courriel(destinataires=["a@exemple.fr"], objet="Invitation", texte="Texte", par=None, sujet=None)
        envoyer_courriel(
            destinataires=["a@exemple.fr"], objet="Ailleurs", texte="T", par=None, sujet=maison.centres["rennes"]
        )
    (document,) = Document.objects.all()
    assert (document.titre, document.derniere.courriel.sort) == ("Bonjour", Sort.ENVOYE)


def test_examiner_vingt_fichiers_reste_rapide():
    debut = time.monotonic()
    for rang in range(20):
        fichiers.examen(fichiers.image(taille=(rang + 1, 10)), "photo.png")
    assert time.monotonic() - debut < 5
