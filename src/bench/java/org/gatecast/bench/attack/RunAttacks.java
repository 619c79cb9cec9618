package org.gatecast.bench.attack;

import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gatecast.testing.ApiClient;

/**
 * Makes attacks, one after the other, each on a service of its own. Prints each one's bound and what was measured; the
 * exit code is 0 when all bounds held, 1 when not, 2 when it was called wrongly.
 *
 * <pre>
 *   java -cp target/gatecast.jar:target/test-classes org.gatecast.bench.attack.RunAttacks [-short] [-jar FILE] NAME…|all
 *   java -cp target/gatecast.jar:target/test-classes org.gatecast.bench.attack.RunAttacks -at 127.0.0.1:PORT \
 *       [-master PASSWORD] NAME…|all
 * </pre>
 *
 * <p>Without {@code -at} it starts {@code target/gatecast.jar}, or the jar that is named, in a heap of 256 MB. With it, the
 * service that runs there is attacked, on this machine only, with what needs no hold of the process.
 */
public final class RunAttacks {
    private static final List<Attack> ALL = List.of(
            UnreadResponses.ofDocs(),
            UnreadResponses.ofTables(),
            new UnreadConnectionsClosed(),
            new HalfOpenConnections(),
            new HandshakeAttack(),
            new CombinedAttack(),
            new SlowUploads(),
            new CollidingNames(),
            new DeletedEventKey(),
            new PathEncodings(),
            new StoppedProcess(),
            new MovedDatabase(),
            new SmallHeap());

    private RunAttacks() {}

    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of("target", "gatecast.jar");
        AttackScale scale = AttackScale.FULL;
        ApiClient at = null;
        List<Attack> chosen = new ArrayList<>();
        Iterator<String> words = List.of(arguments).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "-short" -> scale = AttackScale.SHORT;
                case "-jar" -> jar = Path.of(words.next());
                case "-at" -> at = loopback(words.next());
                case "-master" -> at = at == null ? null : at.asMaster(words.next());
                case "all" -> chosen.addAll(ALL);
                default -> chosen.add(named(word));
            }
        }
        if (chosen.isEmpty()) {
            ALL.forEach(attack -> System.out.println(attack.name() + ": " + attack.bound()));
            System.exit(2);
        }
        int broken = 0;
        for (Attack attack : chosen) {
            if (at != null && attack.needsProcess()) {
                System.out.println("SKIP  " + attack.name() + ": needs a process of its own");
                continue;
            }
            ApiClient there = at;
            List<String> program = List.of("-jar", jar.toAbsolutePath().toString());
            AttackedServer.Source source =
                    there == null ? each -> AttackedServer.start(each, program) : each -> AttackedServer.at(there);
            broken += run(attack, source, scale, System.out).size();
        }
        System.exit(broken == 0 ? 0 : 1);
    }

    /** Makes one attack, and returns the bounds that did not hold. */
    static List<String> run(Attack attack, AttackedServer.Source source, AttackScale scale, PrintStream out)
            throws Exception {
        out.println(attack.name() + ": " + attack.bound());
        AttackReport report = new AttackReport(out);
        long began = System.nanoTime();
        try (AttackedServer server = source.open(attack)) {
            attack.run(server, scale, report);
        } catch (RuntimeException | AssertionError e) {
            report.check(false, "came to its end: %s", e);
        }
        out.printf(
                Locale.ROOT,
                "%s  %s, after %.0f s%n",
                report.broken().isEmpty() ? "PASS" : "FAIL",
                attack.name(),
                (System.nanoTime() - began) / 1e9);
        return report.broken();
    }

    /** The attack that the command line calls so. */
    static Attack named(String name) {
        return ALL.stream()
                .filter(attack -> attack.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no attack " + name + "."));
    }

    /** Refuses to attack anything but this machine. */
    static ApiClient loopback(String hostAndPort) throws UnknownHostException {
        int colon = hostAndPort.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : hostAndPort.substring(0, colon);
        if (!Stream.of(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress)) {
            throw new IllegalArgumentException(host + " is not this machine; nothing else is attacked.");
        }
        return ApiClient.behindProxy(Integer.parseInt(hostAndPort.substring(colon + 1)));
    }
}
