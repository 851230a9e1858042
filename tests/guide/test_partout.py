"""« Guide » à côté de chaque onglet, bloc et liste ; un onglet sans guide ne passe pas (I1)."""

from itertools import chain

import pytest
from django.test import Client
from django.urls import reverse

from jalon.annuaire.registres import ONGLETS_PERSONNE, ONGLETS_SOCIETE
from jalon.comptes.registres import ECRANS_ADMIN
from jalon.dossiers.registres import BLOCS, ONGLETS
from jalon.guide.pages import est_ecrit
from jalon.prestations.registres import ONGLETS_PRESTATION
from jalon.socle.listes import LISTES
from jalon.socle.registres import guide_de
from tests.maison import construire

REGISTRES = {
    "onglets du dossier": ONGLETS,
    "blocs du dossier": BLOCS,
    "onglets d’une personne": ONGLETS_PERSONNE,
    "onglets d’une société": ONGLETS_SOCIETE,
    "onglets d’une prestation": ONGLETS_PRESTATION,
    "listes": LISTES,
}
LIEN = 'class="j-guide" href="/guide/'


@pytest.mark.parametrize("registre", REGISTRES.values(), ids=REGISTRES)
def test_tout_ce_qui_est_inscrit_a_son_guide(registre):
    """Sans attribut `guide`, c'est la page du même nom que le code : docs/guide/<code>.md."""
    sans = {element.code: guide_de(element) for element in registre if not est_ecrit(guide_de(element))}
    assert not sans, f"écrivez docs/guide/<page>.md, ou nommez une page qui existe (guide=…) : {sans}"


@pytest.fixture
def maison(db):
    return construire()


@pytest.fixture
def client(maison) -> Client:
    client = Client()
    client.force_login(maison.admin)
    return client


def sans_lien(client: Client, adresses) -> list[str]:
    pages = {adresse: client.get(adresse).content.decode() for adresse in adresses}
    return [adresse for adresse, page in pages.items() if LIEN not in page]


@pytest.mark.lent
def test_chaque_onglet_montre_son_guide(client, maison):
    objets = (
        (ONGLETS, maison.dossier.numero),
        (ONGLETS_PERSONNE, maison.personnes["claire"].pk),
        (ONGLETS_SOCIETE, maison.societes["duval"].pk),
        (ONGLETS_PRESTATION, maison.prestations["bilan"].pk),
    )
    adresses = chain.from_iterable((reverse(o.url_name, args=[cle]) for o in registre) for registre, cle in objets)
    assert sans_lien(client, adresses) == []


@pytest.mark.lent
def test_chaque_liste_et_chaque_ecran_d_admin_montre_son_guide(client):
    listes = [reverse(liste.url) for liste in LISTES if liste.url]
    ecrans = [reverse(ecran.url_name) for ecran in ECRANS_ADMIN]
    assert sans_lien(client, [*listes, *ecrans, reverse("prestations:admin")]) == []


@pytest.mark.lent
def test_chaque_bloc_montre_son_guide_sauf_s_il_est_celui_de_l_onglet(client, maison):
    for onglet in ONGLETS:
        page = client.get(reverse(onglet.url_name, args=[maison.dossier.numero])).content.decode()
        attendus = {guide_de(bloc) for bloc in BLOCS if onglet.code in bloc.onglets} | {guide_de(onglet)}
        for guide in attendus:
            code, diese, partie = guide.partition("#")
            assert page.count(f'{LIEN}{code}/{diese}{partie}"') == 1, (onglet.code, guide)
