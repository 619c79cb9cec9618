package org.gatecast.model;

/**
 * One row of the live stream. It identifies the participant by {@code participantId}, or by race and bib if that is
 * {@code null}. A field that the call leaves out keeps the stream's last value; a field that it gives as {@code null} is
 * unknown from now on. Hundredths of a second.
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

    /** A value that a call may leave out; {@code null} if it is given as unknown. */
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
