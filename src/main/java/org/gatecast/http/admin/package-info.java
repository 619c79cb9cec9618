/**
 * The routes of organisers: events, their status, settings, keys and journal. Authorized by the event's key or by a master
 * password.
 */
package org.gatecast.http.admin;
