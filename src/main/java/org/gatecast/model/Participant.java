package org.gatecast.model;

import java.util.List;

/**
 * A person, crew or team entered in a class. {@code familyName2} and {@code givenName2} are a C2's second paddler;
 * {@code members} are a team's, as the export lists them (ids where it knows them). All but the ids may be
 * {@code null}.
 */
public record Participant(
        ParticipantId participantId,
        ClassId classId,
        Integer eventBib,
        String icfId,
        String familyName,
        String givenName,
        String icfId2,
        String familyName2,
        String givenName2,
        String noc,
        String club,
        String catId,
        boolean isTeam,
        List<String> members) {
    public Participant {
        members = List.copyOf(members);
    }

    /** Family then given name; a crew shows both paddlers: {@code NOVAK Jan / MALY Petr}. */
    public String displayName() {
        String first = name(familyName, givenName);
        String second = name(familyName2, givenName2);
        if (second.isEmpty()) {
            return first;
        }
        return first.isEmpty() ? second : first + " / " + second;
    }

    public Participant withMembers(List<String> others) {
        return new Participant(
                participantId,
                classId,
                eventBib,
                icfId,
                familyName,
                givenName,
                icfId2,
                familyName2,
                givenName2,
                noc,
                club,
                catId,
                isTeam,
                others);
    }

    private static String name(String family, String given) {
        if (family == null) {
            return given == null ? "" : given;
        }
        return given == null ? family : family + " " + given;
    }
}
