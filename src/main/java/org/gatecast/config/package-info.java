/**
 * What an operator can set, read once at start and never again (contract section 6).
 *
 * <pre>
 *   packed defaults ─▶ conf/gatecast.properties ─▶ environment ─▶ {@link org.gatecast.config.Settings}
 * </pre>
 *
 * Later layers win key by key. The table in {@code SettingCatalog} is the one list of keys: what is not in it is refused,
 * and a test holds the commented file to it. {@code Main} loads on its own thread before Vert.x exists and hands the
 * immutable result to every stage; it is safe on any thread.
 *
 * <p>A new setting is a line in {@code SettingCatalog}, its component in {@code Settings} with the line that fills it, and
 * its paragraph in the file.
 */
package org.gatecast.config;
