"""Les actes des mémos et des relances : ce qu'ils écrivent, ce qu'ils refusent, ce qu'ils gardent."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from jalon.dossiers.operations import annuler_dossier
from jalon.journal.models import Entree
from jalon.memos.models import Memo, PreferenceMemo, VersionMemo
from jalon.memos.operations import (
    ajouter_memo,
    faire_relance,
    modifier_memo,
    reporter_relance,
    restaurer_memo,
    rouvrir_relance,
    supprimer_memo,
)
from jalon.memos.queries import compter_dues, memos_de, relances_confiees, relances_dues, relances_faites
from jalon.memos.registres import PORTEURS
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.versions import Conflit

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
DONNEES = {"nature": "echange", "contenu": "Nouveau texte", "visibilite": "equipe"}


def qui(maison, cle):
    return maison.utilisateurs[cle]


def actes(objet) -> list[str]:
    return [e.acte for e in reversed(Entree.objects.du_sujet(objet)) if "memo" in e.acte or "relance" in e.acte]


def test_un_memo_se_relit_sur_chaque_objet(maison, ecrire):  # F9
    objets = {
        "dossier": maison.dossier,
        "personne": maison.personnes["claire"],
        "societe": maison.societes["duval"],
    }
    for code, objet in objets.items():
        memo = ecrire(porteur=code, sur=objet)
        assert memo.objet == objet
        assert list(memos_de(PORTEURS.obtenir(code), objet, qui(maison, "conseiller"))) == [memo]
        assert actes(objet) == ["memo_ajoute"]


def test_la_base_refuse_un_memo_sans_objet_ou_sur_deux(maison, ecrire):
    memo = ecrire()
    for champs in ({"dossier": None}, {"personne": maison.personnes["claire"]}, {"porte_sur": "societe"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Memo.objects.filter(pk=memo.pk).update(**champs)


def test_un_memo_peut_porter_une_date_passee_jamais_future(maison, ecrire, jour):  # F9
    assert ecrire(date_memo=date(2026, 1, 5)).date_memo == date(2026, 1, 5)
    assert ecrire().date_memo == jour
    with pytest.raises(Refus) as refus:
        ecrire(date_memo=jour + timedelta(days=1))
    assert refus.value.champ == "date_memo"


def test_un_double_envoi_n_ecrit_qu_un_memo(maison):
    cle = uuid.uuid4()
    commun = {"par": qui(maison, "conseiller"), "porteur": PORTEURS.obtenir("dossier"), "objet": maison.dossier}
    premier = ajouter_memo(**commun, donnees=DONNEES, cle_creation=cle)
    assert ajouter_memo(**commun, donnees=DONNEES, cle_creation=cle) == premier
    assert Memo.objects.count() == 1


def test_le_choix_de_visibilite_est_retenu_par_nature(maison, ecrire):  # F10
    ecrire(nature="echange", visibilite="moi")
    ecrire(nature="attention", visibilite="equipe")
    ecrire(nature="echange", visibilite="nommees", lecteurs=["gestionnaire"])
    retenus = PreferenceMemo.objects.filter(utilisateur=qui(maison, "conseiller"))
    assert dict(retenus.values_list("nature", "visibilite")) == {"echange": "nommees", "attention": "equipe"}


def test_sans_le_droit_d_ecrire_on_n_ajoute_rien(maison, ecrire):
    with pytest.raises(AccesRefuse):
        ecrire("consultation")
    assert not Memo.objects.exists()


def test_un_dossier_annule_ne_recoit_plus_de_memo(maison, ecrire, relancer):
    relancer()
    annuler_dossier(par=maison.admin, dossier=maison.dossier, motif="Doublon")
    with pytest.raises(Refus, match="annulé"):
        ecrire(sur=maison.relire())
    assert compter_dues(qui(maison, "conseiller"), date(2100, 1, 1)) == 0


# ── Modifier ──


def test_l_ancien_texte_reste_lisible(maison, ecrire):  # F10
    memo = ecrire(contenu="Premier texte", sujet="Sujet")
    modifier_memo(par=qui(maison, "gestionnaire"), memo=memo, version=1, donnees=DONNEES | {"sujet": "Sujet"})
    version = VersionMemo.objects.get()
    assert (version.contenu, version.remplace_par) == ("Premier texte", qui(maison, "gestionnaire"))
    memo.refresh_from_db()
    assert (memo.contenu, memo.nombre_versions, memo.version) == ("Nouveau texte", 1, 2)
    assert actes(maison.dossier) == ["memo_ajoute", "memo_modifie"]


def test_deux_personnes_sur_le_meme_memo_ne_s_ecrasent_pas(maison, ecrire):
    memo = ecrire()
    modifier_memo(par=qui(maison, "conseiller"), memo=memo, version=1, donnees=DONNEES)
    with pytest.raises(Conflit):
        modifier_memo(
            par=qui(maison, "gestionnaire"), memo=memo, version=1, donnees=DONNEES | {"contenu": "Autre"}
        )
    memo.refresh_from_db()
    assert memo.contenu == "Nouveau texte"


def test_modifier_sans_rien_changer_ne_laisse_pas_de_trace(maison, ecrire):
    memo = ecrire(contenu="Pareil")
    donnees = DONNEES | {"contenu": "Pareil", "date_memo": memo.date_memo}
    assert modifier_memo(par=qui(maison, "conseiller"), memo=memo, version=1, donnees=donnees).version == 1
    assert not VersionMemo.objects.exists()
    assert actes(maison.dossier) == ["memo_ajoute"]


def test_seul_l_auteur_decide_de_qui_lit(maison, ecrire):
    memo = ecrire()
    for donnees, lecteurs in (
        (DONNEES | {"visibilite": "moi"}, []),
        (DONNEES | {"visibilite": "nommees"}, [qui(maison, "responsable")]),
    ):
        with pytest.raises(Refus) as refus:
            modifier_memo(
                par=qui(maison, "gestionnaire"), memo=memo, version=1, donnees=donnees, lecteurs=lecteurs
            )
        assert refus.value.champ == "visibilite"


def test_retirer_la_relance_d_un_memo_le_rend_simple(maison, ecrire, jour):
    memo = ecrire(date_relance=jour)
    faire_relance(par=qui(maison, "conseiller"), memo=memo)
    memo = modifier_memo(par=qui(maison, "conseiller"), memo=memo, version=1, donnees=DONNEES)
    assert (memo.date_relance, memo.assigne, memo.fait_at) == (None, None, None)


# ── Supprimer, restaurer ──


def test_un_memo_supprime_quitte_tout_et_se_restaure(maison, relancer, jour):
    moi = qui(maison, "conseiller")
    memo = relancer()
    supprimer_memo(par=moi, memo=memo)
    assert not Memo.objects.visibles_par(moi).exists()
    assert compter_dues(moi, jour) == 0
    with pytest.raises(Refus):
        supprimer_memo(par=moi, memo=memo)
    restaurer_memo(par=moi, memo=memo)
    assert compter_dues(moi, jour) == 1
    assert actes(maison.dossier) == ["memo_ajoute", "memo_supprime", "memo_restaure"]


@pytest.mark.parametrize("acte", [supprimer_memo, restaurer_memo])
def test_supprimer_et_restaurer_sont_a_l_auteur(maison, ecrire, acte):
    with pytest.raises(Refus, match="Seul l’auteur"):
        acte(par=qui(maison, "gestionnaire"), memo=ecrire())


# ── Relances ──


def test_une_relance_est_pour_quelqu_un_soi_sinon(maison, relancer, jour):
    assert relancer().assigne == qui(maison, "conseiller")
    confiee = relancer(assigne=qui(maison, "gestionnaire"))
    assert list(relances_confiees(qui(maison, "conseiller"))) == [confiee]
    assert list(relances_dues(qui(maison, "gestionnaire"), jour)) == [confiee]


def test_une_relance_se_fait_en_un_geste_et_se_rouvre(maison, relancer, jour):  # F9
    moi = qui(maison, "gestionnaire")
    memo = relancer(jours=-4)
    faite = faire_relance(par=moi, memo=memo)
    assert faite.fait_par == moi
    assert faire_relance(par=qui(maison, "conseiller"), memo=memo).fait_par == moi
    assert list(relances_faites(qui(maison, "conseiller"))) == [memo]
    with pytest.raises(Refus, match="rouvrez-la"):
        reporter_relance(par=moi, memo=memo, date_relance=jour)
    rouvrir_relance(par=moi, memo=memo)
    assert compter_dues(qui(maison, "conseiller"), jour) == 1
    assert actes(maison.dossier) == ["memo_ajoute", "relance_faite", "relance_rouverte"]


def test_une_relance_se_reporte_a_plus_tard_jamais_au_passe(maison, relancer, jour):
    moi, memo = qui(maison, "conseiller"), relancer(jours=-4)
    reporter_relance(par=moi, memo=memo, date_relance=jour + timedelta(days=7))
    assert compter_dues(moi, jour) == 0
    for mauvais in (jour - timedelta(days=1), jour + timedelta(days=5000)):
        with pytest.raises(Refus) as refus:
            reporter_relance(par=moi, memo=memo, date_relance=mauvais)
        assert refus.value.champ == "date_relance"


def test_un_memo_sans_relance_ne_se_fait_ni_ne_se_reporte(maison, ecrire, jour):
    memo = ecrire()
    with pytest.raises(Refus, match="pas de relance"):
        faire_relance(par=qui(maison, "conseiller"), memo=memo)
    with pytest.raises(Refus, match="pas de relance"):
        reporter_relance(par=qui(maison, "conseiller"), memo=memo, date_relance=jour)
