package org.gatecast.booth.push;

import java.time.Instant;
import org.gatecast.canoe123.push.DataKind;

/**
 * A call that the server will never accept, and that is not sent again.
 *
 * @param reason in the words of the response
 */
public record RefusedCall(Instant at, DataKind kind, String reason) {}
