/**
 * One string for the event and its key, which the page of a booth takes: gatecast://HOST[:PORT]/EVENT#KEY, with ?tls=no before
 * the key for a service without TLS. The booth reads it (ConnectionString.java).
 *
 * @param location of this page, by which the booth will reach the service too
 */
export const connectionString = ({ protocol, host }, eventId, key) =>
  `gatecast://${host}/${eventId}${protocol === 'https:' ? '' : '?tls=no'}#${key}`;
