package org.gatecast.bus;

/** The addresses on the event bus. */
public final class Addresses {
    /** Requests: a {@link StoreCommand}, answered by its reply or a {@link org.gatecast.model.Refusal}. */
    public static final String STORE = "gatecast.store";

    /** Published after each commit: an {@link EventNotice}. */
    public static final String NOTICES = "gatecast.notices";

    /** Requests: an {@link OnCourseUpdate}, answered by {@link OnCourseUpdate.Accepted} or a {@link org.gatecast.model.Refusal}. */
    public static final String ON_COURSE = "gatecast.oncourse";

    /** Published by the broadcaster, if the database is shared: an {@link OnCourseReport} of this node, for the others. */
    public static final String ON_COURSE_HERE = "gatecast.oncourse.here";

    /** Published by the store: an {@link OnCourseReport} of another node. */
    public static final String ON_COURSE_ELSEWHERE = "gatecast.oncourse.elsewhere";

    /** Requests without a body, answered once a write has reached the disk; else with a {@link org.gatecast.model.Refusal}. */
    public static final String PROBE = "gatecast.store.probe";

    /** Requests: a {@link MaintenanceRequest}, answered by {@link MaintenanceRequest.Completed} or {@link MaintenanceRequest.Refused}. */
    public static final String MAINTENANCE = "gatecast.maintenance";

    /** Published by the broadcaster: a {@link PingTick}. */
    public static final String PING_TICKS = "gatecast.pings";

    /** Requests: a {@link CountSpectators}, answered by {@link SpectatorCounts}. */
    public static final String SPECTATORS = "gatecast.spectators";

    /** Requests to the store: a {@link CountSpectators}, answered by {@link SpectatorCounts} of the other nodes, if there are any. */
    public static final String SPECTATORS_ELSEWHERE = "gatecast.spectators.elsewhere";

    /** Requests: a {@link SlotsWanted}, if the limit of spectators is shared. */
    public static final String SLOTS_WANTED = "gatecast.slots.wanted";

    /** Requests to the store: a {@link SlotReservation}, if the database is shared. */
    public static final String SLOTS = "gatecast.slots";

    /** Requests to the store: a {@link PageFileRequest}, if the database is shared. */
    public static final String PAGE_FILES = "gatecast.pages.files";

    /** Published: {@link SurplusSpectators}. */
    public static final String SURPLUS = "gatecast.slots.surplus";

    /** Published: a {@link DatabaseContact}, if the database is shared. */
    public static final String DATABASE_CONTACT = "gatecast.database.contact";

    /** Requests to the store: a {@link WebhookRequest}. */
    public static final String WEBHOOKS = "gatecast.webhooks";

    /** Requests to the dispatcher of webhooks: a {@link WebhookCommand}. */
    public static final String WEBHOOK_COMMANDS = "gatecast.webhooks.commands";

    private Addresses() {}
}
