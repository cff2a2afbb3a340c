/** APP: a jar, a folder of classes, or manifests; what it declares, and how changes are seen. */
@NullMarked
package io.jararaca.cli.app;

import org.jspecify.annotations.NullMarked;
