/** The chart and the images on a cluster with real nodes. */
@NullMarked
package io.jararaca.e2e.cluster;

import org.jspecify.annotations.NullMarked;
