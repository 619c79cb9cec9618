package org.gatecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImmutableValuesTest {
    @Test
    void anImageCopiesItsBytesInAndOut() {
        byte[] bytes = {1, 2};
        Image image = new Image("image/png", bytes);
        bytes[0] = 9;
        image.bytes()[1] = 9;
        assertThat(image.bytes()).containsExactly(1, 2);
    }

    @Test
    void aRefusalCarriesOnlyValues() {
        assertThat(new Refusal(ErrorCode.RateLimited, "later", Map.of("retryAfter", 3, "statuses", List.of("draft")))
                        .extra())
                .hasSize(2);
        assertThatThrownBy(() -> new Refusal(ErrorCode.RateLimited, "later", Map.of("task", new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("task must be a value");
    }
}
