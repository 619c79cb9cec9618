package org.gatecast.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.PostgresCluster;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes with different page files, as during an upgrade. The operator's logo is such a file. */
class OtherVersionPagesIT {
    private static final Pattern LOGO = Pattern.compile("data-operator-logo=\"([^\"]+)\"");
    private static final String UNKNOWN = "/assets/UNKNOWN/spectator-main.js";

    @RegisterExtension
    @Order(1)
    final TestServer old = TestServer.onPostgres().throughALink();

    @RegisterExtension
    @Order(2)
    final TestServer newer =
            TestServer.beside(old, "page.operator-name", "Weir", "page.operator-logo", "src/test/resources/logo.png");

    @Test
    void eachNodeSendsTheFilesOfTheOthersPages() {
        String logo = logo();
        ApiResponse own = newer.api().get(logo);
        for (int request = 0; request < 2; request++) {
            ApiResponse response = old.api().get(logo);
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.bytes()).isEqualTo(own.bytes());
            for (String header : List.of("Content-Type", "Cache-Control", "ETag", "Content-Security-Policy")) {
                assertThat(response.header(header)).as(header).isNotNull().isEqualTo(own.header(header));
            }
        }
        assertThat(old.api().get(logo, "If-None-Match", own.etag()).status()).isEqualTo(304);
    }

    @Test
    void thePageOfANodeThatIsGoneStillGetsItsFiles() {
        String logo = logo();
        newer.stop();
        assertThat(old.api().get(logo).status()).isEqualTo(200);
        newer.start();
    }

    @Test
    void aFileThatNoVersionHasIsNeverKeptAsMissing() {
        ApiResponse missing = old.api().get(UNKNOWN);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("Cache-Control")).isEqualTo("no-store");
        // A node with this file starts.
        PostgresCluster.shared()
                .execute(
                        old.postgresDatabase(),
                        "INSERT INTO page_files VALUES ('" + UNKNOWN + "', 'text/javascript', 'x', now())");
        assertThat(old.api().get(UNKNOWN).text()).isEqualTo("x");
    }

    @Test
    void manyWhoAskAtOnceEachGetTheirFile() {
        String logo = logo();
        List<CompletableFuture<ApiResponse>> responses = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String address = i % 2 == 0 ? logo : "/assets/UNKNOWN/file" + i + ".js";
            responses.add(CompletableFuture.supplyAsync(() -> old.api().get(address)));
        }
        for (int i = 0; i < responses.size(); i++) {
            assertThat(responses.get(i).join().status()).isEqualTo(i % 2 == 0 ? 200 : 404);
        }
    }

    @Test
    void withoutTheDatabaseAFileOfAnotherVersionIsUnavailableAndNotMissing() {
        String logo = logo();
        old.databaseLink().fallSilent();
        ApiResponse response = old.api().get(logo);
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.header("Retry-After")).isNotNull();
        old.databaseLink().mend();
        Await.until("the database is back", () -> old.api().get(logo).status() == 200);
    }

    private String logo() {
        Matcher page = LOGO.matcher(newer.api().get("/").text());
        assertThat(page.find()).isTrue();
        return page.group(1);
    }
}
