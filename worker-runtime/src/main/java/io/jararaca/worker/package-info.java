/**
 * What a Java service embeds to run handlers: annotate methods, build a {@link
 * io.jararaca.worker.Worker}, start it.
 */
@NullMarked
package io.jararaca.worker;

import org.jspecify.annotations.NullMarked;
