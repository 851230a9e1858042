"""Les journaux techniques : un jeton d'adresse n'y reste pas, il ouvrirait la page à qui les lit."""

import logging
import re

JETON = re.compile(r"/(signer|salle|invitation)/[^/\s\"']+")


class TaireJetons(logging.Filter):
    """Remplace par « [jeton] » celui d'une adresse sans compte, dans tout ce qui s'écrit."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = JETON.sub(r"/\1/[jeton]", record.getMessage()), None
        return True
