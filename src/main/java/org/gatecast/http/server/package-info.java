/**
 * What all routes are built of: methods of a path, the limits a request passes before its handler, bodies and their memory,
 * the turns of the parsers, responses and their cache, request ids. Knows no route.
 */
package org.gatecast.http.server;
