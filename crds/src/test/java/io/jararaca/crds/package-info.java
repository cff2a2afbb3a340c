/** The generator of the definitions' YAML, and its tests. */
@NullMarked
package io.jararaca.crds;

import org.jspecify.annotations.NullMarked;
