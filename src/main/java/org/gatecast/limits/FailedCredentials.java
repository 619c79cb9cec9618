package org.gatecast.limits;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.function.LongSupplier;

/**
 * The wrong credentials of one kind that an address sent. Each value counts once, however often it is sent, since a device
 * with an old key guesses nothing. Keeps only fingerprints, of the few values sent last. Any thread.
 */
public final class FailedCredentials {
    private static final int MAX_REMEMBERED = 8;
    private static final byte[] SALT = new byte[16];

    static {
        new SecureRandom().nextBytes(SALT);
    }

    private final RateLimit limit;
    private final LongSupplier nanoTime;
    private final long[] remembered = new long[MAX_REMEMBERED];
    private int size;
    private long bucket;

    FailedCredentials(RateLimit limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        bucket = RateLimit.full(nanoTime.getAsLong());
    }

    /** A salted hash: the value cannot be found from it. */
    public static long fingerprint(String value) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(SALT);
            return ByteBuffer.wrap(digest.digest(value.getBytes(UTF_8))).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public synchronized boolean isKnownWrong(long fingerprint) {
        for (int i = 0; i < size; i++) {
            if (remembered[i] == fingerprint) {
                moveToFront(i, fingerprint);
                return true;
            }
        }
        return false;
    }

    /** Counts a wrong value. Returns 0, or the nanoseconds to wait if there were too many other values. */
    public synchronized long countFailure(long fingerprint) {
        if (isKnownWrong(fingerprint)) {
            return 0;
        }
        long now = nanoTime.getAsLong();
        long wait = limit.waitNanos(bucket, now);
        if (wait > 0) {
            return wait;
        }
        bucket = limit.afterTake(bucket, now);
        size = Math.min(size + 1, MAX_REMEMBERED);
        moveToFront(size - 1, fingerprint);
        return 0;
    }

    /** The nanoseconds to wait before another value may be tried; 0 if it may be tried now. */
    public synchronized long waitNanos() {
        return Math.max(0, limit.waitNanos(bucket, nanoTime.getAsLong()));
    }

    private void moveToFront(int from, long fingerprint) {
        System.arraycopy(remembered, 0, remembered, 1, from);
        remembered[0] = fingerprint;
    }
}
