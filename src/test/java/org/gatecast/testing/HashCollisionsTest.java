package org.gatecast.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HashCollisionsTest {
    @Test
    void textsDifferAndTheirHashesDoNot() {
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            texts.add(HashCollisions.text(i, 22));
        }
        assertThat(texts)
                .hasSize(2_000)
                .allMatch(text -> text.hashCode() == HashCollisions.text(0, 22).hashCode());
    }

    @Test
    void groupsDifferInNothingButTheirOrder() {
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            texts.add(HashCollisions.groups(i * 92));
        }
        assertThat(texts).hasSize(2_000).allSatisfy(text -> {
            assertThat(text).hasSize(96);
            assertThat(text.chars().filter(c -> c == 'B')).hasSize(40);
        });
    }
}
