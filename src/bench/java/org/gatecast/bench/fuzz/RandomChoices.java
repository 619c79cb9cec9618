package org.gatecast.bench.fuzz;

import java.util.List;
import java.util.Random;

/** The random choices of one case. */
final class RandomChoices {
    private final Random random;

    RandomChoices(long seed, long number) {
        // Seeds that differ by one give first numbers that hardly do.
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + number * 0xBF58476D1CE4E5B9L);
        random.nextInt();
    }

    boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** As many bytes of any kind, each a character. */
    String noise(int length) {
        StringBuilder noise = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            noise.append((char) random.nextInt(256));
        }
        return noise.toString();
    }

    /** The text with something in it changed, left out, repeated or put in. */
    String spoil(String text, List<String> pieces) {
        StringBuilder spoilt = new StringBuilder(text);
        for (int i = below(3); i >= 0; i--) {
            int at = below(spoilt.length() + 1);
            int end = Math.min(spoilt.length(), at + below(8));
            switch (below(5)) {
                case 0 -> spoilt.delete(at, end);
                case 1 -> spoilt.insert(at, spoilt.substring(at, end));
                case 2 -> spoilt.insert(at, of(pieces));
                case 3 -> spoilt.replace(at, end, of(pieces));
                default -> {
                    if (at < spoilt.length()) {
                        spoilt.setCharAt(at, (char) below(256));
                    }
                }
            }
        }
        return spoilt.toString();
    }
}
