package org.gatecast.webhooks.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs deliveries as Standard Webhooks 1.0 says, with symmetric secrets. Any thread. */
final class WebhookSignature {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /**
     * The header {@code webhook-signature}: a signature with each secret.
     *
     * @param secrets the newest first
     * @param epochSecond the header {@code webhook-timestamp}
     */
    static String of(List<String> secrets, String messageId, long epochSecond, byte[] body) {
        byte[] head = (messageId + "." + epochSecond + ".").getBytes(StandardCharsets.UTF_8);
        return secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(hmac(secret, head, body)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] hmac(String secret, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), ALGORITHM));
            mac.update(head);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is in every Java", e);
        }
    }
}
