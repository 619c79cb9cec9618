/**
 * The HTML pages, the files and feeds that belong to them, and the API documents with their viewer.
 *
 * <pre>
 *   PageRoutes (HTML) ─▶ AssetRoutes (files with a hash in the address; OperatorFiles are among them, and OtherVersionFiles)
 *                     ─▶ SiteFileRoutes (files whose address never changes)
 *                     ─▶ FeedRoutes (calendar, official results)
 *   PreviewRoutes (pictures of shared links)     DocsRoutes (API documents)
 * </pre>
 */
package org.gatecast.http.pages;
