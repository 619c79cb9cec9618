/**
 * What the timing program Canoe123 sends, without sockets: bytes in, the state of the race day out.
 *
 * <pre>
 *   bytes → {@link org.gatecast.canoe123.stream.MessageSplitter} → {@link org.gatecast.canoe123.stream.MessageParser}
 *         → {@link org.gatecast.canoe123.stream.StreamMessage} → {@link org.gatecast.canoe123.stream.StreamState}
 * </pre>
 *
 * <p>Times are hundredths of a second, penalties too except those of a gate, which are seconds. Nothing in a message is an error:
 * what cannot be read is counted and left out. No class here knows Vert.x. {@code specs/canoe123.md} lists the messages.
 */
package org.gatecast.canoe123.stream;
