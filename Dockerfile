# The image: docker build -t gatecast . && docker run -p 8080:8080 -v gatecast:/var/lib/gatecast gatecast
# Stop it with time to let spectators go: docker stop -t 40.

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml .
COPY conf conf
COPY src/main src/main
RUN mvn --batch-mode --no-transfer-progress -Dmaven.test.skip=true package

FROM eclipse-temurin:17-jre
WORKDIR /opt/gatecast
COPY bin bin
COPY conf/jvm.options conf/gatecast.properties conf/
COPY --from=build /build/target/gatecast.jar gatecast.jar
# The archive of classes is made with the very Java that reads it.
RUN useradd --system --uid 10001 --home-dir /var/lib/gatecast gatecast \
 && mkdir -p /var/lib/gatecast /var/cache/gatecast \
 && CACHE_DIRECTORY=/var/cache/gatecast bin/gatecast archive \
 && chown -R gatecast /var/lib/gatecast

USER 10001
WORKDIR /var/lib/gatecast
ENV CACHE_DIRECTORY=/var/cache/gatecast \
    DATABASE_PATH=/var/lib/gatecast/gatecast.db \
    PORT=8080
VOLUME /var/lib/gatecast
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["/opt/gatecast/bin/healthy"]
ENTRYPOINT ["/opt/gatecast/bin/gatecast"]
