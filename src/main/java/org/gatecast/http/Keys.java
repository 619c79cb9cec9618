package org.gatecast.http;

import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Instant;
import org.gatecast.config.Settings;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
import org.gatecast.model.RefusedException;
import org.gatecast.picture.EventPicture;
import org.gatecast.picture.PictureBoard;

/** Who may do what: master passwords for admin calls, one event's key for its data (contract section 2). */
final class Keys {
    static final String MASTER_HEADER = "X-Master-Key";
    static final String EVENT_HEADER = "X-API-Key";

    private final Settings.Security settings;
    private final PictureBoard pictures;
    private final Clock clock;

    Keys(Settings.Security settings, PictureBoard pictures, Clock clock) {
        this.settings = settings;
        this.pictures = pictures;
        this.clock = clock;
    }

    /**
     * Lets only the master of this server through.
     *
     * @throws RefusedException when the password is missing or wrong
     */
    void requireMaster(HttpServerRequest request) {
        String password = request.getHeader(MASTER_HEADER);
        if (!settings.isOpen() && (password == null || !settings.isMasterPassword(password))) {
            throw new RefusedException(
                    ErrorCode.Unauthorized,
                    password == null
                            ? "This call needs a master password in the header X-Master-Key."
                            : "The master password in X-Master-Key is wrong.");
        }
    }

    /**
     * The event that the request's key opens now.
     *
     * @throws RefusedException when the key is missing, unknown or out of its time, and which
     */
    EventPicture event(HttpServerRequest request) {
        String key = request.getHeader(EVENT_HEADER);
        if (key == null || key.isBlank()) {
            throw unauthorized("This call needs the event's key in the header X-API-Key.");
        }
        EventPicture event =
                pictures.findByKey(key.strip()).orElseThrow(() -> unauthorized("The key in X-API-Key is unknown."));
        Instant now = clock.instant();
        KeyValidity validity = KeyValidity.of(event.meta().details(), settings);
        if (!validity.hasBegun(now)) {
            throw unauthorized("The key in X-API-Key is not valid before " + validity.from() + ".");
        }
        if (validity.hasEnded(now)) {
            throw unauthorized("The key in X-API-Key expired at " + validity.until() + ".");
        }
        return event;
    }

    /** As {@link #event(HttpServerRequest)}, for a call that also names the event. */
    EventPicture event(HttpServerRequest request, String eventId) {
        EventPicture event = event(request);
        if (!EventId.isValid(eventId) || !event.meta().eventId().value().equals(eventId)) {
            throw unauthorized("The key in X-API-Key belongs to another event.");
        }
        return event;
    }

    private static RefusedException unauthorized(String message) {
        return new RefusedException(ErrorCode.Unauthorized, message);
    }
}
