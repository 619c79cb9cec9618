package org.gatecast;

import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Handles signals of the operating system with {@code sun.misc.Signal}, which is looked up at run time, since it is no part of
 * the Java standard. A shutdown hook cannot tell a second signal from the first, and cannot choose the exit code.
 */
final class Signals {
    private Signals() {}

    /**
     * @param name without SIG
     * @param listener called with the name, each time on a thread of its own
     * @throws IllegalStateException when the JVM was started without signal handling
     */
    static void onSignal(String name, Consumer<String> listener) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object listenerProxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        switch (method.getName()) {
                            case "handle" -> listener.accept(name);
                            case "hashCode" -> {
                                return System.identityHashCode(proxy);
                            }
                            case "equals" -> {
                                return proxy == arguments[0];
                            }
                            default -> {
                                return "listener for SIG" + name;
                            }
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), listenerProxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("SIG" + name + " cannot be handled", e);
        }
    }
}
