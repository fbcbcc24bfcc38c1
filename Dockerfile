# SPDX-License-Identifier: EUPL-1.2
# One image for every role; the role is the command (see docker-compose.yml and deploy/README.md).

FROM node:24-slim AS browser
WORKDIR /build/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY frontend ./
RUN npm run build

FROM python:3.11-slim AS packages
RUN python -m venv /packages
COPY requirements/runtime.txt /requirements.txt
RUN /packages/bin/pip install --no-cache-dir --require-hashes -r /requirements.txt

FROM python:3.11-slim AS runtime
ENV PATH=/packages/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PARVI_ENV=production \
    STATE=/data \
    STATIC_ROOT=/parvi/static
WORKDIR /parvi
COPY --from=packages /packages /packages
COPY backend backend
COPY worker worker
COPY dev dev
COPY deploy deploy
COPY frontend/templates frontend/templates
COPY frontend/locale frontend/locale
COPY --from=browser /build/frontend/dist frontend/dist
# The settings of tests ask for no secrets; collecting files needs neither database nor Redis.
RUN python dev/run.py translations \
    && PARVI_ENV=test STATE=/tmp/state python -m backend collectstatic --noinput \
    && python -m compileall -q backend worker \
    && rm -rf dev /tmp/state \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin parvi \
    && install --directory --owner parvi --group parvi --mode 0750 /data
USER 10001
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
ENTRYPOINT ["/parvi/deploy/entrypoint.sh"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "8", "--no-ws", "backend.config.wsgi:application"]
