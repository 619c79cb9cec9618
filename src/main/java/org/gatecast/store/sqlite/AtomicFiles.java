package org.gatecast.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Atomic file operations: a file is complete or absent, even after a power cut. New files are readable by their owner
 * only.
 */
final class AtomicFiles {
    private AtomicFiles() {}

    /** Creates an empty file that only its owner can read; an existing file is replaced. */
    static void createPrivate(Path file) throws IOException {
        Files.deleteIfExists(file);
        if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    /** The path with symbolic links resolved. The file need not exist, its directory must. */
    static Path realPath(Path file) throws IOException {
        return Files.exists(file)
                ? file.toRealPath()
                : file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
    }

    /** Moves a finished file to {@code place} atomically and durably, replacing a file there. */
    static void replace(Path finished, Path place) throws IOException {
        sync(finished);
        Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE);
        sync(place.toAbsolutePath().getParent());
    }

    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Gives a file that an operator's command created to the owner of its directory, so that the service can use it.
     * Does nothing if that is not permitted; then it is not needed.
     */
    static void takeOwnerOfDirectory(Path file) {
        try {
            PosixFileAttributes directory =
                    Files.readAttributes(file.toAbsolutePath().getParent(), PosixFileAttributes.class);
            PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (!view.readAttributes().owner().equals(directory.owner())) {
                view.setOwner(directory.owner());
                view.setGroup(directory.group());
            }
        } catch (IOException | UnsupportedOperationException e) {
            // A user who may not change owners is the service's own user.
        }
    }
}
