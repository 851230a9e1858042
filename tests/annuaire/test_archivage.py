"""Archiver sort des listes et des choix ; supprimer se refuse tant que la fiche sert (domaine, « Annuaire »)."""

import pytest
from django.db.models import ProtectedError

from jalon.annuaire import propositions
from jalon.annuaire.models import Personne, RoleDePersonne, Societe
from jalon.annuaire.operations import archiver_fiche, desarchiver_fiche, rattacher, supprimer_fiche
from jalon.annuaire.queries import doublons_personne, usages_de_fiche
from jalon.journal.models import Entree
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.versions import Conflit
from tests import fabriques

from .conftest import page

deux_moteurs = pytest.mark.deux_moteurs


@pytest.fixture
def admin(db):
    return fabriques.utilisateur("administrateur")


@deux_moteurs
@pytest.mark.parametrize("fabrique", [fabriques.personne, fabriques.societe])
def test_archiver_se_defait_se_trace_et_ne_se_repete_pas(admin, fabrique):
    fiche = fabrique()
    archiver_fiche(par=admin, fiche=fiche)
    archiver_fiche(par=admin, fiche=fiche)
    fiche.refresh_from_db()
    assert fiche.archivee_at
    desarchiver_fiche(par=admin, fiche=fiche)
    desarchiver_fiche(par=admin, fiche=fiche)
    fiche.refresh_from_db()
    assert fiche.archivee_at is None
    actes = [e.libelle for e in Entree.objects.du_sujet(fiche)]
    mot = "Personne" if isinstance(fiche, Personne) else "Société"
    assert actes == [f"{mot} désarchivée", f"{mot} archivée", f"{mot} créée"]


@deux_moteurs
def test_une_fiche_archivee_quitte_les_choix_et_les_doublons(admin):
    claire = fabriques.personne("Martin", "Claire")
    archiver_fiche(par=admin, fiche=claire)
    assert propositions.personnes("martin", utilisateur=admin) == ([], False)
    assert doublons_personne(claire.identite, utilisateur=admin) == []


def test_elle_se_retrouve_par_le_filtre(admin, connecte):
    claire = fabriques.personne("Martin", "Claire")
    fabriques.personne("Durand", "Luc")
    archiver_fiche(par=admin, fiche=claire)
    client = connecte(admin)
    assert "MARTIN Claire" not in page(client.get("/annuaire/personnes/"))
    seules = page(client.get("/annuaire/personnes/?archivees=archivees"))
    assert "MARTIN Claire" in seules
    assert "DURAND Luc" not in seules
    toutes = page(client.get("/annuaire/personnes/?archivees=toutes&q=cl"))
    assert "MARTIN Claire" in toutes


def test_archiver_une_version_depassee_se_refuse(admin):
    claire = fabriques.personne()
    perimee = Personne.objects.get(pk=claire.pk)
    archiver_fiche(par=admin, fiche=claire)
    with pytest.raises(Conflit):
        archiver_fiche(par=admin, fiche=perimee)


def test_hors_du_perimetre_rien_ne_s_archive_ni_ne_se_supprime(deux_equipes):
    for acte in (archiver_fiche, supprimer_fiche):
        with pytest.raises(AccesRefuse):
            acte(par=deux_equipes.paul, fiche=deux_equipes.jade)


@deux_moteurs
def test_supprimer_se_refuse_avec_la_liste_lisible_des_usages(admin):
    claire, duval = fabriques.beneficiaire(), fabriques.societe("Ateliers Duval")
    fabriques.dossier(beneficiaire=claire)
    fabriques.dossier(donnees={"tuteur": claire})
    rattacher(par=admin, personne=claire, societe=duval)
    assert dict(usages_de_fiche(claire)) == {"dossiers": 2, "rattachement": 1}
    with pytest.raises(Refus, match="1 rattachement, 2 dossiers"):
        supprimer_fiche(par=admin, fiche=claire)
    with pytest.raises(Refus, match="1 rattachement"):
        supprimer_fiche(par=admin, fiche=duval)
    with pytest.raises(ProtectedError):
        claire.delete()


@deux_moteurs
def test_supprimer_une_fiche_sans_usage_laisse_une_trace(admin):
    claire = fabriques.personne(roles=("tuteur",))
    pk = claire.pk
    supprimer_fiche(par=admin, fiche=Personne.objects.get(pk=pk))
    assert not Personne.objects.exists()
    assert not RoleDePersonne.objects.exists()
    trace = Entree.objects.get(acte="personne_supprimee")
    assert (trace.sujet_id, trace.motif, trace.auteur) == (pk, "MARTIN Claire", admin)
    supprimer_fiche(par=admin, fiche=claire)  # un second clic ne change rien
    assert Entree.objects.filter(acte="personne_supprimee").count() == 1


def test_le_dialogue_dit_les_usages_et_propose_d_archiver(admin, connecte):
    claire = fabriques.beneficiaire()
    fabriques.dossier(beneficiaire=claire)
    client, adresse = connecte(admin), f"/annuaire/personnes/{claire.pk}/"
    for reponse in (client.get(f"{adresse}supprimer/"), client.post(f"{adresse}supprimer/")):
        texte = page(reponse)
        assert "1 dossier" in texte
        assert f'href="{adresse}archiver/"' in texte
    assert client.post(f"{adresse}archiver/", {"archiver": "oui"}).status_code == 302
    assert "Archivée" in page(client.get(adresse))
    assert "Archiver plutôt" not in page(client.get(f"{adresse}supprimer/"))
    assert "Remettre" in page(client.get(f"{adresse}archiver/"))
    client.post(f"{adresse}archiver/", {"archiver": "non"})
    assert Personne.objects.actives().filter(pk=claire.pk).exists()


def test_une_societe_sans_usage_se_supprime_depuis_sa_fiche(admin, connecte):
    duval = fabriques.societe("Ateliers Duval")
    client, adresse = connecte(admin), f"/annuaire/societes/{duval.pk}/"
    assert "Archiver" in page(client.get(adresse))
    assert client.get(f"{adresse}supprimer/").status_code == 200
    reponse = client.post(f"{adresse}supprimer/", follow=True)
    assert "Fiche « Ateliers Duval » supprimée." in page(reponse)
    assert not Societe.objects.exists()
