package org.gatecast.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.store.StoreFutures.await;
import static org.gatecast.store.StoreFutures.awaitTrouble;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.gatecast.config.Settings;
import org.gatecast.config.SettingsLoader;
import org.gatecast.store.EventStore;
import org.gatecast.store.SampleStates;
import org.gatecast.store.StorageException.Reason;
import org.gatecast.testing.PostgresCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the modes of {@code sslmode} mean, for the client that serves and for the one that migrates. */
class PostgresTlsTest {
    private static final String ENCRYPTED =
            "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE datname = '%s'"
                    + " AND application_name LIKE 'gatecast%%'";

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private PostgresCluster cluster;
    private Path authority;
    private String name;

    @BeforeEach
    void createDatabase() {
        cluster = PostgresCluster.shared();
        authority = cluster.certificateAuthority();
        name = cluster.newEmptyDatabase();
    }

    @AfterEach
    void dropDatabase() {
        await(vertx.close());
        if (name != null) {
            cluster.drop(name);
        }
    }

    @ParameterizedTest
    @CsvSource({"disable, f", "prefer, t", "require, t", "verify-ca, t", "verify-full, t"})
    void connectionsAreEncryptedAsTheModeSays(String mode, String encrypted) {
        EventStore store = await(open(cluster.url(name, mode), authority));
        await(store.create(SampleStates.draft("e1"), null));
        assertThat(await(store.loadAll())).hasSize(1);
        assertThat(cluster.text("postgres", ENCRYPTED.formatted(name))).isEqualTo(encrypted);
        await(store.close());
    }

    @ParameterizedTest
    @CsvSource({"verify-ca", "verify-full"})
    void aServerOfAnotherAuthorityIsRefused(String mode) throws Exception {
        Path other = directory.resolve("other.crt");
        new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=other",
                        "-keyout",
                        directory.resolve("other.key").toString(),
                        "-out",
                        other.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(Files.isReadable(other)).isTrue();
        assertThat(awaitTrouble(open(cluster.url(name, mode), other)).reason()).isEqualTo(Reason.UNREACHABLE);
    }

    private Future<EventStore> open(String url, Path certificates) {
        Settings settings = SettingsLoader.load(Map.of(
                "database.url",
                url,
                "database.busy-timeout-millis",
                "500",
                "database.certificate-authority",
                certificates.toString()));
        return PostgresEventStore.open(vertx, settings.database(), settings.journal());
    }
}
