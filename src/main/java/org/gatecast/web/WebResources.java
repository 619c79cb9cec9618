package org.gatecast.web;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
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
    private static final String KNOWN_FILE = "worker.js";

    private WebResources() {}

    /** All files by their path under {@code web/}. Blocks. */
    static Map<String, byte[]> load() {
        // Not the protection domain of a class: it has no code source if the class comes from a class archive.
        URL known = WebResources.class.getResource('/' + ROOT + KNOWN_FILE);
        try {
            return known.openConnection() instanceof JarURLConnection inJar
                    ? inJar(inJar.getJarFileURL())
                    : inDirectory(Path.of(known.toURI()).getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("the files of the pages cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the files of the pages are in no file system", e);
        }
    }

    /**
     * @throws IllegalStateException if there is no such file
     */
    static byte[] bytes(Map<String, byte[]> files, String name) {
        byte[] content = files.get(name);
        if (content == null) {
            throw new IllegalStateException("there is no web/" + name + "; `mvn process-resources` builds it");
        }
        return content;
    }

    /**
     * @throws IllegalStateException if there is no such file
     */
    static String text(Map<String, byte[]> files, String name) {
        return new String(bytes(files, name), StandardCharsets.UTF_8);
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

    private static Map<String, byte[]> inJar(URL url) throws IOException, URISyntaxException {
        Map<String, byte[]> files = new TreeMap<>();
        try (JarFile jar = new JarFile(Path.of(url.toURI()).toFile())) {
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
