package io.github.stepline;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** A list of SLF4J key-value pairs that holds the event itself and makes the pairs only when somebody reads them. */
final class EventPairs extends AbstractList<KeyValuePair> {
    private final LogEvent event;
    private @Nullable List<KeyValuePair> pairs;

    EventPairs(LogEvent event) {
        this.event = event;
    }

    LogEvent event() {
        return event;
    }

    @Override
    public KeyValuePair get(int index) {
        return pairs().get(index);
    }

    @Override
    public int size() {
        return pairs().size();
    }

    /** Two threads may both make the list: it is the same list. */
    private List<KeyValuePair> pairs() {
        List<KeyValuePair> made = pairs;
        if (made == null) {
            made = List.copyOf(make());
            pairs = made;
        }
        return made;
    }

    private List<KeyValuePair> make() {
        List<KeyValuePair> list = new ArrayList<>();
        add(
                list,
                "component",
                event.component() == null ? null : event.component().name());
        add(list, "action", event.action());
        add(list, "run_id", event.runId());
        add(list, "step_id", event.stepId());
        add(list, "parent_id", event.parentId());
        add(list, "event_id", event.eventId());
        add(
                list,
                "state_before",
                event.stateBefore() == null ? null : event.stateBefore().toString());
        add(
                list,
                "state_after",
                event.stateAfter() == null ? null : event.stateAfter().toString());
        add(list, "duration_ms", event.durationMs());
        add(list, "progress", event.progress() == null ? null : asMap(event.progress()));
        add(list, "details", event.details().isEmpty() ? null : event.details());
        return list;
    }

    private static void add(List<KeyValuePair> list, String key, @Nullable Object value) {
        if (value != null) {
            list.add(new KeyValuePair(key, value));
        }
    }

    private static Map<String, Object> asMap(Progress progress) {
        Map<String, Object> map = new LinkedHashMap<>();
        put(map, "name", progress.name());
        put(map, "index", progress.index());
        put(map, "of", progress.of());
        put(map, "current", progress.current());
        put(map, "total", progress.total());
        put(map, "unit", progress.unit());
        put(map, "attempt", progress.attempt());
        put(map, "max_attempts", progress.maxAttempts());
        put(map, "worker", progress.worker());
        return map;
    }

    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
