# Cartelera and one release of its tables.
#
# Python 3.13: the workflow tests on it, constraints.txt has wheels for it, and it is maintained until October 2029.
# The tag fixes Python's minor version and Debian's release, so that a rebuild brings security fixes. To fix the bytes
# too, give the digest that you have checked: --build-arg BASE=python:3.13-slim-trixie@sha256:...
# No cache and no bind mounts: Railway refuses their general form, and older builders know neither.
ARG BASE=python:3.13-slim-trixie
ARG NODE=node:24-trixie-slim

# The page and GraphiQL, with types of what they ask made from the schema. Nothing of Node goes on to the image.
# hadolint ignore=DL3006
FROM ${NODE} AS web
WORKDIR /app/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci --ignore-scripts --include=dev --no-audit --no-fund
COPY schema.graphql /app/
COPY web ./
RUN npm run build

# hadolint ignore=DL3006
FROM ${BASE} AS build
WORKDIR /app
ENV PIP_ONLY_BINARY=:all: \
    PIP_CONSTRAINT=/app/constraints.txt \
    PIP_BUILD_CONSTRAINT=/app/constraints.txt \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_ROOT_USER_ACTION=ignore

# The libraries before the code, so that this layer lasts as long as they do.
COPY pyproject.toml constraints.txt ./
RUN python -m venv --without-pip .venv \
    && python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" \
        > /tmp/libraries.txt \
    && pip --python .venv/bin/python install --requirement /tmp/libraries.txt

COPY README.md LICENSE make.py ./
COPY pipeline pipeline
COPY recsys recsys
COPY graphql_api graphql_api
COPY --from=web /app/graphql_api/static graphql_api/static
RUN pip --python .venv/bin/python install --no-deps .

# The release: the one in data/tables if there is one, else built from data/raw, else from the sample. Only the current
# version goes on, with its report if `make eda` wrote one; a folder of releases holds its predecessors too.
COPY data data
RUN .venv/bin/python -c "import make, pathlib; make.ensure_release(pathlib.Path('data/tables'))" \
    && rm -f .venv/make.log \
    && version="$(cat data/tables/CURRENT)" \
    && report="reports/$version/report.html" \
    && mkdir /release \
    && cp -R data/tables/CURRENT "data/tables/$version" /release/ \
    && if [ -f "data/tables/$report" ]; then \
           mkdir -p "/release/reports/$version" && cp "data/tables/$report" "/release/$report"; \
       fi \
    && chmod -R a+rX /release

# hadolint ignore=DL3006
FROM ${BASE}
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Cartelera" \
      org.opencontainers.image.description="A GraphQL service over the catalogues of four streaming platforms" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.revision="${REVISION}"
WORKDIR /app
COPY --from=build /app/.venv .venv
COPY --from=build /release data/tables
# CARTELERA_USERS is not set: as the service listens on every interface, it shows no users until somebody says so.
ENV PATH=/app/.venv/bin:${PATH} \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    CARTELERA_DATA=/app/data/tables \
    CARTELERA_HOST=* \
    PORT=8000
# A number, because a platform that forbids root can tell that it is not 0; it owns nothing, for nothing is written.
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/healthz\", timeout=4)"]
CMD ["serve"]
