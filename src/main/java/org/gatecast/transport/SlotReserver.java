package org.gatecast.transport;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.LocalCodec;
import org.gatecast.bus.SlotReservation;
import org.gatecast.bus.SlotsWanted;
import org.gatecast.bus.SpectatorCounts;
import org.gatecast.bus.SurplusSpectators;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
import org.gatecast.model.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reserves slots in the database, for a {@link SpectatorLimit} that several nodes share. So all of them together never admit
 * more spectators than an event may have. One request is under way at a time; spectators that come meanwhile share the next.
 *
 * <p>A reservation holds for {@link #LEASE}, and is renewed every second while there are spectators. The database forgets the
 * reservations of a node that does not renew them, because it was killed, a second later than the node itself stops using
 * them. A node without the database keeps its spectators and admits no more. When it is back and others have taken its slots,
 * the surplus spectators must leave.
 */
public final class SlotReserver extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(SlotReserver.class);

    private static final Duration LEASE = Duration.ofSeconds(4);
    private static final long RENEWAL_MILLIS = 1_000;
    /** Reserved beforehand, so that few spectators wait for the database: a part of those that are there, and a few. */
    private static final int SPARE_PART = 4;

    private static final int MIN_SPARE = 8;
    /** Fewer slots than this part of the limit are scarce. */
    private static final int SCARCE_PART = 8;

    /** A later reply counts for nothing. */
    private static final long TIMEOUT_MILLIS = 2_000;

    /** A renewal does not wait for longer. */
    private static final long COUNT_TIMEOUT_MILLIS = 200;

    private static final Refusal AWAY =
            new Refusal(ErrorCode.Unavailable, "The database does not respond; try again shortly.");

    private final SpectatorLimit limit;
    private final LongSupplier nanoTime;
    private BusClient bus;
    private List<Message<SlotsWanted>> waiting = new ArrayList<>();
    /** Events whose last slots are wanted, so that no node may have spare ones. */
    private Set<EventId> scarce = Set.of();

    /** Of this node, for the counts of all nodes. */
    private Map<EventId, SpectatorCounts> counts = Map.of();

    private boolean reserving;
    private boolean holding;
    private long number;

    public SlotReserver(SpectatorLimit limit) {
        this(limit, System::nanoTime);
    }

    /** @param nanoTime monotonic */
    SlotReserver(SpectatorLimit limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    @Override
    public Future<?> start() {
        bus = new BusClient(vertx.eventBus());
        vertx.eventBus().<SlotsWanted>localConsumer(Addresses.SLOTS_WANTED, message -> {
            waiting.add(message);
            reserve();
        });
        vertx.setPeriodic(RENEWAL_MILLIS, timer -> renew());
        return Future.succeededFuture();
    }

    private void renew() {
        if (holding && limit.isLeaseOver()) {
            holding = false;
            LOG.warn("Slots for spectators cannot be reserved; those who are here stay, and no more are admitted");
        }
        countSpectators()
                .timeout(COUNT_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .onSuccess(counted -> counts = counted)
                .onComplete(done -> reserve());
    }

    private Future<Map<EventId, SpectatorCounts>> countSpectators() {
        Map<EventId, SpectatorCounts> counted = new HashMap<>();
        return Future.all(limit.taken().keySet().stream()
                        .map(event -> bus.countSpectators(event).onSuccess(count -> counted.put(event, count)))
                        .toList())
                .map(all -> counted);
    }

    private void reserve() {
        if (reserving) {
            return;
        }
        List<Message<SlotsWanted>> served = waiting;
        waiting = new ArrayList<>();
        Map<EventId, Integer> wanted = wanted(served);
        if (wanted.isEmpty()) {
            return;
        }
        reserving = true;
        long sent = nanoTime.getAsLong();
        Future<SlotReservation.Reserved> reserved =
                bus.reserveSlots(new SlotReservation(wanted, counts, limit.perEvent(), ++number));
        reserved.timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).onComplete(done -> {
            reserving = false;
            if (done.succeeded()) {
                use(done.result(), sent);
            } else {
                LOG.debug("Slots were not reserved", done.cause());
            }
            served.forEach(message -> message.reply(
                    done.succeeded()
                            ? new SlotsWanted.Tried(isFull(message.body().eventId(), done.result()))
                            : AWAY,
                    LocalCodec.OPTIONS));
            if (!waiting.isEmpty()) {
                reserve();
            }
        });
    }

    /** What is not wanted any more is given up before the database is told. */
    private Map<EventId, Integer> wanted(List<Message<SlotsWanted>> served) {
        Map<EventId, Integer> wanted = new HashMap<>(limit.taken());
        served.forEach(message -> wanted.merge(message.body().eventId(), 1, Integer::sum));
        wanted.replaceAll((event, spectators) -> {
            boolean none = spectators == 0 || scarce.contains(event);
            int spare = none ? 0 : Math.max(MIN_SPARE, spectators / SPARE_PART);
            int withSpare = Math.min(limit.perEvent(), spectators + spare);
            return Math.max(withSpare, limit.giveUp(event, withSpare));
        });
        return wanted;
    }

    /** Whether no node has left any, and this node has given all that it has. */
    private boolean isFull(EventId event, SlotReservation.Reserved reserved) {
        return reserved.left().getOrDefault(event, 0) <= 0
                && limit.taken(event) >= reserved.slots().getOrDefault(event, 0);
    }

    private void use(SlotReservation.Reserved reserved, long sent) {
        holding = reserved.slots().values().stream().anyMatch(slots -> slots > 0);
        scarce = reserved.left().entrySet().stream()
                .filter(left -> left.getValue() < limit.perEvent() / SCARCE_PART)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        reserved.slots().forEach((event, slots) -> {
            limit.reserved(event, slots);
            if (limit.taken(event) > slots) {
                vertx.eventBus().publish(Addresses.SURPLUS, new SurplusSpectators(event), LocalCodec.OPTIONS);
            }
        });
        // Last, so that no slot is taken that others have reserved meanwhile.
        limit.leaseUntil(sent + LEASE.toNanos());
    }
}
