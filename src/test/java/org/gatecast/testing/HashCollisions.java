package org.gatecast.testing;

/**
 * Different texts of one length and one {@link String#hashCode}: "Aa" and "BB" have the same, and so has any row of them.
 * Every polynomial hash has such texts for all of its seeds.
 */
public final class HashCollisions {
    private HashCollisions() {}

    /**
     * One of them: letters only, so it may be a name in XML.
     *
     * @param number from 0, below {@code 1 << length / 2}
     * @param length in characters, even
     */
    public static String text(int number, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int block = 0; block < length / 2; block++) {
            text.append((number >> block & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    /**
     * Different texts of 96 letters whose groups of four are the same, in another order: their sums are equal, as Jackson
     * takes them.
     *
     * @param number from 0, below 184,756
     */
    public static String groups(int number) {
        StringBuilder text = new StringBuilder("a".repeat(16));
        int rest = number;
        int ones = 10;
        for (int place = 20; place > 0; place--) {
            // So many texts go on with an "AAAA" here.
            int others = choose(place - 1, ones);
            boolean one = rest >= others;
            text.append(one ? "BBBB" : "AAAA");
            rest -= one ? others : 0;
            ones -= one ? 1 : 0;
        }
        return text.toString();
    }

    private static int choose(int of, int some) {
        long ways = some > of ? 0 : 1;
        for (int i = 0; i < some && ways > 0; i++) {
            ways = ways * (of - i) / (i + 1);
        }
        return (int) ways;
    }
}
