/**
 * The messages with which the stages meet on the event bus, their addresses, and the codec that passes them.
 *
 * <ul>
 *   <li>{@link org.gatecast.bus.StoreCommand}: HTTP asks the store to change or read an event, and gets one reply, after the
 *       commit.
 *   <li>{@link org.gatecast.bus.OnCourseUpdate}: HTTP gives the broadcaster the participants on course; the store is not
 *       involved.
 *   <li>{@link org.gatecast.bus.EventNotice}: the store publishes each commit, in commit order.
 *   <li>{@link org.gatecast.bus.MaintenanceRequest}: an operator asks the store for a restore.
 * </ul>
 *
 * Every message is an immutable value that could be encoded as bytes: records, enums, text, numbers, times, and
 * unmodifiable collections of these. {@code MessageTypesTest} checks this for every type, part by part. No message contains a
 * function, a future, a socket or anything else that changes. Within one process {@link org.gatecast.bus.LocalCodec} passes
 * the instance itself, which is safe for that reason.
 */
package org.gatecast.bus;
