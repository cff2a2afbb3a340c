/** What a real API server makes of the resources' definitions. */
@NullMarked
package io.jararaca.e2e.crds;

import org.jspecify.annotations.NullMarked;
