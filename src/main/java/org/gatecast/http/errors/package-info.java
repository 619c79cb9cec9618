/**
 * Error responses: one form for every failure of a request, counted by code and logged once. A route that logs its own
 * requests sets a {@link org.gatecast.http.errors.RefusalListener} in the routing context.
 */
package org.gatecast.http.errors;
