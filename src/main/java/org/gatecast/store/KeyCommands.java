package org.gatecast.store;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.gatecast.bus.EventNotice.Cause;
import org.gatecast.bus.StoreCommand.KeysChanged;
import org.gatecast.bus.StoreCommand.RecordKeyUse;
import org.gatecast.bus.StoreCommand.ReplaceKey;
import org.gatecast.bus.StoreCommand.RevokeKey;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventKey;
import org.gatecast.model.EventKeyRing;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.gatecast.model.KeyValidity;
import org.gatecast.model.RefusedException;

/**
 * Creates, replaces and revokes events' keys. A replaced key may still send data for a while, but may neither change
 * keys nor delete the event: it may have been replaced because it was leaked.
 */
final class KeyCommands {
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 4;
    private static final String CHANGE = "change the event's keys";

    private final EventStates eventStates;
    private final KeyValidity.Margins margins;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    KeyCommands(EventStates eventStates, KeyValidity.Margins margins, Clock clock) {
        this.eventStates = eventStates;
        this.margins = margins;
        this.clock = clock;
    }

    EventKey newKey() {
        return new EventKey(randomHex(ID_BYTES), randomHex(KEY_BYTES), now(), null);
    }

    private String randomHex(int bytes) {
        byte[] buffer = new byte[bytes];
        random.nextBytes(buffer);
        return HexFormat.of().formatHex(buffer);
    }

    Future<KeysChanged> apply(ReplaceKey command) {
        EventState state = eventStates.state(command.eventId());
        requireNewest(state.meta(), command.authority().keyId(), CHANGE);
        requireThatANewKeyWorks(state.meta());
        EventKeyRing keys = state.meta().keys();
        EventKey next = newKey();
        while (keys.find(next.id()).isPresent()) {
            next = newKey();
        }
        EventKeyRing replaced = keys.replacedBy(next, command.grace());
        if (replaced.all().size() > EventKeyRing.MAX_KEYS) {
            throw new RefusedException(
                    ErrorCode.Conflict,
                    "Event " + command.eventId() + " has " + EventKeyRing.MAX_KEYS
                            + " keys that still work; revoke some first.");
        }
        return commit(state, replaced);
    }

    Future<KeysChanged> apply(RevokeKey command) {
        EventState state = eventStates.state(command.eventId());
        requireNewest(state.meta(), command.authority().keyId(), CHANGE);
        EventKeyRing keys = state.meta().keys();
        if (keys.find(command.keyId()).isEmpty()) {
            throw new RefusedException(
                    ErrorCode.NotFound,
                    "Event " + command.eventId() + " has no key with that keyId; it may be revoked.");
        }
        return commit(state, keys.without(command.keyId()));
    }

    /** Records a use at most once per {@link EventKey#RECORD_INTERVAL}. */
    Future<KeysChanged> apply(RecordKeyUse command) {
        EventState state = eventStates.state(command.eventId());
        EventKeyRing keys = state.meta().keys();
        Instant at = command.at().truncatedTo(ChronoUnit.MILLIS);
        boolean isNew = keys.find(command.authority().keyId())
                .filter(key -> key.isUseUnrecordedAt(at))
                .isPresent();
        return commit(state, isNew ? keys.withUse(command.authority().keyId(), at) : keys);
    }

    private Future<KeysChanged> commit(EventState state, EventKeyRing keys) {
        return eventStates
                .commit(state.withMeta(state.meta().withKeys(keys)), Cause.KEYS)
                .map(done -> new KeysChanged(
                        eventStates.state(state.meta().eventId()).meta()));
    }

    private void requireThatANewKeyWorks(EventMeta meta) {
        KeyValidity validity = KeyValidity.of(meta.organiserDates(), margins);
        if (validity.hasEnded(now())) {
            throw new RefusedException(
                    ErrorCode.Conflict,
                    "The days of event " + meta.eventId() + " are over: its keys expired at " + validity.until()
                            + ", and so would a new one. Change the last day first.");
        }
    }

    /** Requires a master password ({@code byKey} is {@code null}) or the newest key. The message has {@code what}. */
    void requireNewest(EventMeta meta, String byKey, String what) {
        Optional<String> newest = meta.keys().newest(now()).map(EventKey::id);
        if (byKey != null && !newest.equals(Optional.of(byKey))) {
            throw new RefusedException(
                    ErrorCode.Forbidden,
                    "The key in X-API-Key has been replaced; only the newest key, or a master password, may " + what
                            + ".");
        }
    }

    /** In the precision that is stored. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
