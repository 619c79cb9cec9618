package org.gatecast.model;

/**
 * One row of the live stream. The row is named by participant, or by race and bib where {@code participantId} is
 * {@code null}. A field the call leaves out keeps what the stream said before; one that it gives as {@code null} is
 * not known (any more). Hundredths of a second.
 */
public record ResultUpdate(
        RaceId raceId,
        ParticipantId participantId,
        Integer bib,
        Field<Integer> time,
        Field<Integer> pen,
        Field<Integer> total,
        Field<String> status,
        Field<Integer> rank,
        Field<Gates> gates,
        Field<String> dtStart,
        Field<String> dtFinish) {

    /**
     * A value that a call may leave out.
     *
     * @param given whether the call named the field at all
     * @param value what it said, {@code null} for "not known"
     */
    public record Field<T>(boolean given, T value) {
        private static final Field<?> ABSENT = new Field<>(false, null);

        @SuppressWarnings("unchecked")
        public static <T> Field<T> absent() {
            return (Field<T>) ABSENT;
        }

        public static <T> Field<T> of(T value) {
            return new Field<>(true, value);
        }

        public T or(T before) {
            return given ? value : before;
        }
    }
}
