/**
 * The service's HTTP side: routes of admin, ingest, public reads and spectators, keys, errors, and the page. Every
 * handler runs on the event loop of its connection; bodies are parsed on workers; changes are asked of the store over
 * the bus; reads come from the last committed picture, encoded once. Ingest calls that leave nothing on disk are
 * remembered here for their organiser.
 */
package org.gatecast.http;
