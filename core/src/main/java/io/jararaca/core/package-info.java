/** The rules of Jararaca, free of I/O and of Kubernetes. */
@NullMarked
package io.jararaca.core;

import org.jspecify.annotations.NullMarked;
