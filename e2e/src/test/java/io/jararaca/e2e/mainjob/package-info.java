/** The main job on real parts: resources are applied, workers run them, the status tells. */
@NullMarked
package io.jararaca.e2e.mainjob;

import org.jspecify.annotations.NullMarked;
