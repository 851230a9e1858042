"""Les chemins qu'un modèle lit, sans le remplir : « beneficiaire.nom », « seances », « seances.date »."""

from collections.abc import Iterator
from io import BytesIO

from docxtpl import DocxTemplate
from jinja2 import nodes

from .bac import environnement

PROPRES = {"loop", "self", "caller", "varargs", "kwargs"}
PIEDS = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def lire_marqueurs(docx: bytes) -> set[str]:
    """Tous les chemins du corps, des en-têtes, des pieds et des notes. Lève les fautes de syntaxe de Jinja."""
    env, chemins = environnement(), set()
    for texte in textes_de(docx):
        arbre = env.parse(texte)
        chemins |= set(_lus(arbre, {}))
    return chemins


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


def _lus(noeud: nodes.Node, noms: dict[str, str | None]) -> Iterator[str]:
    """Les chemins lus sous ce nœud ; `noms` : ce que désignent les variables de boucle."""
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


def _boucle(boucle: nodes.For, noms: dict[str, str | None]) -> Iterator[str]:
    yield from _lus(boucle.iter, noms)
    source = _chemin(boucle.iter, noms)
    for cible in boucle.target.find_all(nodes.Name):
        noms[cible.name] = source
    if isinstance(boucle.target, nodes.Name):
        noms[boucle.target.name] = source
    for enfant in (*boucle.body, *boucle.else_, *([boucle.test] if boucle.test else [])):
        yield from _lus(enfant, noms)


def _chemin(noeud: nodes.Node, noms: dict[str, str | None]) -> str | None:
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
