package org.gatecast.bench.jazzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link JazzerRun} begins with and what it kept: every input once more, without a fuzzer. */
class FuzzTargetsTest {
    @ParameterizedTest
    @EnumSource
    void noInputThatWasEverFoundShowsAFault(FuzzTarget target) throws IOException {
        List<byte[]> corpus = Corpus.of(target).read();
        assertThat(corpus).hasSizeGreaterThan(target.seeds().size());
        target.seeds().forEach(input -> run(target, input));
        corpus.forEach(input -> run(target, input));
    }

    private static void run(FuzzTarget target, byte[] input) {
        try {
            target.run(input);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(target.title() + " fails for " + Corpus.line(input), e);
        }
    }

    @Test
    void anInputIsTheSameAfterItWasALine() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            byte[] input = new byte[random.nextInt(40)];
            random.nextBytes(input);
            assertThat(Corpus.bytes(Corpus.line(input))).isEqualTo(input);
        }
        assertThat(Corpus.line(Corpus.bytes("\\x23a\\x5Cb#\\x0A"))).isEqualTo("\\x23a\\x5Cb#\\x0A");
    }
}
