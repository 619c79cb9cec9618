package org.gatecast.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** From the specification's own libraries. */
    @Test
    void theSignatureIsThatOfStandardWebhooks() {
        assertThat(WebhookSignature.of(List.of(SECRET), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, BODY))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void withTwoSecretsThereAreTwoSignatures() {
        String other = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        assertThat(WebhookSignature.of(List.of(other, SECRET), "m", 1, BODY).split(" "))
                .containsExactly(
                        WebhookSignature.of(List.of(other), "m", 1, BODY),
                        WebhookSignature.of(List.of(SECRET), "m", 1, BODY));
    }
}
