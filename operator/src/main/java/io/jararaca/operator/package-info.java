/** The operator process: reconcilers, leadership, the beat, status and health, wired together. */
@NullMarked
package io.jararaca.operator;

import org.jspecify.annotations.NullMarked;
