package org.gatecast.http.server;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Runs a bounded number of tasks at once, of each owner one at a time in the order of adding. Owners take turns, so a task
 * waits for at most one task of each other owner. Any thread.
 */
final class FairTaskQueue {
    private final int slots;
    private final Map<Object, Tenant> tenants = new HashMap<>();
    /** Owners whose next task may begin, in the order of their turns. */
    private final Queue<Tenant> ready = new ArrayDeque<>();

    private int running;
    private boolean beginning;

    private static final class Tenant {
        private final Object owner;
        private final Queue<Consumer<Runnable>> tasks = new ArrayDeque<>();

        private Tenant(Object owner) {
            this.owner = owner;
        }
    }

    /**
     * @param slots tasks that may run at once
     */
    FairTaskQueue(int slots) {
        this.slots = slots;
    }

    /**
     * @param task started on this or another thread when its turn comes; it must run its argument once when it has ended,
     *     and must not throw
     */
    void add(Object owner, Consumer<Runnable> task) {
        synchronized (this) {
            Tenant tenant = tenants.get(owner);
            if (tenant == null) {
                tenant = new Tenant(owner);
                tenants.put(owner, tenant);
                ready.add(tenant);
            }
            tenant.tasks.add(task);
        }
        startRunnable();
    }

    /** Whether no task of this owner runs or waits. */
    synchronized boolean isEmpty(Object owner) {
        return !tenants.containsKey(owner);
    }

    /** Only one thread at a time starts tasks; others return. */
    private void startRunnable() {
        synchronized (this) {
            if (beginning) {
                return;
            }
            beginning = true;
        }
        while (true) {
            Tenant tenant;
            Consumer<Runnable> task;
            synchronized (this) {
                if (running == slots || ready.isEmpty()) {
                    beginning = false;
                    return;
                }
                running++;
                tenant = ready.remove();
                task = tenant.tasks.remove();
            }
            task.accept(() -> end(tenant));
        }
    }

    private void end(Tenant tenant) {
        synchronized (this) {
            running--;
            if (tenant.tasks.isEmpty()) {
                tenants.remove(tenant.owner);
            } else {
                ready.add(tenant);
            }
        }
        startRunnable();
    }
}
