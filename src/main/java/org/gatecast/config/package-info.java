/**
 * The settings, read once at start (contract section 6). Each layer overrides single keys of the layers before it:
 *
 * <pre>
 *   defaults in the jar ─▶ conf/gatecast.properties ─▶ environment ─▶ {@link org.gatecast.config.Settings}
 * </pre>
 *
 * {@code SettingCatalog} is the list of all keys; other keys are refused. {@code .github/CONTRIBUTING.md} says how to add a
 * setting. Also here: the configuration of the log.
 */
package org.gatecast.config;
