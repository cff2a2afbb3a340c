/**
 * The resources as this process keeps them in its caches, where there may be a hundred thousand:
 * what is not needed is dropped as it is read.
 */
@NullMarked
package io.jararaca.operator.resource;

import org.jspecify.annotations.NullMarked;
