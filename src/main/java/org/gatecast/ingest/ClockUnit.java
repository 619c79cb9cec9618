package org.gatecast.ingest;

/**
 * The unit in which an export counts time. Exports declare hundredths and write milliseconds with penalties in whole
 * seconds, so the unit is found from the numbers (contract section 5).
 */
enum ClockUnit {
    /** Times in milliseconds, penalties in seconds: {@code Total = Time + Pen × 1000}. */
    MILLISECONDS {
        @Override
        long timeInHundredths(int raw) {
            return raw / 10;
        }

        @Override
        long penaltyInHundredths(int raw) {
            return raw * 100L;
        }
    },
    /** Times and penalties in hundredths of a second: {@code Total = Time + Pen}. */
    HUNDREDTHS {
        @Override
        long timeInHundredths(int raw) {
            return raw;
        }

        @Override
        long penaltyInHundredths(int raw) {
            return raw;
        }
    };

    abstract long timeInHundredths(int raw);

    abstract long penaltyInHundredths(int raw);
}
