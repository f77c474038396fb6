package io.github.stepline.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * Memory that the files of a measurement grow into. The first touch of a page by a virtual machine is work for its host,
 * 10 µs a page and more, which is 2 µs for each line of a log; and a page that is free for a second may go back to the
 * host. So a file beside the measured ones holds touched pages, and becomes as much shorter as the others become longer.
 */
final class Reserve {
    private static final int BLOCK = 1 << 20;

    /** How much is given back in advance. */
    private static final long AHEAD = 64L << 20;

    private final Path directory;
    private long filled;

    Reserve(Path directory) {
        this.directory = directory;
    }

    Path file() {
        return directory.resolve("reserve");
    }

    /** Reserves that much, at most half of what is free, and nothing where files are not in memory. */
    void fill(long bytes) throws IOException {
        if (!Files.getFileStore(directory).type().equals("tmpfs")) {
            return;
        }
        try (FileChannel file = FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            filled = Math.min(bytes, file.size() + Files.getFileStore(directory).getUsableSpace() / 2);
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
            while (file.size() < filled) {
                file.write(block.clear());
            }
        }
    }

    /** Gives back as much as the other files have taken. */
    void shrink() throws IOException {
        long wanted = Math.max(0, filled - AHEAD - others());
        if (filled > 0 && wanted < Files.size(file())) {
            try (FileChannel file = FileChannel.open(file(), StandardOpenOption.WRITE)) {
                file.truncate(wanted);
            }
        }
    }

    private long others() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path other : files.filter(path -> !path.equals(file())).toList()) {
                bytes += Files.size(other);
            }
        }
        return bytes;
    }
}
