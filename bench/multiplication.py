"""De la base gabarit à N dossiers : combien de copies, de quelles tables, sous quelles retouches.

Une maison de N dossiers est faite de sites. Un site : une copie d'aujourd'hui, à tous les stades, et deux copies
des seuls dossiers finis, reculées de deux et quatre ans ; son personnel les a tenues toutes les trois. Deux sites
partagent leurs conventions, quatre leurs sociétés et leurs centres.
"""

import retouches
from clonage import Cloneur, Copie, Table
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from tables import dechargees, executer, lire

from jalon.annuaire import models as annuaire
from jalon.annuaire.doublons.operations import recalculer_doublons
from jalon.comptes import models as comptes
from jalon.documents import models as documents
from jalon.dossiers import models as dossiers
from jalon.financement import models as financement
from jalon.journal.models import Entree
from jalon.memos import models as memos
from jalon.planning import models as planning
from jalon.structure import models as structure

RECULS = (0, 728, 1456)  # jours : des semaines entières, le jour de la semaine ne change pas
SITES_PAR_CONVENTION, SITES_PAR_SOCIETE = 2, 4
FINIS = "t.statut IN ('termine', 'abandonne')"


def multiplier(nombre: int) -> int:
    """Porte la base à `nombre` dossiers au moins ; rend combien elle en a."""
    tables = _tables()
    copies = _copies(nombre)
    if len(copies) > 1:
        cloneur = Cloneur(tables, copies)
        _completer(cloneur)
        with dechargees([table.modele for table in tables]):
            cloneur.cloner()
            _agrandir_les_conventions()
        recalculer_doublons()
    return dossiers.Dossier.objects.count()


def _copies(nombre: int) -> list[Copie]:
    entiere = dossiers.Dossier.objects.count()
    finie = lire(f"SELECT COUNT(*) FROM dossiers_dossier t WHERE {FINIS}")[0][0]
    copies, total = [], 0
    while total < nombre or not copies:
        site, rang = divmod(len(copies), len(RECULS))
        s, p, g = (len(RECULS) * (site - site % par) for par in (1, SITES_PAR_CONVENTION, SITES_PAR_SOCIETE))
        copies.append(Copie(len(copies), s, p, g, RECULS[rang]))
        total += finie if rang else entiere
    return copies


def _tables() -> list[Table]:
    """Le dossier d'abord, dont les autres dépendent ; puis tout ce qui se multiplie."""
    dossier, seance, personne = "dossier_id", "seance_id", "personne_id"
    p = planning
    return [
        Table(
            dossiers.Dossier, garder=FINIS, fixes=("date_calcul_statut",), colonnes=retouches.DOSSIER,
            retouche=retouches.dossiers,
        ),
        Table(comptes.Utilisateur, "s", colonnes=retouches.UTILISATEUR, retouche=retouches.utilisateurs),
        Table(comptes.Equipe, "s", colonnes=retouches.STRUCTURE, retouche=retouches.equipes),
        Table(comptes.Membre, "s"),
        Table(structure.Centre, "g", colonnes=retouches.CENTRE, retouche=retouches.centres),
        Table(structure.Lieu, "s", colonnes=retouches.STRUCTURE, retouche=retouches.lieux),
        Table(annuaire.Societe, "g", colonnes=retouches.SOCIETE, retouche=retouches.societes),
        Table(annuaire.TypeDeSociete, "g"),
        Table(financement.Convention, "p", colonnes=retouches.CONVENTION, retouche=retouches.conventions),
        Table(financement.Convention.prestations.through, "p"),
        Table(
            annuaire.Personne,
            garder="t.id IN (SELECT d.beneficiaire_id FROM g_dossiers_dossier d "
            "WHERE d.id IN (SELECT id FROM garde_dossiers_dossier))",
            fixes=("date_naissance",), colonnes=retouches.PERSONNE, retouche=retouches.personnes,
        ),
        *(Table(m, garder=_de(annuaire.Personne, personne)) for m in (
            annuaire.RoleDePersonne, annuaire.Rattachement, annuaire.Personne.etiquettes.through)),
        *(Table(m, garder=_de(dossiers.Dossier, dossier)) for m in (
            dossiers.AccesDossier, dossiers.VersionBloc, dossiers.Evenement, dossiers.Objectif,
            financement.Financement, p.Participation, memos.Memo, documents.Document)),
        Table(dossiers.VersionEvenement, garder=_de(dossiers.Evenement, "evenement_id")),
        Table(dossiers.ActeEvenement, garder=_de(dossiers.Evenement, "evenement_id")),
        Table(financement.PartFinanceur, garder=_de(financement.Financement, "financement_id")),
        Table(memos.PartageMemo, garder=_de(memos.Memo, "memo_id")),
        Table(memos.VersionMemo, garder=_de(memos.Memo, "memo_id")),
        Table(documents.VersionDocument, garder=_de(documents.Document, "document_id")),
        Table(documents.Courriel, garder=_de(documents.VersionDocument, "version_id")),
        Table(
            p.Seance,
            garder="t.id IN (SELECT a.seance_id FROM g_planning_participation a "
            "WHERE a.id IN (SELECT id FROM garde_planning_participation))",
        ),
        *(Table(m, garder=_de(p.Seance, seance)) for m in (
            p.Animation, p.ChangementEtat, p.Seance.ressources.through)),
        Table(p.Occupation, garder=_de(p.Seance, seance)),
        Table(Entree),
    ]  # fmt: skip


def _de(modele: type, colonne: str) -> str:
    return f't.{colonne} IN (SELECT id FROM "garde_{modele._meta.db_table}")'


def _completer(cloneur: Cloneur) -> None:
    """Ce qui se dit avec le pas des tables : clés dans un texte, clés de tout type, reports sans suite."""
    occupation, entree = cloneur.tables[planning.Occupation], cloneur.tables[Entree]
    cle = "CAST(substr(t.cle, 2) AS bigint)"
    cibles = {"p": annuaire.Personne, "l": structure.Lieu}
    cas = " ".join(f"WHEN '{sorte}' THEN '{sorte}' || ({cloneur.decaler(m, cle)})" for sorte, m in cibles.items())
    occupation.exprimer = {"cle": f"CASE substr(t.cle, 1, 1) {cas} ELSE t.cle END"}
    sienne = _de(annuaire.Personne, "cle").replace("t.cle", cle)
    occupation.garder += f" AND (t.nature <> 'beneficiaire' OR {sienne})"
    seance = cloneur.tables[planning.Seance]
    suite = f"c.jours = 0 OR {_de(planning.Seance, 'reportee_vers_id')}"
    seance.exprimer = {
        "reportee_vers_id": f"CASE WHEN {suite} THEN {cloneur.decaler(planning.Seance, 't.reportee_vers_id')} END"
    }
    entree.exprimer = {
        f"{lien}_id": cloneur.decaler_generique(f"t.{lien}_type_id", f"t.{lien}_id") for lien in ("sujet", "objet")
    }
    types = {m: ContentType.objects.get_for_model(m).pk for m in cloneur.tables}
    entree.garder = " OR ".join(f"(t.sujet_type_id = {types[m]} AND {_de(m, 'sujet_id')})"
                                for m in (dossiers.Dossier, annuaire.Personne))  # fmt: skip
    entree.partout = (
        f"t.sujet_type_id IN ({types[dossiers.Dossier]}, {types[annuaire.Personne]}, {types[planning.Seance]}) "
        f"OR (t.sujet_type_id = {types[annuaire.Societe]} AND c.k = c.g) "
        f"OR (t.sujet_type_id = {types[financement.Convention]} AND c.k = c.p)"
    )


def _agrandir_les_conventions() -> None:
    """Une convention sert deux sites depuis six ans : ses heures, son montant et sa période sont à la mesure."""
    parts = SITES_PAR_CONVENTION * len(RECULS)
    debut = {"sqlite": f"date(date_debut, '-{RECULS[-1]} days')", "postgresql": f"date_debut - {RECULS[-1]}"}
    executer([
        f"UPDATE financement_convention SET minutes_financees = minutes_financees * {parts}, "
        f"montant = montant * {parts}, date_debut = {debut[connection.vendor]}"
    ])  # fmt: skip
