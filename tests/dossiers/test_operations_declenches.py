"""Ce qu'un événement déclenche : exécuté une fois, à son jour, et son résultat gardé (F8)."""

from datetime import date

import pytest
from django.core import mail

from jalon.dossiers import registres
from jalon.dossiers.enums import Avancement, EtatActe
from jalon.dossiers.models import ActeEvenement, Dossier, Evenement
from jalon.dossiers.operations import declenches, modifier_evenement
from jalon.dossiers.operations.declenches import ActeDemande
from jalon.dossiers.operations.nuit import recalculer_a_echeance
from jalon.dossiers.registres import ActeDeclenche
from jalon.prestations.enums import TypeEvenement as T
from jalon.socle.erreurs import Refus
from jalon.socle.registres import Registre
from tests.fabriques import dossier, evenement, utilisateur

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
LE_20, LE_25 = date(2026, 3, 20), date(2026, 3, 25)


@pytest.fixture(autouse=True)
def _le_20_mars(time_machine):
    time_machine.move_to("2026-03-20T10:00:00+01:00")


@pytest.fixture
def passages(monkeypatch) -> list:
    """Deux actes d'essai : l'un note son passage, l'autre refuse ; rend les passages."""
    vus: list = []

    def noter(*, dossier, evenement, valeurs, par) -> str:
        vus.append((evenement.pk, par))
        return "Noté"

    def refuser(**_) -> str:
        raise Refus("Plus possible.")

    def tomber(**_) -> str:
        raise ZeroDivisionError

    registre: Registre[ActeDeclenche] = Registre("essai")
    for code, executer in (("noter", noter), ("refuser", refuser), ("tomber", tomber)):
        registre.ajouter(ActeDeclenche(code, code, executer))
    monkeypatch.setattr(declenches, "ACTES_DECLENCHES", registre)
    return vus


def demande(code: str, **saisie: list[str]) -> ActeDemande:
    return ActeDemande(code, f"Demander : {code}", saisie)


def test_l_acte_s_execute_une_fois_et_laisse_sa_trace(passages):
    ouvert, par = dossier(), utilisateur("administrateur")
    entree = evenement(ouvert, T.ENTREE, LE_20, par=par, actes=[demande("noter")])
    trace = ActeEvenement.objects.get()
    assert passages == [(entree.pk, par)]
    assert (trace.etat, trace.resultat, trace.libelle) == (EtatActe.FAIT, "Noté", "Demander : noter")
    assert trace.horodatage
    modifier_evenement(par=par, evenement=entree, version=1, donnees={"commentaire": "x"})
    recalculer_a_echeance(jour=LE_25)
    assert len(passages) == 1


def test_refuse_sur_le_champ_rien_n_est_ecrit(passages):
    ouvert = dossier()
    with pytest.raises(Refus, match="Plus possible"):
        evenement(ouvert, T.ENTREE, LE_20, actes=[demande("noter"), demande("refuser")])
    with pytest.raises(Refus, match="dans la liste"):
        evenement(ouvert, T.ENTREE, LE_20, actes=[demande("inconnu")])
    assert not Evenement.objects.exists()
    assert not ActeEvenement.objects.exists()


def test_prevu_les_actes_attendent_leur_jour_et_un_refus_n_annule_pas_l_evenement(passages):
    ouvert = dossier()
    demandes = [demande("noter"), demande("refuser"), demande("tomber")]
    evenement(ouvert, T.ENTREE, LE_25, actes=demandes)
    assert passages == []
    recalculer_a_echeance(jour=LE_25)
    assert len(passages) == 1
    assert [(a.etat, a.resultat) for a in ActeEvenement.objects.all()] == [
        (EtatActe.FAIT, "Noté"),
        (EtatActe.ECHEC, "Plus possible."),
        (EtatActe.ECHEC, "Une panne a interrompu cet acte."),
    ]
    assert Dossier.objects.get().avancement == Avancement.EN_COURS


def test_le_compte_parti_entre_temps_n_agit_plus(passages):
    ouvert, par = dossier(), utilisateur("administrateur")
    evenement(ouvert, T.ENTREE, LE_25, par=par, actes=[demande("noter")])
    type(par).objects.filter(pk=par.pk).update(is_active=False)
    recalculer_a_echeance(jour=LE_25)
    assert passages == []
    assert ActeEvenement.objects.get().resultat == "Le compte qui l’avait demandé ne le permet plus."


# ── Le courriel ──


def courriel(**saisie: str) -> ActeDemande:
    defauts = {"roles": "conseiller", "autres": "", "objet": "Entrée", "texte": "Bonjour"} | saisie
    lignes = {f"acte-courriel-{nom}": [valeur] for nom, valeur in defauts.items() if valeur}
    return ActeDemande("courriel", "Envoyer un courriel", lignes)


@pytest.fixture
def suivi_par():
    conseiller = utilisateur("conseiller")
    return dossier(conseiller), conseiller


def test_le_courriel_part_au_conseiller_et_aux_adresses_donnees(suivi_par, django_capture_on_commit_callbacks):
    ouvert, conseiller = suivi_par
    with django_capture_on_commit_callbacks(execute=True):
        evenement(ouvert, T.ENTREE, LE_20, actes=[courriel(autres="drh@essai.example.org")])
        assert not mail.outbox
    assert [m.to for m in mail.outbox] == [[conseiller.courriel], ["drh@essai.example.org"]]
    trace = ActeEvenement.objects.get()
    assert (trace.etat, trace.resultat) == (
        EtatActe.FAIT,
        f"Courriel à {conseiller.courriel}, drh@essai.example.org",
    )


def test_un_envoi_manque_se_lit_sur_l_evenement(suivi_par, settings, django_capture_on_commit_callbacks):
    ouvert, conseiller = suivi_par
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    with django_capture_on_commit_callbacks(execute=True):
        evenement(ouvert, T.ENTREE, LE_20, actes=[courriel()])
    trace = ActeEvenement.objects.get()
    assert (trace.etat, trace.resultat) == (EtatActe.ECHEC, f"Non remis à {conseiller.courriel}.")
    assert Dossier.objects.get().avancement == Avancement.EN_COURS


@pytest.mark.parametrize(
    "saisie", [{"roles": ""}, {"roles": "tuteur"}, {"autres": "pas une adresse"}, {"objet": ""}]
)
def test_un_courriel_sans_destinataire_possible_est_refuse(suivi_par, saisie):
    with pytest.raises(Refus):
        evenement(suivi_par[0], T.ENTREE, LE_20, actes=[courriel(**saisie)])
    assert not Evenement.objects.exists()


def test_ce_qui_est_inscrit_se_connait():
    assert "courriel" in registres.ACTES_DECLENCHES.codes()
