package org.gatecast.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyMemoryTest {
    private static final long MIB = 1 << 20;

    private final BodyMemory memory = new BodyMemory(256 * MIB);

    @Test
    void anEighthOfTheHeapIsForLargeBodies() {
        for (int i = 0; i < 3; i++) {
            assertThat(memory.reserve(10 * MIB)).isTrue();
        }
        assertThat(memory.reserve(10 * MIB)).isFalse();
        assertThat(memory.reserve(2 * MIB)).isTrue();
        memory.release(10 * MIB);
        assertThat(memory.reserve(10 * MIB)).isTrue();
    }

    @Test
    void smallOnesAlwaysFitAndALargeOneWhenItIsAlone() {
        assertThat(memory.reserve(200 * MIB)).isTrue();
        assertThat(memory.reserve(MIB)).isFalse();
        for (int i = 0; i < 1_000; i++) {
            assertThat(memory.reserve(MIB / 4)).isTrue();
        }
        memory.release(200 * MIB);
        assertThat(memory.reserve(MIB)).isTrue();
    }
}
