package org.gatecast;

import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Hears what the system tells the process. The JVM's own way, a shutdown hook, cannot tell a second signal from the first
 * nor end with an exit code of one's own; the class that can is the platform's but no part of its standard, and is
 * therefore named at run time only.
 */
final class Signals {
    private Signals() {}

    /**
     * @param name without SIG
     * @param listener told the name, each time on a thread of its own
     * @throws IllegalStateException when the JVM was started so that signals are not its business
     */
    static void onSignal(String name, Consumer<String> listener) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ear = Proxy.newProxyInstance(
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
                                return "ear for SIG" + name;
                            }
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), ear);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("SIG" + name + " cannot be heard", e);
        }
    }
}
