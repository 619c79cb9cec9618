/** What all routes use: mounting, limits, bodies and their memory, parsing, responses and their cache, request ids. */
package org.gatecast.http.server;
