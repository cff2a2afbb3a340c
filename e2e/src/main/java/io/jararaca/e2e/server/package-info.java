/** The real servers of the system, each a process of our own on free loopback ports. */
@NullMarked
package io.jararaca.e2e.server;

import org.jspecify.annotations.NullMarked;
