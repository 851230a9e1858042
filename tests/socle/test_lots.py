"""Les actes par lot : nombre confirmé, une transaction par objet, refus listés, retour en arrière."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from jalon.socle.enums import EtatTravail
from jalon.socle.erreurs import Refus
from jalon.socle.listes import ActeLot, lots
from jalon.socle.listes.lots import cles_choisies, defaire_lot, lancer_lot, lire_choix
from jalon.socle.models import LigneTravail, Travail
from tests import fabriques

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
DROIT = "dossiers.ecriture"


class StatutForm(forms.Form):
    statut = forms.ChoiceField(label="Statut", choices=[("suspendu", "Suspendu"), ("termine", "Terminé")])


def changer(fiche, par, donnees):
    """Change le statut ; refuse une fiche terminée, tombe sur « Panne »."""
    if fiche.statut == "termine":
        raise Refus("Déjà terminée.")
    if fiche.nom == "Fautive":
        raise ValidationError("Statut impossible.")
    avant, fiche.statut = fiche.statut, donnees["statut"]
    fiche.save()
    if fiche.nom == "Panne":
        raise RuntimeError("secret")
    return avant


def remettre(fiche, par, memoire):
    if fiche.statut == "termine":
        raise Refus("Terminée depuis.")
    fiche.statut = memoire
    fiche.save()


ACTE = ActeLot(
    "changer", "Changer le statut", "tag", DROIT, changer, lambda data, qui: StatutForm(data), remettre, "Essai."
)


@pytest.fixture
def moi():
    return fabriques.utilisateur("gestionnaire")


@pytest.fixture
def lot(inscrite, moi, fiches):
    """Lance l'acte sur ces fiches."""
    inscrite.lots = (ACTE,)

    def lot(*choisies, statut: str = "suspendu") -> Travail:
        cles = [fiche.pk for fiche in choisies]
        return lancer_lot(par=moi, liste=inscrite, acte=ACTE, cles=cles, saisie=f"statut={statut}")

    return lot


def statuts(*fiches) -> list[str]:
    for fiche in fiches:
        fiche.refresh_from_db()
    return [fiche.statut for fiche in fiches]


def refus(travail) -> dict[str, str]:
    return dict(travail.lignes.exclude(refus="").values_list("libelle", "refus"))


# ── Choisir ──


def test_le_choix_se_lit_sans_erreur():
    assert lire_choix(QueryDict("choix=3&choix=1&choix=3&choix=x&choix=-1&choix=²&choix=" + "9" * 30)).cles == (
        3,
        1,
    )
    assert lire_choix(QueryDict("tout=oui&choix=3")).tout


def test_on_choisit_des_lignes_visibles_ou_tout_le_filtre(inscrite, moi, fiches):
    zola, ecole, _, martin, cachee = fiches
    choix = QueryDict(f"statut=suspendu&choix={martin.pk}&choix={zola.pk}&choix={cachee.pk}")
    assert cles_choisies(inscrite, choix, moi) == [martin.pk, zola.pk]
    assert cles_choisies(inscrite, QueryDict("statut=suspendu&tout=oui"), moi) == [ecole.pk]
    assert cles_choisies(inscrite, QueryDict("statut=suspendu"), moi) == []


def test_dix_mille_lignes_au_plus(inscrite, moi, fiches, monkeypatch):
    monkeypatch.setattr(lots, "COMPTE_MAX", 3)
    with pytest.raises(Refus, match="ajoutez un filtre"):
        cles_choisies(inscrite, QueryDict("tout=oui"), moi)


# ── Faire ──


def test_un_refus_n_arrete_pas_les_autres(lot, fiches, essai):
    zola, _, abel, martin, cachee = fiches
    fautive = essai.creer_fiche("Fautive")
    travail = lot(zola, abel, cachee, fautive, martin)
    assert statuts(zola, abel, martin, fautive) == ["suspendu", "termine", "suspendu", "en_cours"]
    assert travail.etat == EtatTravail.TERMINE
    assert travail.message == "2 fiches : fait. 3 refusées."
    assert refus(travail) == {
        "ABEL Jean": "Déjà terminée.",
        f"n° {cachee.pk}": lots.ABSENT,
        "FAUTIVE": "Statut impossible.",
    }


def test_une_panne_defait_son_objet_seul_et_ne_dit_rien_de_plus(lot, fiches, essai, caplog):
    panne = essai.creer_fiche("Panne")
    travail = lot(panne, fiches[0])
    assert statuts(panne, fiches[0]) == ["en_cours", "suspendu"]
    assert refus(travail) == {"PANNE": lots.PANNE}
    assert "secret" in caplog.text


def test_une_saisie_devenue_fausse_ne_fait_rien(lot, fiches):
    travail = lot(fiches[0], statut="inconnu")
    assert travail.etat == EtatTravail.ECHOUE
    assert statuts(fiches[0]) == ["en_cours"]


def test_jusqu_a_cinquante_tout_de_suite_au_dela_en_file(lot, essai, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    cinquante = [essai.creer_fiche(f"Nom {rang}") for rang in range(51)]
    assert lot(*cinquante[:50]).etat == EtatTravail.TERMINE
    travail = lot(*cinquante)
    assert (travail.etat, travail.total) == (EtatTravail.EN_ATTENTE, 51)
    assert travail.libelle == "Changer le statut : 51 fiches"


def test_une_reprise_ne_refait_pas_ce_qui_est_fait(lot, fiches):
    travail = lot(fiches[0])
    fiches[0].statut = "en_cours"
    fiches[0].save()
    suivi = lots.Suivi(travail, travail.utilisateur)
    assert lots._faire(suivi) == "1 fiche : fait."
    assert statuts(fiches[0]) == ["en_cours"]
    assert LigneTravail.objects.count() == 1


def test_sans_le_droit_rien_ne_se_fait(lot, fiches, moi):
    moi.profil = fabriques.profil("consultation")
    moi.save()
    travail = lot(fiches[0])
    assert travail.etat == EtatTravail.ECHOUE
    assert statuts(fiches[0]) == ["en_cours"]


# ── Défaire ──


def test_un_lot_se_defait_une_fois_sauf_ce_qui_a_change_depuis(lot, fiches, moi):
    zola, _, _, martin, _ = fiches
    travail = lot(zola, martin)
    martin.refresh_from_db()
    martin.statut = "termine"
    martin.save()
    retour = defaire_lot(par=moi, travail=travail)
    assert statuts(zola, martin) == ["en_cours", "termine"]
    assert refus(retour) == {"MARTIN Claire": "Terminée depuis."}
    with pytest.raises(Refus, match="déjà défait"):
        defaire_lot(par=moi, travail=travail)
    with pytest.raises(Refus, match="ne se défait pas"):
        defaire_lot(par=moi, travail=retour)
    with pytest.raises(Refus):
        defaire_lot(par=fabriques.utilisateur("administrateur"), travail=travail)


# ── À l'écran ──


@pytest.fixture
def ecran(client, moi, lot):
    client.force_login(moi)
    return client


def test_la_confirmation_dit_le_nombre_et_redemande_s_il_change(ecran, fiches):
    zola, _, _, martin, _ = fiches
    adresse = f"/listes/fiches/lots/changer/?retour=/production/&choix={zola.pk}&choix={martin.pk}"
    page = ecran.get(adresse).content.decode()
    assert "Changer le statut : 2 fiches" in page
    assert "Essai." in page
    assert "ne s’annule pas" not in page
    envoi = {"choix": [zola.pk, martin.pk], "statut": "suspendu", "nombre": "1", "retour": "/production/"}
    reponse = ecran.post(adresse, envoi)
    assert reponse.status_code == 422
    assert "La sélection a changé" in reponse.content.decode()
    assert statuts(zola, martin) == ["en_cours", "en_cours"]

    reponse = ecran.post(adresse, {**envoi, "nombre": "2"}, follow=True)
    assert statuts(zola, martin) == ["suspendu", "suspendu"]
    assert reponse.redirect_chain[-1][0] == "/production/"
    travail = Travail.objects.get()
    assert f'<a href="/travaux/{travail.pk}/">Annuler</a>' in reponse.content.decode()
    assert "Remettre comme avant" in ecran.get(f"/travaux/{travail.pk}/").content.decode()
    reponse = ecran.post(f"/travaux/{travail.pk}/defaire/", follow=True)
    assert statuts(zola, martin) == ["en_cours", "en_cours"]
    assert "Remettre comme avant" not in ecran.get(f"/travaux/{travail.pk}/").content.decode()


def test_des_refus_menent_a_leur_liste(ecran, fiches):
    zola, _, abel, _, _ = fiches
    envoi = {"choix": [zola.pk, abel.pk], "statut": "suspendu", "nombre": "2", "retour": "/production/"}
    reponse = ecran.post("/listes/fiches/lots/changer/", envoi, follow=True)
    assert "Déjà terminée." in reponse.content.decode()
    assert "ABEL Jean" in reponse.content.decode()


def test_un_champ_faux_se_dit_a_cote(ecran, fiches):
    envoi = {"choix": [fiches[0].pk], "nombre": "1", "retour": "/production/"}
    reponse = ecran.post("/listes/fiches/lots/changer/", envoi)
    assert reponse.status_code == 422
    assert "1 champ à corriger" in reponse.content.decode()


def test_trop_de_travaux_se_dit_dans_la_confirmation(ecran, fiches, monkeypatch):
    monkeypatch.setattr(lots, "IMMEDIAT_MAX", 0)
    monkeypatch.setattr("jalon.socle.travaux.operations.ACTIFS_MAX", 0)
    envoi = {"choix": [fiches[0].pk], "statut": "suspendu", "nombre": "1", "retour": "/production/"}
    reponse = ecran.post("/listes/fiches/lots/changer/", envoi)
    assert reponse.status_code == 422
    assert "attendez qu’un d’eux se termine" in reponse.content.decode()


def test_rien_de_choisi_se_dit(ecran):
    assert (
        "Aucune ligne n’est choisie"
        in ecran.get("/listes/fiches/lots/changer/?retour=/production/").content.decode()
    )


def test_un_acte_inconnu_et_un_acte_sans_droit(ecran, client):
    assert ecran.get("/listes/fiches/lots/inconnu/").status_code == 404
    client.force_login(fabriques.utilisateur("consultation"))
    assert client.get("/listes/fiches/lots/changer/").status_code == 403
