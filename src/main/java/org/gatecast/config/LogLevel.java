package org.gatecast.config;

/** How much is logged: the named level and everything graver. */
public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    OFF
}
