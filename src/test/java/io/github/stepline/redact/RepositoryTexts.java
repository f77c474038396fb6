package io.github.stepline.redact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The texts of one directory of a repository: its files, and the entries of its archives (not those of archives in
 * archives). A text is what has no NUL at its beginning; one that is no UTF-8 is read as Latin-1.
 */
final class RepositoryTexts {
    private static final int LOOK = 8_192;

    private final Path repository;

    RepositoryTexts(Path repository) {
        this.repository = repository;
    }

    /** Takes a text. Its place is {@code group/artifact/version/file}, in an archive {@code file!entry}. */
    interface Reader {
        void read(String place, String text);
    }

    /** Reads what stands in a directory, not below it, in the order of names. */
    void read(Path directory, Reader reader) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(directory)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String place = repository.relativize(file).toString().replace('\\', '/');
            try {
                if (place.endsWith(".jar") || place.endsWith(".zip")) {
                    archive(file, place, reader);
                } else {
                    text(place, Files.readAllBytes(file), reader);
                }
            } catch (NoSuchFileException | ZipException underWay) {
                // Another build is downloading it.
            }
        }
    }

    private static void archive(Path file, String place, Reader reader) throws IOException {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(archive.entries())) {
                if (!entry.isDirectory() && !entry.getName().endsWith(".class")) {
                    try (InputStream in = archive.getInputStream(entry)) {
                        text(place + "!" + entry.getName(), in.readAllBytes(), reader);
                    }
                }
            }
        }
    }

    private static void text(String place, byte[] bytes, Reader reader) {
        for (int i = 0; i < Math.min(bytes.length, LOOK); i++) {
            if (bytes[i] == 0) {
                return;
            }
        }
        reader.read(place, decoded(bytes));
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException another) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
