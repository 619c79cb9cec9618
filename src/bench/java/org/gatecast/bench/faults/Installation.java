package org.gatecast.bench.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.gatecast.testing.BoothClient;

/**
 * Three nodes on one PostgreSQL database with a standby, HAProxy before them where it is installed, two booths per event that
 * push through different nodes, and spectators who come and resume anywhere. For one thread.
 */
final class Installation implements AutoCloseable {
    static final int NODES = 3;

    private static final int SPECTATORS_PER_EVENT = 4;
    private static final int LOST_MILLIS = 1_000;

    private final RunDirectory directory = RunDirectory.create();
    private final ReplicatedDatabase database;
    private final List<Node> nodes = new ArrayList<>();
    private final Optional<NodesProxy> proxy;
    private final List<Integer> ports = new ArrayList<>();
    private final List<NumberedPusher> pushers = new ArrayList<>();
    private final List<FollowingSpectator> spectators = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private int lost;

    /**
     * @param tables of every event
     * @param random when spectators leave, and where they resume
     */
    Installation(int events, PushedTables tables, Random random) {
        try {
            database = new ReplicatedDatabase(directory.path());
            for (int i = 0; i < NODES; i++) {
                nodes.add(node());
            }
            // The first creates the tables.
            for (Node node : nodes) {
                node.start();
                node.awaitStart();
                ports.add(node.port());
            }
            proxy = NodesProxy.start(directory.path(), nodes);
            proxy.ifPresent(started -> ports.add(started.port()));
            for (int i = 0; i < events; i++) {
                open("EVENT." + i, i, tables, random);
            }
            pushers.forEach(NumberedPusher::start);
        } catch (RuntimeException | AssertionError e) {
            directory.close();
            throw e;
        }
    }

    private Node node() {
        return new Node(directory.path(), database::port);
    }

    private void open(String event, int number, PushedTables tables, Random random) {
        BoothClient booth = nodes.get(number % NODES)
                .api()
                .createEvent(event)
                .imported(tables.export())
                .through("startlist", "running");
        for (int i = 0; i < tables.races().size(); i++) {
            pushers.add(new NumberedPusher(ports, (number + i) % NODES, event, booth.apiKey(), tables, i));
        }
        for (int i = 0; i < SPECTATORS_PER_EVENT; i++) {
            spectators.add(new FollowingSpectator(ports, event, tables.races(), random.nextLong()));
        }
    }

    Node node(int index) {
        return nodes.get(index);
    }

    ReplicatedDatabase database() {
        return database;
    }

    /** The primary and its last commits are lost. What the database has lost, nobody keeps. */
    void promoteWithLoss() throws InterruptedException {
        if (!pause()) {
            return;
        }
        List<String> generations = generations();
        List<Integer> kept =
                pushers.stream().map(pusher -> pusher.acknowledged().size()).toList();
        database.promoteWithoutLastCommits(() -> {
            pushers.forEach(NumberedPusher::proceed);
            TimeUnit.MILLISECONDS.sleep(LOST_MILLIS);
            pause();
        });
        for (int i = 0; i < pushers.size(); i++) {
            lost += pushers.get(i).acknowledged().size() - kept.get(i);
            pushers.get(i).forget(kept.get(i));
        }
        compare(false);
        if (!Collections.disjoint(generations, generations())) {
            findings.add("an event has the generation that it had before it lost commits");
        }
        pushers.forEach(NumberedPusher::proceed);
    }

    private List<String> generations() {
        return database.texts("SELECT generation FROM events");
    }

    /** Compares while nobody pushes. Nothing must be broken. */
    void check() throws InterruptedException {
        if (pause()) {
            compare(true);
            pushers.forEach(NumberedPusher::proceed);
        }
    }

    /** False, and a finding, if a call is not acknowledged for long. */
    private boolean pause() throws InterruptedException {
        for (NumberedPusher pusher : pushers) {
            if (!pusher.pause()) {
                findings.add("no node acknowledges a call of " + pusher.eventId() + " " + pusher.raceId());
                return false;
            }
        }
        return true;
    }

    private void compare(boolean withTimes) throws InterruptedException {
        spectators.forEach(spectator -> spectator.roam(false));
        findings.addAll(new Checkpoint(database, nodes, this::freshNode, pushers, spectators).findings(withTimes));
        spectators.forEach(spectator -> spectator.roam(true));
    }

    private Node freshNode() {
        Node fresh = node();
        fresh.start();
        fresh.awaitStart();
        return fresh;
    }

    /** What was wrong so far. */
    List<String> findings() {
        return findings;
    }

    FaultRun.Outcome outcome(int faults) {
        return new FaultRun.Outcome(
                faults,
                pushers.stream()
                        .mapToInt(pusher -> pusher.acknowledged().size())
                        .sum(),
                lost,
                spectators.stream().mapToInt(FollowingSpectator::resumedByDiff).sum(),
                spectators.stream().mapToInt(FollowingSpectator::resumedByFull).sum(),
                findings.stream()
                        .map(finding -> "after fault " + faults + ": " + finding)
                        .toList());
    }

    @Override
    public void close() {
        pushers.forEach(NumberedPusher::close);
        spectators.forEach(FollowingSpectator::close);
        proxy.ifPresent(NodesProxy::close);
        nodes.forEach(Node::close);
        database.close();
        directory.close();
    }
}
