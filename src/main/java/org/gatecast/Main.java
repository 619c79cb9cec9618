package org.gatecast;

/** Starts the service. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.out.println("gatecast");
    }
}
