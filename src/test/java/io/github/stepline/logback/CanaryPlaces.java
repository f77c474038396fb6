package io.github.stepline.logback;

import io.github.stepline.ApiCall;
import io.github.stepline.Component;
import io.github.stepline.Events;
import io.github.stepline.Step;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;

/** The places of an event in which a text of the program's may turn up, and how it gets there. */
final class CanaryPlaces {
    private static final Logger LOG = LoggerFactory.getLogger(CanaryTest.class);
    private static final Component ZOO = Component.of("zoo");

    private CanaryPlaces() {}

    static Map<String, Consumer<String>> all() {
        Map<String, Consumer<String>> places = new LinkedHashMap<>();
        ofPlainLines(places);
        ofTypedEvents(places);
        ofErrors(places);
        return places;
    }

    private static void ofPlainLines(Map<String, Consumer<String>> places) {
        places.put("message", text -> LOG.info(text));
        places.put("argument", text -> LOG.info("got {}", text));
        places.put("argument that is not used", text -> LOG.info("got nothing", text));
        places.put("key-value", text -> LOG.atInfo().addKeyValue("k", text).log("pair"));
        places.put(
                "key of a key-value", text -> LOG.atInfo().addKeyValue(text, 1).log("pair"));
        places.put("marker", text -> LOG.info(MarkerFactory.getDetachedMarker(text), "with a marker"));
        places.put("mdc value", text -> withMdc("k", text));
        places.put("mdc key", text -> withMdc(text, "v"));
        places.put("thread name", CanaryPlaces::inThread);
        places.put("logger name", text -> LoggerFactory.getLogger("x." + text).info("hello"));
        places.put("url", text -> LOG.info("GET https://api.example.com/v1?page=2&item={}&sort=key HTTP/1.1", text));
    }

    private static void ofTypedEvents(Map<String, Consumer<String>> places) {
        places.put("typed message", text -> Events.event(ZOO, "z", e -> e.message(text)));
        places.put("nested value", text -> Events.event(ZOO, "z", e -> e.detail("a", Map.of("b", List.of(text)))));
        places.put("nested key", text -> Events.event(ZOO, "z", e -> e.detail("a", Map.of("b", Map.of(text, 1)))));
        places.put("characters", text -> Events.event(ZOO, "z", e -> e.detail("a", text.toCharArray())));
        places.put("bytes", text -> Events.event(ZOO, "z", e -> e.detail("a", text.getBytes(StandardCharsets.UTF_8))));
        places.put("step id", text -> Events.stepStarted(text).succeeded());
        places.put(
                "command line",
                text -> Events.commandStarted("curl '" + text + "'").completed(0, text, text));
        places.put("file", text -> Events.fileRead(Path.of("a", text), 1));
        places.put("context", text -> Events.contextAddedByUser("s", text));
        places.put("api", CanaryPlaces::apiCall);
    }

    private static void ofErrors(Map<String, Consumer<String>> places) {
        places.put("exception", text -> LOG.error("failed", new IllegalStateException(text)));
        places.put("cause", text -> LOG.error("failed", new RuntimeException("outer", new IOException(text))));
        places.put("suppressed", CanaryPlaces::suppressed);
        places.put("typed error", text -> Events.stepFailed("s", 1, new IOException("outer", new IOException(text))));
        places.put("stack trace", text -> LOG.error("failed", withFrame(text)));
        places.put("typed stack trace", text -> Events.stepFailed("s", 1, withFrame(text)));
    }

    /** Where numbers go; the text is one. */
    static Map<String, Consumer<String>> ofNumbers() {
        Map<String, Consumer<String>> places = new LinkedHashMap<>();
        places.put("number argument", text -> LOG.info("got {}", Long.parseLong(text)));
        places.put("number", text -> Events.event(ZOO, "z", e -> e.detail("n", Long.parseLong(text))));
        places.put("nested number", text -> Events.event(ZOO, "z", e -> e.detail("a", List.of(Long.valueOf(text)))));
        places.put(
                "number of a key-value",
                text -> LOG.atInfo().addKeyValue("n", Long.valueOf(text)).log("pair"));
        places.put("large number", text -> Events.event(ZOO, "z", e -> e.detail("n", new BigDecimal(text))));
        return places;
    }

    private static void withMdc(String key, String value) {
        MDC.put(key, value);
        LOG.info("with MDC");
        MDC.remove(key);
    }

    private static void suppressed(String text) {
        RuntimeException outer = new RuntimeException("outer");
        outer.addSuppressed(new IllegalStateException(text));
        LOG.error("failed", outer);
    }

    private static Exception withFrame(String text) {
        Exception failed = new IllegalStateException("failed");
        failed.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("com.example.Job", "run", text, 12),
            new StackTraceElement("com.example.Main", "main", "Main.java", 7)
        });
        return failed;
    }

    private static void inThread(String text) {
        Thread thread = new Thread(() -> LOG.info("in a thread"), text);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException ending) {
            throw new IllegalStateException(ending);
        }
    }

    private static void apiCall(String text) {
        ApiCall call = Events.apiRequestSent("provider", "model", e -> e.detail("prompt", text));
        call.failed(401, "Unauthorized", text);
        Step step = Events.stepStarted("with-reason");
        step.failed(text);
    }
}
