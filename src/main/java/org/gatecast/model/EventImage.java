package org.gatecast.model;

/**
 * Which image an event has.
 *
 * @param version the event's version when the image was set; a replaced image therefore gets a new address
 * @param digest of an image from an export, to recognise the same image in the next export; {@code null} for an
 *     organiser's image
 */
public record EventImage(String mediaType, long version, String digest) {

    public static EventImage ofOrganiser(String mediaType, long version) {
        return new EventImage(mediaType, version, null);
    }
}
