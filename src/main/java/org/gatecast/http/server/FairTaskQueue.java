package org.gatecast.http.server;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Lets a bounded number of tasks run at once, and of each owner's one alone, in the order in which they were added. Owners
 * take turns, so that however many tasks one has, another waits for as many as there are owners. Any thread.
 */
final class FairTaskQueue {
    private final int slots;
    private final Map<Object, Tenant> tenants = new HashMap<>();
    /** Those whose next task may begin, in the order of their turns. */
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
     * @param task begun by this or another thread, when its turn comes; runs what it is given when it has ended, once;
     *     throws nothing
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

    /** One thread at a time begins tasks; whoever comes meanwhile leaves it to that one. */
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
