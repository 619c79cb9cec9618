package org.gatecast.model;

/**
 * That an event has an image, and which.
 *
 * @param version the event's when the image was set, so that one that takes another's place has an address of its own
 * @param digest of an image that came with an export, by which the next export's is known to be the same; {@code null}
 *     for an organiser's
 */
public record EventImage(String mediaType, long version, String digest) {

    /** An image that the organiser gave. */
    public static EventImage ofOrganiser(String mediaType, long version) {
        return new EventImage(mediaType, version, null);
    }
}
