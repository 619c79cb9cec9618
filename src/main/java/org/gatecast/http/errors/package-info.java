/** Error responses: one form for all failures, counted by code and logged once. */
package org.gatecast.http.errors;
