package org.gatecast.booth.setup;

import java.nio.file.Path;
import org.gatecast.booth.push.PushTarget;
import org.gatecast.canoe123.reader.HostPort;

/**
 * What a booth reads, and where it pushes.
 *
 * @param target {@code null} until the operator has given it
 * @param canoe123 {@code null} to look for the timing PC
 * @param export {@code null} to take the file that Canoe123's own configuration names, if it is on this machine
 * @param automatic whether the booth moves the event's state
 */
public record BoothSetup(PushTarget target, HostPort canoe123, Path export, boolean automatic) {
    public static final BoothSetup EMPTY = new BoothSetup(null, null, null, false);

    /** This setup, completed by another one where it says nothing. */
    public BoothSetup orElse(BoothSetup other) {
        return new BoothSetup(
                target == null ? other.target : target,
                canoe123 == null ? other.canoe123 : canoe123,
                export == null ? other.export : export,
                automatic || other.automatic);
    }

    public BoothSetup withAutomatic(boolean on) {
        return new BoothSetup(target, canoe123, export, on);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return target + ", canoe123 " + canoe123 + ", export " + export + ", automatic " + automatic;
    }
}
