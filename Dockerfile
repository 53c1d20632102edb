# claimlint in a container:
#   docker build -t claimlint .
#   docker run --rm -v "$PWD:/work:ro" claimlint check
#
# The program is one static file: Rust's Alpine image links musl, and no dependency
# needs a C library. `docker build --target static -t claimlint:static .` holds this file
# alone, without shell and git (no --since). `docker build --target binary --output . .`
# puts it into this folder, to be copied to any Linux of the same architecture.
FROM rust:1.95-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /src
COPY . .
# What `claimlint --version` names as its commit: --build-arg CLAIMLINT_COMMIT="$(git rev-parse HEAD)"
ARG CLAIMLINT_COMMIT=""
RUN CLAIMLINT_COMMIT="$CLAIMLINT_COMMIT" cargo build --locked --profile dist --bin claimlint

FROM scratch AS binary
COPY --from=build /src/target/dist/claimlint /claimlint

FROM scratch AS static
COPY --from=build /src/target/dist/claimlint /usr/local/bin/claimlint
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/usr/local/bin/claimlint"]
CMD ["check"]

FROM alpine:3.22
RUN apk add --no-cache git \
    && git config --system --add safe.directory '*' \
    && adduser -D -H -u 65532 claimlint
COPY --from=build /src/target/dist/claimlint /usr/local/bin/claimlint
# Nobody in particular: reports are written where this user may write, or with --user "$(id -u)".
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/usr/local/bin/claimlint"]
CMD ["check"]
