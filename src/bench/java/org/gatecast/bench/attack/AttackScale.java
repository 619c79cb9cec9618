package org.gatecast.bench.attack;

import java.time.Duration;

/**
 * How much of an attack is made.
 *
 * @param silentClients connections that ask and read nothing
 * @param halfOpen connections that never end their first request
 * @param handshakesPerSecond opened and dropped
 * @param spectators who watch meanwhile
 * @param quiet how long they are watched before
 * @param coming how long the attackers take to come, all at once, which is measured apart
 * @param attack how long the attack lasts
 * @param pause how long the process stands still
 * @param answerMillis 99th percentile in which health and riders on course must be answered
 */
record AttackScale(
        int silentClients,
        int halfOpen,
        int handshakesPerSecond,
        int spectators,
        Duration quiet,
        Duration coming,
        Duration attack,
        Duration pause,
        double answerMillis) {

    /** As documented. */
    static final AttackScale FULL = new AttackScale(
            250,
            1_000,
            400,
            100,
            Duration.ofSeconds(15),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofSeconds(40),
            100);

    /** For the suite, on a machine that does other things besides: that there is a response, not how fast. */
    static final AttackScale SHORT = new AttackScale(
            250,
            300,
            100,
            10,
            Duration.ofSeconds(1),
            Duration.ZERO,
            Duration.ofSeconds(4),
            Duration.ofSeconds(3),
            3_000);
}
