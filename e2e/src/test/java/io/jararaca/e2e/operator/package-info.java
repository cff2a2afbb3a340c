/** The operator as people meet it: kubectl against a real API server, replicas that get killed. */
@NullMarked
package io.jararaca.e2e.operator;

import org.jspecify.annotations.NullMarked;
