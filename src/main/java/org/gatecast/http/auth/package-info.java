/** Authenticates callers by master passwords and event keys. */
package org.gatecast.http.auth;
