/** Handlers that people copy, and a worker that runs them for the manifests beside. */
@NullMarked
package io.jararaca.examples;

import org.jspecify.annotations.NullMarked;
