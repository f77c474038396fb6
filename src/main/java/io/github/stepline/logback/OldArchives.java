package io.github.stepline.logback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Deletes the archives of one file that are too old, and the oldest beyond the size that all may have together. Day and
 * number of an archive are read from its name, {@code app-2026-11-20.3.jsonl.gz}; what has another name is left alone.
 *
 * <p>Logback's own removal does its sums on one calendar for all threads: when two roll-overs follow each other quickly
 * it can take today for a day long past, and delete today's archives.
 */
final class OldArchives {
    private final Path directory;
    private final Pattern name;
    private final int daysKept;
    private final long bytesKept;

    /**
     * @param name matches the names of archives; its first two groups are the day and the number
     * @param daysKept how many days before today are kept; 0 for all
     * @param bytesKept how large all may be together; 0 without limit
     */
    OldArchives(Path directory, Pattern name, int daysKept, long bytesKept) {
        this.directory = directory;
        this.name = name;
        this.daysKept = daysKept;
        this.bytesKept = bytesKept;
    }

    private record Archive(Path file, LocalDate day, long number) {}

    /** Deletes what is beyond the limits on this day. One file that can't be deleted does not keep the others. */
    void remove(LocalDate today) throws IOException {
        long bytes = 0;
        IOException failed = null;
        for (Archive archive : newestFirst()) {
            try {
                bytes += Files.size(archive.file());
                boolean isTooOld = daysKept > 0 && archive.day().isBefore(today.minusDays(daysKept));
                if (isTooOld || bytesKept > 0 && bytes > bytesKept) {
                    Files.deleteIfExists(archive.file());
                }
            } catch (IOException refused) {
                failed = refused;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private List<Archive> newestFirst() throws IOException {
        List<Archive> archives = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.forEach(file -> {
                Matcher matcher = name.matcher(file.getFileName().toString());
                if (matcher.matches()) {
                    add(archives, file, matcher.group(1), matcher.group(2));
                }
            });
        }
        archives.sort(Comparator.comparing(Archive::day)
                .thenComparing(Archive::number)
                .reversed());
        return archives;
    }

    private static void add(List<Archive> archives, Path file, String day, String number) {
        try {
            archives.add(new Archive(file, LocalDate.parse(day), Long.parseLong(number)));
        } catch (DateTimeException | NumberFormatException noArchiveOfOurs) {
            // It only looks like one: 2026-13-45, or a number beyond all counting.
        }
    }
}
