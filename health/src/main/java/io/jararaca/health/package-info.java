/**
 * How a process tells of itself over HTTP: whether it lives, whether it can work, and its figures.
 * Knows no part of Jararaca, so that every process can use it.
 */
@NullMarked
package io.jararaca.health;

import org.jspecify.annotations.NullMarked;
