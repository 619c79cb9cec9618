/** Who calls: master passwords, event keys and when they are valid. One authorizer per event loop. */
package org.gatecast.http.auth;
