package org.gatecast.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.vertx.core.logging.SLF4JLogDelegate;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.slf4j.MDC;

@ResourceLock(Resources.SYSTEM_OUT)
class LoggingTest {
    private final LoggerContext context = new LoggerContext();
    private final PrintStream terminal = System.out;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @BeforeEach
    void configureAsTheServiceDoes() {
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        context.setMDCAdapter(MDC.getMDCAdapter());
        LogbackConfiguration.install(context);
    }

    @AfterEach
    void giveTheTerminalBack() {
        context.stop();
        System.setOut(terminal);
    }

    @Test
    void theRootTakesTheLevel() {
        apply("DEBUG");

        assertThat(level("org.gatecast.broadcast")).isEqualTo(Level.DEBUG);
    }

    @Test
    void libraryRoutineStaysOutHoweverMuchTheServiceTells() {
        apply("TRACE");

        assertThat(level("io.netty.channel")).isEqualTo(Level.WARN);
        assertThat(level("org.flywaydb.core")).isEqualTo(Level.WARN);
    }

    @Test
    void aLibraryIsNeverLouderThanTheService() {
        apply("OFF");

        assertThat(level("io.netty.channel")).isEqualTo(Level.OFF);
        assertThat(level("org.gatecast")).isEqualTo(Level.OFF);
    }

    @Test
    void anEventIsOneLineWhateverIsInIt() {
        Throwable failure = new IllegalStateException("first\nsecond", new RuntimeException("cause"));

        context.getLogger("org.gatecast.broadcast.Room").warn("forged\r\nline", failure);
        context.getLogger("org.gatecast.broadcast.Room").info("plain");
        context.stop();

        String output = written.toString(StandardCharsets.UTF_8);
        assertThat(output.lines()).hasSize(2);
        assertThat(output.lines().findFirst().orElseThrow())
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z WARN  \\[.*\\] Room: forged \\| line \\| .*")
                .contains("IllegalStateException: first | second | at org.gatecast.config.LoggingTest")
                .contains("| Caused by: java.lang.RuntimeException: cause");
        assertThat(output.lines().toList().get(1)).endsWith("Room: plain");
    }

    @Test
    void nothingInALineLooksLikeAnotherLineOrAnotherField() {
        context.getLogger("org.gatecast.http.errors.ErrorResponses")
                .atInfo()
                .addKeyValue("path", "/\" status=\"200\" x=\"\\\n2026-01-01\u001b[2J\u2028\u202e\ud800")
                .addKeyValue("nothing", (Object) null)
                .log("refused: \"/x\"\u0007\u0085 a\tb\b \\\" k=\"v\" \ud83d\ude80");
        context.stop();

        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .endsWith(
                        "ErrorResponses: refused: \\\"/x\\\"\\u0007\\u0085 a\\u0009b\\u0008 \\\\\\\" k=\\\"v\\\" \ud83d\ude80"
                                + " path=\"/\\\" status=\\\"200\\\" x=\\\"\\\\\\u000a2026-01-01\\u001b[2J\\u2028\\u202e\\ud800\""
                                + " nothing=\"null\"");
    }

    @Test
    void whatALineCarriesBesidesItsTextStandsBehindIt() {
        context.getLogger("org.gatecast.Ingest")
                .atInfo()
                .addKeyValue("event", "E")
                .addKeyValue("bytes", 7)
                .log("ingest");
        context.stop();

        assertThat(written.toString(StandardCharsets.UTF_8)).endsWith("Ingest: ingest event=\"E\" bytes=\"7\"\n");
    }

    @Test
    void forProgramsALineIsAJsonObject() throws JsonProcessingException {
        Logging.apply(SettingsLoader.load(Map.of("log.format", "json")), context);

        context.getLogger("org.gatecast.Ingest")
                .atWarn()
                .addKeyValue("event", "E")
                .addKeyValue("bytes", 7)
                .setCause(new IllegalStateException("first\nsecond"))
                .log("forged\r\nline");
        context.stop();

        String output = written.toString(StandardCharsets.UTF_8);
        assertThat(output.lines()).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(output);
        assertThat(line.path("message").asText()).isEqualTo("forged\r\nline");
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("logger").asText()).isEqualTo("org.gatecast.Ingest");
        assertThat(line.path("event").asText()).isEqualTo("E");
        assertThat(line.path("bytes").isInt()).isTrue();
        assertThat(line.path("stack_trace").asText()).contains("IllegalStateException: first\nsecond");
        assertThat(line.path("@timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    }

    @Test
    void vertxAndNettyLogThroughTheSameBackend() {
        assertThat(io.vertx.core.internal.logging.LoggerFactory.getLogger("any"))
                .extracting("adapted")
                .isInstanceOf(SLF4JLogDelegate.class);
        assertThat(InternalLoggerFactory.getDefaultFactory().getClass().getSimpleName())
                .isEqualTo("Slf4JLoggerFactory");
    }

    private void apply(String level) {
        Logging.apply(SettingsLoader.load(Map.of("log.level", level)), context);
    }

    private Level level(String name) {
        Logger logger = context.getLogger(name);
        return logger.getEffectiveLevel();
    }
}
