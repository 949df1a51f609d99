# syntax=docker/dockerfile:1

FROM rust:1.95-bookworm AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpq-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY . .
# The caches make the next build quick; the program is copied out of them because they are not part of the image.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target \
    cargo build --release --locked \
    && cp target/release/perspektiv /usr/local/bin/perspektiv

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates libpq5 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --home-dir /data perspektiv \
    && install --directory --owner=perspektiv --group=perspektiv --mode=0700 /data
COPY --from=build /usr/local/bin/perspektiv /usr/local/bin/perspektiv
COPY --chmod=0755 scripts/healthcheck.sh /usr/local/bin/healthcheck.sh

ENV BIND=0.0.0.0:8080 \
    DATA_DIR=/data \
    DATABASE_URL=sqlite:///data/perspektiv.db \
    LOG_FORMAT=json
USER perspektiv
WORKDIR /data
VOLUME /data
EXPOSE 8080
# Alive, not ready: a database that is down must not have the application restarted.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 CMD ["healthcheck.sh", "live"]
ENTRYPOINT ["perspektiv"]
CMD ["serve"]
