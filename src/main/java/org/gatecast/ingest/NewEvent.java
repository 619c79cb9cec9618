package org.gatecast.ingest;

import org.gatecast.model.EventDetails;
import org.gatecast.model.EventId;
import org.gatecast.model.Image;

/**
 * What an organiser asks for with a new event.
 *
 * @param image {@code null} without one
 */
public record NewEvent(EventId eventId, EventDetails details, Image image) {}
