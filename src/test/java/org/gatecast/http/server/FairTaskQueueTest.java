package org.gatecast.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FairTaskQueueTest {
    private final List<String> begun = new ArrayList<>();
    private final Map<String, Runnable> underWay = new LinkedHashMap<>();

    @Test
    void anotherEventWaitsForOneTaskOfEachHoweverManyOneHas() {
        FairTaskQueue queue = new FairTaskQueue(1);
        for (int i = 1; i <= 100; i++) {
            add(queue, "A", "A" + i);
        }
        add(queue, "B", "B1");
        add(queue, "B", "B2");
        add(queue, "C", "C1");
        end("A1");
        assertThat(begun).containsExactly("A1", "B1");
        end("B1");
        end("C1");
        end("A2");
        end("B2");
        assertThat(begun).containsExactly("A1", "B1", "C1", "A2", "B2", "A3");
    }

    @Test
    void twoEventsDoNotShutOutAThird() {
        FairTaskQueue queue = new FairTaskQueue(2);
        for (int i = 1; i <= 10; i++) {
            add(queue, "A", "A" + i);
            add(queue, "B", "B" + i);
        }
        add(queue, "C", "C1");
        assertThat(begun).containsExactly("A1", "B1");
        end("B1");
        assertThat(begun).containsExactly("A1", "B1", "C1");
    }

    @Test
    void ofOneEventOneTaskRunsAtATimeInOrderThoughThereIsRoomForMore() {
        FairTaskQueue queue = new FairTaskQueue(4);
        add(queue, "A", "A1");
        add(queue, "A", "A2");
        add(queue, "B", "B1");
        assertThat(begun).containsExactly("A1", "B1");
        end("A1");
        assertThat(begun).containsExactly("A1", "B1", "A2");
    }

    @Test
    void whatEndsAtOnceLetsTheNextOneIn() {
        FairTaskQueue queue = new FairTaskQueue(1);
        add(queue, "A", "A1");
        for (int i = 0; i < 100_000; i++) {
            queue.add("A", Runnable::run);
        }
        end("A1");
        add(queue, "A", "A2");
        assertThat(begun).containsExactly("A1", "A2");
    }

    @Test
    void anOwnerHasTasksUntilTheLastHasEnded() {
        FairTaskQueue queue = new FairTaskQueue(1);
        List<Runnable> ends = new ArrayList<>();
        queue.add("a", ends::add);
        queue.add("a", ends::add);

        ends.get(0).run();
        assertThat(queue.isEmpty("a")).isFalse();
        assertThat(queue.isEmpty("b")).isTrue();
        ends.get(1).run();
        assertThat(queue.isEmpty("a")).isTrue();
    }

    private void add(FairTaskQueue queue, String event, String task) {
        queue.add(event, ended -> {
            begun.add(task);
            underWay.put(task, ended);
        });
    }

    private void end(String task) {
        underWay.remove(task).run();
    }
}
