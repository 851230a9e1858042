"""La carte d'une fiche : ce que la fiche montre, par la même porte (4.3, C4)."""

import pytest

from jalon.journal.models import Consultation
from tests.maison import Maison, construire


@pytest.fixture
def maison(db) -> Maison:
    return construire()


def carte(client, maison: Maison, qui: str, genre: str, fiche) -> str:
    client.force_login(maison.utilisateurs[qui])
    reponse = client.get(f"/annuaire/{genre}/{fiche.pk}/carte/")
    assert reponse.status_code == 200
    return reponse.content.decode()


def test_la_carte_d_une_personne_dit_comment_la_joindre(client, maison):
    fiche = maison.personnes["julie"]
    fiche.telephone_mobile, fiche.courriel, fiche.fonction = "+33612345678", "julie@exemple.fr", "Tutrice"
    fiche.employeur = maison.societes["duval"]
    fiche.save()
    texte = carte(client, maison, "conseiller", "personnes", fiche)
    for attendu in ("Tutrice", str(fiche.employeur), "tel:+33612345678", "mailto:julie@exemple.fr"):
        assert attendu in texte
    assert f'href="/annuaire/personnes/{fiche.pk}/"' in texte
    assert "<html" not in texte


def test_hors_du_perimetre_la_carte_ne_dit_que_le_nom(client, maison):
    """La porte des détails : ni téléphone, ni courriel, ni fonction."""
    fiche = maison.dossiers["louis"].beneficiaire
    fiche.telephone_mobile, fiche.courriel, fiche.fonction = "+33612345678", "louis@exemple.fr", "Soudeur"
    fiche.save()
    texte = carte(client, maison, "conseiller", "personnes", fiche)
    assert str(fiche) in texte
    assert "hors de votre périmètre" in texte
    for cache in ("12345678", "louis@exemple.fr", "Soudeur"):
        assert cache not in texte


def test_la_carte_d_une_societe(client, maison):
    fiche = maison.societes["duval"]
    fiche.telephone, fiche.ville = "+33299000000", "Bruz"
    fiche.save()
    texte = carte(client, maison, "gestionnaire", "societes", fiche)
    assert "tel:+33299000000" in texte
    assert "Bruz" in texte


def test_sans_coordonnees_la_carte_le_dit(client, maison):
    fiche = maison.societes["duval"]
    fiche.telephone = fiche.courriel = ""
    fiche.save()
    assert "Ni téléphone ni courriel" in carte(client, maison, "gestionnaire", "societes", fiche)


def test_une_carte_n_est_pas_une_visite(client, maison):
    carte(client, maison, "conseiller", "personnes", maison.personnes["julie"])
    assert not Consultation.objects.exists()
