/** Manifests of annotated methods, written when they are compiled. */
@NullMarked
package io.jararaca.worker.manifest;

import org.jspecify.annotations.NullMarked;
