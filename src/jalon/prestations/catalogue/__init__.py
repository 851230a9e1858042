"""Le catalogue livré : des prestations à cocher, avec leurs textes, leur déroulé et leurs exigences.

Ce sont des points de départ plausibles, que la maison ajuste ; chacun dit la source de ses règles.
"""

from .accompagnements import ACCOMPAGNEMENTS
from .bilan_vae import BILAN_VAE
from .fiches import ActionLivree, EtapeLivree, PrestationLivree
from .formations import FORMATIONS

CATALOGUE: dict[str, PrestationLivree] = {p.code: p for p in (*BILAN_VAE, *FORMATIONS, *ACCOMPAGNEMENTS)}

__all__ = ["CATALOGUE", "ActionLivree", "EtapeLivree", "PrestationLivree"]
