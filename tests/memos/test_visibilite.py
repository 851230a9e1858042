"""Qui lit un mémo : la règle en table, puis le balayage de toutes les adresses (F10 : privé est privé)."""

from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from django.urls import reverse

from jalon.comptes.models import Profil, Utilisateur
from jalon.journal.models import Entree
from jalon.memos.models import Memo
from jalon.memos.operations import modifier_memo, reporter_relance, supprimer_memo
from jalon.memos.queries import versions_lisibles
from jalon.recherche.queries import chercher_partout, vouliez_vous_dire
from jalon.socle.acces import PUBLIC
from jalon.socle.erreurs import Refus
from tests.balayage import Visiteur, adresses, exemples, octets
from tests.maison import PROFILS

pytestmark = pytest.mark.lent

SECRET = "confidencezinnia"  # un mot qu'aucune page ne porte par hasard
CHERCHE = "amarantebis"  # un mot des mêmes mémos, que l'on cherche
AUTRES = [profil for profil in PROFILS if profil != "conseiller"]


def relu(maison, cle: str) -> Utilisateur:
    return Utilisateur.objects.pour_connexion().get(pk=maison.utilisateurs[cle].pk)


@pytest.mark.deux_moteurs
@pytest.mark.parametrize(
    ("visibilite", "lecteurs"),
    [
        ("moi", {"conseiller"}),
        ("equipe", {"conseiller", "gestionnaire", "responsable", "administrateur", "consultation"}),
        ("nommees", {"conseiller", "gestionnaire"}),
    ],
)
def test_qui_lit_selon_la_visibilite(maison, ecrire, visibilite, lecteurs):  # F10
    """Inès, à Nantes, ne voit pas le dossier : elle ne lit rien de lui."""
    ecrire(visibilite=visibilite, lecteurs=["gestionnaire"])
    lisent = {cle for cle in maison.utilisateurs if Memo.objects.visibles_par(relu(maison, cle)).exists()}
    assert lisent == lecteurs


def test_sans_le_droit_des_memos_on_ne_lit_meme_pas_les_siens(maison, ecrire):
    ecrire(visibilite="moi")
    conseiller = relu(maison, "conseiller")
    Profil.objects.filter(pk=conseiller.profil_id).update(droits=["dossiers.ecriture"])
    assert not Memo.objects.visibles_par(relu(maison, "conseiller")).exists()


def test_un_dossier_sorti_du_perimetre_emporte_ses_memos(maison, ecrire):
    """Même l'auteur ne lit plus un mémo dont il ne voit plus le dossier."""
    memo = ecrire(visibilite="moi")
    maison.dossier.acces.all().delete()
    assert not Memo.objects.visibles_par(relu(maison, "conseiller")).exists()
    with pytest.raises(Refus):
        supprimer_memo(par=relu(maison, "conseiller"), memo=memo)


def test_le_memo_d_une_personne_se_lit_comme_ses_coordonnees(maison, ecrire):
    """Louis est suivi à Nantes : Rennes n'en voit que le nom, donc pas ses mémos."""
    ecrire("nantes", porteur="personne", sur=maison.personnes["louis"])
    assert Memo.objects.visibles_par(relu(maison, "nantes")).count() == 1
    assert not Memo.objects.visibles_par(relu(maison, "conseiller")).exists()
    with pytest.raises(Refus, match="ne pouvez pas lire"):
        ecrire("conseiller", porteur="personne", sur=maison.personnes["louis"])


def test_on_ne_nomme_ni_ne_charge_qui_ne_voit_pas_l_objet(maison, ecrire, jour):
    with pytest.raises(Refus) as nommee:
        ecrire(visibilite="nommees", lecteurs=["nantes"])
    assert nommee.value.champ == "lecteurs"
    with pytest.raises(Refus) as chargee:
        ecrire(date_relance=jour, assigne=maison.utilisateurs["nantes"])
    assert chargee.value.champ == "assigne"


def test_la_personne_chargee_d_une_relance_en_lit_le_memo(maison, ecrire, jour):
    ecrire(visibilite="nommees", date_relance=jour, assigne=maison.utilisateurs["gestionnaire"])
    assert Memo.objects.visibles_par(relu(maison, "gestionnaire")).count() == 1
    assert not Memo.objects.visibles_par(relu(maison, "responsable")).exists()


def test_un_texte_ecrit_pour_soi_reste_a_soi_quand_le_memo_s_ouvre(maison, ecrire):
    """L'ancien texte était privé : l'ouvrir à l'équipe n'ouvre que le nouveau."""
    memo = ecrire(contenu="Brouillon pour moi", visibilite="moi", nature="commentaire")
    donnees = {"nature": "commentaire", "contenu": "Texte pour tous", "visibilite": "equipe"}
    modifier_memo(par=relu(maison, "conseiller"), memo=memo, version=memo.version, donnees=donnees)
    memo.refresh_from_db()
    assert [v.contenu for v in versions_lisibles(memo, relu(maison, "conseiller"))] == ["Brouillon pour moi"]
    assert versions_lisibles(memo, relu(maison, "responsable")) == []


# ── Le balayage ──


@pytest.fixture
def secrets(maison, ecrire, jour):
    """Des mémos privés du conseiller sur un dossier, une personne, une société ; un modifié, un supprimé."""
    prives = {"visibilite": "moi", "sujet": f"{SECRET} {CHERCHE}"}
    memo = ecrire(contenu=f"{SECRET} un", date_relance=jour, **prives)
    for porteur, sur in (("personne", maison.personnes["claire"]), ("societe", maison.societes["duval"])):
        ecrire(contenu=f"{SECRET} {porteur}", porteur=porteur, sur=sur, **prives)
    ecrire(contenu=f"{SECRET} {CHERCHE} partagé", visibilite="nommees", lecteurs=["responsable"])
    donnees = {"nature": "echange", "contenu": f"{SECRET} deux", "date_relance": jour, **prives}
    conseiller = relu(maison, "conseiller")
    memo = modifier_memo(par=conseiller, memo=memo, version=memo.version, donnees=donnees)
    reporter_relance(par=conseiller, memo=memo, date_relance=jour)
    supprimer_memo(par=conseiller, memo=ecrire(contenu=f"{SECRET} supprimé", **prives))
    return memo


def dit(reponse) -> str:
    """Tout ce que porte une réponse, classeur décompressé compris."""
    if not reponse.streaming:
        return reponse.content.decode(errors="replace")
    octets_lus = reponse.getvalue()
    for fermer in reponse._resource_closers:
        fermer()
    if not is_zipfile(BytesIO(octets_lus)):
        return octets_lus.decode(errors="replace")
    with ZipFile(BytesIO(octets_lus)) as classeur:
        return "".join(classeur.read(nom).decode(errors="replace") for nom in classeur.namelist())


@pytest.mark.lent
@pytest.mark.parametrize("profil", ["gestionnaire", "administrateur", "consultation"])
def test_un_memo_prive_n_est_sur_aucune_adresse_d_un_autre(maison, secrets, profil):  # F10
    """Toutes les adresses du produit, avec de vrais identifiants et le mot du secret en recherche."""
    essais = exemples(maison)
    visite = Visiteur(relu(maison, profil))
    essais.cles["memos/"] = secrets.pk
    for adresse in (a for a in adresses() if a.droit != PUBLIC):
        cible = essais.reels(adresse)
        for suite in ("", f"?q={CHERCHE}", "?portee=equipe", "?relance=due", "?volet=faites"):
            assert SECRET not in dit(visite.demander(cible + suite)), (profil, cible + suite)
        for donnees in ({}, {"jours": "1"}, {"contenu": "x", "nature": "echange", "visibilite": "equipe"}):
            assert SECRET not in dit(visite.demander(cible, donnees)), (profil, cible)


@pytest.mark.parametrize("profil", ["gestionnaire", "administrateur", "consultation", "nantes"])
@pytest.mark.parametrize("nom", ["modifier", "versions", "supprimer", "restaurer", "faite", "reporter"])
def test_le_memo_prive_d_un_autre_est_absent_aux_memes_octets(maison, secrets, profil, nom):  # F10
    visite = Visiteur(relu(maison, profil))
    ecrit = relu(maison, profil).a_le_droit("memos.ecriture")
    for donnees in (None, {}, {"jours": "1"}):
        prive, absent = (reverse(f"memos:{nom}", args=[pk]) for pk in (secrets.pk, 999_999))
        ici, la = visite.demander(prive, donnees), visite.demander(absent, donnees)
        assert ici.status_code == la.status_code
        assert ici.status_code in ((404, 405) if ecrit or nom == "versions" else (403, 405))
        if ici.status_code == 404:
            assert octets(ici, prive) == octets(la, absent)


@pytest.mark.deux_moteurs
@pytest.mark.parametrize("profil", AUTRES)
def test_la_recherche_ne_dit_rien_d_un_memo_prive(maison, ecrire, profil):  # F10
    ecrire(contenu=f"{SECRET} seul", visibilite="moi")
    autre = relu(maison, profil)
    assert chercher_partout(SECRET, autre, 10) == []
    assert vouliez_vous_dire(SECRET.replace("z", "y", 1), autre) == []
    trouves = chercher_partout(SECRET, relu(maison, "conseiller"), 10)
    assert [groupe.source.code for groupe in trouves] == ["memos"]


def test_le_journal_ne_porte_ni_le_texte_ni_la_trace_d_un_memo_prive(maison, secrets):  # F10
    """Rien à l'Historique des objets ; et nulle part le texte, pas même celui d'un mémo d'équipe."""
    for objet in (maison.dossier, maison.personnes["claire"], maison.societes["duval"]):
        actes = set(Entree.objects.du_sujet(objet).values_list("acte", flat=True))
        assert not any("memo" in acte or "relance" in acte for acte in actes), (objet, actes)
    for entree in Entree.objects.order_by("pk"):
        assert SECRET not in f"{entree.libelle} {entree.motif} {entree.changements}"


def test_les_comptes_ne_trahissent_pas_un_memo_prive(maison, secrets):
    """Ni pastille d'onglet, ni cloche, ni filtre de Production."""
    admin = relu(maison, "administrateur")
    visite = Visiteur(admin)
    page = visite.demander(f"/dossiers/{maison.dossier.numero}/").content.decode()
    assert "Aucun mémo pour l’instant." in page
    assert 'aria-label="Mes relances"' in page
    liste = visite.demander("/production/?relance=due").content.decode()
    assert maison.dossier.numero not in liste
    assert (
        maison.dossier.numero
        in Visiteur(relu(maison, "conseiller")).demander("/production/?relance=due").content.decode()
    )
