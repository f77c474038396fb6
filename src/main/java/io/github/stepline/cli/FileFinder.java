package io.github.stepline.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Finds the regular files below a directory. What can't be looked into is found too: reading it will say why. */
final class FileFinder extends SimpleFileVisitor<Path> {
    private final List<Path> found = new ArrayList<>();
    private final List<Path> leftOut;

    /** @param leftOut directories that are not looked into, absolute: those that this program writes to */
    private FileFinder(List<Path> leftOut) {
        this.leftOut = leftOut;
    }

    /** Files in the order in which they are found; links are not followed. */
    static List<Path> find(Path root, List<Path> leftOut) throws IOException {
        FileFinder finder = new FileFinder(
                leftOut.stream().map(path -> path.toAbsolutePath().normalize()).toList());
        Files.walkFileTree(root, finder);
        return finder.found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        boolean isLeftOut = leftOut.contains(directory.toAbsolutePath().normalize());
        return isLeftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            found.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException unreadable) {
        found.add(path);
        return FileVisitResult.CONTINUE;
    }
}
