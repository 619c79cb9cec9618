/** The routes of spectators: public reads, WebSocket and event stream. */
package org.gatecast.http.spectators;
