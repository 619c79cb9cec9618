package org.gatecast.ingest;

import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.StreamRows;

/**
 * A call of the live stream with riders on course.
 *
 * @param fromPrimary whether the caller says that it is the primary source
 */
public record OnCourseCall(StreamRows<OnCourseEntry> riders, boolean fromPrimary) {}
