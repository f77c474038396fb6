package io.github.stepline.progress;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The workers of a run: those that work, and of the others the 256 heard last. */
final class Workers {
    private static final int MAX_IDLE = 256;
    private static final int MAX_LOOKED_AT = 16;

    private final Map<Worker.Key, Worker> byKey = new LinkedHashMap<>(16, 0.75f, true);
    private int active;

    void begin(@Nullable String writer, String name, StepNode item, long at) {
        Worker worker = byKey.computeIfAbsent(new Worker.Key(writer, name), Worker::new);
        leave(item, at);
        active += worker.item() == null ? 1 : 0;
        worker.begin(item, at);
        item.worker(worker);
        if (byKey.size() - active > MAX_IDLE) {
            forgetOneIdle();
        }
    }

    /** The worker of an item is free again. */
    void leave(StepNode item, long at) {
        Worker worker = item.worker();
        if (worker != null && worker.item() == item) {
            worker.leave(item, at);
            active--;
        }
    }

    Collection<Worker> all() {
        return byKey.values();
    }

    /** One that was heard long ago is likely to be idle, so not many are looked at. */
    private void forgetOneIdle() {
        Iterator<Worker> eldest = byKey.values().iterator();
        for (int i = 0; i < MAX_LOOKED_AT && eldest.hasNext(); i++) {
            if (eldest.next().item() == null) {
                eldest.remove();
                return;
            }
        }
    }
}
