package io.github.stepline.docs;

import static io.github.stepline.batch.Backoff.exponential;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepline.batch.Batch;
import io.github.stepline.batch.BatchResult;
import io.github.stepline.batch.ItemStep;
import io.github.stepline.batch.Preflight;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sample of {@code docs/batch.md} is the code of this test. */
@Timeout(60)
class BatchDocumentTest {
    private static final Path SOURCE = Path.of("src/test/java/io/github/stepline/docs/BatchDocumentTest.java");
    private static final Pattern FIRST_JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path directory;

    @Test
    void sample_batch_doesWhatTheDocumentSays() {
        Path runs = directory;
        List<URI> urls = List.of(URI.create("https://example.org/a"), URI.create("https://example.org/b"));
        // region
        BatchResult result = Batch.of("catalog", urls) // Iterable, Stream or Iterator: may be lazy and of unknown size
                .key(URI::toString) // what an item is known by: mandatory, never its position
                .workers(8) // one when nothing is said
                .timeout(ofMinutes(5))
                .preflight(Preflight.ask()) // the first item before the rest
                .retry(3, exponential(ofSeconds(1), ofMinutes(1)))
                .failFast(5) // the first 5 all failed: stop
                .runs(runs)
                .resume()
                .run((url, step) -> {
                    step.total(sizeOf(url), "bytes");
                    return fetch(url, step, step.idempotencyKey());
                });
        // end
        assertThat(result.exitCode()).isZero();
        assertThat(result.succeeded()).isEqualTo(2);
        assertThat(result.directory()).isDirectoryContaining("glob:**results.jsonl");
    }

    private static long sizeOf(URI url) {
        return url.toString().length();
    }

    private static Map<String, Object> fetch(URI url, ItemStep step, String idempotencyKey) {
        step.advance(sizeOf(url));
        return Map.of("as", idempotencyKey);
    }

    @Test
    void document_hasTheCodeOfTheSample() throws Exception {
        Matcher shown = FIRST_JAVA.matcher(Files.readString(Path.of("docs/batch.md")));
        assertThat(shown.find()).isTrue();
        String source = Files.readString(SOURCE);
        String region = source.substring(source.indexOf("// region\n") + 10, source.indexOf("        // end\n"));
        assertThat(shown.group(1)).isEqualTo(region.replaceAll("(?m)^ {8}", ""));
    }
}
