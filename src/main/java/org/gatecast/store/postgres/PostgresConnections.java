package org.gatecast.store.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.gatecast.config.PostgresUrl;
import org.gatecast.config.Settings;

/** Opens connections to one database. */
final class PostgresConnections {
    /** How long a server may take to accept a connection, or to respond to what it can do at once. */
    static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(5);

    /** When the address of the server leads elsewhere, nothing is read from the old one for longer. */
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final Settings.Database settings;
    private final PostgresUrl url;

    PostgresConnections(Vertx vertx, Settings.Database settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.url = settings.url().orElseThrow();
    }

    /**
     * A connection outside of any pool.
     *
     * @param name with which the server lists it
     */
    Future<PgConnection> connect(String name) {
        return PgConnection.connect(vertx, options(name)).timeout(RESPONSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * The pool does not let its users close a connection that no longer responds. So each is closed when nothing has arrived
     * for longer than the server may take for a statement.
     */
    Pool pool() {
        Duration silence = statementTimeout().plusSeconds(1);
        return PgBuilder.pool()
                .using(vertx)
                .connectingTo(options("gatecast-reads"))
                .with(new NetClientOptions()
                        .setConnectTimeout((int) RESPONSE_TIMEOUT.toMillis())
                        .setReadIdleTimeout((int) silence.toMillis())
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
                .with(new PoolOptions()
                        .setMaxSize(settings.poolSize())
                        .setMaxLifetime((int) MAX_LIFETIME.toSeconds())
                        .setMaxLifetimeUnit(TimeUnit.SECONDS)
                        .setConnectionTimeout((int) RESPONSE_TIMEOUT.toMillis())
                        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setName("store-reads"))
                .build();
    }

    /** A server that does not hear from this process any more ends its transaction and thereby its locks. */
    private PgConnectOptions options(String name) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(url.host().replaceAll("[\\[\\]]", ""))
                .setPort(url.port())
                .setDatabase(url.database())
                .setUser(url.user())
                .setPassword(url.password())
                .setCachePreparedStatements(true)
                .addProperty("application_name", name)
                .addProperty("lock_timeout", millis(settings.busyTimeout()))
                .addProperty("statement_timeout", millis(statementTimeout()))
                .addProperty("idle_in_transaction_session_timeout", millis(RESPONSE_TIMEOUT.multipliedBy(2)));
        SslMode mode = SslMode.of(url.sslMode());
        options.setSslMode(mode);
        if (mode != SslMode.DISABLE) {
            options.setSslOptions(sslOptions(mode));
        }
        return options;
    }

    private Duration statementTimeout() {
        return settings.busyTimeout().plus(RESPONSE_TIMEOUT);
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }

    private ClientSSLOptions sslOptions(SslMode mode) {
        ClientSSLOptions options =
                new ClientSSLOptions().setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : "");
        if (url.isVerified()) {
            String file = settings.certificateAuthority().orElseThrow().toString();
            return options.setTrustOptions(new PemTrustOptions().addCertPath(file));
        }
        return options.setTrustAll(true);
    }
}
