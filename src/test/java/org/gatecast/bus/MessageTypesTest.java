package org.gatecast.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gatecast.model.DeclaredStatus;
import org.gatecast.model.Image;
import org.gatecast.model.RaceStatus;
import org.gatecast.model.Refusal;
import org.junit.jupiter.api.Test;

/** Every message on the bus is a value that could be encoded: nothing in it changes, runs or waits. */
class MessageTypesTest {
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final Set<Class<?>> PLAIN = Set.of(
            String.class,
            Integer.class,
            Long.class,
            Boolean.class,
            int.class,
            long.class,
            boolean.class,
            Instant.class,
            Duration.class,
            Path.class,
            // They copy their bytes in and out.
            Image.class,
            FileContent.class);

    /** All records of the package, whether or not a sealed interface lists them, and the reply that refuses. */
    private static Set<Class<?>> messages() {
        Set<Class<?>> records = new LinkedHashSet<>();
        new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("org.gatecast.bus").stream()
                        .map(JavaClass::reflect)
                        .filter(Class::isRecord)
                        .forEach(records::add);
        records.add(Refusal.class);
        return records;
    }

    @Test
    void everyMessageIsARecord() {
        List<Class<?>> roots = List.of(StoreCommand.class, EventNotice.class, MaintenanceRequest.class);
        Set<Class<?>> messages = messages();
        assertThat(roots.stream().flatMap(MessageTypesTest::permitted))
                .isNotEmpty()
                .allMatch(messages::contains);
    }

    @Test
    void everyPartOfAMessageIsAValue() {
        Set<Type> seen = new HashSet<>();
        messages().forEach(message -> requireValue(message, message.getSimpleName(), seen));
        assertThat(seen).hasSizeGreaterThan(60);
    }

    @Test
    void noCollectionInAMessageCanBeChanged() throws ReflectiveOperationException {
        // A record that refuses the number of a sample.
        Map<Class<?>, Object> samples = new HashMap<>(
                Map.of(DeclaredStatus.class, new DeclaredStatus(RaceStatus.OFFICIAL, Instant.EPOCH, null, null)));
        for (Class<?> message : messages()) {
            sample(message, samples);
        }
        int collections = 0;
        for (Object sample : samples.values()) {
            for (RecordComponent component : sample.getClass().getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                Object value = component.getAccessor().invoke(sample);
                if (value instanceof Collection<?> items) {
                    collections++;
                    requireUnmodifiable(items::clear, component);
                } else if (value instanceof Map<?, ?> entries) {
                    collections++;
                    requireUnmodifiable(entries::clear, component);
                }
            }
        }
        assertThat(collections).isGreaterThan(20);
    }

    private static void requireUnmodifiable(ThrowingCallable change, RecordComponent component) {
        assertThatThrownBy(change, "%s of %s", component.getName(), component.getDeclaringRecord())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static Stream<Class<?>> permitted(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(MessageTypesTest::permitted)
                : Stream.of(type);
    }

    private static void requireValue(Type type, String path, Set<Type> seen) {
        if (!seen.add(type) || type instanceof TypeVariable<?>) {
            return;
        }
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            if (raw != List.class && raw != Set.class && raw != Map.class) {
                requireValue(raw, path, seen);
            }
            for (Type argument : generic.getActualTypeArguments()) {
                requireValue(argument, path, seen);
            }
            return;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            for (RecordComponent component : plain.getRecordComponents()) {
                // Its constructor checks that the further fields of a response are values.
                if (plain != Refusal.class || !component.getName().equals("extra")) {
                    requireValue(component.getGenericType(), path + "." + component.getName(), seen);
                }
            }
        } else if (plain.isSealed()) {
            permitted(plain).forEach(subtype -> requireValue(subtype, path, seen));
        } else {
            assertThat(plain.isEnum() || PLAIN.contains(plain))
                    .as("%s is of %s, which is no immutable value", path, plain)
                    .isTrue();
        }
    }

    /** A value of the type, made of collections that can be changed. */
    private static Object sample(Type type, Map<Class<?>, Object> samples) throws ReflectiveOperationException {
        if (type instanceof TypeVariable<?>) {
            return "x";
        }
        if (type instanceof ParameterizedType generic) {
            return sample((Class<?>) generic.getRawType(), generic.getActualTypeArguments(), samples);
        }
        return sample((Class<?>) type, new Type[0], samples);
    }

    private static Object sample(Class<?> type, Type[] arguments, Map<Class<?>, Object> samples)
            throws ReflectiveOperationException {
        if (type == List.class) {
            return new ArrayList<>(List.of(sample(arguments[0], samples)));
        }
        if (type == Set.class) {
            return new HashSet<>(Set.of(sample(arguments[0], samples)));
        }
        if (type == Map.class) {
            return new HashMap<>(Map.of(sample(arguments[0], samples), sample(arguments[1], samples)));
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isRecord()) {
            return record(type, samples);
        }
        if (type == int.class || type == Integer.class) {
            return 1;
        }
        if (type == long.class || type == Long.class) {
            return 1L;
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == Instant.class) {
            return NOW;
        }
        if (type == Duration.class) {
            return Duration.ofSeconds(1);
        }
        if (type == Path.class) {
            return Path.of("x");
        }
        if (type == FileContent.class) {
            return new FileContent(new byte[] {1});
        }
        return type == Image.class ? new Image("image/png", new byte[] {1}) : "x";
    }

    private static Object record(Class<?> type, Map<Class<?>, Object> samples) throws ReflectiveOperationException {
        if (!samples.containsKey(type)) {
            RecordComponent[] components = type.getRecordComponents();
            Object[] values = new Object[components.length];
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = sample(components[i].getGenericType(), samples);
            }
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            samples.put(type, canonical.newInstance(values));
        }
        return samples.get(type);
    }
}
