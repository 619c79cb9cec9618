package org.gatecast.model;

/**
 * That an event has an image, and which.
 *
 * @param version the event's when the image was set, so that one that takes another's place has an address of its own
 */
public record EventImage(String mediaType, long version) {}
