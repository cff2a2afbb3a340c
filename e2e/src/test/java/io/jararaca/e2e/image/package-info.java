/** The images, unpacked and run without a container engine. */
@NullMarked
package io.jararaca.e2e.image;

import org.jspecify.annotations.NullMarked;
