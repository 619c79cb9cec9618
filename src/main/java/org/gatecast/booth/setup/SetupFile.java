package org.gatecast.booth.setup;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.gatecast.booth.push.PushTarget;
import org.gatecast.canoe123.reader.HostPort;
import org.gatecast.canoe123.reader.StreamAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The setup that was given on the page, in {@code booth.json} of the state directory. It contains the key, so only the user may
 * read it. Blocks.
 */
public final class SetupFile {
    private static final Logger LOG = LoggerFactory.getLogger(SetupFile.class);
    private static final String NAME = "booth.json";

    private final Path directory;
    private final Path file;

    /**
     * @param directory the state directory, made if it does not exist
     */
    public SetupFile(Path directory) {
        this.directory = directory;
        file = directory.resolve(NAME);
    }

    /** What was saved; nothing if there is no file, or if it cannot be read, which is logged. */
    public BoothSetup load() {
        try {
            JsonObject json = new JsonObject(Files.readString(file));
            String connection = json.getString("connection");
            String canoe123 = json.getString("canoe123");
            String export = json.getString("export");
            PushTarget target = connection == null ? null : ConnectionString.read(connection);
            return new BoothSetup(
                    target,
                    canoe123 == null ? null : HostPort.of(canoe123, StreamAddress.PORT),
                    export == null ? null : Path.of(export),
                    json.getBoolean("automatic", false));
        } catch (NoSuchFileException e) {
            return BoothSetup.EMPTY;
        } catch (IOException e) {
            LOG.warn("The setup in {} cannot be read: {}", file, e.toString());
        } catch (DecodeException | ClassCastException | InvalidPathException e) {
            // The exception's message may contain the key.
            LOG.warn("The setup in {} is damaged", file);
        } catch (IllegalArgumentException e) {
            LOG.warn("The setup in {} is damaged: {}", file, e.getMessage());
        }
        return BoothSetup.EMPTY;
    }

    /** Replaces what was saved. */
    public void save(BoothSetup setup) throws IOException {
        JsonObject json = new JsonObject().put("automatic", setup.automatic());
        if (setup.target() != null) {
            json.put("connection", ConnectionString.write(setup.target()));
        }
        if (setup.canoe123() != null) {
            json.put("canoe123", setup.canoe123().toString());
        }
        if (setup.export() != null) {
            json.put("export", setup.export().toString());
        }
        Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
        boolean posix = views.contains("posix");
        Files.createDirectories(directory, posix ? permissions("rwx------") : new FileAttribute<?>[0]);
        Path unfinished = Files.createTempFile(
                directory, NAME, ".tmp", posix ? permissions("rw-------") : new FileAttribute<?>[0]);
        if (!posix && views.contains("acl")) {
            allowOwnerAlone(unfinished);
        }
        Files.write(unfinished, json.encodePrettily().getBytes(StandardCharsets.UTF_8));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] permissions(String text) {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))};
    }

    /** As on Windows, where a directory outside of the user's own lets all users read. */
    private static void allowOwnerAlone(Path path) throws IOException {
        AclFileAttributeView view = Files.getFileAttributeView(path, AclFileAttributeView.class);
        view.setAcl(List.of(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(view.getOwner())
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build()));
    }
}
