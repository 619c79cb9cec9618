package org.gatecast.ingest;

import org.gatecast.model.RaceStatusUpdate;
import org.gatecast.model.ResultUpdate;
import org.gatecast.model.StreamRows;

/**
 * A call of the live stream with results.
 *
 * @param races the status of races; no rows if the call says nothing about it
 * @param fromPrimary whether the caller says that it is the primary source
 */
public record ResultsCall(StreamRows<ResultUpdate> results, StreamRows<RaceStatusUpdate> races, boolean fromPrimary) {}
