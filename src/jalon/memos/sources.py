"""Les mémos dans la recherche globale : seulement ceux que la personne peut lire."""

from jalon.recherche.registres import Resultat, SourceRecherche
from jalon.socle.formats import montrer_date
from jalon.socle.recherche_texte import chercher

from .models import Memo


def chercher_memos(q: str, utilisateur, limite: int) -> list[Resultat]:
    """Au plus `limite` mémos dont le sujet ou le texte commence par la saisie. Une requête."""
    trouves = chercher(Memo.objects.visibles_par(utilisateur).vivants(), "texte_recherche", q)
    return [_resultat(memo) for memo in trouves.pour_page().order_by("-date_memo", "-pk")[:limite]]


def _resultat(memo: Memo) -> Resultat:
    porteur, objet = memo.porteur, memo.objet
    detail = f"{memo.get_nature_display()} du {montrer_date(memo.date_memo)} · {porteur.nommer(objet)}"
    return Resultat(memo.resume, detail, f"{porteur.adresse(objet)}#memo-{memo.pk}")


SOURCE = SourceRecherche("memos", "Mémos", "message-plus", chercher_memos, "memos.lecture", ordre=40)
