package org.gatecast.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The classes that run on event loops: the service's own, and those of the libraries under it. A JVM for tests has no class
 * archive, so it reads each from its jar, and waits for a disk if the system has dropped the jar from memory meanwhile.
 */
final class ServiceClasses {
    /** What a class path has of them. Other libraries run on workers. */
    private static final Pattern ELEMENTS =
            Pattern.compile(".*/classes|.*/(vertx|netty|jackson|jmustache|micrometer|logback|slf4j)-[^/]*\\.jar");

    private static final String SUFFIX = ".class";

    private ServiceClasses() {}

    /**
     * Loads them all, without initialising any.
     *
     * @return how many there are now
     */
    static int load() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(element -> ELEMENTS.matcher(element).matches())
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(element -> names(element).stream())
                .mapToInt(ServiceClasses::load)
                .sum();
    }

    private static List<String> names(Path element) {
        try {
            if (Files.isDirectory(element)) {
                try (Stream<Path> files = Files.walk(element)) {
                    return classes(files.map(file -> element.relativize(file).toString()));
                }
            }
            try (JarFile jar = new JarFile(element.toFile())) {
                return classes(jar.stream().map(entry -> entry.getName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> classes(Stream<String> files) {
        return files.filter(file -> file.endsWith(SUFFIX) && !file.contains("-"))
                .map(file -> file.substring(0, file.length() - SUFFIX.length()).replace('/', '.'))
                .toList();
    }

    /** 0 for one that extends what is not on the class path, such as an optional library's. */
    private static int load(String name) {
        try {
            Class.forName(name, false, ServiceClasses.class.getClassLoader());
            return 1;
        } catch (ClassNotFoundException | LinkageError e) {
            return 0;
        }
    }
}
