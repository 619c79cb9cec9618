/** The HTML pages with their files, and the API documents with their viewer. */
package org.gatecast.http.pages;
