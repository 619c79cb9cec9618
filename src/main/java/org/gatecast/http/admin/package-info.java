/** The routes of organisers: events, their status, settings, keys and journal. */
package org.gatecast.http.admin;
