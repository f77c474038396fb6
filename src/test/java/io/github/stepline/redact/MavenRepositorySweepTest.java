package io.github.stepline.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every text of the local Maven repository, line by line: poms, and what archives hold besides classes (manifests,
 * licences, properties, documents, sources). Nobody wrote them for this test, so each mask in them is a false alarm
 * unless {@code explained-masks.txt} says why it is right.
 *
 * <p>A repository holds what its owner's projects need, and differs from machine to machine. So a mask without an
 * explanation fails the test where the text came with this build ({@link BuildArtifacts}); in what other projects brought
 * it is printed, and that part is read for some seconds at most. An explanation of a text that is not there is no matter;
 * one of a text that is there and no longer masked is out of date and fails.
 *
 * <p>The repository is {@code -Dmaven.repo.local}, else the one that Surefire names, else {@code ~/.m2/repository}.
 */
class MavenRepositorySweepTest {
    private static final long MOST_NANOS_FOR_OTHERS = TimeUnit.SECONDS.toNanos(10);
    private static final int CONTEXT = 60;
    private static final Pattern MASK = Pattern.compile("\\[redact(?:ed|ion-failed|ion-cut):([^]]*)]");

    private final Path repository = repository();
    private final RepositoryTexts texts = new RepositoryTexts(repository);
    private final Redactor redactor = Redactor.create();
    private final ExplainedMasks explained = ExplainedMasks.read();
    private final Map<String, Integer> masks = new TreeMap<>();
    private int files;
    private long lines;
    private long characters;
    private long nanos;

    private static Path repository() {
        String named = System.getProperty("maven.repo.local", System.getProperty("localRepository", ""));
        return named.isEmpty() ? Path.of(System.getProperty("user.home"), ".m2", "repository") : Path.of(named);
    }

    @Test
    void texts_ofTheLocalRepository_areMaskedWhereTheListSaysWhy() throws Exception {
        Set<String> ofThisBuild = BuildArtifacts.of(Path.of("pom.xml"), repository);
        List<Path> own = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        for (Path version : versions()) {
            (ofThisBuild.contains(artifact(version)) ? own : others).add(version);
        }
        List<String> unexplained = sweep(own, Long.MAX_VALUE);
        print("this build's " + own.size() + " artifacts");
        List<String> elsewhere = sweep(others, MOST_NANOS_FOR_OTHERS);
        print("with those of other builds, " + others.size());
        elsewhere.forEach(mask -> Report.print("in an artifact of another build: " + mask));

        assertThat(files).isGreaterThan(500);
        assertThat(unexplained)
                .as("masks without an explanation: fix the rule and add a line to negatives.txt, or, where a secret"
                        + " could look the same, explain the mask in explained-masks.txt")
                .isEmpty();
        assertThat(explained.outOfDate())
                .as("explanations of what is not masked any more")
                .isEmpty();
    }

    /** All directories of a version: those with a pom. */
    private List<Path> versions() throws IOException {
        try (Stream<Path> found = Files.walk(repository)) {
            return found.filter(file -> file.toString().endsWith(".pom"))
                    .map(Path::getParent)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private String artifact(Path version) {
        return repository.relativize(version.getParent()).toString().replace('\\', '/');
    }

    private List<String> sweep(List<Path> versions, long mostNanos) throws IOException {
        List<String> unexplained = new ArrayList<>();
        long start = System.nanoTime();
        int done = 0;
        for (Path version : versions) {
            if (System.nanoTime() - start > mostNanos) {
                Report.print("left out for want of time: " + (versions.size() - done) + " artifacts");
                break;
            }
            texts.read(version, (place, text) -> read(place, text, unexplained));
            done++;
        }
        return unexplained;
    }

    private void read(String place, String text, List<String> unexplained) {
        List<String> given = text.lines().toList();
        long start = System.nanoTime();
        List<String> redacted = given.stream().map(redactor::redact).toList();
        nanos += System.nanoTime() - start;
        files++;
        lines += given.size();
        characters += text.length();
        ExplainedMasks.ForText here = explained.at(place);
        for (int i = 0; i < given.size(); i++) {
            List<String> found = redacted.get(i) == given.get(i) ? List.of() : masksIn(redacted.get(i));
            found.forEach(mask -> masks.merge(mask, 1, Integer::sum));
            if (!here.explain(given.get(i), found)) {
                unexplained.add(place + ":" + (i + 1) + " " + found + " " + around(redacted.get(i)));
            }
        }
    }

    private static List<String> masksIn(String redacted) {
        return MASK.matcher(redacted).results().map(mask -> mask.group(1)).toList();
    }

    /** What stands around the first mask; nothing of what it hides. */
    private static String around(String redacted) {
        MatchResult mask = MASK.matcher(redacted).results().findFirst().orElseThrow();
        int from = Math.max(0, mask.start() - CONTEXT);
        int to = Math.min(redacted.length(), mask.end() + CONTEXT);
        return redacted.substring(from, to).strip();
    }

    private void print(String what) {
        double seconds = Math.max(1, nanos) / 1e9;
        Report.print(String.format(
                "sweep, %s: %,d texts, %,d lines, %.1f million characters, %.1f million a second; masks %s",
                what, files, lines, characters / 1e6, characters / 1e6 / seconds, masks));
    }
}
