/** The broker's ports: how a run reaches a worker. */
@NullMarked
package io.jararaca.core.broker;

import org.jspecify.annotations.NullMarked;
