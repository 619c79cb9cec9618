/** How long to wait before something is tried again. Used by the reader and by the pusher. */
package org.gatecast.booth.retry;
