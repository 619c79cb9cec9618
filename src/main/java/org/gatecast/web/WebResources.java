package org.gatecast.web;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Reads the files of the pages from the jar, or from the directory of the classes if there is no jar. */
final class WebResources {
    private static final String ROOT = "web/";

    private WebResources() {}

    /** All files by their path under {@code web/}. Blocks. */
    static Map<String, byte[]> load() {
        try {
            Path classes = Path.of(WebResources.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(classes) ? inDirectory(classes.resolve(ROOT)) : inJar(classes.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("the files of the pages cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the classes are not in a file", e);
        }
    }

    private static Map<String, byte[]> inDirectory(Path root) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString().replace(File.separatorChar, '/'), Files.readAllBytes(path));
            }
        }
        return files;
    }

    private static Map<String, byte[]> inJar(File file) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (JarFile jar = new JarFile(file)) {
            for (JarEntry entry : jar.stream()
                    .filter(entry -> entry.getName().startsWith(ROOT) && !entry.isDirectory())
                    .toList()) {
                try (InputStream in = jar.getInputStream(entry)) {
                    files.put(entry.getName().substring(ROOT.length()), in.readAllBytes());
                }
            }
        }
        return files;
    }
}
