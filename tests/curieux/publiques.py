"""Les pages sans compte, ouvertes par de vrais jetons : signer, salle, vérification, invitation, mot de passe."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from jalon.comptes.operations import inviter_utilisateur
from jalon.emargement.operations import demander_signature, ouvrir_salle
from jalon.emargement.queries import attendus
from jalon.emargement.queries_liens import jeton_de_salle
from tests.emargement.seances import en_cours, signer_ligne
from tests.fabriques import profil
from tests.maison import Maison


def signatures(maison: Maison) -> dict[str, str]:
    """Une page par sorte de jeton, qui s'ouvre : « signer », « salle », « verification »."""
    seance, signee = (en_cours(maison.dossiers[cle], par=maison.admin) for cle in ("claire", "elodie"))
    recus: list[str] = []
    demander_signature(
        par=maison.admin, dossier=maison.dossier, seance=seance, cle=attendus(seance)[0].cle,
        adresse=lambda jeton: recus.append(reverse("portail:signer", args=[jeton])) or recus[0],
    )  # fmt: skip
    salle = jeton_de_salle(ouvrir_salle(par=maison.admin, seance=seance).graine)
    return {
        "signer": recus[0],
        "salle": reverse("portail:salle", args=[salle]),
        "verification": reverse("emargement:verification", args=[signer_ligne(signee).empreinte]),
    }


def comptes(maison: Maison) -> dict[str, str]:
    """Choisir son premier mot de passe, ou un nouveau : « invitation », « oubli »."""
    donnees = {"prenom": "Léa", "nom": "Ney", "courriel": "lea@exemple.fr", "profil": profil("conseiller")}
    _, jeton = inviter_utilisateur(par=maison.admin, donnees=donnees)
    paul = maison.utilisateurs["conseiller"]
    cle = {"uidb36": user_pk_to_url_str(paul), "key": default_token_generator.make_token(paul)}
    return {
        "invitation": reverse("invitation", args=[jeton]),
        "oubli": reverse("account_reset_password_from_key", kwargs=cle),
    }
