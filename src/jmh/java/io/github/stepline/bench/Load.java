package io.github.stepline.bench;

import java.util.Map;

/** What is logged, over and over. Durations differ in every event. */
public enum Load {
    /** The same message, id and details in every event: it flatters whatever keeps an answer by identity. */
    REPEATED {
        @Override
        void log(Pipeline pipeline, long i) {
            pipeline.succeeded(MESSAGE, STEP, duration(i), DETAILS);
        }
    },
    /** A message, an id and a detail made for each event, as an application makes them. */
    FRESH {
        @Override
        void log(Pipeline pipeline, long i) {
            long n = 1_000_000 + i % 9_000_000;
            pipeline.succeeded(
                    "Step 'code_" + n + "' completed successfully.",
                    "generate_code_step_" + n,
                    duration(i),
                    details("src/processor_" + n + ".py"));
        }
    },
    /** {@code log.info("Processed order {} in {} ms", id, ms)}. */
    PLAIN {
        @Override
        void log(Pipeline pipeline, long i) {
            pipeline.plain(i, i & 1023);
        }
    };

    private static final String MESSAGE = "Step 'generate_initial_code' completed successfully.";
    private static final String STEP = "generate_initial_code_step_001";
    private static final Map<String, Object> DETAILS = details("src/data_processor_01.py");

    abstract void log(Pipeline pipeline, long i);

    private static double duration(long i) {
        return (2_530_700 + (i & 4095)) / 1000.0;
    }

    private static Map<String, Object> details(String file) {
        return Map.of("output_artifact_count", 1, "generated_file", file, "model_used", "gpt-4-turbo-2024-04-09");
    }
}
