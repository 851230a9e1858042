"""Les séances suivent leur dossier : transféré, annulé par erreur, restauré."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from jalon.dossiers.operations import annuler_dossier, restaurer_dossier, transferer_dossiers
from jalon.dossiers.transferts import Transfert, lire_apercu
from jalon.planning.models import Occupation, Seance
from jalon.socle.erreurs import Refus
from tests import fabriques

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
DEMAIN = datetime(2026, 12, 3, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))
HEURE = timedelta(hours=1)


@pytest.fixture
def admin():
    return fabriques.utilisateur("administrateur")


@pytest.fixture
def paul():
    return fabriques.utilisateur("conseiller", nom="Henry", prenom="Paul")


@pytest.fixture
def awa():
    return fabriques.utilisateur("conseiller", nom="Diallo", prenom="Awa")


@pytest.fixture
def agendas(paul, awa):
    return fabriques.animateur(paul, "Henry"), fabriques.animateur(awa, "Diallo", prenom="Awa")


def dossiers(paul, nombre: int):
    return [fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire(f"Nom{n}")) for n in range(nombre)]


def animateurs(seance) -> list:
    return [a.personne for a in Seance.objects.get(pk=seance.pk).animations.order_by("rang")]


def occupees(seance) -> set[str]:
    return set(Occupation.objects.filter(seance=seance, is_active=True).values_list("cle", flat=True))


def test_les_seances_a_venir_suivent_leurs_dossiers_le_passe_reste(admin, paul, awa, agendas):
    de, vers = agendas
    (dossier,) = dossiers(paul, 1)
    a_venir = fabriques.seance(DEMAIN, dossier, animateurs=(de,))
    passee = fabriques.seance(DEMAIN - timedelta(days=60), dossier, animateurs=(de,))
    transfert = Transfert(paul, awa)
    (phrase,) = lire_apercu(admin, transfert).suites
    assert phrase == "1 séance à venir, de l’agenda de HENRY Paul à celui de DIALLO Awa."
    transferer_dossiers(par=admin, transfert=transfert)
    assert (animateurs(a_venir), animateurs(passee)) == ([vers], [de])
    assert f"p{vers.pk}" in occupees(a_venir)
    assert f"p{de.pk}" not in occupees(a_venir)


def test_un_moment_pris_chez_le_collegue_reste_et_se_nomme_avant(admin, paul, awa, agendas):
    de, vers = agendas
    un, deux = dossiers(paul, 2)
    prise, libre = (fabriques.seance(DEMAIN + n * HEURE, d, animateurs=(de,)) for n, d in enumerate((un, deux)))
    fabriques.reunion(DEMAIN, par=admin, animateurs=(vers,))
    transfert = Transfert(paul, awa)
    suites = lire_apercu(admin, transfert).suites
    assert suites[0].startswith("1 séance à venir")
    assert suites[1] == f"{prise} reste à HENRY Paul : ce moment est déjà pris chez DIALLO Awa."
    transferer_dossiers(par=admin, transfert=transfert)
    assert (animateurs(prise), animateurs(libre)) == ([de], [vers])


def test_une_seance_collective_suit_quand_tous_ses_dossiers_suivent(admin, paul, awa, agendas):
    de, vers = agendas
    un, deux = dossiers(paul, 2)
    ailleurs = fabriques.dossier(admin, beneficiaire=fabriques.beneficiaire("Ailleurs"))
    ensemble = fabriques.seance(DEMAIN, un, deux, animateurs=(de,))
    melee = fabriques.seance(DEMAIN + 2 * HEURE, un, ailleurs, animateurs=(de,))
    transferer_dossiers(par=admin, transfert=Transfert(paul, awa))
    assert (animateurs(ensemble), animateurs(melee)) == ([vers], [de])


def test_un_collegue_sans_agenda_ne_recoit_pas_les_seances_et_c_est_dit(admin, paul, awa):
    de = fabriques.animateur(paul, "Henry")
    (dossier,) = dossiers(paul, 1)
    seance = fabriques.seance(DEMAIN, dossier, animateurs=(de,))
    assert "n’a pas d’agenda" in lire_apercu(admin, Transfert(paul, awa)).suites[0]
    assert "du collègue choisi" in lire_apercu(admin, Transfert(paul, None)).suites[0]
    transferer_dossiers(par=admin, transfert=Transfert(paul, awa))
    assert animateurs(seance) == [de]


def test_un_dossier_ouvert_par_erreur_libere_ses_seances(client, paul, agendas):
    (dossier,) = dossiers(paul, 1)
    seance = fabriques.seance(DEMAIN, dossier, animateurs=agendas[:1])
    client.force_login(paul)
    assert "1 séance à venir" in client.get(f"/dossiers/{dossier.numero}/annuler/").content.decode()
    annuler_dossier(par=paul, dossier=dossier, motif="Doublon")
    assert occupees(seance) == set()
    restaurer_dossier(par=paul, dossier=dossier)
    assert occupees(seance) == {f"p{agendas[0].pk}", f"p{dossier.beneficiaire_id}"}


def test_restaurer_est_refuse_quand_le_moment_a_ete_pris(paul, agendas):
    dossier, autre = dossiers(paul, 2)
    seance = fabriques.seance(DEMAIN, dossier, animateurs=agendas[:1])
    annuler_dossier(par=paul, dossier=dossier, motif="Doublon")
    fabriques.seance(DEMAIN, autre, animateurs=agendas[:1])
    with pytest.raises(Refus, match="a été pris entre-temps") as refus:
        restaurer_dossier(par=paul, dossier=dossier)
    assert str(seance) in refus.value.message
    dossier.refresh_from_db()
    assert dossier.annule_at is not None
    assert occupees(seance) == set()


def test_une_seance_collective_garde_les_autres(paul, agendas):
    dossier, autre = dossiers(paul, 2)
    seance = fabriques.seance(DEMAIN, dossier, autre, animateurs=agendas[:1])
    annuler_dossier(par=paul, dossier=dossier, motif="Doublon")
    assert occupees(seance) == {f"p{agendas[0].pk}", f"p{autre.beneficiaire_id}"}
    annuler_dossier(par=paul, dossier=autre, motif="Doublon")
    assert occupees(seance) == set()
    restaurer_dossier(par=paul, dossier=dossier)
    assert occupees(seance) == {f"p{agendas[0].pk}", f"p{dossier.beneficiaire_id}"}
