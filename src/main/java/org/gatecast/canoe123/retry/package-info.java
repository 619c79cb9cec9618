/** How long to wait before something is tried again. Used by the reader and by the lanes. */
package org.gatecast.canoe123.retry;
