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

/** Files that are there whole or not at all, after a power cut too, and that only their owner reads. */
final class AtomicFiles {
    private AtomicFiles() {}

    /** An empty file for its owner alone; what was there before is gone. */
    static void createPrivate(Path file) throws IOException {
        Files.deleteIfExists(file);
        if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    /** The file that a path leads to, whatever links are on the way; it need not be there, its directory must. */
    static Path realPath(Path file) throws IOException {
        return Files.exists(file)
                ? file.toRealPath()
                : file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
    }

    /** Puts a finished file in the place of another, or of none, at once and for good. */
    static void replace(Path finished, Path place) throws IOException {
        sync(finished);
        Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE);
        sync(place.toAbsolutePath().getParent());
    }

    /** Has the disk keep what was written, of a file or of a directory's list of names. */
    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Gives a file that an operator's command made to whoever owns its directory, or the service could not use it. Does
     * nothing where that may not be done, which is where it is not needed.
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
            // Whoever may not give files away works as the service's own user.
        }
    }
}
