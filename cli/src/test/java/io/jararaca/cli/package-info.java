@NullMarked
package io.jararaca.cli;

import org.jspecify.annotations.NullMarked;
