"""Les chemins qu'un modèle lit, sans le remplir : « beneficiaire.nom », « seances », « seances.date »."""

from collections.abc import Iterator
from io import BytesIO

from docxtpl import DocxTemplate
from jinja2 import nodes

from .bac import environnement

PROPRES = {"loop", "self", "caller", "varargs", "kwargs"}
PIEDS = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
Noms = dict[str, str | None]  # ce que désignent les variables de boucle


def lire_marqueurs(docx: bytes) -> tuple[set[str], set[str]]:
    """Tous les chemins du corps, des en-têtes, des pieds et des notes ; puis ceux qui peuvent rester vides.

    Lève les fautes de syntaxe de Jinja.
    """
    env, lus, facultatifs = environnement(), set(), set()
    for texte in textes_de(docx):
        arbre = env.parse(texte)
        lus |= set(_lus(arbre, {}))
        facultatifs |= set(_facultatifs(arbre))
    return lus, facultatifs & lus


def textes_de(docx: bytes) -> Iterator[str]:
    """Le XML de chaque partie que docxtpl remplit, tel que Jinja le lit."""
    modele = DocxTemplate(BytesIO(docx))
    modele.init_docx()
    yield modele.patch_xml(modele.get_xml())
    for uri in (modele.HEADER_URI, modele.FOOTER_URI):
        for _, partie in modele.get_headers_footers(uri):
            yield modele.patch_xml(modele.get_part_xml(partie))
    for partie in modele.docx.part.package.parts:
        if partie.content_type == PIEDS:
            yield modele.patch_xml(partie.blob.decode("utf-8"))
    for nom in ("author", "comments", "identifier", "language", "subject", "title"):
        yield getattr(modele.docx.core_properties, nom)


def _lus(noeud: nodes.Node, noms: Noms) -> Iterator[str]:
    """Les chemins lus sous ce nœud."""
    if isinstance(noeud, nodes.For):
        yield from _boucle(noeud, dict(noms))
        return
    if isinstance(noeud, nodes.Assign) and isinstance(noeud.target, nodes.Name):
        noms[noeud.target.name] = _chemin(noeud.node, noms)
        yield from _lus(noeud.node, noms)
        return
    chemin = _chemin(noeud, noms) if isinstance(noeud, nodes.Getattr | nodes.Getitem | nodes.Name) else None
    if chemin:
        yield chemin
        return
    for enfant in noeud.iter_child_nodes():
        yield from _lus(enfant, noms)


def _boucle(boucle: nodes.For, noms: Noms) -> Iterator[str]:
    yield from _lus(boucle.iter, noms)
    source = _chemin(boucle.iter, noms)
    cibles = [boucle.target] if isinstance(boucle.target, nodes.Name) else boucle.target.find_all(nodes.Name)
    noms |= {cible.name: source for cible in cibles}
    for enfant in (*boucle.body, *boucle.else_, *([boucle.test] if boucle.test else [])):
        yield from _lus(enfant, noms)


def _facultatifs(arbre: nodes.Template) -> Iterator[str]:
    """Ce qu'une condition éprouve, la gauche d'un « or », ce qui a une valeur par défaut."""
    eprouves: list[nodes.Node] = [n.test for n in arbre.find_all((nodes.If, nodes.CondExpr))]
    eprouves += [n.left for n in arbre.find_all(nodes.Or)]
    eprouves += [n.node for n in arbre.find_all(nodes.Filter) if n.name in ("default", "d") and n.node]
    for noeud in eprouves:
        yield from _lus(noeud, {})


def _chemin(noeud: nodes.Node, noms: Noms) -> str | None:
    """« dossier.numero » ; un rang ne compte pas ; un filtre laisse passer la source. None : rien de nommé."""
    if isinstance(noeud, nodes.Name):
        return noms.get(noeud.name, None if noeud.name in PROPRES else noeud.name)
    if isinstance(noeud, nodes.Filter) and noeud.node is not None:
        return _chemin(noeud.node, noms)
    if isinstance(noeud, nodes.Getattr):
        source = _chemin(noeud.node, noms)
        return f"{source}.{noeud.attr}" if source else None
    if isinstance(noeud, nodes.Getitem):
        source = _chemin(noeud.node, noms)
        cle = noeud.arg.value if isinstance(noeud.arg, nodes.Const) else None
        return f"{source}.{cle}" if source and isinstance(cle, str) else source
    return None
