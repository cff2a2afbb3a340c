@NullMarked
package io.jararaca.cli.process;

import org.jspecify.annotations.NullMarked;
