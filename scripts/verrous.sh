#!/bin/sh
# Recalcule les verrous : versions exactes, empreintes, aucune adresse de registre.
set -eu
cd "$(dirname "$0")/.."
verrouiller() {
    uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
        --python-version 3.11 "$@"
}
verrouiller pyproject.toml requirements/construction.in -o requirements/jalon.txt
verrouiller pyproject.toml requirements/construction.in --extra test -c requirements/jalon.txt -o requirements/test.txt
verrouiller requirements/node.in -o requirements/node.txt
npm install --package-lock-only --ignore-scripts --no-audit --no-fund
