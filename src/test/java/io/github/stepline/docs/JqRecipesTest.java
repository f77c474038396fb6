package io.github.stepline.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/jq.md} holds what {@code jq} says: every command of it is run on the files of {@link RecipeLogs}. When an
 * output differs, the new text lies in {@code docs/jq.md} of the build directory: look at it and copy it.
 */
@Tag("e2e")
class JqRecipesTest {
    private static final Path DOCUMENT = Path.of("docs/jq.md");
    private static final Pattern RECIPE =
            Pattern.compile("(?<=\n)## [^\n]+\\?\n\n(?:(?!## |```).*\n)*```sh\n(?<command>(?:(?!```).*\n)+)```\n\n"
                    + "```text\n(?<output>(?:(?!```).*\n)*)```\n");
    private static final String FOLLOW = "tail -F";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private RecipeLogs logs;

    @BeforeEach
    void writeLogs() throws IOException {
        logs = new RecipeLogs(directory);
        logs.write();
    }

    @Test
    void document_everyRecipe_hasTheOutputOfItsCommand() throws Exception {
        String found = Files.readString(DOCUMENT);
        StringBuilder expected = new StringBuilder();
        Matcher recipe = RECIPE.matcher(found);
        int end = 0;
        while (recipe.find()) {
            expected.append(found, end, recipe.start("output")).append(output(recipe.group("command")));
            end = recipe.end("output");
        }
        expected.append(found, end, found.length());
        if (!found.contentEquals(expected)) {
            Path written =
                    Path.of(System.getProperty("stepline.cli.jar", "target/-")).resolveSibling("docs/jq.md");
            Files.createDirectories(written.getParent());
            Files.writeString(written, expected);
        }
        assertThat(found).isEqualTo(expected.toString());
    }

    @Test
    void document_everyHeadingAndCommand_isARecipe() throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(count("^## ", document)).isGreaterThanOrEqualTo(14);
        assertThat(count("^```sh$", document)).isEqualTo(count("^## ", document));
        assertThat(RECIPE.matcher(document).results()).hasSize((int) count("^## ", document));
    }

    @Test
    void document_everyRecipe_saysSomething() throws IOException {
        assertThat(RECIPE.matcher(Files.readString(DOCUMENT)).results())
                .extracting(MatchResult::group)
                .allSatisfy(recipe -> assertThat(recipe).doesNotContain("```text\n```"));
    }

    @Test
    void follow_lineIsAppended_isShownAtOnce() throws Exception {
        List<String> following = RECIPE.matcher(Files.readString(DOCUMENT))
                .results()
                .map(recipe -> recipe.group(1))
                .filter(command -> command.contains(FOLLOW))
                .toList();
        assertThat(following).hasSize(1);
        int known = (int) output(following.get(0)).lines().count();
        Process process = shell(following.get(0));
        try (BufferedReader shown = process.inputReader(UTF_8)) {
            assertThat(lines(shown, known)).hasSize(known);
            Files.writeString(
                    logs.current(), "{\"level\":\"WARN\",\"message\":\"one more\"}\n", StandardOpenOption.APPEND);
            assertThat(lines(shown, 1)).singleElement().asString().contains("one more");
        } finally {
            end(process);
        }
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** What a command writes; of one that follows a file: what it shows before it waits. */
    private String output(String command) throws Exception {
        Process process = shell(command.replace(FOLLOW, "tail"));
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(command)
                .isTrue();
        assertThat(complaints()).as(command).isEmpty();
        assertThat(process.exitValue()).as(command).isZero();
        return output;
    }

    private Process shell(String command) throws IOException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", command)
                .directory(directory.toFile())
                .redirectError(directory.resolve("complaints").toFile());
        shell.environment().put("LC_ALL", "C");
        Process process = shell.start();
        CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .execute(() -> end(process));
        return process;
    }

    /** Ends a shell and what it started; whoever reads from them then reads the end. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private String complaints() throws IOException {
        return Files.readString(directory.resolve("complaints"));
    }

    /** So many lines, or fewer when their writer ends. */
    private static List<String> lines(BufferedReader reader, int count) throws IOException {
        List<String> lines = new ArrayList<>();
        String line;
        while (lines.size() < count && (line = reader.readLine()) != null) {
            lines.add(line);
        }
        return lines;
    }

    private static long count(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .count();
    }
}
